"""Making a database a store, and finding out whether one is."""

from __future__ import annotations

import re
import uuid

from graph.errors import StoreError, StoreVersionError, UnsupportedError
from graph.model.entities import Entity
from graph.store.documents import read
from graph.store.interface import SCHEMA
from graph.store.neo4j.connection import Connection
from graph.store.neo4j.cypher import entities, schema, statuses, texts
from graph.store.neo4j.cypher.names import vector_index
from graph.store.neo4j.reading.streams import PAGE
from graph.store.neo4j.writing.graph import period_properties

_OLDEST = (5, 26)
_FIRST_WITH_VECTORS = (2025, 10)
"""Cypher 25's type VECTOR (https://neo4j.com/docs/cypher-manual/25/values-and-types/vector/)."""


def prepare(connection: Connection) -> str:
    """Make an empty database a store, or check that a database is one and migrate it; missing indexes are made.

    Returns:
        The server's version.

    Raises:
        UnsupportedError: a server that is too old.
        StoreVersionError: a newer goal17 has written it, or it holds something else; it was left as it was.
        StoreUnavailableError, StoreError: as the server says.
    """
    version = str(connection.plain(schema.SERVER))
    number = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
    if number < _OLDEST:
        raise UnsupportedError(f"{connection.address} runs Neo4j {version}; goal17 needs 5.26 or newer.")
    connection.vectors_packed = number >= _FIRST_WITH_VECTORS
    written = _schema_of(connection)
    if written == 0:
        for statement in schema.SCHEMA.values():
            connection.plain(statement)
        connection.plain(schema.AWAIT)
        connection.plain(schema.MAKE, id=uuid.uuid4().hex, schema=SCHEMA)
    else:
        for made, step in enumerate(schema.STEPS[written - 1 :], written + 1):
            if made == schema.FIRST_WITH_PERIODS:
                _put_periods(connection)
            for statement in step:
                connection.plain(statement)
        _mend(connection)
    return version


def make_space(connection: Connection, space: str, dimension: int) -> None:
    """Make the indexes of a vector space, unless they are there. Neo4j does this outside of batches only."""
    for statement in schema.make_space(space, dimension):
        connection.plain(statement)
    connection.plain(schema.AWAIT)


def _schema_of(connection: Connection) -> int:
    """The version of what is written; 0 for an empty database."""
    mark = connection.plain(schema.MARK)
    if mark["store"] is None:
        if mark["nodes"]:
            raise StoreVersionError(
                f"{connection.address} holds {mark['nodes']} nodes of something else, and is no store of goal17. It was"
                " left as it was; name a database of its own for goal17."
            )
        return 0
    written = int(mark["store"]["schema"])
    if written > SCHEMA:
        raise StoreVersionError(
            f"{connection.address} was written by a newer goal17 (store version {written}; this one knows up to"
            f" {SCHEMA}). Update goal17 to open it."
        )
    return written


def _put_periods(connection: Connection) -> None:
    """Let the nodes of partnerships say when they run, as those that are put now do."""
    after = ""
    while page := connection.plain(entities.entities("partnership"), after=after, limit=PAGE):
        rows = [{"id": id, **period_properties(read(Entity, document))} for id, document in page]
        connection.plain(statuses.PUT_PERIODS, rows=rows)
        after = page[-1][0]


def _mend(connection: Connection) -> None:
    """Make indexes that were dropped by hand; without them answers would be slow, or missing."""
    states = dict(connection.plain(schema.INDEXES))
    failed = sorted(name for name, state in states.items() if state == "FAILED")
    if failed:
        raise StoreError(
            f"{connection.address} has damaged indexes: {', '.join(failed)}. Drop them there and open the store again:"
            " they are made anew."
        )
    missing = [statement for name, statement in schema.SCHEMA.items() if name not in states]
    for statement in missing:
        connection.plain(statement)
    for space, dimension in connection.plain(texts.SPACES):
        if vector_index(space, dimension) not in states:
            make_space(connection, space, dimension)
    if missing:
        connection.plain(schema.AWAIT)
