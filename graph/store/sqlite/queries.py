"""Which entities a query gives: pages, counts, facets, words.

Sets of entities are ascending arrays of their numbers, from the choices in memory and the index of words, intersected
in numpy: the rows of the entities themselves, with their long documents, are touched for what is shown only.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.errors import InputError
from graph.store.documents import listed
from graph.store.query import FacetCount, Query, Scored
from graph.store.sqlite.choices import Choices, ChoicesInMemory, Numbers
from graph.store.sqlite.connections import Readers

_FEW = 2000
"""Up to so many entities are sorted; of more, the first are found on the way through the index of degrees."""

_WALK = (
    "SELECT id, degree, n FROM entity WHERE degree <= coalesce(?1, 9223372036854775807)"
    " AND (?1 IS NULL OR degree < ?1 OR id > ?2) ORDER BY degree DESC, id"
)
_WALK_OF_KIND = (
    "SELECT id, degree, n FROM entity WHERE kind = ?3 AND degree <= coalesce(?1, 9223372036854775807)"
    " AND (?1 IS NULL OR degree < ?1 OR id > ?2) ORDER BY degree DESC, id"
)


class QueryReader:
    """The part of a View that answers queries; see `graph.store.interface.View`."""

    def __init__(self, readers: Readers, choices: ChoicesInMemory) -> None:
        self._readers = readers
        self._choices = choices

    def count(self, query: Query) -> int:
        """How many entities the query gives."""
        with self._readers.transaction() as sql:
            given = numbers_given(sql, query, self._choices)
            return int(sql.execute("SELECT count(*) FROM chosen").fetchone()[0]) if given is None else len(given)

    def page(self, query: Query, limit: int, after: tuple[int, str] | None = None) -> list[tuple[str, int]]:
        """Ids and degrees of what the query gives, by degree (highest first), then id; `after` is the last one seen."""
        degree, id = after or (None, None)
        with self._readers.transaction() as sql:
            given = numbers_given(sql, query, self._choices)
            if given is not None and len(given) <= _FEW:
                return sql.execute(
                    "SELECT id, degree FROM entity WHERE n IN (SELECT value FROM json_each(?1))"
                    " AND (?2 IS NULL OR degree < ?2 OR (degree = ?2 AND id > ?3)) ORDER BY degree DESC, id LIMIT ?4",
                    [json.dumps(given.tolist()), degree, id, max(limit, 0)],
                ).fetchall()
            shown = None if given is None else set(given.tolist())
            kinds = query.where.get("kind", ())
            walk = (_WALK_OF_KIND, [degree, id, *kinds]) if len(kinds) == 1 else (_WALK, [degree, id])
            found: list[tuple[str, int]] = []
            for one, its_degree, n in sql.execute(*walk):
                if len(found) >= limit:
                    break
                if shown is None or n in shown:
                    found.append((one, its_degree))
            return found

    def facets(self, query: Query, fields: Sequence[str]) -> dict[str, list[FacetCount]]:
        """For every field, how many each value would leave: the field's own choices are ignored, the others hold."""
        query.check(fields)
        with self._readers.transaction() as sql:
            choices = self._choices.of(sql)
            narrowed = _narrowed(choices, query)
            named = _named(sql, query)
            free = [field for field in fields if field not in narrowed]
            counts = choices.count(free, _all_of([*narrowed.values(), named]), query.as_of)
            for field in set(fields).intersection(narrowed):
                others = [numbers for name, numbers in narrowed.items() if name != field]
                counts |= choices.count([field], _all_of([*others, named]), query.as_of)
        return {
            field: [
                FacetCount(value, n)
                for value, n in sorted(counts[field], key=lambda one: (not one[0], -one[1], one[0]))
            ]
            for field in fields
        }

    def rank(self, query: Query, limit: int) -> list[Scored]:
        """Of the entities that contain the query's terms and pass its filters, the best by BM25."""
        query.check()
        if not query.terms or limit <= 0:
            return []
        with self._readers.transaction() as sql:
            pair: np.dtype[Any] = np.dtype([("n", np.int64), ("score", np.float64)])
            matches = np.fromiter(
                sql.execute(
                    # A term in a name weighs four times one elsewhere. SQLite's scores are better the lower they are.
                    "SELECT rowid, -bm25(words, 4.0, 1.0) FROM words WHERE words MATCH ?",
                    [matching(query)],
                ),
                pair,
            )
            passing = numbers_given(sql, replace(query, terms=(), ids=()), self._choices)
            if passing is not None:
                matches = matches[np.isin(matches["n"], passing)]
            matches = matches[best(matches["score"], limit)]
            ids = ids_of(sql, matches["n"].tolist())
        ordered = sorted((-score, ids[n]) for n, score in matches.tolist())
        return [Scored(id, -score) for score, id in ordered[:limit]]


