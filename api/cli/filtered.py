"""What is told of the filters of a question: how many pass each, and which options to leave out where none does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from api.cli.output import name, plain

if TYPE_CHECKING:
    from api.cli.output import Page
    from graph.matching.match import FilterCount

OPTIONS: Mapping[str, str] = {
    "country": "--in-country",
    "sdg": "--on-sdg",
    "theme": "--on-theme",
    "brings": "--bringing",
}
"""Filters whose option isn't called as they are, as a question describes its subject by an option of that name."""


def to_leave_out(relax: Sequence[str], together: bool, options: Mapping[str, str] = OPTIONS) -> str:
    """The sentence that names the options to leave out.

    >>> to_leave_out(("country", "type"), together=True)
    'Nothing passes all filters; leave out --in-country and --type.'
    """
    joined = (" and " if together else " or ").join(options.get(each, f"--{each}") for each in relax)
    return f"Nothing passes all filters; leave out {joined}."


def left_out(written: str) -> str:
    """The sentence on a country of a description that can't be read, with the one that may be meant.

    >>> left_out("Sengal")
    '“Sengal” is no country known by name or code; it was left out. Is Senegal meant?'
    """
    from graph.matching.codes import country_meant

    meant = country_meant(written)
    said = f"“{name(written)}” is no country known by name or code; it was left out."
    return f"{said} Is {meant} meant?" if meant else said


def print_unknown(page: Page, ids: Iterable[str]) -> None:
    """The ids of --exclude that leave out nothing."""
    for id in ids:
        page.line(f"--exclude {plain(id)}: the store has nothing of this id.")


def print_filters(page: Page, counts: Iterable[FilterCount], entries: str) -> None:
    """How many say anything of each filter, and how many pass it.

    Args:
        page: where to.
        counts: of the filters.
        entries: what is counted: "partnerships".
    """
    for count in counts:
        page.line(
            f"{count.filter}: {count.stated:,} of {count.of:,} {entries} to choose from state anything of"
            f" it{_read(count.read)}; {count.passing:,} pass."
        )


def _read(number: int) -> str:
    """Of how many more only a text says it."""
    if not number:
        return ""
    return f", and the texts of {number:,} more say it" if number > 1 else ", and the text of 1 more says it"
