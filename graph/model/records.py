"""What a source said, kept as it was: registers, their records, and the account of a reading."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.model.codec import Json

RecordState = Literal["current", "vanished"]
"""`vanished`: the row stood in an earlier reading of its register, and not in the last one."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who said it: one place in one record. Every fact, alias and relation carries at least one.

    Attributes:
        record: id of the record, `register:key`.
        column: the column or field of the record, as the register names it.
        written: what was written there, where it differs from what was made of it; empty where it is the same.
    """

    record: str
    column: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """A register (or any other source of records) as a whole.

    Attributes:
        code: its name in goal17, lower case with hyphens; the first part of its records' ids.
        title: what a person calls it.
        format: name of the reader that reads it.
        licence: under which terms its content may be used; empty: not stated.
        attribution: what has to be said where its content is shown.
        url: where it is or was published.
        as_of: the day, month or year for which its content holds ("2018"); most registers have no date per row.
        read_at: time of the last reading, ISO 8601 in UTC.
        rows: rows of the last reading; `read + set_aside = rows`.
        read: rows that became drafts.
        set_aside: rows that could not be read; each has a problem that says why.
        digest: of the last reading, by which another one that would give the same is known before it begins.
    """

    code: str
    title: str = ""
    format: str = ""
    licence: str = ""
    attribution: str = ""
    url: str = ""
    as_of: str = ""
    read_at: str = ""
    rows: int = 0
    read: int = 0
    set_aside: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a register as it was written. Never edited, except by a recorded redaction.

    Attributes:
        register: code of the register.
        key: the register's own id for the row; unique within the register.
        fields: the raw fields by their written names, values as read (text, or JSON for nested sources).
        row: the row as a person sees it in the file (header = 1; the line for JSON lines).
        url: the row's page, where the register names one.
        read_at: when this version was first read, ISO 8601 in UTC.
        state: whether the last reading of the register still had it.
        redacted: names of fields that a recorded redaction has emptied.
    """

    register: str
    key: str
    fields: Mapping[str, Json]
    row: int = 0
    url: str = ""
    read_at: str = ""
    state: RecordState = "current"
    redacted: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """`register:key`, the name by which sources point at this record."""
        return f"{self.register}:{self.key}"

    @property
    def content_hash(self) -> str:
        """SHA-256 of the raw fields: a row whose hash is unchanged costs nothing on re-reading."""
        canonical = json.dumps(self.fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()

    def tells_page(self, columns: Iterable[str]) -> bool:
        """Whether one of some columns says the address of the row's page, mended or not, with or without its scheme.

        A redaction of such a column has to take `url` along. Columns that the record doesn't have say nothing.

        >>> Record("demo", "1", {"Web": "www.example.org/ann"}, url="https://www.example.org/ann").tells_page(["Web"])
        True
        """
        # Here, as a command that reads nothing shouldn't wait for what mends texts.
        from graph.text.mend import mend, squash

        address = self.url.partition("://")[2] or self.url
        return bool(address) and any(
            address in text or address in squash(mend(text))
            for column in columns
            for text in _texts(self.fields.get(column))
        )


def _texts(value: Json) -> Iterator[str]:
    """All texts in a value, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _texts(inner)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing about one row that a reader could not read, or read and doubts.

    Attributes:
        row: the row as a person sees it.
        column: the column by its written name; empty for the whole row.
        kind: short code, the same for the same kind of trouble ("date-impossible", "value-cut", "id-twice").
        message: what was found and what was made of it, for a person.
        set_aside: the row was not read because of this; otherwise the row was read and this is a flag.
    """

    row: int
    column: str
    kind: str
    message: str
    set_aside: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """The account of one reading of one file: every row is either read or set aside, and why.

    Attributes:
        file: the file as the user named it.
        register: code of the register it was read as.
        rows: rows found, the header not counted; `read + set_aside = rows`.
        read: rows that became drafts (or would, in a dry run).
        set_aside: rows that did not.
        unchanged: of those read, rows whose content was already in the store.
        problems: what was noted, in row order.
        vanished: records of earlier readings that this one does not have any more.
    """

    file: str
    register: str
    rows: int = 0
    read: int = 0
    set_aside: int = 0
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()
    vanished: int = 0
