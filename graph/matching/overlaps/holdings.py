"""What two entries both have, and what each has that the other lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.matching.match import Evidence
from graph.matching.overlaps.sides import Side
from graph.snapshot.snapshot import Snapshot

WORDS = 8
"""Words told at most: those that tell most."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What entries have.

    Attributes:
        partners: their partners, those that fewest others name first.
        countries: alpha-3 codes of countries that are stated, or that the title names.
        sdgs: goals that are stated.
        themes: codes of themes that are stated.
        words: words of titles and texts that tell most, at most eight.
    """

    partners: tuple[Evidence, ...]
    countries: tuple[str, ...]
    sdgs: tuple[str, ...]
    themes: tuple[str, ...]
    words: tuple[str, ...]


def compared(snapshot: Snapshot, one: Side, other: Side) -> tuple[Holdings, Holdings, Holdings]:
    """What both have, what only the one has, what only the other has."""
    ours, theirs = _words(one), _words(other)
    both = {column: weight * theirs[column] for column, weight in ours.items() if column in theirs}
    return (
        _holdings(snapshot, one.partners & other.partners, one.about & other.about, one.tags & other.tags, both),
        _alone(snapshot, one, other, ours),
        _alone(snapshot, other, one, theirs),
    )


def rarest(snapshot: Snapshot, partners: Iterable[int]) -> list[int]:
    """Rows of partners, those that fewest entries name first."""
    ends = snapshot.links.indptr
    return sorted(partners, key=lambda row: (int(ends[row + 1] - ends[row]), row))


def _words(side: Side) -> dict[int, float]:
    """Columns of the words of an entry with their weights."""
    return dict(zip(side.words.tolist(), side.weights.tolist(), strict=True))


def _alone(snapshot: Snapshot, side: Side, other: Side, words: dict[int, float]) -> Holdings:
    own = {column: weight for column, weight in words.items() if column not in other.known}
    return _holdings(snapshot, side.partners - other.partners, side.about - other.named, side.tags - other.tags, own)


def _holdings(
    snapshot: Snapshot,
    partners: Iterable[int],
    countries: Iterable[str],
    tags: Iterable[int],
    words: dict[int, float],
) -> Holdings:
    stated = [snapshot.tags[tag] for tag in tags]
    telling = sorted(words, key=lambda column: (-words[column], column))[:WORDS]
    return Holdings(
        partners=tuple(
            Evidence("partner", snapshot.partners[row], snapshot.partner_names[row])
            for row in rarest(snapshot, partners)
        ),
        countries=tuple(sorted(countries)),
        sdgs=tuple(sorted((code for kind, code in stated if kind == "sdg"), key=int)),
        themes=tuple(sorted(code for kind, code in stated if kind == "theme")),
        words=tuple(snapshot.words[column] for column in telling),
    )
