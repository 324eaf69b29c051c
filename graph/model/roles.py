"""Which role of a partner counts where several are stated."""

from __future__ import annotations

from collections.abc import Iterable

LEAD = "lead"


def foremost(roles: Iterable[str]) -> str:
    """The role that counts of several that are stated: to lead before any other, otherwise the first by its code.

    Args:
        roles: codes of the vocabulary `roles`; the empty one and `not-stated` say nothing.

    Returns:
        "" where none is stated.

    >>> foremost(["funder", "lead", ""]), foremost(["technical", "funder"]), foremost(["not-stated"])
    ('lead', 'funder', '')
    """
    stated = set(roles) - {"", "not-stated"}
    return LEAD if LEAD in stated else min(stated, default="")
