"""Which sheets of a workbook are read, and by whom; the others are named in the account, never passed over in silence.

Read are the sheets that a mapping names; without names those that have its columns; without a mapping those of a known
format; and where no format is known the sheet that looks most like a register, with all that have the same columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.errors import InputError, Place
from graph.model.records import Problem
from ingest.files.rows import Rows
from ingest.formats import TABLE, reader_for, readers
from ingest.reader import Reader, Table
from ingest.table.guess import LOOKED_AT, Guess, guess
from ingest.table.mapping import Mapping
from ingest.table.reader import MappedTable

_MOST_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class Understood:
    """The tables of a file that are read.

    Attributes:
        tables: each with its reader, in the file's order.
        skipped: the sheets that are not read, and why.
    """

    tables: tuple[tuple[Table, Reader], ...]
    skipped: tuple[Problem, ...] = ()


def understand(
    tables: Sequence[Table], file: str, format: str | None = None, mapping: Mapping | None = None
) -> Understood:
    """Find a reader for the tables of a file.

    Args:
        tables: opened tables, at least one; their rows stay to be read.
        file: the file as the user named it, for messages.
        format: the format's name; None finds it by the columns.
        mapping: which column means what.

    Raises:
        InputError: the mapping names a sheet that isn't there, no sheet fits what was asked for, or what
            `ingest.formats.reader_for` raises.
    """
    if mapping is not None and mapping.sheet and any(table.sheet for table in tables):
        return Understood(tuple((table, reader_for(table, format, mapping)) for table in _named(tables, file, mapping)))
    if len(tables) == 1:
        return Understood(((tables[0], reader_for(tables[0], format, mapping)),))
    if mapping is not None:
        reader = reader_for(tables[0], format, mapping)
        fitting = [table for table in tables if reader.recognises(table.columns)]
        if not fitting:
            raise InputError(f"No sheet has the columns that the mapping names. {_listed(tables)}", Place(file))
        found = [(table, reader) for table in fitting]
        return _with_skipped(tables, found, "it lacks columns that the mapping names. `sheet:` says which sheets count")
    known = [each for each in readers() if format in {None, each.name}] if format != TABLE else []
    recognised = [
        (table, next(each for each in known if each.recognises(table.columns)))
        for table in tables
        if any(each.recognises(table.columns) for each in known)
    ]
    if recognised:
        return _with_skipped(tables, recognised, "it is of no known format, and another sheet of this workbook is")
    if format not in {None, TABLE}:
        raise InputError(f"No sheet is of the format “{format}”. {_listed(tables)}", Place(file))
    guessed = guess_sheet(tables, file)
    by_guess = MappedTable(guessed.mapping, guessed)
    chosen = [(table, by_guess) for table in tables if table.sheet in guessed.mapping.sheet]
    why = f"“{guessed.mapping.sheet[0]}” looks more like a register. A mapping with `sheet:` reads another"
    return _with_skipped(tables, chosen, why)


def guess_sheet(tables: Sequence[Table], file: str) -> Guess:
    """Guess what the columns of a file's table mean; of several sheets that of the one most like a register.

    That is the sheet of which most columns are understood, then the one with more filled cells in its first rows. The
    mapping names it and every sheet that has the same columns.

    Args:
        tables: opened tables, at least one; their rows stay to be read.
        file: the file as the user named it.

    Raises:
        InputError: no sheet has a column that can be the title; the message names the sheets and their columns.
    """
    if len(tables) == 1:
        return guess(tables[0])
    guesses: list[tuple[int, int, Guess]] = []
    for table in tables:
        try:
            guessed = guess(table)
        except InputError:
            continue
        guesses.append((len(guessed.why), _filled(table), guessed))
    if not guesses:
        message = "No sheet has a column that looks like the name of a partnership; say which it is in a mapping file."
        raise InputError(f"{message} {_listed(tables)}", Place(file))
    best = max(guesses, key=lambda each: each[:2])[2]
    by_guess = MappedTable(best.mapping)
    alike = tuple(table.sheet for table in tables if by_guess.recognises(table.columns))
    return replace(best, mapping=replace(best.mapping, sheet=alike))


def _named(tables: Sequence[Table], file: str, mapping: Mapping) -> list[Table]:
    """The sheets that a mapping names."""
    there = [table.sheet for table in tables]
    missing = [name for name in mapping.sheet if name not in there]
    if missing:
        raise InputError(
            f"The mapping names the sheet “{missing[0]}”, which isn't among those that are shown and hold something:"
            f" {_quoted(there)}.",
            Place(file),
        )
    return [table for table in tables if table.sheet in mapping.sheet]


def _with_skipped(tables: Sequence[Table], found: Sequence[tuple[Table, Reader]], why: str) -> Understood:
    read = {table.sheet for table, _ in found}
    skipped = tuple(
        Problem(1, "", "sheet-skipped", f"The sheet “{table.sheet}” ({_some(table)}) was not read: {why}.")
        for table in tables
        if table.sheet not in read
    )
    return Understood(tuple(found), skipped)


def _filled(table: Table) -> int:
    """Filled cells in the first rows."""
    rows = table.rows.peek(LOOKED_AT) if isinstance(table.rows, Rows) else []
    return sum(1 for row in rows for value in row.fields.values() if value is not None)


def _listed(tables: Sequence[Table]) -> str:
    return " ".join(f"Sheet “{table.sheet}” has {_some(table)}." for table in tables)


def _some(table: Table) -> str:
    shown = _quoted(table.columns[:_MOST_COLUMNS])
    more = len(table.columns) - _MOST_COLUMNS
    return f"{shown} and {more} more columns" if more > 0 else shown


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
