"""Texts put aside under short ids."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from graph.errors import NotFoundError
from graph.store.interface import MOST_SAVED, Saved
from graph.store.sqlite.connections import Readers


def put_aside(connection: sqlite3.Connection, texts: Iterable[Saved]) -> None:
    """Keep texts, and let go of those used longest ago, in the transaction that stands."""
    connection.executemany(
        "INSERT OR REPLACE INTO saved (id, used, text) VALUES (?, ?, ?)",
        [(each.id, each.used, each.text) for each in texts],
    )
    connection.execute(
        "DELETE FROM saved WHERE id IN (SELECT id FROM saved ORDER BY used DESC, id LIMIT -1 OFFSET ?)", [MOST_SAVED]
    )


class SavedReader:
    """The part of a View that reads them; see `graph.store.interface.View`."""

    _readers: Readers

    def saved(self, id: str) -> Saved:
        """A text that was put aside."""
        with self._readers.transaction() as sql:
            found = sql.execute("SELECT id, text, used FROM saved WHERE id = ?", [id]).fetchone()
        if found is None:
            raise NotFoundError("saved question", id)
        return Saved(*found)

    def all_saved(self) -> Iterator[Saved]:
        """All of them, by id."""
        with self._readers.transaction() as sql:
            for each in sql.execute("SELECT id, text, used FROM saved ORDER BY id"):
                yield Saved(*each)
