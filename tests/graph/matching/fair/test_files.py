"""A calendar and a table are read back as they were meant."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.matching.fair.files import COLUMNS, as_calendar, as_csv
from graph.matching.fair.programme import Attendee, Meeting, Programme, Room, Slot, Why

STAMP = datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)


def programme(
    one: str = "Reef Trust", why: str = "Because; of this, and\nthat \\o/", start: datetime | None = None
) -> Programme:
    slots = Room(2, 3, start=start or datetime.fromisoformat("2027-05-03T09:00"), pause=10).times()
    meeting = Meeting(
        slots[1],
        3,
        Attendee("partner", "reef-trust-1", one, 0),
        Attendee("partnership", "un-ocean-7", "Mangroves, everywhere", 1),
        1.5,
        (Why(why),),
    )
    return Programme(slots, (meeting,), (), (), ())


def read(calendar: str) -> list[dict[str, str]]:
    """The events of a calendar, read by the rules of RFC 5545 alone: unfolded, split, unescaped."""
    assert calendar.endswith("\r\n")
    physical = calendar.split("\r\n")[:-1]
    assert all(len(line.encode()) <= 75 and "\n" not in line for line in physical)
    logical: list[str] = []
    for line in physical:
        if line.startswith(" "):
            logical[-1] += line[1:]
        else:
            logical.append(line)
    assert (logical[0], logical[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert "VERSION:2.0" in logical
    assert any(line.startswith("PRODID:") for line in logical)
    events: list[dict[str, str]] = []
    for line in logical:
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and line != "END:VEVENT" and line != "END:VCALENDAR":
            name, _, value = line.partition(":")
            events[-1][name] = unescaped(value)
    return events


def unescaped(value: str) -> str:
    made, at = "", 0
    while at < len(value):
        step = 2 if value[at] == "\\" else 1
        made += (
            {"\\n": "\n", "\\\\": "\\", "\\;": ";", "\\,": ","}.get(value[at : at + 2], value[at])
            if step == 2
            else value[at]
        )
        at += step
    return made


def test_an_event_tells_who_when_where_and_why() -> None:
    (event,) = read(as_calendar(programme(), STAMP))
    assert event["SUMMARY"] == "Reef Trust meets Mangroves, everywhere"
    assert event["DESCRIPTION"] == "Because; of this, and\nthat \\o/"
    assert (event["DTSTART"], event["DTEND"]) == ("20270503T093000", "20270503T095000")
    assert event["DTSTAMP"] == "20270102T030405Z"
    assert event["LOCATION"] == "Table 3"
    assert event["UID"].endswith("@goal17")


def test_times_with_a_zone_are_told_in_utc() -> None:
    start = datetime(2027, 5, 3, 9, tzinfo=timezone(timedelta(hours=3)))
    (event,) = read(as_calendar(programme(start=start), STAMP))
    assert event["DTSTART"] == "20270503T063000Z"


def test_a_calendar_without_times_is_refused() -> None:
    with pytest.raises(InputError, match="needs times"):
        as_calendar(Programme((Slot(1),), (), (), (), ()), STAMP)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_name_and_reason_come_back(one: str, why: str) -> None:
    (event,) = read(as_calendar(programme(one, why), STAMP))
    assert event["DESCRIPTION"] == kept(why)
    assert event["SUMMARY"] == kept(f"{one} meets Mangroves, everywhere")


def kept(text: str) -> str:
    """A text without the control characters that a calendar can't hold."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign in "\n\t" or (sign >= " " and sign != "\x7f"))


def test_the_table_has_a_row_for_every_meeting() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(programme(one="=SUM(A1)")))))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["one"] == "'=SUM(A1)", "no cell is a formula"
    assert (rows[0]["slot"], rows[0]["table"], rows[0]["start"]) == ("2", "3", "2027-05-03T09:30:00")
    assert list(csv.reader(io.StringIO(as_csv(Programme((), (), (), (), ()))))) == [list(COLUMNS)]
