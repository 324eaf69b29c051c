"""Reports of errors, as visitors write them and the desk settles them."""

from __future__ import annotations

from graph.errors import NotFoundError
from graph.model.corrections import Correction
from graph.store.documents import read
from graph.store.neo4j.connection import Connection
from graph.store.neo4j.cypher import corrections as statements


class CorrectionReader:
    """The part of a View that reads them; see `graph.store.interface.View`."""

    _connection: Connection

    def correction(self, id: str) -> Correction:
        """One report."""
        found = self._connection.ask(statements.ONE, id=id)
        if found is None:
            raise NotFoundError("report", id)
        return read(Correction, found)

    def corrections(self) -> list[Correction]:
        """All of them, oldest first."""
        return [read(Correction, document) for document in self._connection.ask(statements.ALL)]
