"""Whom every attendee should meet, by the matchmaker's own answers among those who come.

A partner is asked what it should join of the partnerships that come and of those that the partners who come take part
in; a partnership is asked whom it should invite of the partners who come and of those on the lists of the partnerships
that come. The place of the other in that answer is what the meeting is worth to the one: 1 for the first, then
10 / (10 + places behind it), so that it means the same whatever numbers a model gives; half of it where two
partnerships meet over a partner on the list of one. Two who work together already need no programme to meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graph.matching.fair.programme import Attendee, Why
from graph.matching.match import Evidence, Reason
from graph.progress import Progress, silent, told_of
from graph.snapshot.snapshot import Snapshot

if TYPE_CHECKING:
    from graph.matching.matcher import Matcher

_STEEPNESS = 10
_INDIRECT = 0.5
_ANSWERS = 100
"""Matches read of every answer."""

_REASONS = 2
"""Reasons of a match that are told."""

_NO_REASON = frozenset({"size", "popularity"})
"""Features that weigh in a match and are no reason to meet."""

Pair = tuple[int, int]
"""Two attendees by their place in the list, the smaller first."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Why two should meet.

    Attributes:
        worth: 0 to 2, what it is worth to both together.
        why: the reasons of either.
    """

    worth: float
    why: tuple[Why, ...]


def wishes(
    matcher: Matcher, attendees: Sequence[Attendee], as_of: date, progress: Progress = silent
) -> tuple[dict[Pair, Wish], int]:
    """What every meeting would be worth, and how many pairs know each other already.

    Args:
        matcher: of the snapshot.
        attendees: who comes.
        as_of: the day of the fair: what has ended is no reason to meet.
        progress: told for how many it is known.

    Returns:
        Pairs to their wishes, those without any missing; and the number of pairs left out because they work together.
    """
    snapshot = matcher.snapshot
    together = _together(snapshot, attendees)
    made: dict[Pair, Wish] = {}
    for at, attendee in enumerate(told_of(attendees, "attendees", len(attendees), progress)):
        best: dict[int, Wish] = {}
        if attendee.kind == "partner":
            found = _of_partner(matcher, attendees, at, as_of)
        else:
            found = _of_partnership(matcher, attendees, at)
        for other, counts, why in found:
            if other != at and (min(at, other), max(at, other)) not in together and other not in best:
                best[other] = Wish(counts * _STEEPNESS / (_STEEPNESS + len(best)), why)
        for other, wish in best.items():
            pair = (min(at, other), max(at, other))
            before = made.get(pair)
            made[pair] = wish if before is None else Wish(before.worth + wish.worth, (*before.why, *wish.why))
    return made, len(together)


def _of_partner(
    matcher: Matcher, attendees: Sequence[Attendee], at: int, as_of: date
) -> Iterator[tuple[int, float, tuple[Why, ...]]]:
    """Whom a partner should meet: the partnerships that it should join, or those who take part in them."""
    snapshot, who = matcher.snapshot, attendees[at]
    bearers: dict[str, list[int]] = {}
    for place, each in enumerate(attendees):
        rows = [each.row] if each.kind == "partnership" else snapshot.partnerships_of(each.row).tolist()
        for row in rows:
            bearers.setdefault(snapshot.partnerships[row], []).append(place)
    barred = [id for id in snapshot.partnerships if id not in bearers]
    matches, _ = matcher.partnerships(who.id, limit=_ANSWERS, exclude=barred, as_of=as_of)
    for match in matches:
        for place in bearers.get(match.id, ()):
            other = attendees[place]
            of = "" if other.kind == "partnership" else f", in which {other.name} takes part"
            opening = f"{who.name} could join “{match.name}”{of}."
            evidence = (Evidence("partnership", match.id, match.name),)
            yield place, 1.0, (Why(opening, evidence), *_reasons(who, match.reasons))


def _of_partnership(
    matcher: Matcher, attendees: Sequence[Attendee], at: int
) -> Iterator[tuple[int, float, tuple[Why, ...]]]:
    """Whom a partnership should meet: the partners that it should invite, or the partnerships where they are."""
    snapshot, who = matcher.snapshot, attendees[at]
    bearers: dict[str, list[int]] = {}
    for place, each in enumerate(attendees):
        rows = [each.row] if each.kind == "partner" else snapshot.partners_of(each.row).tolist()
        for row in rows:
            if place != at:
                bearers.setdefault(snapshot.partners[row], []).append(place)
    barred = [id for id in snapshot.partners if id not in bearers]
    matches, _ = matcher.partners(who.id, limit=_ANSWERS, exclude=barred)
    for match in matches:
        # Who comes in person is met in person.
        places = bearers.get(match.id, [])
        for place in [each for each in places if attendees[each].kind == "partner"] or places:
            other = attendees[place]
            of = "" if other.kind == "partner" else f", which takes part in “{other.name}”"
            opening = f"“{who.name}” could invite {match.name}{of}."
            evidence = (Evidence("partner", match.id, match.name),)
            counts = 1.0 if other.kind == "partner" else _INDIRECT
            yield place, counts, (Why(opening, evidence), *_reasons(who, match.reasons))


def _reasons(who: Attendee, reasons: Iterable[Reason]) -> tuple[Why, ...]:
    """The strongest reasons of a match; a programme is read by all, and each is written to the one who asked."""
    strongest = [each for each in reasons if each.feature not in _NO_REASON][:_REASONS]
    return tuple(Why(f"For {who.name}: {each.text}", each.evidence) for each in strongest)


def _together(snapshot: Snapshot, attendees: Sequence[Attendee]) -> frozenset[Pair]:
    """Pairs that work together: a partner and a partnership of its, two partners of one partnership."""
    takes_part: Mapping[int, set[int]] = {
        place: {each.row} if each.kind == "partnership" else set(snapshot.partnerships_of(each.row).tolist())
        for place, each in enumerate(attendees)
    }
    return frozenset(
        (one, other)
        for one in takes_part
        for other in range(one + 1, len(attendees))
        if takes_part[one] & takes_part[other]
    )