def numbers_given(sql: sqlite3.Connection, query: Query, choices: ChoicesInMemory) -> Numbers | None:
    """The entities that a query gives; None for all of them.

    Raises:
        InputError: the query can't be asked (`Query.check`), or a term isn't one word.
    """
    query.check()
    # Without filters nothing is loaded for them.
    narrowed = _narrowed(choices.of(sql), query).values() if query.where else ()
    return _all_of([*narrowed, _named(sql, query)])


def _narrowed(choices: Choices, query: Query) -> dict[str, Numbers]:
    """For every field that the query narrows, the entities that it leaves."""
    return {field: choices.having(field, values, query.as_of) for field, values in query.where.items() if values}


def _named(sql: sqlite3.Connection, query: Query) -> Numbers | None:
    """The entities that the query's terms or ids give; None where it has neither.

    Raises:
        InputError: a term isn't one word.
    """
    if not (query.terms or query.ids):
        return None
    ids = _numbers(sql, "SELECT n FROM entity WHERE id IN (SELECT value FROM json_each(?))", [listed(query.ids)])
    if not query.terms:
        return ids
    return np.union1d(ids, _numbers(sql, "SELECT rowid FROM words WHERE words MATCH ?", [matching(query)]))


def _all_of(sets: Iterable[Numbers | None]) -> Numbers | None:
    """What is in all of these sets; None, for all entities, is left out, and given for no set at all."""
    some = sorted((numbers for numbers in sets if numbers is not None), key=len)
    return reduce(_both, some) if some else None


def _both(few: Numbers, many: Numbers) -> Numbers:
    """What is in both: few looked for among many take a fraction of the time of sorting all together."""
    if not len(many):
        return many
    is_there: NDArray[np.bool_] = many[np.minimum(np.searchsorted(many, few), len(many) - 1)] == few
    return few[is_there]


def matching(query: Query) -> str:
    """The full-text expression for the query's terms.

    Raises:
        InputError: a term isn't one word.
    """
    if not all(term and min(term) > " " for term in query.terms):
        raise InputError(f"A term is one word without spaces: {query.terms!r}.")
    quoted = ['"' + term.replace('"', '""') + '"' for term in query.terms]
    return (" AND " if query.every else " OR ").join(quoted)


def best(scores: NDArray[Any], limit: int) -> NDArray[np.int64]:
    """Places of the `limit` highest scores and of all that equal the last of them, so that ids can settle it.

    >>> best(np.array([1.0, 3.0, 2.0, 2.0]), 2).tolist()
    [1, 2, 3]
    """
    if len(scores) <= limit:
        return np.arange(len(scores))
    return np.flatnonzero(scores >= np.partition(scores, len(scores) - limit)[len(scores) - limit])


def ids_of(sql: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, str]:
    """Numbers of entities to their ids."""
    asked = [json.dumps(list(numbers))]
    return dict(sql.execute("SELECT n, id FROM entity WHERE n IN (SELECT value FROM json_each(?))", asked).fetchall())


def _numbers(sql: sqlite3.Connection, statement: str, parameters: Sequence[Any]) -> Numbers:
    return np.unique(np.fromiter((n for (n,) in sql.execute(statement, parameters)), np.int64))
