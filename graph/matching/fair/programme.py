"""What a fair's programme is made of: who comes, when there is room, who meets whom and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from graph.errors import InputError
from graph.matching.match import Evidence

MOST_ATTENDEES = 200
MOST_SLOTS = 100
MOST_TABLES = 200
"""How large a fair can be."""

SLOTS, TABLES = 6, 10
"""Slots and tables of a fair of which nothing is said."""

_LONGEST = 24 * 60

_YEARS = (1900, 9998)
"""Years in which a fair can begin: whatever its zone, and however long it is, all of its times can be told."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Who comes: a partner, or a partnership that is represented by somebody.

    Attributes:
        kind: which of the two.
        id: its id.
        name: its name.
        row: its row in the snapshot.
    """

    kind: Literal["partner", "partnership"]
    id: str
    name: str
    row: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A time in which meetings are held.

    Attributes:
        number: from 1.
        start: when it begins; None where the fair has no date yet.
        end: when it ends.
    """

    number: int
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """What there is room for.

    Attributes:
        slots: how many meetings one can have one after another, 1 to 100.
        tables: how many meetings are held at once, 1 to 200.
        most: meetings of one attendee at most; None: one in every slot.
        start: when the first slot begins; None: no times are told.
        minutes: how long a meeting lasts.
        pause: minutes between two slots.
        away: id or name of an attendee, as given, to the numbers of the slots in which it can't come.

    Raises:
        InputError: a number or the year of the start can't be.
    """

    slots: int
    tables: int
    most: int | None = None
    start: datetime | None = None
    minutes: int = 20
    pause: int = 0
    away: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse numbers that no fair has."""
        for name, value, most in (
            ("slots", self.slots, MOST_SLOTS),
            ("tables", self.tables, MOST_TABLES),
            ("minutes", self.minutes, _LONGEST),
            ("most meetings", 1 if self.most is None else self.most, MOST_SLOTS),
        ):
            if not 1 <= value <= most:
                raise InputError(f"{name} is {value}; it can be 1 to {most}.")
        if not 0 <= self.pause <= _LONGEST:
            raise InputError(f"pause is {self.pause}; it can be 0 to {_LONGEST} minutes.")
        first, last = _YEARS
        if self.start is not None and not first <= self.start.year <= last:
            raise InputError(f"start is in the year {self.start.year}; it can be {first} to {last}.")
        for who, slots in self.away.items():
            for slot in slots:
                if not 1 <= slot <= self.slots:
                    raise InputError(f"{who!r} is away in slot {slot}; there are slots 1 to {self.slots}.")

    def times(self) -> tuple[Slot, ...]:
        """The slots in order.

        >>> [each.start.isoformat() for each in Room(2, 1, start=datetime(2027, 5, 3, 9), pause=5).times()]
        ['2027-05-03T09:00:00', '2027-05-03T09:25:00']
        """
        if self.start is None:
            return tuple(Slot(number + 1) for number in range(self.slots))
        step, length = timedelta(minutes=self.minutes + self.pause), timedelta(minutes=self.minutes)
        starts = [self.start + number * step for number in range(self.slots)]
        return tuple(Slot(number, start, start + length) for number, start in enumerate(starts, start=1))


@dataclass(frozen=True, slots=True)
class Why:
    """One reason to meet, as the matchmaker gives it.

    Attributes:
        text: in words.
        evidence: what it rests on.
    """

    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two who meet.

    Attributes:
        slot: when.
        table: where, from 1.
        one: the one.
        other: the other.
        worth: how much it is worth, 0 to 2: 1 for the first of all that either would choose among those who come.
        why: why they should.
    """

    slot: Slot
    table: int
    one: Attendee
    other: Attendee
    worth: float
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Unmet:
    """One who comes and meets nobody, and why."""

    attendee: Attendee
    why: str


@dataclass(frozen=True, slots=True)
class Possible:
    """Who may be meant by a name.

    Attributes:
        kind: `partner` or `partnership`.
        id: its id.
        name: its name.
        country: alpha-3 code of where a partner is based, "" where unknown.
    """

    kind: Literal["partner", "partnership"]
    id: str
    name: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Somebody who is said to come and isn't planned with, as it isn't known who is meant.

    Attributes:
        written: the name.
        why: in words.
        possible: who bear it, the best connected first, at most 10; none: nobody does.
    """

    written: str
    why: str
    possible: tuple[Possible, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """A fair's programme.

    Attributes:
        slots: all of them, those without meetings too.
        meetings: by slot and table.
        unmet: who meets nobody.
        unknown: who is said to come and isn't known.
        remarks: what else a reader should know: what there was no room for.
    """

    slots: tuple[Slot, ...]
    meetings: tuple[Meeting, ...]
    unmet: tuple[Unmet, ...]
    unknown: tuple[Unknown, ...]
    remarks: tuple[str, ...]
