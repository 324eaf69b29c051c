"""Passages, and the entities whose passages are nearest to a vector."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from graph.model.entities import Passage
from graph.store.interface import Vectors
from graph.store.neo4j.connection import Ask, Connection
from graph.store.neo4j.cypher import search, texts
from graph.store.neo4j.cypher.names import KIND_LABELS, vector_label
from graph.store.neo4j.reading.streams import paged
from graph.store.neo4j.reading.vectors import VectorSpaces, unpacked
from graph.store.neo4j.writing.sending import chunks
from graph.store.neo4j.writing.texts import check_dimension
from graph.store.query import Near, Query

_TEXTS_PER_ENTITY = (2, 16)
"""How many of the nearest texts are tried for each entity wanted, and then, before all candidates' texts are."""

_FEWEST_TEXTS = 100

_TEXTS_AT_ONCE = 2000


class TextReader:
    """The part of a View that reads passages and vectors; see `graph.store.interface.View`."""

    def __init__(self, connection: Connection, spaces: VectorSpaces) -> None:
        self._connection = connection
        self._spaces = spaces

    def nearest(self, space: str, vector: Vectors, query: Query, limit: int) -> list[Near]:
        """Of the entities that the query gives, those with the nearest passages; exact, also for few candidates."""
        query.check()

        def work(ask: Ask) -> list[Near]:
            dimension = self._spaces.dimension(ask, space)
            if dimension is None or limit <= 0:
                return []
            check_dimension(space, dimension, len(vector))
            scorer = self._spaces.scorer(ask, space, dimension, vector)
            if not (query.terms or query.ids):
                # What narrows little leaves enough of the nearest texts; what narrows much leaves few to try.
                for tried in _TEXTS_PER_ENTITY:
                    hashes, whole = scorer.nearest(max(tried * limit, _FEWEST_TEXTS))
                    chosen = search.bearers(query)
                    ids, numbers, owned = ask(chosen.text, hashes=list(hashes), **chosen.parameters)
                    found = _best(ids, numbers, owned, hashes)
                    if whole or len(found) >= limit:
                        return found[:limit]
                    if len(found) < limit // tried:
                        break
            chosen = search.passages_of(query)
            ids, numbers, owned = ask(chosen.text, **chosen.parameters)
            return _best(ids, numbers, owned, scorer.scores(owned))[:limit]

        return self._connection.read(work)

    def passages(self, ids: Sequence[str]) -> dict[str, list[Passage]]:
        """The passages of entities, by number."""
        found: dict[str, list[Passage]] = {}
        for row in self._connection.ask(texts.PASSAGES, ids=sorted(set(ids))):
            found.setdefault(row[0], []).append(Passage(*row))
        return found

    def all_passages(self, kind: str | None = None) -> Iterator[Passage]:
        """All passages by entity and number."""
        if kind is not None and kind not in KIND_LABELS:
            return
        for _, rows in paged(self._connection, texts.all_passages(kind), ""):
            for row in rows:
                yield Passage(*row)

    def vectors(self, space: str, hashes: Sequence[str]) -> tuple[list[str], Vectors]:
        """The hashes that have a vector in this space, in the order asked, and their vectors."""

        def work(ask: Ask) -> tuple[list[str], Vectors]:
            dimension = self._spaces.dimension(ask, space)
            if dimension is None:
                return [], np.zeros((0, 0), np.float32)
            statement = texts.vectors(space, dimension, packed=self._connection.vectors_packed)
            found: dict[str, Vectors] = {}
            for some in chunks(dict.fromkeys(hashes)):
                found |= {hash: unpacked(vector) for hash, vector in ask(statement, hashes=some)}
            having = [hash for hash in hashes if hash in found]
            rows = [found[hash] for hash in having]
            return having, np.stack(rows) if rows else np.zeros((0, dimension), np.float32)

        return self._connection.read(work)

    def without_vectors(self, space: str) -> Iterator[Passage]:
        """One passage for every text that has no vector in this space yet."""
        dimension = self._connection.read(lambda ask: self._spaces.dimension(ask, space))
        label = vector_label(space, dimension or 0)
        for _, rows in paged(self._connection, texts.without_vectors(label), "", limit=_TEXTS_AT_ONCE):
            for row in rows:
                yield Passage(*row)


def _best(ids: Sequence[str], numbers: Sequence[int], hashes: Sequence[str], scores: dict[str, float]) -> list[Near]:
    """Every entity by its nearest passage (the first, of several equally near), nearest first, then by id."""
    best: dict[str, tuple[float, int]] = {}
    for id, number, hash in zip(ids, numbers, hashes, strict=True):
        score = scores.get(hash)
        if score is not None:
            own = (-score, number)
            if id not in best or own < best[id]:
                best[id] = own
    ordered = sorted((own[0], id, own[1]) for id, own in best.items())
    return [Near(id, -score, number) for score, id, number in ordered]
