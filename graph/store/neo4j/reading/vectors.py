"""Vectors, scored: exactly over a copy in this process, or by Neo4j's index where there are too many for one.

The copy is of vectors and hashes alone. Which texts stand in which passages of which entities is always asked of the
database, so the copy can only lack what was put since, and that is fetched first: vectors carry numbers that grow. At
20,000 vectors the copy answers in 2 ms and exactly, the index in 15 ms and nearly.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from graph.store.interface import Vectors
from graph.store.neo4j.connection import Ask
from graph.store.neo4j.cypher import texts
from graph.store.neo4j.writing.sending import chunks
from graph.store.neo4j.writing.texts import travelling

MOST_COPIED = 200_000
"""Vectors of one space that a process keeps a copy of: 300 MB at 384 dimensions."""

_FETCHED_AT_ONCE = 5000
_DECIMALS = 6
_MOST_ASKED = 5000


class Scorer(Protocol):
    """Cosines of one vector with those of texts, rounded to six decimals."""

    def nearest(self, number: int) -> tuple[dict[str, float], bool]:
        """The nearest texts: hash to cosine for at least so many if there are, and whether these are all texts.

        All texts that are as near as the last one are among them.
        """

    def scores(self, hashes: Iterable[str]) -> dict[str, float]:
        """Hash to cosine for those of some texts that have a vector."""


class VectorSpaces:
    """What a store's views know together: the spaces, and the copies of their vectors.

    Args:
        packed: whether vectors travel as bytes (`Connection.vectors_packed`).
        most: vectors of a space of which a copy is kept.
    """

    def __init__(self, *, packed: bool, most: int = MOST_COPIED) -> None:
        self._packed = packed
        self._most = most
        self._lock = threading.Lock()
        self._dimensions: dict[str, int] = {}
        self._copies: dict[str, _Copy] = {}

    def dimension(self, ask: Ask, space: str) -> int | None:
        """The length of a space's vectors; None for a space that the store doesn't hold."""
        if space not in self._dimensions:
            # A space keeps its dimension for ever.
            self._dimensions |= dict(ask(texts.SPACES))
        return self._dimensions.get(space)

    def scorer(self, ask: Ask, space: str, dimension: int, vector: Vectors) -> Scorer:
        """What scores a space's texts against a vector, as the store is now."""
        asked = _Asked(ask, space, dimension, vector, packed=self._packed)
        copy = self._copies.get(space)
        if copy is None:
            if ask(texts.count_vectors(space, dimension)) > self._most:
                return asked
            with self._lock:
                copy = self._copies.setdefault(space, _Copy(space, dimension, packed=self._packed))
        if not copy.fetch(ask, self._most):
            # It has outgrown what a process should hold.
            with self._lock:
                self._copies.pop(space, None)
            return asked
        return copy.scorer(vector)


