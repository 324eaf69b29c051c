"""Countries and goals of a row as links to the terms of the vocabularies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.model.drafts import Link
from graph.model.vocabularies import read_country, vocabulary
from ingest.notes import Notes, shown

_MOST_COMMAS = 2


def goal_links(goals: Iterable[tuple[str, str]], column: str, notes: Notes) -> Iterator[Link]:
    """Links to goals.

    Args:
        goals: (number as text, as written) of each.
        column: where they stand.
        notes: of the row: goals that don't exist, or stand twice.
    """
    known = vocabulary("goals").terms
    seen: set[str] = set()
    for code, written in goals:
        if code not in known:
            notes.flag(column, "goal-unknown", f"{shown(written)} is none of the 17 goals.")
        elif code in seen:
            notes.flag(column, "goal-twice", f"Goal {code} stands twice.")
        else:
            seen.add(code)
            yield Link("addresses", "sdg", code, written, column)


def country_links(names: Iterable[str], column: str, notes: Notes) -> Iterator[Link]:
    """Links to the countries of a list of names; what is no country is noted and links to nothing."""
    seen: set[str] = set()
    for written in names:
        code = read_country(written)
        if code is None:
            notes.flag(column, "country-unknown", f"{shown(written)} is no country; no country is taken from it.")
        elif code not in seen:
            seen.add(code)
            yield Link("operates-in", "country", code, written, column)


def joined_countries(written: str) -> list[str]:
    """The names in a comma-joined list, those put together again that hold a comma themselves.

    >>> joined_countries("Kenya,Venezuela, Bolivarian Republic of,European Commission")
    ['Kenya', 'Venezuela, Bolivarian Republic of', 'European Commission']
    """
    pieces = [piece.strip() for piece in written.split(",") if piece.strip()]
    names: list[str] = []
    at = 0
    while at < len(pieces):
        length = next(
            (
                more
                for more in range(min(_MOST_COMMAS + 1, len(pieces) - at), 1, -1)
                if _one_name(pieces[at : at + more])
            ),
            1,
        )
        names.append(", ".join(pieces[at : at + length]))
        at += length
    return names


def _one_name(pieces: list[str]) -> bool:
    """Whether pieces make one country's name that none of the later ones is alone."""
    return read_country(", ".join(pieces)) is not None and not any(read_country(piece) for piece in pieces[1:])
