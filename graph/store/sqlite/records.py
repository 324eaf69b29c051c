"""Registers, records with their history, redactions, drafts, problems, judgements: what the graph is derived from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.errors import InputError, NotFoundError
from graph.model.drafts import Draft
from graph.model.judgements import Judgement
from graph.model.records import Problem, Record, Register
from graph.store.documents import chunks, last_moment, listed, read, written
from graph.store.interface import DayOfReading, FirstRead, Redaction, Version
from graph.store.redaction import redacted
from graph.store.sqlite.connections import Batch, Readers

_FIND = "SELECT n, hash FROM record WHERE register = ? AND key = ?"
_LAST = "SELECT n, document FROM version WHERE record = ? ORDER BY n DESC LIMIT 1"


class RecordWriter:
    """The part of a Writer that keeps what sources said; see `graph.store.interface.Writer`."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch

    def put_register(self, register: Register) -> None:
        """Remember a register and the figures of its last reading."""
        self._batch.run("INSERT OR REPLACE INTO register VALUES (?, ?)", [register.code, written(register)])

    def put_records(self, records: Iterable[Record]) -> None:
        """Keep records; a changed one becomes a new version, the older one is kept in its history."""
        hidden = self._redacted_columns()
        for record in records:
            found = self._batch.run(_FIND, [record.register, record.key]).fetchone()
            kept = redacted(record, hidden.get(record.id, ()))
            if found and found[1] == record.content_hash:
                self._touch(found[0], kept)
            else:
                self._add_version(kept, record.content_hash)

    def put_versions(self, versions: Iterable[Version]) -> None:
        """Append versions to the histories of their records, oldest first and uncompared."""
        for version in versions:
            self._add_version(version.record, version.hash)

    def vanish_records(self, register: str, keys: Iterable[str]) -> None:
        """Mark records that the last reading did not have, and drop their drafts; the records stay."""
        for key in keys:
            found = self._batch.run(_FIND, [register, key]).fetchone()
            if found:
                version, document = self._batch.run(_LAST, [found[0]]).fetchone()
                self._change(found[0], version, replace(read(Record, document), state="vanished"))
                self._batch.run("DELETE FROM draft WHERE record = ?", [found[0]])

    def drop_records(self, records: Iterable[str]) -> None:
        """Remove records with their histories and drafts; their redactions stay."""
        for record in records:
            register, _, key = record.partition(":")
            if self._batch.run("DELETE FROM record WHERE register = ? AND key = ?", [register, key]).rowcount:
                self._batch.sources = True

    def redact(self, record: str, columns: Sequence[str], reason: str, by: str, at: str) -> None:
        """Empty columns of a record in all its versions, drop its draft, and remember that and why it was done."""
        register, _, key = record.partition(":")
        found = self._batch.run(_FIND, [register, key]).fetchone()
        if not found:
            raise NotFoundError("record", record)
        self.put_redactions([Redaction(record, tuple(columns), reason, by, at)])
        versions = self._batch.run("SELECT n, document FROM version WHERE record = ?", [found[0]]).fetchall()
        rows = set()
        for version, document in versions:
            emptied = redacted(read(Record, document), columns)
            rows.add(emptied.row)
            self._batch.run("UPDATE version SET document = ? WHERE n = ?", [written(emptied), version])
        self._batch.run("DELETE FROM draft WHERE record = ?", [found[0]])
        self._silence(register, rows, columns)
        self._batch.sources = True

    def put_redactions(self, redactions: Iterable[Redaction]) -> None:
        """Remember redactions for records that are put later."""
        for one in redactions:
            self._batch.run("INSERT INTO redaction (record, document) VALUES (?, ?)", [one.record, written(one)])

    def put_drafts(self, drafts: Iterable[Draft]) -> None:
        """Keep what was understood of records."""
        for draft in drafts:
            found = self._batch.run(_FIND, [draft.register, draft.key]).fetchone()
            if not found:
                raise InputError(f"A draft needs its record: {draft.record!r} isn't in the store.")
            self._batch.run("INSERT OR REPLACE INTO draft VALUES (?, ?, ?)", [found[0], draft.reader, written(draft)])
            self._batch.sources = True

    def drop_drafts(self, records: Iterable[str]) -> None:
        """Forget what was understood of records."""
        for record in records:
            register, _, key = record.partition(":")
            found = self._batch.run(_FIND, [register, key]).fetchone()
            if found and self._batch.run("DELETE FROM draft WHERE record = ?", [found[0]]).rowcount:
                self._batch.sources = True

    def put_problems(self, register: str, problems: Iterable[Problem]) -> None:
        """Replace the account of the register's last reading."""
        self._batch.run("DELETE FROM problem WHERE register = ?", [register])
        self._batch.run_many(
            "INSERT INTO problem VALUES (?, ?, ?, ?)",
            ((register, problem.row, place, written(problem)) for place, problem in enumerate(problems)),
        )

    def put_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Keep judgements; one with the same id is replaced."""
        for chunk in chunks(judgements):
            self._batch.run_many(
                "INSERT OR REPLACE INTO judgement VALUES (?, ?, ?, ?)",
                [(judgement.id, judgement.at, not judgement.undone_at, written(judgement)) for judgement in chunk],
            )
            self._batch.sources = True

    def put_scored(self, judgements: Iterable[Judgement]) -> None:
        """Replace what scores have decided, or ask a person."""
        self._batch.run("DELETE FROM scored")
        for chunk in chunks(judgements):
            self._batch.run_many("INSERT INTO scored (document) VALUES (?)", [(written(each),) for each in chunk])
        self._batch.graph = True

    def delete_register(self, code: str) -> None:
        """Remove a register with its records, drafts and problems; redactions stay."""
        for statement in (
            "DELETE FROM record WHERE register = ?",
            "DELETE FROM problem WHERE register = ?",
            "DELETE FROM register WHERE code = ?",
        ):
            if self._batch.run(statement, [code]).rowcount:
                self._batch.sources = True

    def _redacted_columns(self) -> dict[str, set[str]]:
        columns: dict[str, set[str]] = defaultdict(set)
        for record, document in self._batch.run("SELECT record, document FROM redaction"):
            columns[record].update(read(Redaction, document).columns)
        return columns

    def _touch(self, record: int, as_read: Record) -> None:
        version, document = self._batch.run(_LAST, [record]).fetchone()
        kept = read(Record, document)
        now = replace(kept, row=as_read.row, url=as_read.url, state=as_read.state)
        if now != kept:
            self._change(record, version, now)

    def _change(self, record: int, version: int, now: Record) -> None:
        self._batch.run("UPDATE record SET state = ? WHERE n = ?", [now.state, record])
        self._batch.run("UPDATE version SET document = ? WHERE n = ?", [written(now), version])
        self._batch.sources = True

    def _add_version(self, record: Record, content_hash: str) -> None:
        (n,) = self._batch.run(
            "INSERT INTO record (register, key, state, hash, first_read) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (register, key) DO UPDATE SET state = excluded.state, hash = excluded.hash RETURNING n",
            [record.register, record.key, record.state, content_hash, record.read_at],
        ).fetchone()
        self._batch.run(
            "INSERT INTO version (record, hash, document) VALUES (?, ?, ?)", [n, content_hash, written(record)]
        )
        self._batch.sources = True

    def _silence(self, register: str, rows: set[int], columns: Sequence[str]) -> None:
        found = self._batch.run('SELECT "row", place, document FROM problem WHERE register = ?', [register]).fetchall()
        for row, place, document in found:
            problem = read(Problem, document)
            if row in rows and problem.column in columns:
                self._batch.run(
                    'UPDATE problem SET document = ? WHERE register = ? AND "row" = ? AND place = ?',
                    [written(replace(problem, message="")), register, row, place],
                )


class RecordReader:
    """The part of a View that reads what sources said; see `graph.store.interface.View`."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    def registers(self) -> list[Register]:
        """The registers, by code."""
        with self._readers.transaction() as sql:
            return [read(Register, document) for (document,) in sql.execute("SELECT document FROM register")]

    def problems(self, register: str) -> list[Problem]:
        """The account of a register's last reading, in row order."""
        with self._readers.transaction() as sql:
            found = sql.execute('SELECT document FROM problem WHERE register = ? ORDER BY "row", place', [register])
            return [read(Problem, document) for (document,) in found]

    def hashes(self, register: str) -> dict[str, tuple[str, str]]:
        """Key to (content hash, reader of its draft or "") of the register's current records."""
        with self._readers.transaction() as sql:
            found = sql.execute(
                "SELECT key, hash, coalesce(reader, '') FROM record LEFT JOIN draft ON draft.record = record.n"
                " WHERE register = ? AND state = 'current'",
                [register],
            )
            return {key: (content_hash, reader) for key, content_hash, reader in found}

    def record(self, record: str) -> Record:
        """The current version of a record, redactions applied."""
        return self.history(record)[0]

    def history(self, record: str) -> list[Record]:
        """All versions of a record, newest first."""
        register, _, key = record.partition(":")
        with self._readers.transaction() as sql:
            found = sql.execute(
                "SELECT document FROM record JOIN version ON version.record = record.n WHERE register = ? AND key = ?"
                " ORDER BY version.n DESC",
                [register, key],
            ).fetchall()
        if not found:
            raise NotFoundError("record", record)
        return [read(Record, document) for (document,) in found]

    def versions(self, register: str | None = None) -> Iterator[Version]:
        """All versions of all records: by register, first reading of the record, oldest first."""
        with self._readers.transaction() as sql:
            for document, content_hash in sql.execute(
                "SELECT document, version.hash FROM record JOIN version ON version.record = record.n"
                " WHERE ?1 IS NULL OR register = ?1 ORDER BY register, record.n, version.n",
                [register],
            ):
                yield Version(read(Record, document), content_hash)

    def days_of_reading(self) -> list[DayOfReading]:
        """How many of the current records were first read on which day."""
        with self._readers.transaction() as sql:
            found = sql.execute(
                "SELECT register, substr(first_read, 1, 10) AS day, count(*) FROM record WHERE state = 'current'"
                " GROUP BY day, register ORDER BY day DESC, register"
            )
            return [DayOfReading(*each) for each in found]

    def first_read(
        self,
        registers: Sequence[str],
        since: str = "",
        until: str = "",
        limit: int = 50,
        after: FirstRead | None = None,
    ) -> list[FirstRead]:
        """The current records of some registers that were first read in a time, latest first."""
        register, _, key = after.record.partition(":") if after else ("", "", "")
        with self._readers.transaction() as sql:
            # The plus keeps SQLite from going by register, and sorting them all.
            found = sql.execute(
                "SELECT register || ':' || key, first_read FROM record WHERE state = 'current'"
                " AND first_read >= ?1 AND first_read <= ?2 AND +register IN (SELECT value FROM json_each(?3))"
                " AND (first_read < ?2 OR (register, key) > (?4, ?5)) ORDER BY first_read DESC, register, key LIMIT ?6",
                [since, after.at if after else last_moment(until), listed(registers), register, key, max(limit, 0)],
            )
            return [FirstRead(*each) for each in found]

    def redactions(self) -> list[Redaction]:
        """All redactions, in the order in which they were made."""
        with self._readers.transaction() as sql:
            found = sql.execute("SELECT document FROM redaction ORDER BY n")
            return [read(Redaction, document) for (document,) in found]

    def drafts(self, register: str | None = None) -> Iterator[Draft]:
        """Drafts in order of register and first reading of the record."""
        with self._readers.transaction() as sql:
            for (document,) in sql.execute(
                "SELECT document FROM record JOIN draft ON draft.record = record.n"
                " WHERE ?1 IS NULL OR register = ?1 ORDER BY register, record.n",
                [register],
            ):
                yield read(Draft, document)

    def judgements(self) -> list[Judgement]:
        """All judgements, undone ones included, oldest first."""
        with self._readers.transaction() as sql:
            found = sql.execute("SELECT document FROM judgement ORDER BY at, id")
            return [read(Judgement, document) for (document,) in found]

    def scored(self) -> list[Judgement]:
        """What scores have decided, or ask a person, in the order in which it was put."""
        with self._readers.transaction() as sql:
            return [read(Judgement, document) for (document,) in sql.execute("SELECT document FROM scored ORDER BY n")]
