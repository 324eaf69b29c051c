"""Passages and their vectors."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from graph.errors import InputError
from graph.model.entities import Passage
from graph.store.interface import Vectors
from graph.store.neo4j.connection import Connection
from graph.store.neo4j.cypher import texts
from graph.store.neo4j.schema import make_space
from graph.store.neo4j.writing.graph import GraphWriter, absent
from graph.store.neo4j.writing.sending import ROWS, Sending

_Row = dict[str, Any]


class TextWriter(GraphWriter):
    """The part of a Writer that keeps the graph with its passages and vectors; see `graph.store.interface.Writer`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._passages: dict[str, list[_Row]] = {}
        self._vectors: list[tuple[str, dict[str, Vectors]]] = []
        self._dimensions: dict[str, int] = {}

    def put_passages(self, entity: str, passages: Sequence[Passage]) -> None:
        """Replace the passages of an entity, which must be in the store at the end of the batch."""
        self._take(graph=True)
        numbered = {passage.number: passage for passage in passages}
        self._passages[entity] = [
            {
                "entity": entity,
                "field": passage.field,
                "number": passage.number,
                "text": passage.text,
                "language": passage.language,
                "hash": passage.hash,
            }
            for passage in numbered.values()
        ]

    def put_vectors(self, space: str, hashes: Sequence[str], vectors: Vectors) -> None:
        """Keep vectors of passages by the hash of their text."""
        self._take()
        if vectors.ndim != 2 or len(vectors) != len(hashes):
            raise InputError(f"{len(hashes)} texts need as many vectors; these have the shape {vectors.shape}.")
        if not len(hashes):
            return
        with np.errstate(over="ignore"):
            singles = np.ascontiguousarray(vectors, np.float32)
        if not np.isfinite(singles).all():
            raise InputError("A vector with components that aren't finite numbers can't be kept.")
        if not singles.any(axis=1).all():
            raise InputError("A vector of length 0 points nowhere and can't be kept.")
        if not self._dimensions:
            self._dimensions.update(self._connection.ask(texts.SPACES))
        check_dimension(space, self._dimensions.setdefault(space, singles.shape[1]), singles.shape[1])
        self._vectors.append((space, dict(zip(hashes, singles, strict=True))))

    def mark_derived(self, sources: int) -> None:
        """Say that the graph now is what the records and judgements gave; let go of vectors of no passage."""
        self._take()
        self.reached, self.touched = sources, False

    def drop_entities(self, ids: Iterable[str]) -> None:
        """Remove entities with their relations and passages."""
        dropped = list(ids)
        super().drop_entities(dropped)
        for id in dropped:
            self._passages.pop(id, None)

    def _prepare_spaces(self) -> None:
        """Make the indexes that the batch needs; they are empty, and harmless if it fails."""
        known = dict(self._connection.ask(texts.SPACES)) if self._vectors else {}
        for space in dict.fromkeys(space for space, _ in self._vectors):
            if space not in known:
                make_space(self._connection, space, self._dimensions[space])

    def _send_texts(self, sending: Sending) -> None:
        for some in self._by_size():
            self._send_passages(sending, some)
        for space, vectors in self._vectors:
            self._send_vectors(sending, space, vectors)
        if self.reached is not None:
            sending.run(texts.KEEP_VECTORS)
            sending.run(texts.DROP_LOOSE_VECTORS)

    def _by_size(self) -> Iterator[dict[str, list[_Row]]]:
        """Entities with their passages, as many as make a thousand passages."""
        some: dict[str, list[_Row]] = {}
        size = 0
        for entity, passages in self._passages.items():
            some[entity] = passages
            size += 1 + len(passages)
            if size >= ROWS:
                yield some
                some, size = {}, 0
        if some:
            yield some

    def _send_passages(self, sending: Sending, some: dict[str, list[_Row]]) -> None:
        digests = [{"id": entity, "passages": _digest(passages)} for entity, passages in some.items()]
        found = sending.run(texts.STALE_PASSAGES, rows=digests)
        if found["missing"]:
            raise absent(sorted(found["missing"]))
        if found["stale"]:
            stale = set(found["stale"])
            sending.rows(texts.CLEAR_PASSAGES, [row for row in digests if row["id"] in stale])
            sending.rows(texts.PUT_PASSAGES, [row for entity in found["stale"] for row in some[entity]])
            sending.changed = True

    def _send_vectors(self, sending: Sending, space: str, vectors: dict[str, Vectors]) -> None:
        dimension = self._dimensions[space]
        check_dimension(space, sending.run(texts.PUT_SPACE, name=space, dimension=dimension), dimension)
        packed = self._connection.vectors_packed
        statement = texts.put_vectors(space, dimension, packed=packed)
        rows = (
            {"hash": hash, "at": sending.sequence(), "vector": travelling(vector, packed=packed)}
            for hash, vector in vectors.items()
        )
        sending.rows(statement, rows)


def check_dimension(space: str, dimension: int, given: int) -> None:
    """Check a vector's length.

    Raises:
        InputError: it isn't the space's.
    """
    if dimension != given:
        raise InputError(f"Vectors of {space} have {dimension} components; this has {given}.")


def travelling(vector: Vectors, *, packed: bool) -> Any:
    """A vector as the driver takes it: its bytes where the server knows vectors, else a list of numbers."""
    if not packed:
        return vector.tolist()
    from neo4j.vector import Vector

    return Vector.from_numpy(vector)


def _digest(passages: Sequence[_Row]) -> str:
    """Tells one list of passages from another; empty for none, as for an entity that never had any."""
    if not passages:
        return ""
    return hashlib.sha256(repr([list(row.values()) for row in passages]).encode("utf-8", "surrogatepass")).hexdigest()
