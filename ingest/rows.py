"""What every reader does with a row before it understands anything: whether it is there, has an id, is new."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graph.model.drafts import Draft
from graph.model.records import Record
from ingest.notes import Notes, shown
from ingest.reader import RawRow, Reading, Table


def read_rows(
    table: Table,
    register: str,
    read_at: str,
    *,
    key_column: str,
    url_column: str = "",
    understand: Callable[[Record, Notes], Draft],
) -> Iterator[Reading]:
    """The rows of a table, each read once and accounted for.

    A row is set aside when it could not be opened, has no id, or has the id of an earlier row (whose place is named).

    Args:
        table: the opened source.
        register: code under which the records are kept.
        read_at: time of this reading.
        key_column: column with the register's own id.
        url_column: column with the row's page, if there is one.
        understand: makes the draft of a record and notes what it doubts.
    """
    seen: dict[str, int] = {}
    for row in table.rows:
        notes = Notes(row.number, row.problems)
        record = None if notes.is_set_aside else _record(row, notes, register, read_at, key_column, url_column, seen)
        if record is None:
            yield Reading(None, None, notes.problems)
            continue
        draft = understand(record, notes)
        yield Reading(record, draft, notes.problems)


def key_of(row: RawRow, column: str) -> str:
    """The id that stands in a column of a row; empty where none does."""
    key = row.fields.get(column)
    return str(key).strip() if isinstance(key, str | int) else ""


def _record(
    row: RawRow,
    notes: Notes,
    register: str,
    read_at: str,
    key_column: str,
    url_column: str,
    seen: dict[str, int],
) -> Record | None:
    key = key_of(row, key_column)
    if not key:
        notes.set_aside(key_column, "id-missing", "The row has no id, so it could not be found again.")
        return None
    if key in seen:
        notes.set_aside(
            key_column, "id-twice", f"The id {shown(key)} stands in row {seen[key]} already; that one counts."
        )
        return None
    seen[key] = row.number
    url = row.fields.get(url_column) if url_column else ""
    return Record(register, key, row.fields, row.number, url if isinstance(url, str) else "", read_at)


def text_of(record: Record, column: str, notes: Notes) -> str:
    """The written text of a column; a value that is no text is noted and read as its text."""
    value = record.fields.get(column)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    notes.flag(column, "value-kind", f"Expected text, found {type(value).__name__}; read as text.")
    return str(value) if isinstance(value, int | float) else ""
