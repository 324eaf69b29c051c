"""Walks along `takes-part`: who works together, and through whom one reaches another."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from graph.store.neo4j.connection import Ask, Connection
from graph.store.neo4j.cypher import walks
from graph.store.neo4j.paths import shortest_paths
from graph.store.query import CoPartner

_SHOWN = 5
"""How many shared partnerships a co-partner is shown with."""


class WalkReader:
    """The part of a View that walks; see `graph.store.interface.View`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def expand(self, id: str, limit: int = 50) -> list[CoPartner]:
        """The partners that share partnerships with this one: by number shared (highest first), then id."""
        rows = self._connection.ask(walks.EXPAND, id=id, limit=max(limit, 0), shown=_SHOWN)
        return [CoPartner(other, name, number, tuple(via)) for other, name, number, via in rows]

    def paths(self, start: str, end: str, longest: int = 4, limit: int = 10) -> list[tuple[str, ...]]:
        """Shortest paths along `takes-part`, as ids alternating partner and partnership, ordered by their ids."""
        if limit <= 0 or longest < 0:
            return []

        def work(ask: Ask) -> list[tuple[str, ...]]:
            if len(ask(walks.EXISTING, ids=list({start, end}))) < len({start, end}):
                return []

            def steps(ids: Iterable[str]) -> Iterable[tuple[str, str]]:
                return [(near, far) for near, far in ask(walks.STEPS, ids=list(ids))]

            return list(islice(shortest_paths(steps, start, end, longest), limit))

        return self._connection.read(work)