class _Copy:
    """A space's vectors in this process.

    Rows are only added: a scorer may still be reading those before. One that isn't `live` was replaced or let go.
    Nothing is locked while the database is asked: what it answers is taken if no other thread has changed the copy
    meanwhile, and asked for again if one has.
    """

    def __init__(self, space: str, dimension: int, *, packed: bool) -> None:
        self._space = space
        self._dimension = dimension
        self._statement = texts.vectors_since(space, dimension, packed=packed)
        self._lock = threading.Lock()
        self._changes = 0
        self._after = -1
        self._room = np.empty((0, dimension), np.float32)
        self._hashes: list[str] = []
        self._places: dict[str, int] = {}
        self._live: NDArray[np.bool_] = np.zeros(0, np.bool_)

    def fetch(self, ask: Ask, most: int) -> bool:
        """Take what was put since the last time, and find out whether something was let go.

        Returns:
            Whether the store still has at most so many vectors; if not, the copy is of no use any longer.
        """
        while True:
            with self._lock:
                changes, after, known = self._changes, self._after, self._places
            found = ask(self._statement, after=after, limit=_FETCHED_AT_ONCE)
            if found["total"] > most:
                return False
            if found["vectors"]:
                self._take(changes, partial(self._add, found["vectors"]))
            elif found["total"] < len(known):
                kept = set(ask(texts.hashes(self._space, self._dimension)))
                self._take(changes, partial(self._keep, kept))
            else:
                return True

    def scorer(self, vector: Vectors) -> Scorer:
        """What scores the texts as they are now."""
        with self._lock:
            rows = self._room[: len(self._hashes)]
            live, hashes, places = self._live, self._hashes, self._places
        return _Copied(rows, live, hashes, places, vector)

    def _take(self, changes: int, change: Callable[[], None]) -> None:
        """Change the copy, unless it isn't any longer the one that was asked for."""
        with self._lock:
            if self._changes == changes:
                change()
                self._changes += 1

    def _keep(self, kept: set[str]) -> None:
        self._places = {hash: place for hash, place in self._places.items() if hash in kept}
        self._mark()

    def _add(self, found: list[Any]) -> None:
        first = len(self._hashes)
        wanted = first + len(found)
        if wanted > len(self._room):
            room = np.empty((max(wanted, 3 * len(self._room) // 2), self._dimension), np.float32)
            room[:first] = self._room[:first]
            self._room = room
        places = dict(self._places)
        for place, (_, hash, vector) in enumerate(found, first):
            self._room[place] = unpacked(vector)
            places[hash] = place
        self._hashes = [*self._hashes, *(hash for _, hash, _ in found)]
        self._places = places
        self._after = found[-1][0]
        self._mark()

    def _mark(self) -> None:
        live = np.zeros(len(self._hashes), np.bool_)
        live[list(self._places.values())] = True
        self._live = live


class _Copied:
    """Scores over a copy."""

    def __init__(
        self, rows: Vectors, live: NDArray[np.bool_], hashes: list[str], places: dict[str, int], vector: Vectors
    ) -> None:
        self._hashes = hashes
        self._places = places
        self._live = live
        # Not `@`: on busy processors its threads take ten times as long as this, and on idle ones they save nothing.
        cosines = np.einsum("ij,j->i", rows, vector.astype(np.float32))
        self._scores = np.clip(cosines.astype(np.float64), -1, 1).round(_DECIMALS)

    def nearest(self, number: int) -> tuple[dict[str, float], bool]:
        places = np.flatnonzero(self._live)
        scores = self._scores[places]
        whole = len(places) <= number
        if not whole:
            places = places[scores >= np.partition(scores, len(scores) - number)[len(scores) - number]]
        return {self._hashes[place]: float(self._scores[place]) for place in places}, whole

    def scores(self, hashes: Iterable[str]) -> dict[str, float]:
        wanted = set(hashes)
        return {hash: float(self._scores[place]) for hash in wanted if (place := self._places.get(hash)) is not None}


class _Asked:
    """Scores that Neo4j's index gives: the nearest nearly, those of named texts exactly."""

    def __init__(self, ask: Ask, space: str, dimension: int, vector: Vectors, *, packed: bool) -> None:
        self._ask = ask
        self._space = space
        self._dimension = dimension
        self._vector = vector.astype(np.float32)
        self._packed = packed

    def nearest(self, number: int) -> tuple[dict[str, float], bool]:
        found = self._ask(
            texts.nearest_texts(self._space, self._dimension),
            limit=number,
            vector=travelling(self._vector, packed=self._packed),
        )
        # The index's own scores are rounded coarsely; the vectors themselves are at hand.
        return self.scores(hash for hash, _ in found), len(found) < number

    def scores(self, hashes: Iterable[str]) -> dict[str, float]:
        statement = texts.vectors(self._space, self._dimension, packed=self._packed)
        found: dict[str, float] = {}
        for some in chunks(sorted(set(hashes)), _MOST_ASKED):
            for hash, vector in self._ask(statement, hashes=some):
                cosine = float(np.clip(unpacked(vector) @ self._vector, -1, 1))
                found[hash] = round(cosine, _DECIMALS)
        return found


def unpacked(vector: Any) -> Vectors:
    """A vector as it came over the wire: as shape (dimension,), float32."""
    if isinstance(vector, list):
        return np.array(vector, np.float32)
    return np.asarray(vector.to_numpy(), np.float32)
