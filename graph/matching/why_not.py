"""Why something isn't in a list: what keeps it out of it, or where it stands and what it lacks beside the last shown.

It is told by what made the list: the same candidates, filters, features and weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.matching.match import Evidence, Reason
from graph.text.sentence import listed

OF_THE_ASKER = frozenset({"ended", "filter", "gate", "hidden"})
"""What keeps an entry out because the question says so: left out, the entry would have a place."""

LEAST = 0.005
"""Differences that would be told as 0.00 aren't told."""

LACKED = 3
"""Features that the sentence on an entry names at most."""


@dataclass(frozen=True, slots=True)
class KeptOut:
    """One thing that keeps an entry out of a list.

    Attributes:
        code: `itself`, `takes-part`, `family` (of one on the list), `several` (it may be one on the list), `ended`,
            `filter`, `gate`, `hidden` (by the one who asks), `unrelated`, `far` (among the first of no broad feature)
            or `nothing` (speaks for it).
        what: the filter, or the gate; empty for others.
        why: in words.
        evidence: what it rests on.
    """

    code: str
    what: str
    why: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Last:
    """The last one that is shown.

    Attributes:
        place: its number in the list.
        id: of the entry.
        name: its name.
        score: its score.
    """

    place: int
    id: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Compared:
    """A feature of an entry beside the same feature of the last one shown.

    Attributes:
        feature: its name.
        difference: what it adds to the score of the entry, less what it adds to that of the last one shown.
        here: the reason of the entry; None where the feature adds nothing.
        there: that of the last one shown.
    """

    feature: str
    difference: float
    here: Reason | None
    there: Reason | None


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why an entry isn't in a list, or where in it it is.

    Attributes:
        kind: `partner` or `partnership`.
        id: of the entry.
        name: its name.
        says: all of it in a sentence or two.
        kept_out: what keeps it out; nothing where it is ranked.
        place: its number in the list, however long that is. Where only what the question says keeps it out, the number
            that it would have if that were left out; where it is `far`, the one that its score would have. None where
            it can't have any.
        of: how many are ranked there.
        score: sum of its contributions; None where no question of this kind could offer it.
        last: the last one shown of the same list; None where this one is shown, or would be, and without a score.
        compared: its features beside those of `last`, what it lacks most first; without `last` its own, what adds most
            first.
    """

    kind: str
    id: str
    name: str
    says: str
    kept_out: tuple[KeptOut, ...] = ()
    place: int | None = None
    of: int = 0
    score: float | None = None
    last: Last | None = None
    compared: tuple[Compared, ...] = ()


def kept_out_for_good(kind: str, entry: tuple[str, str], *kept_out: KeptOut) -> WhyNot:
    """The answer on an entry, by its id and name, that can have no place."""
    return WhyNot(kind, *entry, _whys(kept_out), kept_out)


def stands(
    kind: str,
    entry: tuple[str, str],
    kept_out: Sequence[KeptOut],
    place: int | None,
    of: int,
    reasons: Sequence[Reason],
    last: tuple[Last, Sequence[Reason]] | None,
) -> WhyNot:
    """The answer on an entry whose features can be told.

    Args:
        kind: of the entry.
        entry: its id and name.
        kept_out: what keeps it out.
        place: its number; None where it can have none.
        of: how many are ranked.
        reasons: of the entry.
        last: the last one shown, with its reasons; None where the entry is before it, or nothing is shown.
    """
    told = None if last is None else last[0]
    compared = compare(reasons, () if last is None else last[1])
    says = " ".join([_whys(kept_out), *_stands(kept_out, place, of, told, compared)]).strip()
    score = sum(reason.contribution for reason in reasons)
    return WhyNot(kind, *entry, says, tuple(kept_out), place, of, score, told, compared)


def _whys(kept_out: Iterable[KeptOut]) -> str:
    # One that has ended is closed too, for the same reason.
    return " ".join(dict.fromkeys(each.why for each in kept_out))


def compare(here: Sequence[Reason], there: Sequence[Reason]) -> tuple[Compared, ...]:
    """Features of two entries beside each other: what the one lacks most first; without the other what adds most."""
    ours, theirs = _by_feature(here), _by_feature(there)
    made = [
        Compared(name, _adds(ours.get(name)) - _adds(theirs.get(name)), ours.get(name), theirs.get(name))
        for name in dict.fromkeys([*ours, *theirs])
    ]
    sign = 1 if there else -1
    return tuple(sorted(made, key=lambda each: (sign * each.difference, each.feature)))


def _by_feature(reasons: Sequence[Reason]) -> Mapping[str, Reason]:
    return {reason.feature: reason for reason in reasons}


def _adds(reason: Reason | None) -> float:
    return reason.contribution if reason else 0.0


def _stands(
    kept_out: Sequence[KeptOut], place: int | None, of: int, last: Last | None, compared: Sequence[Compared]
) -> Iterator[str]:
    codes = {each.code for each in kept_out}
    if place is None:
        pass
    elif codes & OF_THE_ASKER:
        yield f"Without that it would be number {place:,} of {of:,}."
    elif codes:
        yield f"Weighed like those that are looked at it would be number {place:,} of {of:,}."
    elif last is None:
        yield f"It is on the list: number {place:,}."
    else:
        yield f"It is number {place:,} of {of:,}."
    lacked = [each for each in compared if each.difference <= -LEAST][:LACKED]
    if last is not None and lacked:
        named = listed([f"{each.feature.replace('-', ' ')} ({each.difference:+.2f})" for each in lacked])
        yield f"What it lacks most beside number {last.place:,}, “{last.name}”: {named}."
