"""Time frames as facts: start, end, no end foreseen, and what was doubtful about them."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model.drafts import DraftFact
from graph.text.dates import DateReading, SpanReading
from ingest.notes import Notes, shown

_DOUBTFUL = ("vague", "ambiguous", "impossible", "unreadable", "placeholder")


def time_facts(span: SpanReading, column: str, notes: Notes) -> Iterator[DraftFact]:
    """The facts that two dates read together state.

    Args:
        span: the reading.
        column: where it stands.
        notes: of the row: dates that are vague, ambiguous, impossible, unreadable or placeholders, and an end that
            lies before the start.
    """
    yield from _date_facts("start", span.start, column, notes)
    yield from _date_facts("end", span.end, column, notes)
    if span.ends_before_start:
        notes.flag(
            column, "date-order", f"Ends ({span.end.value}) before it starts ({span.start.value}); both are kept."
        )


def _date_facts(field: str, read: DateReading, column: str, notes: Notes) -> Iterator[DraftFact]:
    if read.state in _DOUBTFUL:
        kept = f"kept as {read.value}" if read.value else "not read"
        why = f": {read.note}" if read.note else ""
        notes.flag(column, f"date-{read.state}", f"The {field} {shown(read.written)} is {kept}{why}.")
    if read.state == "open":
        if field == "end":
            yield DraftFact("open-ended", True, read.written, column, read.note)
            return
        notes.flag(column, "date-vague", f"The start {shown(read.written)} names no date.")
    if read.value is not None:
        yield DraftFact(field, read.value.iso, read.written, column, read.note)
    elif read.state in {"vague", "ambiguous", "impossible", "unreadable", "open"}:
        yield DraftFact(field, None, read.written, column, read.note)
