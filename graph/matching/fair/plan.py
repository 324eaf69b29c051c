"""A fair's programme, from who comes and what there is room for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from graph.errors import InputError
from graph.matching.fair.assign import assign
from graph.matching.fair.attendees import read_attendees
from graph.matching.fair.programme import Attendee, Meeting, Programme, Room, Unmet
from graph.matching.fair.wishes import Pair, Wish, wishes
from graph.progress import Progress, silent
from graph.text.fold import fold

if TYPE_CHECKING:
    from graph.matching.matcher import Matcher


def plan(matcher: Matcher, written: Sequence[str], room: Room, as_of: date, progress: Progress = silent) -> Programme:
    """Who should meet whom at a fair.

    Args:
        matcher: of the store's snapshot.
        written: ids or names of those who come.
        room: slots, tables, and who is away when.
        as_of: the day of the fair.
        progress: told for how many of those who come the reasons to meet are known, then that they are planned.

    Raises:
        InputError: fewer than two are known, or somebody is away who doesn't come.
        Goal17Error: no programme was found in time.
    """
    read, unknown, remarks = read_attendees(matcher.snapshot, written, matcher.names)
    attendees = sorted(set(read.values()), key=lambda each: (each.name, each.id))
    away = _away(room.away, read, attendees)
    worth, together = wishes(matcher, attendees, as_of, progress)
    progress("programme", 0, 1)
    most = min(room.most or room.slots, room.slots)
    held = assign(
        {pair: wish.worth for pair, wish in worth.items()}, len(attendees), room.slots, room.tables, most, away
    )
    times = room.times()
    meetings = []
    tables: dict[int, int] = {}
    for slot, pair in held:
        tables[slot] = tables.get(slot, 0) + 1
        one, other = (attendees[at] for at in pair)
        wish = worth[pair]
        meetings.append(Meeting(times[slot], tables[slot], one, other, round(wish.worth, 3), wish.why))
    unmet = tuple(_unmet(attendees, held, worth, away, room))
    told = (*remarks, *_remarks(len(held), len(worth), together, room))
    return Programme(times, tuple(meetings), unmet, unknown, told)


def _away(
    written: Mapping[str, Sequence[int]], read: Mapping[str, Attendee], attendees: Sequence[Attendee]
) -> dict[int, list[int]]:
    """Places of attendees to the slots, from 0, in which they are away."""
    place = {each: at for at, each in enumerate(attendees)}
    named = Counter(fold(each.name) for each in attendees)
    known = {each.id: each for each in attendees} | {
        fold(each.name): each for each in attendees if named[fold(each.name)] == 1
    }
    away: dict[int, list[int]] = {}
    for who, slots in written.items():
        found = read.get(who.strip()) or known.get(who.strip()) or known.get(fold(who))
        if found is None:
            raise InputError(f"{who!r} is said to be away and isn't among those who come.")
        away.setdefault(place[found], []).extend(slot - 1 for slot in slots)
    return away


def _unmet(
    attendees: Sequence[Attendee],
    held: Sequence[tuple[int, Pair]],
    worth: Mapping[Pair, Wish],
    away: Mapping[int, Sequence[int]],
    room: Room,
) -> Iterator[Unmet]:
    met = {at for _, pair in held for at in pair}
    wished = {at for pair in worth for at in pair}
    for at, each in enumerate(attendees):
        if at in met:
            continue
        if len(set(away.get(at, ()))) == room.slots:
            yield Unmet(each, "It is away in every slot.")
        elif at not in wished:
            yield Unmet(
                each, "The matchmaker finds no reason to meet any of those who come, or it works with them already."
            )
        else:
            yield Unmet(
                each, "There was no room: others had more reason to meet whom it should meet, or no table was free."
            )


def _remarks(held: int, possible: int, together: int, room: Room) -> Iterator[str]:
    if together:
        pairs = "1 pair" if together == 1 else f"{together} pairs"
        yield f"No meeting was planned for {pairs} of those who come, as they work together already."
    if not possible:
        yield "The matchmaker finds no reason for any two of those who come to meet."
    elif not held:
        yield "No meeting fits: nobody who should meet is there at the same time."
    elif held < possible and held == room.slots * room.tables:
        yield f"Every table is taken in every slot; {possible - held} more meetings had a reason and aren't held."
