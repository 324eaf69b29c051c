"""How many matches one answer has."""

from __future__ import annotations

from graph.errors import InputError

MOST = 100
"""Matches in one answer at most."""


def check_limit(limit: int) -> None:
    """Refuse a number of matches that no answer has.

    Raises:
        InputError: it isn't from 1 to `MOST`.
    """
    if not 1 <= limit <= MOST:
        raise InputError(f"limit is {limit}; it can be 1 to {MOST}.")
