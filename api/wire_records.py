"""The shapes of what is said of records: what a source wrote, which of it can be shown, and what changed when."""

from __future__ import annotations

from dataclasses import dataclass

from api.wire import Credit, Other


@dataclass(frozen=True, slots=True)
class Use:
    """What rests on a cell: a fact, a relation, a text or a name (`kind`), and its field or relation."""

    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a record that something rests on.

    Attributes:
        column: as the register names it.
        state: `shown`; `withheld` where persons' data were taken out of it; `redacted` where a recorded redaction has
            emptied it.
        texts: what was written; of a list of partners only what was read from it, as it was written.
        names_only: it is such a list: not all of it is shown, since it may also name persons.
        uses: what rests on it.
    """

    column: str
    state: str
    texts: tuple[str, ...]
    names_only: bool
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What another version of a record says in a cell that something rests on; null where it can't be shown."""

    column: str
    before: tuple[str, ...] | None
    after: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class RecordVersion:
    """One version of a record.

    Attributes:
        read_at: when it was first read, ISO 8601 in UTC.
        changes: what differs from the version before it; nothing for the first.
        others: columns that differ too and are not shown.
    """

    read_at: str
    changes: tuple[Change, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """A record as it was written, as far as something rests on it.

    Attributes:
        record: its id.
        key: the register's own id for it.
        row: in the file it was read from; 0 where not known.
        url: its page in the register; "" where none is stated.
        read_at: when this version was first read.
        state: `current`, or `vanished`: the last reading of its register didn't have it any more.
        register: what has to be said of the register.
        entry: what was made of it; null where nothing was, as of an entry of a reference register without a partner.
        cells: those that something rests on, in the order of the record.
        others: columns that nothing rests on: they are not shown.
        redactions: which columns were emptied, and when.
        versions: the newest first.
        version: of the store.
    """

    record: str
    key: str
    row: int
    url: str
    read_at: str
    state: str
    register: Credit
    entry: Other | None
    cells: tuple[Cell, ...]
    others: tuple[str, ...]
    redactions: tuple[RedactionAnswer, ...]
    versions: tuple[RecordVersion, ...]
    version: int


@dataclass(frozen=True, slots=True)
class RedactionAnswer:
    """That columns were emptied, and when; who asked for it, and why, is nobody's business here."""

    columns: tuple[str, ...]
    at: str


@dataclass(frozen=True, slots=True)
class RecordHistory:
    """One of the records that an entry rests on, and its versions, the newest first."""

    record: str
    register: str
    state: str
    versions: tuple[RecordVersion, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """What a person has said of a name or record of the entry, and of another.

    Attributes:
        question: id of the question.
        a: the one name, or record.
        b: the other.
        verdict: `same`, `different` or `unsure`.
        by: who said so.
        at: when.
        note: why, in the person's words.
        undone_at: "" where it stands.
    """

    question: str
    a: str
    b: str
    verdict: str
    by: str
    at: str
    note: str
    undone_at: str


@dataclass(frozen=True, slots=True)
class HistoryAnswer:
    """What changed in the records of an entry, and what was decided about it.

    Attributes:
        id: of the entry.
        kind: of the entry.
        name: of the entry.
        total: how many records it rests on.
        records: this page of them.
        words: what persons have said of its names or records.
        next: offset of the next page; null on the last.
        version: of the store.
        registers: what the page draws on.
    """

    id: str
    kind: str
    name: str
    total: int
    records: tuple[RecordHistory, ...]
    words: tuple[Word, ...]
    next: int | None
    version: int
    registers: tuple[Credit, ...]
