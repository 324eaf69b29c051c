"""Registers, records with their history, redactions, drafts, problems, judgements: what the graph is derived from.

The order of these counts (a redaction holds for what was put before it), so they are kept as steps. Calls of one kind
that follow each other, or have nothing between them that matters to them, share a step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from graph.errors import InputError, NotFoundError
from graph.model.drafts import Draft
from graph.model.judgements import Judgement
from graph.model.records import Problem, Record, Register
from graph.store.documents import read, written
from graph.store.interface import Redaction, Version
from graph.store.neo4j.connection import Connection
from graph.store.neo4j.cypher import sources
from graph.store.neo4j.writing.sending import Gathering, Sending, chunks
from graph.store.redaction import redacted

_DELETED_AT_ONCE = 10_000


class Step(Protocol):
    """A part of a batch that is sent in its turn."""

    def send(self, sending: Sending) -> None:
        """Send it; once more for every attempt."""


@dataclass(slots=True)
class _Records:
    """Records to be kept: compared with those that are there (`hash` decides), or appended uncompared."""

    uncompared: bool
    versions: dict[str, Version] = field(default_factory=dict)

    def send(self, sending: Sending) -> None:
        for ids in chunks(self.versions):
            hidden: dict[str, set[str]] = defaultdict(set)
            if not self.uncompared:
                for id, columns in sending.run(sources.REDACTED, ids=ids):
                    hidden[id].update(columns)
            rows = [self._row(id, hidden[id], sending.sequence()) for id in ids]
            if sending.run(sources.PUT_RECORDS, rows=rows, uncompared=self.uncompared):
                sending.sourced = True

    def _row(self, id: str, hidden: set[str], sequence: int) -> dict[str, Any]:
        record = redacted(self.versions[id].record, hidden)
        return {
            "id": id,
            "register": record.register,
            "key": record.key,
            "sequence": sequence,
            "hash": self.versions[id].hash,
            "row": record.row,
            "url": record.url,
            "state": record.state,
            "read_at": record.read_at,
            "document": written(record),
        }


@dataclass(slots=True)
class _Drafts:
    drafts: dict[str, dict[str, str]] = field(default_factory=dict)

    def send(self, sending: Sending) -> None:
        if sending.rows(sources.PUT_DRAFTS, self.drafts.values()) < len(self.drafts):
            raise InputError("A draft needs its record: one of this batch has been removed meanwhile.")
        sending.sourced = True


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows for one statement, after another that makes room for them; `counts`: what it changes is a source."""

    statement: str
    rows: Sequence[dict[str, Any]]
    room: str = ""
    parameters: dict[str, str] = field(default_factory=dict)
    counts: bool = False

    def send(self, sending: Sending) -> None:
        if self.room:
            sending.run(self.room, **self.parameters)
        changed = sending.rows(self.statement, self.rows)
        sending.sourced |= self.counts and changed > 0


@dataclass(frozen=True, slots=True)
class _Each:
    """A statement for records by their ids: to mark them as vanished, or to remove them."""

    statement: str
    ids: Sequence[str]

    def send(self, sending: Sending) -> None:
        if sending.ids(self.statement, self.ids):
            sending.sourced = True


@dataclass(frozen=True, slots=True)
class _Redactions:
    redactions: Sequence[Redaction]

    def send(self, sending: Sending) -> None:
        rows = (
            {
                "record": one.record,
                "register": one.record.partition(":")[0],
                "columns": list(one.columns),
                "sequence": sending.sequence(),
                "document": written(one),
            }
            for one in self.redactions
        )
        sending.rows(sources.PUT_REDACTIONS, rows)


@dataclass(frozen=True, slots=True)
class _Redact:
    redaction: Redaction

    def send(self, sending: Sending) -> None:
        record, columns = self.redaction.record, list(self.redaction.columns)
        register = record.partition(":")[0]
        _Redactions([self.redaction]).send(sending)
        versions = sending.run(sources.DOCUMENTS, record=record)
        emptied = []
        for number, _, _, url, _, document in versions:
            # The address can change without a new version, and stands beside it.
            kept = redacted(replace(read(Record, document), url=url), columns)
            emptied.append({"number": number, "url": kept.url, "document": written(kept)})
        sending.rows(sources.REWRITE, emptied, record=record)
        sending.run(sources.DROP_DRAFT, record=record)
        rows = sorted({row for _, _, row, _, _, _ in versions})
        silenced = [
            {"number": number, "document": written(replace(read(Problem, document), message=""))}
            for number, document in sending.run(sources.SILENCE, register=register, rows=rows, columns=columns)
        ]
        sending.rows(sources.REWRITE_PROBLEMS, silenced, register=register)
        sending.sourced = True


@dataclass(frozen=True, slots=True)
class _DeleteRegister:
    code: str

    def send(self, sending: Sending) -> None:
        for statement in sources.DELETE_REGISTER.values():
            while sending.run(statement, code=self.code, limit=_DELETED_AT_ONCE):
                sending.sourced = True


