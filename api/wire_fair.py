"""The shape of a fair's programme, as `docs/fair.md` and the OpenAPI document show it."""

from __future__ import annotations

from dataclasses import dataclass

from api.wire import NOTICE, Credit
from graph.matching.fair.programme import Attendee, Meeting, Possible, Programme
from graph.matching.match import Evidence


@dataclass(frozen=True, slots=True)
class Who:
    """One who comes."""

    kind: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class SlotAnswer:
    """A time in which meetings are held; its times are null where the fair has no date yet."""

    number: int
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class WhyAnswer:
    """One reason to meet, with what it rests on."""

    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class MeetingAnswer:
    """Two who meet: in which slot, at which table, and why; `worth` is 0 to 2."""

    slot: int
    start: str | None
    end: str | None
    table: int
    one: Who
    other: Who
    worth: float
    why: tuple[WhyAnswer, ...]


@dataclass(frozen=True, slots=True)
class UnmetAnswer:
    """One who meets nobody, and why."""

    attendee: Who
    why: str


@dataclass(frozen=True, slots=True)
class UnknownAnswer:
    """One who is said to come and isn't planned with, as it isn't known who is meant: why, and who may be."""

    written: str
    why: str
    possible: tuple[Possible, ...]


@dataclass(frozen=True, slots=True)
class FairAnswer:
    """A fair's programme; `unknown` are those who couldn't be planned with; `remarks` say what there is no room for."""

    slots: tuple[SlotAnswer, ...]
    meetings: tuple[MeetingAnswer, ...]
    unmet: tuple[UnmetAnswer, ...]
    unknown: tuple[UnknownAnswer, ...]
    remarks: tuple[str, ...]
    as_of: str
    version: int
    notice: str
    registers: tuple[Credit, ...]


def fair_answer(programme: Programme, as_of: str, version: int, registers: tuple[Credit, ...]) -> FairAnswer:
    """A programme as it is sent."""
    slots = {
        each.number: SlotAnswer(
            each.number,
            each.start.isoformat() if each.start else None,
            each.end.isoformat() if each.end else None,
        )
        for each in programme.slots
    }
    return FairAnswer(
        slots=tuple(slots.values()),
        meetings=tuple(_meeting(each, slots[each.slot.number]) for each in programme.meetings),
        unmet=tuple(UnmetAnswer(_who(each.attendee), each.why) for each in programme.unmet),
        unknown=tuple(UnknownAnswer(each.written, each.why, each.possible) for each in programme.unknown),
        remarks=programme.remarks,
        as_of=as_of,
        version=version,
        notice=NOTICE,
        registers=registers,
    )


def _meeting(meeting: Meeting, slot: SlotAnswer) -> MeetingAnswer:
    why = tuple(WhyAnswer(each.text, each.evidence) for each in meeting.why)
    one, other = _who(meeting.one), _who(meeting.other)
    return MeetingAnswer(slot.number, slot.start, slot.end, meeting.table, one, other, meeting.worth, why)


def _who(attendee: Attendee) -> Who:
    return Who(attendee.kind, attendee.id, attendee.name)
