"""Reports of errors, as visitors write them and the desk settles them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from graph.errors import NotFoundError
from graph.model.corrections import Correction
from graph.store.documents import read, written
from graph.store.sqlite.connections import Readers


def put_corrections(connection: sqlite3.Connection, corrections: Iterable[Correction]) -> None:
    """Keep reports, in the transaction that stands."""
    connection.executemany(
        "INSERT OR REPLACE INTO correction (id, at, document) VALUES (?, ?, ?)",
        [(each.id, each.at, written(each)) for each in corrections],
    )


class CorrectionReader:
    """The part of a View that reads them; see `graph.store.interface.View`."""

    _readers: Readers

    def correction(self, id: str) -> Correction:
        """One report."""
        with self._readers.transaction() as sql:
            found = sql.execute("SELECT document FROM correction WHERE id = ?", [id]).fetchone()
        if found is None:
            raise NotFoundError("report", id)
        return read(Correction, found[0])

    def corrections(self) -> list[Correction]:
        """All of them, oldest first."""
        with self._readers.transaction() as sql:
            found = sql.execute("SELECT document FROM correction ORDER BY at, id")
            return [read(Correction, document) for (document,) in found]
