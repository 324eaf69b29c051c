"""What a question to the matchmaker was asked with, as the service takes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import click


def one_way(id: str | None, described: Sequence[object], by_id: str, by_words: str) -> None:
    """Refuse both ways of asking at once, and neither.

    Args:
        id: of a stored entry.
        described: what was said in its place.
        by_id: what the id names, for the message.
        by_words: the options of a description, for the message.

    Raises:
        click.UsageError: both or neither were given.
    """
    if id and any(described):
        raise click.UsageError(f"Give {by_id}, or a description ({by_words}), not both.")
    if not id and not any(described):
        raise click.UsageError(f"Give {by_id}, or describe it with {by_words}.")


def filters(**given: Sequence[str]) -> dict[str, list[str]]:
    """Filters by name, those without a value left out."""
    return {field.replace("_", "-"): list(values) for field, values in given.items() if values}


def day(given: datetime | None) -> date:
    """The asking date: as given, or today's."""
    return given.date() if given is not None else datetime.now(UTC).date()
