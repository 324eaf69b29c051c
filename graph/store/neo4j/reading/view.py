"""The View of the Neo4j engine, put together from its parts, and what it says of the store as a whole."""

from __future__ import annotations

from graph.store.interface import Space, Status
from graph.store.neo4j.connection import Ask, Connection
from graph.store.neo4j.cypher import status as statements
from graph.store.neo4j.cypher import texts
from graph.store.neo4j.reading.corrections import CorrectionReader
from graph.store.neo4j.reading.entities import EntityReader
from graph.store.neo4j.reading.queries import QueryReader
from graph.store.neo4j.reading.saved import SavedReader
from graph.store.neo4j.reading.sources import SourceReader
from graph.store.neo4j.reading.texts import TextReader
from graph.store.neo4j.reading.vectors import VectorSpaces
from graph.store.neo4j.reading.walks import WalkReader


class Neo4jView(SourceReader, EntityReader, QueryReader, WalkReader, TextReader, SavedReader, CorrectionReader):
    """Reads; see `graph.store.interface.View`.

    Every call sees a whole number of batches; a stream does so page by page, so that batches which are stored while it
    is read may be in its later pages and not in its earlier ones.
    """

    def __init__(self, connection: Connection, spaces: VectorSpaces, engine: str) -> None:
        TextReader.__init__(self, connection, spaces)
        self._engine = engine

    def version(self) -> int:
        """Number of the last batch; cheap."""
        return int(self._connection.ask(statements.VERSION))

    def sources(self) -> int:
        """Number of the last batch that changed records, drafts or judgements; cheap."""
        return int(self._connection.ask(statements.SOURCES))

    def status(self) -> Status:
        """What is in the store."""
        return self._connection.read(self._status)

    def _status(self, ask: Ask) -> Status:
        found = ask(statements.STATUS)
        store = found["store"]
        return Status(
            engine=self._engine,
            store_id=store["id"],
            schema=store["schema"],
            version=store["version"],
            mark=store["mark"],
            sources=store["sources"],
            derived=store["derived"],
            pending=store["pending"],
            entities={kind: number for kind, number in found["entities"] if number},
            relations={relation: number for relation, number in found["relations"] if number},
            records=found["records"],
            drafts=found["drafts"],
            judgements=found["judgements"],
            passages=found["passages"],
            spaces=tuple(
                Space(name, dimension, ask(texts.count_vectors(name, dimension))) for name, dimension in found["spaces"]
            ),
        )
