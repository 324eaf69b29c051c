"""What a reader is: it recognises a table by its columns and turns each row into a record and a draft.

Opening a file (`ingest.files`) and understanding a register are two ideas. A reader gets rows that are already
separated into fields, whatever the file was, and knows only what this register means by them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from graph.model.codec import Json
from graph.model.drafts import Draft
from graph.model.records import Problem, Record, Register


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of a source as it stands there.

    Attributes:
        number: the row as a person sees it in the file (header = 1; the line for JSON lines).
        fields: written column name to value: text for tables, any JSON for JSON lines; empty cells are None.
        problems: what was wrong with the row itself (too few cells, a line that is no JSON); a row with a problem that
            sets it aside has no fields worth reading.
    """

    number: int
    fields: Mapping[str, Json]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """An opened source: a name, columns, and rows that are read once.

    Attributes:
        name: the file as the user named it (and the sheet, where there are several).
        kind: `xlsx`, `csv` (any separator), `jsonl`.
        columns: the header; for JSON lines the keys of the first object, in order.
        rows: the rows, read as they are asked for.
        sheet: name of the sheet in its workbook; empty for a file that holds but one table.
    """

    name: str
    kind: str
    columns: tuple[str, ...]
    rows: Iterator[RawRow]
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one row.

    Attributes:
        record: the row as it was written; None where it could not even be told apart (no id, no fields).
        draft: what was understood; None where the row was set aside.
        problems: what was noted; a row set aside has at least one that says so.
    """

    record: Record | None
    draft: Draft | None
    problems: tuple[Problem, ...] = ()


class Reader(Protocol):
    """Understands the rows of one format."""

    @property
    def name(self) -> str:
        """The format's name, as `--format` takes it: lower case with hyphens."""

    @property
    def version(self) -> int:
        """Grows when the same row would be understood otherwise; drafts of older versions are made again."""

    def recognises(self, columns: tuple[str, ...]) -> bool:
        """Whether a table with these columns is of this format."""

    def register(self) -> Register:
        """What is known of the register whatever the file: default code, title, licence, attribution, as of when."""

    def key(self, row: RawRow) -> str:
        """The register's own id of a row that could be opened; empty where it has none."""

    def read(self, table: Table, register: str, read_at: str) -> Iterator[Reading]:
        """The rows of a table, one reading each, in order.

        Args:
            table: the opened source.
            register: code under which the records are kept.
            read_at: time of this reading, ISO 8601 in UTC.
        """
