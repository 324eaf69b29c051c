"""The Writer of the SQLite engine, put together from its parts."""

from __future__ import annotations

from graph.store.sqlite.connections import Batch
from graph.store.sqlite.entities import EntityWriter
from graph.store.sqlite.records import RecordWriter
from graph.store.sqlite.vectors import VectorWriter


class SqliteWriter(RecordWriter, EntityWriter, VectorWriter):
    """Writes one batch; see `graph.store.interface.Writer`."""

    def __init__(self, batch: Batch) -> None:
        RecordWriter.__init__(self, batch)
        EntityWriter.__init__(self, batch)
        VectorWriter.__init__(self, batch)
