"""Registers, records with their history, redactions, drafts, problems, judgements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from graph.errors import NotFoundError
from graph.model.drafts import Draft
from graph.model.judgements import Judgement
from graph.model.records import Problem, Record, Register
from graph.store.documents import last_moment, read
from graph.store.interface import DayOfReading, FirstRead, Redaction, Version
from graph.store.neo4j.connection import Connection
from graph.store.neo4j.cypher import sources
from graph.store.neo4j.reading.streams import paged

_HASHES_AT_ONCE = 20_000


class SourceReader:
    """The part of a View that reads what sources said; see `graph.store.interface.View`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def registers(self) -> list[Register]:
        """The registers, by code."""
        return [read(Register, document) for document in self._connection.ask(sources.REGISTERS)]

    def problems(self, register: str) -> list[Problem]:
        """The account of a register's last reading, in row order."""
        found = self._connection.ask(sources.PROBLEMS, register=register)
        return [read(Problem, document) for document in found]

    def hashes(self, register: str) -> dict[str, tuple[str, str]]:
        """Key to (content hash, reader of its draft or "") of the register's current records."""
        rows = paged(self._connection, sources.HASHES, -1, {"register": register}, _HASHES_AT_ONCE)
        return {key: (content_hash, reader) for _, state, key, content_hash, reader in rows if state == "current"}

    def record(self, record: str) -> Record:
        """The current version of a record, redactions applied."""
        return self.history(record)[0]

    def history(self, record: str) -> list[Record]:
        """All versions of a record, newest first."""
        found = self._connection.ask(sources.DOCUMENTS, record=record)
        if not found:
            raise NotFoundError("record", record)
        return [_version(row[1:]).record for row in reversed(found)]

    def versions(self, register: str | None = None) -> Iterator[Version]:
        """All versions of all records: by register, first reading of the record, oldest first."""
        for code in self._codes(register):
            for _, rows in paged(self._connection, sources.VERSIONS, -1, {"register": code}):
                yield from map(_version, rows)

    def days_of_reading(self) -> list[DayOfReading]:
        """How many of the current records were first read on which day."""
        return [DayOfReading(*each) for each in self._connection.ask(sources.DAYS_OF_READING)]

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
        found = self._connection.ask(
            sources.FIRST_READ,
            registers=list(registers),
            since=since,
            until=after.at if after else last_moment(until),
            register=register,
            key=key,
            limit=max(limit, 0),
        )
        return [FirstRead(*each) for each in found]

    def redactions(self) -> list[Redaction]:
        """All redactions, in the order in which they were made."""
        return [read(Redaction, document) for document in self._connection.ask(sources.REDACTIONS)]

    def drafts(self, register: str | None = None) -> Iterator[Draft]:
        """Drafts in order of register and first reading of the record."""
        for code in self._codes(register):
            for _, document in paged(self._connection, sources.DRAFTS, -1, {"register": code}):
                yield read(Draft, document)

    def judgements(self) -> list[Judgement]:
        """All judgements, undone ones included, oldest first."""
        return [read(Judgement, document) for document in self._connection.ask(sources.JUDGEMENTS)]

    def scored(self) -> list[Judgement]:
        """What scores have decided, or ask a person, in the order in which it was put."""
        return [read(Judgement, document) for document in self._connection.ask(sources.SCORED)]

    def _codes(self, register: str | None) -> list[str]:
        if register is not None:
            return [register]
        codes: list[str] = self._connection.ask(sources.CODES)
        return codes


def _version(row: Sequence[Any]) -> Version:
    """A version of its parts; row, address and state can change without a new version, and stand beside it."""
    content_hash, number, url, state, document = row
    return Version(replace(read(Record, document), row=number, url=url, state=state), content_hash)
