"""Texts put aside under short ids."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import NotFoundError
from graph.store.interface import Saved
from graph.store.neo4j.connection import Connection
from graph.store.neo4j.cypher import saved as statements
from graph.store.neo4j.reading.streams import paged


class SavedReader:
    """The part of a View that reads them; see `graph.store.interface.View`."""

    _connection: Connection

    def saved(self, id: str) -> Saved:
        """A text that was put aside."""
        found = self._connection.ask(statements.SAVED, id=id)
        if found[0] is None:
            raise NotFoundError("saved question", id)
        return Saved(*found)

    def all_saved(self) -> Iterator[Saved]:
        """All of them, by id."""
        yield from (Saved(*row) for row in paged(self._connection, statements.ALL_SAVED, "", {}))
