"""The Neo4j store: opened, written to, read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Self

from graph.model.corrections import Correction
from graph.store.documents import written
from graph.store.interface import MOST_SAVED, Saved, View, Writer
from graph.store.neo4j.address import parse
from graph.store.neo4j.connection import Connection
from graph.store.neo4j.cypher import corrections as statements
from graph.store.neo4j.cypher import saved
from graph.store.neo4j.reading.vectors import MOST_COPIED, VectorSpaces
from graph.store.neo4j.reading.view import Neo4jView
from graph.store.neo4j.schema import prepare
from graph.store.neo4j.writing.writer import Neo4jWriter


class Neo4jStore:
    """A store in a Neo4j database; see `graph.store.interface.Store`. Made by `open`.

    Several processes and machines may read and write one database: batches follow one another.
    """

    def __init__(self, connection: Connection, version: str, most_copied: int) -> None:
        self._connection = connection
        self._version = version
        self._spaces = VectorSpaces(packed=connection.vectors_packed, most=most_copied)

    @classmethod
    def open(cls, url: str, most_copied: int = MOST_COPIED) -> Neo4jStore:
        """Open the store in a database; an empty database becomes a new store.

        Args:
            url: `neo4j://user:password@host:7687/database` (also `bolt://`, and `+s`, `+ssc` for encryption).
            most_copied: vectors of a space up to which this process keeps a copy, and answers exactly without asking.

        Raises:
            InputError: it isn't such a URL.
            UnsupportedError: the driver isn't installed, or the server is too old.
            StoreUnavailableError: the server is away, refuses the user, or has no such database.
            StoreVersionError: a newer goal17 has written it, or the database holds something else.
        """
        connection = Connection(parse(url))
        try:
            version = prepare(connection)
        except BaseException:
            connection.close()
            raise
        return cls(connection, version, most_copied)

    @property
    def url(self) -> str:
        """Where it is, without the password."""
        return str(self._connection.address)

    @property
    def engine(self) -> str:
        """`neo4j`."""
        return "neo4j"

    def view(self) -> View:
        """Read; views are safe to use from several threads."""
        return Neo4jView(self._connection, self._spaces, f"neo4j {self._version}")

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """Write one batch: all of it is stored when the block ends, nothing if it raises.

        Raises:
            InputError: a relation, passage or draft names what isn't in the store.
            StoreUnavailableError, StoreFullError, StoreError: see `graph.store.neo4j.connection.Connection.write`.
        """
        batch = Neo4jWriter(self._connection)
        try:
            yield batch
        finally:
            batch.end()
        batch.send()

    def put_aside(self, texts: Iterable[Saved]) -> None:
        """Keep texts under their ids, outside of batches: no reader of the graph has to wait for it.

        Raises:
            StoreUnavailableError, StoreFullError, StoreError: see `graph.store.neo4j.connection.Connection.write`.
        """
        rows = [{"id": each.id, "text": each.text, "used": each.used} for each in texts]
        self._connection.plain(saved.PUT_ASIDE, rows=rows)
        self._connection.plain(saved.LET_GO, most=MOST_SAVED)

    def put_corrections(self, corrections: Iterable[Correction]) -> None:
        """Keep reports of errors, outside of batches: no reader of the graph has to wait for it.

        Raises:
            StoreUnavailableError, StoreFullError, StoreError: see `graph.store.neo4j.connection.Connection.write`.
            InputError: a text isn't Unicode.
        """
        rows = [{"id": each.id, "at": each.at, "document": written(each)} for each in corrections]
        self._connection.plain(statements.PUT, rows=rows)

    def close(self) -> None:
        """Close every connection."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