class SourceWriter(Gathering):
    """The part of a Writer that keeps what sources said; see `graph.store.interface.Writer`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._steps: list[Step] = []
        self._deleted: set[str] = set()
        self._put: set[str] = set()

    def put_register(self, register: Register) -> None:
        """Remember a register and the figures of its last reading."""
        self._take()
        row = {"code": register.code, "document": written(register)}
        self._told(_Rows(sources.PUT_REGISTERS, [row]))

    def put_records(self, records: Iterable[Record]) -> None:
        """Keep records; a changed one becomes a new version, the older one is kept in its history."""
        self._take()
        for record in records:
            self._add(Version(record, record.content_hash), uncompared=False)

    def put_versions(self, versions: Iterable[Version]) -> None:
        """Append versions to the histories of their records, oldest first and uncompared."""
        self._take()
        for version in versions:
            self._add(version, uncompared=True)

    def vanish_records(self, register: str, keys: Iterable[str]) -> None:
        """Mark records that the last reading did not have, and drop their drafts; the records stay."""
        self._take()
        self._told(_Each(sources.VANISH, list(dict.fromkeys(f"{register}:{key}" for key in keys))))

    def drop_records(self, records: Iterable[str]) -> None:
        """Remove records with their histories and drafts; their redactions stay."""
        self._take()
        ids = list(dict.fromkeys(records))
        self._put.difference_update(ids)
        self._told(_Each(sources.DROP_RECORDS, ids))

    def redact(self, record: str, columns: Sequence[str], reason: str, by: str, at: str) -> None:
        """Empty columns of a record in all its versions, drop its draft, and remember that and why it was done."""
        self._take()
        if self._absent([record]):
            raise NotFoundError("record", record)
        self._told(_Redact(Redaction(record, tuple(columns), reason, by, at)))

    def put_redactions(self, redactions: Iterable[Redaction]) -> None:
        """Remember redactions for records that are put later."""
        self._take()
        self._told(_Redactions(list(redactions)))

    def put_drafts(self, drafts: Iterable[Draft]) -> None:
        """Keep what was understood of records."""
        self._take()
        rows = {
            draft.record: {
                "record": draft.record,
                "register": draft.register,
                "key": draft.key,
                "name": draft.name,
                "reader": draft.reader,
                "document": written(draft),
            }
            for draft in drafts
        }
        if not rows:
            return
        for absent in self._absent(rows):
            raise InputError(f"A draft needs its record: {absent!r} isn't in the store.")
        step = self._last(_Drafts)
        if step is None:
            step = _Drafts()
            self._told(step)
        step.drafts.update(rows)

    def drop_drafts(self, records: Iterable[str]) -> None:
        """Forget what was understood of records."""
        self._take()
        self._told(_Rows(sources.DROP_DRAFTS, [{"record": record} for record in dict.fromkeys(records)], counts=True))

    def put_problems(self, register: str, problems: Iterable[Problem]) -> None:
        """Replace the account of the register's last reading."""
        self._take()
        rows = [
            {
                "register": register,
                "number": number,
                "row": problem.row,
                "column": problem.column,
                "kind": problem.kind,
                "document": written(problem),
            }
            for number, problem in enumerate(problems)
        ]
        self._told(_Rows(sources.PUT_PROBLEMS, rows, room=sources.CLEAR_PROBLEMS, parameters={"register": register}))

    def put_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Keep judgements; one with the same id is replaced."""
        self._take()
        rows = [
            {
                "id": judgement.id,
                "at": judgement.at,
                "undone_at": judgement.undone_at,
                "verdict": judgement.verdict,
                "judge": judgement.judge,
                "a": judgement.a.folded,
                "b": judgement.b.folded,
                "document": written(judgement),
            }
            for judgement in judgements
        ]
        if rows:
            self._told(_Rows(sources.PUT_JUDGEMENTS, rows, counts=True))

    def put_scored(self, judgements: Iterable[Judgement]) -> None:
        """Replace what scores have decided, or ask a person."""
        self._take()
        rows = [{"number": number, "document": written(each)} for number, each in enumerate(judgements)]
        self._told(_Rows(sources.PUT_SCORED, rows, room=sources.CLEAR_SCORED))

    def delete_register(self, code: str) -> None:
        """Remove a register with its records, drafts and problems; redactions stay."""
        self._take()
        self._deleted.add(code)
        self._put = {id for id in self._put if id.partition(":")[0] != code}
        self._told(_DeleteRegister(code))

    def _send_sources(self, sending: Sending) -> None:
        for step in self._steps:
            step.send(sending)

    def _told(self, step: Step) -> None:
        self._steps.append(step)

    def _add(self, version: Version, *, uncompared: bool) -> None:
        id = version.record.id
        step = self._last(_Records)
        # One statement can't keep two versions of one record: the second is compared with the first.
        if step is None or step.uncompared != uncompared or id in step.versions:
            step = _Records(uncompared)
            self._told(step)
        step.versions[id] = version
        self._put.add(id)

    def _last(self, kind: type[Any]) -> Any:
        """The step of a kind that more can be added to: nothing after it, but registers, problems and judgements.

        Drafts and records pass each other: what a draft needs of its record is there before or after a new version.
        """
        for step in reversed(self._steps):
            if isinstance(step, kind):
                return step
            if not isinstance(step, _Rows | _Records | _Drafts):
                return None
        return None

    def _absent(self, records: Iterable[str]) -> list[str]:
        """Those of some records that are neither in the store nor in this batch."""
        unknown = [id for id in records if id not in self._put]
        kept = [id for id in unknown if id.partition(":")[0] not in self._deleted]
        found = {id for some in chunks(kept) for id in self._connection.ask(sources.EXISTING, ids=some)}
        return [id for id in unknown if id not in found]
