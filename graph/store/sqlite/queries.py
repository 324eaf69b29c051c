"""Which entities a query gives: pages, counts, facets, words."""

# ruff: noqa: S608 (statements are put together from this package's own constants; what is asked is always a parameter)

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from graph.errors import InputError
from graph.store.query import FACETS, FacetCount, Query, Scored
from graph.store.sqlite.connections import Readers

Selection = tuple[str, list[Any]]
"""An SQL condition on `entity.n`, and its parameters."""

_NAMES_TO_REST = "4.0, 1.0"
"""How many times a term in a name outweighs one elsewhere."""


class QueryReader:
    """The part of a View that answers queries; see `graph.store.interface.View`."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    def count(self, query: Query) -> int:
        """How many entities the query gives."""
        condition, parameters = selection(query)
        with self._readers.transaction() as sql:
            (found,) = sql.execute(f"SELECT count(*) FROM entity WHERE {condition}", parameters).fetchone()
        return int(found)

    def page(self, query: Query, limit: int, after: tuple[int, str] | None = None) -> list[tuple[str, int]]:
        """Ids and degrees of what the query gives, by degree (highest first), then id; `after` is the last one seen."""
        condition, parameters = selection(query)
        if after is not None:
            condition += " AND degree <= ? AND (degree < ? OR id > ?)"
            parameters += [after[0], *after]
        with self._readers.transaction() as sql:
            return sql.execute(
                f"SELECT id, degree FROM entity INDEXED BY entity_degree WHERE {condition}"
                " ORDER BY degree DESC, id LIMIT ?",
                [*parameters, max(limit, 0)],
            ).fetchall()

    def facets(self, query: Query, fields: Sequence[str]) -> dict[str, list[FacetCount]]:
        """For every field, how many each value would leave: the field's own choices are ignored, the others hold."""
        known_fields([*fields, *query.where])
        narrowed = [field for field in fields if query.where.get(field)]
        free = [field for field in fields if field not in narrowed]
        counts: dict[str, list[FacetCount]] = {field: [] for field in fields}
        with self._readers.transaction() as sql:
            for field in narrowed:
                others = {name: values for name, values in query.where.items() if name != field}
                _count(sql, replace(query, where=others), [field], counts)
            if free:
                _count(sql, query, free, counts)
        for found in counts.values():
            found.sort(key=lambda one: (not one.value, -one.count, one.value))
        return counts

    def rank(self, query: Query, limit: int) -> list[Scored]:
        """Of the entities that contain the query's terms and pass its filters, the best by BM25."""
        known_fields(query.where)
        if not query.terms:
            return []
        condition, parameters = _filters(query)
        with self._readers.transaction() as sql:
            found = sql.execute(
                f"SELECT entity.id, -bm25(words, {_NAMES_TO_REST}) AS score FROM words"
                f" CROSS JOIN entity ON entity.n = words.rowid WHERE words MATCH ? AND {condition}"
                " ORDER BY score DESC, entity.id LIMIT ?",
                [matching(query), *parameters, max(limit, 0)],
            )
            return [Scored(id, score) for id, score in found]


def selection(query: Query) -> Selection:
    """The condition that an entity is given by the query.

    Raises:
        InputError: a field isn't one of FACETS, or a term isn't one word.
    """
    known_fields(query.where)
    condition, parameters = _filters(query)
    candidates: list[str] = []
    asked: list[Any] = []
    if query.terms:
        candidates.append("SELECT rowid FROM words WHERE words MATCH ?")
        asked.append(matching(query))
    if query.ids:
        candidates.append("SELECT n FROM entity WHERE id IN (SELECT value FROM json_each(?))")
        asked.append(json.dumps(query.ids))
    if not candidates:
        return condition, parameters
    return f"entity.n IN ({' UNION '.join(candidates)}) AND {condition}", asked + parameters


def matching(query: Query) -> str:
    """The full-text expression for the query's terms.

    Raises:
        InputError: a term isn't one word.
    """
    if not all(term and min(term) > " " for term in query.terms):
        raise InputError(f"A term is one word without spaces: {query.terms!r}.")
    quoted = ['"' + term.replace('"', '""') + '"' for term in query.terms]
    return (" AND " if query.every else " OR ").join(quoted)


def known_fields(fields: Iterable[str]) -> None:
    """Check the names of facet fields.

    Raises:
        InputError: one isn't in FACETS.
    """
    for field in fields:
        if field not in FACETS:
            raise InputError(f"There is no filter {field!r}; there are {', '.join(FACETS)}.")


def _filters(query: Query) -> Selection:
    conditions = ["1"]
    parameters: list[Any] = []
    for field, values in query.where.items():
        if values:
            conditions.append(
                "entity.n IN (SELECT entity FROM facet WHERE choice IN"
                " (SELECT n FROM choice WHERE field = ? AND value IN (SELECT value FROM json_each(?))))"
            )
            parameters += [field, json.dumps(values)]
    return " AND ".join(conditions), parameters


def _count(sql: sqlite3.Connection, query: Query, fields: Sequence[str], counts: dict[str, list[FacetCount]]) -> None:
    choices = {
        n: (field, value)
        for n, field, value in sql.execute(
            "SELECT n, field, value FROM choice WHERE field IN (SELECT value FROM json_each(?))", [json.dumps(fields)]
        )
    }
    condition, parameters = selection(query)
    if condition == "1":
        found = sql.execute(
            "SELECT choice, count(*) FROM facet WHERE choice IN (SELECT value FROM json_each(?)) GROUP BY choice",
            [json.dumps(list(choices))],
        )
    else:
        found = sql.execute(
            f"WITH given (n) AS MATERIALIZED (SELECT n FROM entity WHERE {condition})"
            " SELECT choice, count(*) FROM given CROSS JOIN facet ON facet.entity = given.n GROUP BY choice",
            parameters,
        )
    for choice, number in found:
        if choice in choices:
            field, value = choices[choice]
            counts[field].append(FacetCount(value, number))
