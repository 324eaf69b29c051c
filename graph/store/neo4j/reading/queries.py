"""Which entities a query gives: pages, counts, facets, words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.store.neo4j.connection import Connection
from graph.store.neo4j.cypher import search
from graph.store.neo4j.facets import facet_of
from graph.store.query import FacetCount, Query, Scored


class QueryReader:
    """The part of a View that answers queries; see `graph.store.interface.View`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, query: Query) -> int:
        """How many entities the query gives."""
        return int(self._chosen(search.count(query)))

    def page(self, query: Query, limit: int, after: tuple[int, str] | None = None) -> list[tuple[str, int]]:
        """Ids and degrees of what the query gives, by degree (highest first), then id; `after` is the last one seen."""
        return [(id, degree) for id, degree in self._chosen(search.page(query, max(limit, 0), after))]

    def facets(self, query: Query, fields: Sequence[str]) -> dict[str, list[FacetCount]]:
        """For every field, how many each value would leave: the field's own choices are ignored, the others hold."""
        counts: dict[str, list[FacetCount]] = {field: [] for field in fields}
        for own, words in self._chosen(search.facets(query, fields)):
            for word, number in words:
                field, value = (own, word) if own else facet_of(word)
                # What narrows has a count of its own.
                if field in counts and (own or not query.where.get(field)):
                    counts[field].append(FacetCount(value, number))
        for found in counts.values():
            found.sort(key=lambda one: (not one.value, -one.count, one.value))
        return counts

    def rank(self, query: Query, limit: int) -> list[Scored]:
        """Of the entities that have the query's terms and pass its filters, the best by BM25, names weighted 4 to 1."""
        query.check()
        if not query.terms:
            return []
        return [Scored(id, score) for id, score in self._chosen(search.rank(query, max(limit, 0)))]

    def _chosen(self, statement: search.Selection) -> Any:
        return self._connection.ask(statement.text, **statement.parameters)
