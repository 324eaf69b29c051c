"""The View of the SQLite engine, put together from its parts, and what it says of the store as a whole."""

from __future__ import annotations

import sqlite3

from graph.store.interface import Space, Status
from graph.store.sqlite.choices import ChoicesInMemory
from graph.store.sqlite.connections import Readers
from graph.store.sqlite.corrections import CorrectionReader
from graph.store.sqlite.entities import EntityReader
from graph.store.sqlite.queries import QueryReader
from graph.store.sqlite.records import RecordReader
from graph.store.sqlite.saved import SavedReader
from graph.store.sqlite.vectors import Matrices, VectorReader
from graph.store.sqlite.walks import WalkReader


class SqliteView(RecordReader, EntityReader, QueryReader, WalkReader, VectorReader, SavedReader, CorrectionReader):
    """Reads; see `graph.store.interface.View`."""

    def __init__(self, readers: Readers, choices: ChoicesInMemory, matrices: Matrices) -> None:
        super().__init__(readers)
        QueryReader.__init__(self, readers, choices)
        VectorReader.__init__(self, readers, choices, matrices)

    def version(self) -> int:
        """Number of the last batch; cheap."""
        with self._readers.transaction() as sql:
            return int(sql.execute("SELECT version FROM store").fetchone()[0])

    def sources(self) -> int:
        """Number of the last batch that changed records, drafts or judgements; cheap."""
        with self._readers.transaction() as sql:
            return int(sql.execute("SELECT sources FROM store").fetchone()[0])

    def status(self) -> Status:
        """What is in the store."""
        with self._readers.transaction() as sql:
            store_id, version, mark, sources, derived, pending = sql.execute(
                "SELECT id, version, mark, sources, derived, pending FROM store"
            ).fetchone()
            (schema,) = sql.execute("PRAGMA user_version").fetchone()
            records, drafts, judgements, passages = sql.execute(
                "SELECT (SELECT count(*) FROM record WHERE state = 'current'), (SELECT count(*) FROM draft),"
                " (SELECT count(*) FROM judgement WHERE stands), (SELECT count(*) FROM passage)"
            ).fetchone()
            spaces = sql.execute(
                "SELECT name, dimension, (SELECT count(*) FROM vector WHERE space = space.n) FROM space ORDER BY name"
            )
            return Status(
                engine=f"sqlite {sqlite3.sqlite_version}",
                store_id=store_id,
                schema=schema,
                version=version,
                mark=mark,
                sources=sources,
                derived=derived,
                pending=bool(pending),
                entities=dict(sql.execute("SELECT kind, count(*) FROM entity GROUP BY kind").fetchall()),
                relations=dict(sql.execute("SELECT relation, count(*) FROM relation GROUP BY relation").fetchall()),
                records=records,
                drafts=drafts,
                judgements=judgements,
                passages=passages,
                spaces=tuple(Space(*space) for space in spaces),
            )
