"""Reads any table by its mapping: each row becomes a record as it was written, and a draft of what it says.

Nothing is corrected without the written value beside it: a fact keeps what was written in `written`, a link and a
mention likewise, and what could not be read is a problem that names row and column.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from graph.errors import InputError, Place
from graph.model.codec import Json
from graph.model.records import Problem, Record, Register
from graph.text.mend import squash
from ingest.notes import Notes, shown
from ingest.reader import RawRow, Reading, Table
from ingest.table.cells import written
from ingest.table.guess import Guess
from ingest.table.mapping import Mapping
from ingest.table.row import MappedRow
from ingest.table.units import unit_of_heading
from ingest.table.words import Words

_VERSION = 7


class MappedTable:
    """The reader of tables that a mapping explains.

    Args:
        mapping: which column means what.
        guessed: the guess that the mapping comes from, if nobody wrote it; the account of the reading says so.
    """

    def __init__(self, mapping: Mapping, guessed: Guess | None = None) -> None:
        self.mapping = mapping
        self.guessed = guessed
        self._words = Words(mapping.values)

    @property
    def name(self) -> str:
        """The format's name."""
        return "table"

    @property
    def version(self) -> int:
        """Another one for every change of the mapping, as the same row is then understood otherwise."""
        return self.mapping.digest * 100 + _VERSION

    def recognises(self, columns: tuple[str, ...]) -> bool:
        """Whether a table has every column that the mapping names."""
        return not _missing(self.mapping, columns)

    def register(self) -> Register:
        """What the mapping says about the register."""
        about = self.mapping.register
        return Register(
            code=about.code or "table",
            title=about.title,
            format=self.name,
            licence=about.licence,
            attribution=about.attribution,
            url=about.url,
            as_of=about.as_of,
        )

    def key(self, row: RawRow) -> str:
        """The id of a row; a digest of its content where the mapping names no column with ids."""
        if self.mapping.id:
            return squash(written(row.fields.get(self.mapping.id)))
        canonical = json.dumps(dict(row.fields), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:12]

    def read(self, table: Table, register: str, read_at: str) -> Iterator[Reading]:
        """The rows of a table; with `group`, one reading for the rows that follow each other with the same id.

        Raises:
            InputError: the table has no column that the mapping names; the message says which.
        """
        missing = _missing(self.mapping, table.columns)
        # The columns of JSON lines are those of the first object; others may have more.
        if missing and table.kind != "jsonl":
            raise _no_such_columns(missing, table)
        notes = (*self._notes(), *self._units())
        seen: dict[str, int] = {}
        for rows in self._groups(table.rows):
            reading = self._reading(rows, register, read_at, seen)
            yield replace(reading, problems=(*notes, *reading.problems)) if notes else reading
            notes = ()

    def _notes(self) -> tuple[Problem, ...]:
        if self.guessed is None:
            return ()
        named = [*self.mapping.columns()]
        beside = self.guessed.why.keys() - {column for _, column in named}
        said = ", ".join(
            [
                *(f"{key} = “{column}”" for key, column in named),
                *(f"“{column}” beside them" for column in self.guessed.why if column in beside),
            ]
        )
        unread = ", ".join(f"“{column}”" for column in self.guessed.unknown)
        message = f"No mapping was given, so the columns were guessed: {said}."
        return (Problem(1, "", "mapping-guessed", message + (f" Not understood: {unread}." if unread else "")),)

    def _units(self) -> Iterator[Problem]:
        """That a heading was taken to state a unit: once, as every amount below it rests on that."""
        for money in self.mapping.financing:
            unit = unit_of_heading(money.column) if not money.unit or self.guessed is not None else None
            if unit is not None:
                message = (
                    f"Its heading says “{unit.written}”, so 1 is read as {unit.factor:,f}; `unit: one` says otherwise."
                )
                yield Problem(1, money.column, "amount-unit", message)

    def _groups(self, rows: Iterator[RawRow]) -> Iterator[list[RawRow]]:
        if not self.mapping.group:
            yield from ([row] for row in rows)
            return
        alone = 0

        def key(row: RawRow) -> str | int:
            nonlocal alone
            id = self.key(row)
            if id and not any(problem.set_aside for problem in row.problems):
                return id
            alone += 1
            return alone

        for _, group in groupby(rows, key):
            yield list(group)

    def _reading(self, rows: list[RawRow], register: str, read_at: str, seen: dict[str, int]) -> Reading:
        """What becomes of one row, or of the rows of one partnership."""
        notes = [Notes(row.number, row.problems) for row in rows]
        key = "" if notes[0].is_set_aside else self._key(rows[0], notes[0], seen)
        if not key:
            return Reading(None, None, _all(notes))
        row = MappedRow(self.mapping, rows, notes, self._words)
        draft = row.draft(register, key, f"{self.name}/{self.version}")
        record = Record(register, key, _fields(rows), rows[0].number, draft.url, read_at)
        return Reading(record, draft, _all(notes))

    def _key(self, row: RawRow, notes: Notes, seen: dict[str, int]) -> str:
        """The row's key, new in this table; empty where the row is set aside for want of one."""
        column = self.mapping.id
        key = self.key(row)
        if not key:
            notes.set_aside(column, "id-missing", "The row has no id, so it could not be found again.")
        elif key in seen and column:
            message = f"The id {shown(key)} stands in row {seen[key]} already; that one counts."
            notes.set_aside(column, "id-twice", message)
        elif key in seen:
            notes.set_aside("", "row-twice", f"Row {seen[key]} holds exactly the same; that one counts.")
        else:
            seen[key] = row.number
            return key
        return ""


def _all(notes: Sequence[Notes]) -> tuple[Problem, ...]:
    return tuple(problem for each in notes for problem in each.problems)


def _fields(rows: list[RawRow]) -> dict[str, Json]:
    """The fields of a record: of several rows those that are the same in all once, the others as a list, row by row."""
    fields = dict(rows[0].fields)
    for column in dict.fromkeys(column for row in rows[1:] for column in row.fields):
        values = [row.fields.get(column) for row in rows]
        if any(value != values[0] for value in values):
            fields[column] = values
    return fields


def _missing(mapping: Mapping, columns: Sequence[str]) -> list[tuple[str, str]]:
    """Fields and columns of the mapping that a table lacks."""
    return [(key, column) for key, column in mapping.columns() if column not in columns]


def _no_such_columns(missing: list[tuple[str, str]], table: Table) -> InputError:
    from difflib import get_close_matches

    said = []
    for key, column in missing:
        near = get_close_matches(column, table.columns, 1)
        said.append(f"“{column}” ({key}{f'; did you mean “{near[0]}”?' if near else ''})")
    known = ", ".join(f"“{column}”" for column in table.columns[:20])
    return InputError(f"The mapping names columns that aren't there: {', '.join(said)}. There are: {known}.",
                      Place(table.name, 1))  # fmt: skip
