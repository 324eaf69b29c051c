"""A programme as a table of comma-separated values, and as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime

from graph.errors import InputError
from graph.matching.fair.programme import Meeting, Programme
from graph.text.cells import as_cell

COLUMNS = ("slot", "start", "end", "table", "one", "one_id", "other", "other_id", "worth", "why")
"""Columns of the table."""

_OCTETS = 75
"""Octets of a line at most, without its end (RFC 5545, 3.1)."""


def as_csv(programme: Programme) -> str:
    """The meetings as rows; a cell that a spreadsheet would run as a formula is written as text."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in programme.meetings:
        start, end = (time.isoformat() if time else "" for time in (each.slot.start, each.slot.end))
        why = " ".join(reason.text for reason in each.why)
        row = (each.slot.number, start, end, each.table, each.one.name, each.one.id, each.other.name, each.other.id)
        writer.writerow([as_cell(cell) if isinstance(cell, str) else cell for cell in (*row, each.worth, why)])
    return made.getvalue()


def as_calendar(programme: Programme, stamp: datetime) -> str:
    """The meetings as events of a calendar.

    Times with a zone are written in UTC, times without one as floating: the clock on the wall of the fair.

    Args:
        programme: with times.
        stamp: when the calendar is written.

    Raises:
        InputError: the programme has no times.
    """
    if any(each.start is None for each in programme.slots):
        raise InputError("A calendar needs times: say when the first slot begins.")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//goal17//fair//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for each in programme.meetings:
        lines += _event(each, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(meeting: Meeting, stamp: datetime) -> Iterator[str]:
    ids = sorted((meeting.one.id, meeting.other.id))
    slot = meeting.slot
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped('_'.join(ids))}-{slot.number}@goal17"
    yield f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if slot.start is not None and slot.end is not None:
        yield f"DTSTART:{_time(slot.start)}"
        yield f"DTEND:{_time(slot.end)}"
    yield f"SUMMARY:{_escaped(f'{meeting.one.name} meets {meeting.other.name}')}"
    yield f"LOCATION:{_escaped(f'Table {meeting.table}')}"
    yield "DESCRIPTION:" + _escaped("\n".join(reason.text for reason in meeting.why))
    yield "END:VEVENT"


def _time(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}" if moment.tzinfo is None else f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    r"""A text as a property holds it.

    >>> _escaped("Fish; chips, peas\nand \\ more")
    'Fish\\; chips\\, peas\\nand \\\\ more'
    """
    plain = "".join(sign for sign in text.replace("\r\n", "\n").replace("\r", "\n") if sign in "\n\t" or sign >= " ")
    escaped = plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n").replace("\x7f", "")


def _folded(line: str) -> Iterator[str]:
    """A line cut so that no piece is longer than RFC 5545 allows; no character is cut in two."""
    piece, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + octets
    yield piece
