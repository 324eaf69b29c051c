"""Passages and their vectors: kept in packed blocks, searched exactly over a matrix that all threads share.

A vector belongs to the hash of a text, so equal passages share one and a changed text needs one only. In half precision
a component of a unit vector is wrong by less than 2.5e-4 of itself, a cosine by about 1e-5: far less than any two
models agree by, for half the disk and memory.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.errors import InputError
from graph.model.entities import Passage
from graph.store.documents import chunks, key, listed, read, written
from graph.store.interface import Vectors
from graph.store.query import Near, Query
from graph.store.sqlite.choices import ChoicesInMemory, Numbers
from graph.store.sqlite.connections import Batch, Readers
from graph.store.sqlite.queries import ids_of, numbers_given

BLOCK = 512
"""Vectors in a full block. Larger: faster to load; smaller: less to write anew for one vector more."""

# Rows are copied one by one where less than this part of the owners is wanted; otherwise all are scored: it is faster.
_FEW = 1 / 8
_DECIMALS = 6
_HALF = np.dtype("<f2")


class VectorWriter:
    """The part of a Writer that keeps passages and vectors; see `graph.store.interface.Writer`."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch

    def put_passages(self, entity: str, passages: Sequence[Passage]) -> None:
        """Replace the passages of an entity, which must be in the store at the end of the batch."""
        self._batch.run("INSERT OR IGNORE INTO entity (id) VALUES (?)", [key(entity)])
        (n,) = self._batch.run("SELECT n FROM entity WHERE id = ?", [entity]).fetchone()
        documents = {passage.number: (passage.hash, written(passage)) for passage in passages}
        old = self._batch.run("SELECT number, document FROM passage WHERE entity = ?", [n]).fetchall()
        if dict(old) == {number: document for number, (_, document) in documents.items()}:
            return
        self._batch.run("DELETE FROM passage WHERE entity = ?", [n])
        self._batch.run_many(
            "INSERT OR IGNORE INTO text (hash) VALUES (?)", [(key(hash),) for hash, _ in documents.values()]
        )
        self._batch.run_many(
            "INSERT INTO passage (entity, number, text, document) SELECT ?, ?, n, ? FROM text WHERE hash = ?",
            [(n, number, document, hash) for number, (hash, document) in documents.items()],
        )
        self._batch.graph = self._batch.vectors = True

    def put_vectors(self, space: str, hashes: Sequence[str], vectors: Vectors) -> None:
        """Keep vectors of passages by the hash of their text."""
        if vectors.ndim != 2 or len(vectors) != len(hashes):
            raise InputError(f"{len(hashes)} texts need as many vectors; these have the shape {vectors.shape}.")
        if not len(hashes):
            return
        with np.errstate(over="ignore"):
            halves = vectors.astype(_HALF)
        if not np.isfinite(halves).all():
            raise InputError("A vector with components that aren't finite numbers can't be kept.")
        number = self._space(space, vectors.shape[1])
        last = {hash: halves[at] for at, hash in enumerate(hashes)}
        self._batch.run_many("INSERT OR IGNORE INTO text (hash) VALUES (?)", [(key(hash),) for hash in last])
        new: list[tuple[int, NDArray[np.float16]]] = []
        changed: dict[int, list[tuple[int, NDArray[np.float16]]]] = defaultdict(list)
        for hash, half in last.items():
            text, slot = self._batch.run(
                "SELECT n, slot FROM text LEFT JOIN vector ON vector.text = n AND vector.space = ? WHERE hash = ?",
                [number, hash],
            ).fetchone()
            if slot is None:
                new.append((text, half))
            else:
                changed[slot // BLOCK].append((slot % BLOCK, half))
        for block, rows in changed.items():
            self._overwrite(block, rows)
        self._fill(number, new)
        self._batch.vectors = True

    def mark_derived(self, sources: int) -> None:
        """Say that the graph now is what the records and judgements gave; let go of vectors of no passage."""
        self._batch.derived, self._batch.graph = sources, False
        self._batch.run("DELETE FROM loose WHERE EXISTS (SELECT 1 FROM passage WHERE passage.text = loose.text)")
        holes = self._batch.run("DELETE FROM vector WHERE text IN (SELECT text FROM loose) RETURNING slot").fetchall()
        self._repack({slot // BLOCK for (slot,) in holes})
        self._batch.run("DELETE FROM text WHERE n IN (SELECT text FROM loose)")
        self._batch.run("DELETE FROM loose")

    def _space(self, name: str, dimension: int) -> int:
        found = self._batch.run("SELECT n, dimension FROM space WHERE name = ?", [name]).fetchone()
        if not found:
            self._batch.run("INSERT INTO space (name, dimension) VALUES (?, ?)", [name, dimension])
            return int(self._batch.run("SELECT last_insert_rowid()").fetchone()[0])
        _same_dimension(name, found[1], dimension)
        return int(found[0])

    def _overwrite(self, block: int, rows: Sequence[tuple[int, NDArray[np.float16]]]) -> None:
        filled, data = self._batch.run("SELECT rows, data FROM block WHERE n = ?", [block]).fetchone()
        matrix = np.frombuffer(data, _HALF).reshape(filled, -1).copy()
        for row, half in rows:
            matrix[row] = half
        self._batch.run("UPDATE block SET data = ? WHERE n = ?", [matrix.tobytes(), block])

    def _fill(self, space: int, new: Sequence[tuple[int, NDArray[np.float16]]]) -> None:
        """Fill the last block, then begin new ones: a form that is sent in doesn't leave a block of three rows."""
        last = self._batch.run("SELECT n, rows FROM block WHERE space = ? ORDER BY n DESC LIMIT 1", [space]).fetchone()
        block, filled = last or (0, BLOCK)
        at = 0
        while at < len(new):
            if filled == BLOCK:
                self._batch.run("INSERT INTO block (space, rows, data) VALUES (?, 0, x'')", [space])
                (block,) = self._batch.run("SELECT last_insert_rowid()").fetchone()
                filled = 0
            rows = new[at : at + BLOCK - filled]
            (data,) = self._batch.run("SELECT data FROM block WHERE n = ?", [block]).fetchone()
            data += b"".join(half.tobytes() for _, half in rows)
            self._batch.run("UPDATE block SET rows = ?, data = ? WHERE n = ?", [filled + len(rows), data, block])
            self._batch.run_many(
                "INSERT INTO vector VALUES (?, ?, ?)",
                [(space, text, block * BLOCK + filled + row) for row, (text, _) in enumerate(rows)],
            )
            filled += len(rows)
            at += len(rows)

    def _repack(self, blocks: set[int]) -> None:
        """Write blocks anew from which a vector was let go: nothing of it stays in the file."""
        for block in blocks:
            space, filled, data = self._batch.run("SELECT space, rows, data FROM block WHERE n = ?", [block]).fetchone()
            matrix = np.frombuffer(data, _HALF).reshape(filled, -1)
            kept = self._batch.run(
                "DELETE FROM vector WHERE slot >= ? AND slot < ? RETURNING text, slot",
                [block * BLOCK, (block + 1) * BLOCK],
            ).fetchall()
            self._batch.run("DELETE FROM block WHERE n = ?", [block])
            self._fill(space, [(text, matrix[slot % BLOCK]) for text, slot in kept])
            self._batch.vectors = True


@dataclass(frozen=True, slots=True)
class Matrix:
    """A vector space in memory, and which rows are whose.

    In single precision, in which a processor scores it thirty times as fast as the halves that are kept on disk.

    Attributes:
        state: number of the batch that last changed vectors or passages, as this was loaded.
        rows: shape (vectors, dimension), float32.
        owners: shape (entities,), int64, ascending: numbers of the entities that have passages with vectors.
        whose: shape (passages,), int32, ascending: the place of each passage's entity among the owners.
        row: shape (passages,), int32: the row of each passage's vector.
        number: shape (passages,), int32: its number in its entity; ascending within an owner.
    """

    state: int
    rows: NDArray[np.float32]
    owners: NDArray[np.int64]
    whose: NDArray[np.int32]
    row: NDArray[np.int32]
    number: NDArray[np.int32]

    def nearest(self, vector: Vectors, limit: int, among: Numbers | None) -> list[tuple[int, float, int]]:
        """Owner, score and passage number of the nearest `limit` owners, and of all that are as near as the last.

        Args:
            vector: shape (dimension,).
            limit: at least 1.
            among: numbers of the entities that may be named; None: all.
        """
        wanted = None if among is None else np.isin(self.owners, among, assume_unique=True)
        if wanted is not None and np.count_nonzero(wanted) <= _FEW * len(wanted):
            passages = np.flatnonzero(wanted[self.whose])
            scores = self.rows[self.row[passages]] @ vector
        else:
            passages = np.arange(len(self.row))
            scores = (self.rows @ vector)[self.row]
            if wanted is not None:
                scores[~wanted[self.whose]] = -np.inf
        if not len(passages):
            return []
        near = np.flatnonzero(scores >= _least(scores, self.whose[passages], limit))
        passages = passages[near]
        rounded = np.clip(scores[near].astype(np.float64), -1, 1).round(_DECIMALS)
        whose = self.whose[passages]
        # Of every owner the best passage, of equally good ones the first.
        order = np.lexsort((self.number[passages], -rounded, whose))
        first = order[_begins(whose[order])]
        return list(
            zip(
                self.owners[whose[first]].tolist(),
                rounded[first].tolist(),
                self.number[passages[first]].tolist(),
                strict=True,
            )
        )


def _least(scores: NDArray[np.float32], whose: NDArray[np.int32], limit: int) -> float:
    """A score that the nearest `limit` owners reach, with all whom rounding makes the last one's equals."""
    highest = np.maximum.reduceat(scores, _begins(whose))
    last = np.partition(highest, -limit)[-limit] if limit < len(highest) else highest.min()
    # What isn't asked for has no score at all.
    return max(float(last) - 10.0**-_DECIMALS, float(np.finfo(np.float32).min))


def _begins(whose: NDArray[np.int32]) -> NDArray[np.int64]:
    """Where each owner's passages begin, of passages that stand owner by owner."""
    return np.flatnonzero(np.diff(whose, prepend=-1))


class Matrices:
    """The matrices in memory, one for each space that was asked for; shared by all threads of a store."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loaded: dict[str, Matrix] = {}

    def of(self, sql: sqlite3.Connection, space: str, number: int, dimension: int) -> Matrix:
        """The matrix of a space as the transaction sees it; loaded if vectors or passages changed since."""
        (state,) = sql.execute("SELECT vectors FROM store").fetchone()
        with self._lock:
            loaded = self._loaded.get(space)
            if loaded is None or loaded.state < state:
                # The old one goes first: two at a time may not fit.
                loaded = self._loaded.pop(space, None)
                del loaded
                loaded = self._loaded[space] = _load(sql, state, number, dimension)
            if loaded.state == state:
                return loaded
        # A reader that began before a batch still sees the state before it.
        return _load(sql, state, number, dimension)


def _load(sql: sqlite3.Connection, state: int, space: int, dimension: int) -> Matrix:
    (total,) = sql.execute("SELECT coalesce(sum(rows), 0) FROM block WHERE space = ?", [space]).fetchone()
    rows = np.empty((total, dimension), np.float32)
    (blocks,) = sql.execute("SELECT coalesce(max(n), 0) FROM block").fetchone()
    offsets = np.zeros(blocks + 1, np.int64)
    at = 0
    for block, filled, data in sql.execute("SELECT n, rows, data FROM block WHERE space = ? ORDER BY n", [space]):
        rows[at : at + filled] = np.frombuffer(data, _HALF).reshape(filled, dimension)
        offsets[block] = at
        at += filled
    found = sql.execute(
        "SELECT entity, number, slot FROM vector CROSS JOIN passage INDEXED BY passage_text"
        " ON passage.text = vector.text WHERE space = ?",
        [space],
    )
    triples: np.dtype[Any] = np.dtype((np.int64, 3))
    table = np.fromiter(found, triples)
    table = table[np.lexsort((table[:, 1], table[:, 0]))]
    owners, whose = np.unique(table[:, 0], return_inverse=True)
    slots = table[:, 2]
    return Matrix(
        state,
        rows,
        owners,
        whose.astype(np.int32),
        (offsets[slots // BLOCK] + slots % BLOCK).astype(np.int32),
        table[:, 1].astype(np.int32),
    )


class VectorReader:
    """The part of a View that reads passages and vectors; see `graph.store.interface.View`."""

    def __init__(self, readers: Readers, choices: ChoicesInMemory, matrices: Matrices) -> None:
        self._readers = readers
        self._choices = choices
        self._matrices = matrices

    def nearest(self, space: str, vector: Vectors, query: Query, limit: int) -> list[Near]:
        """Of the entities that the query gives, those with the nearest passages; exact, also for few candidates."""
        with self._readers.transaction() as sql:
            query.check()
            found = sql.execute("SELECT n, dimension FROM space WHERE name = ?", [space]).fetchone()
            if not found or limit <= 0:
                return []
            _same_dimension(space, found[1], len(vector))
            matrix = self._matrices.of(sql, space, *found)
            near = matrix.nearest(vector, limit, numbers_given(sql, query, self._choices))
            ids = ids_of(sql, [owner for owner, _, _ in near])
        ordered = sorted((-score, ids[owner], number) for owner, score, number in near)
        return [Near(id, -score, number) for score, id, number in ordered[:limit]]

    def passages(self, ids: Sequence[str]) -> dict[str, list[Passage]]:
        """The passages of entities, by number."""
        found: dict[str, list[Passage]] = {}
        with self._readers.transaction() as sql:
            for id, document in sql.execute(
                "SELECT id, passage.document FROM entity JOIN passage ON passage.entity = entity.n"
                " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id, number",
                [listed(ids)],
            ):
                found.setdefault(id, []).append(read(Passage, document))
        return found

    def all_passages(self, kind: str | None = None) -> Iterator[Passage]:
        """All passages by entity and number."""
        with self._readers.transaction() as sql:
            for (document,) in sql.execute(
                "SELECT passage.document FROM entity CROSS JOIN passage ON passage.entity = entity.n"
                " WHERE ?1 IS NULL OR kind = ?1 ORDER BY id, number",
                [kind],
            ):
                yield read(Passage, document)

    def vectors(self, space: str, hashes: Sequence[str]) -> tuple[list[str], Vectors]:
        """The hashes that have a vector in this space, in the order asked, and their vectors."""
        with self._readers.transaction() as sql:
            known = sql.execute("SELECT n, dimension FROM space WHERE name = ?", [space]).fetchone()
            if not known:
                return [], np.zeros((0, 0), np.float32)
            slots: dict[str, int] = {}
            for chunk in chunks(hashes, 10_000):
                slots.update(
                    sql.execute(
                        # CROSS JOIN keeps this order: from the few hashes that are asked for, never from all texts.
                        "SELECT hash, slot FROM json_each(?) AS asked CROSS JOIN text ON hash = asked.value"
                        " CROSS JOIN vector ON vector.text = text.n AND space = ?",
                        [listed(chunk), known[0]],
                    ).fetchall()
                )
            having = [hash for hash in hashes if hash in slots]
            vectors = np.empty((len(having), known[1]), np.float32)
            _gather(sql, np.array([slots[hash] for hash in having], np.int64), vectors)
        return having, vectors

    def without_vectors(self, space: str) -> Iterator[Passage]:
        """One passage for every text that has no vector in this space yet."""
        with self._readers.transaction() as sql:
            for (document,) in sql.execute(
                "SELECT (SELECT document FROM passage WHERE passage.text = text.n ORDER BY entity, number LIMIT 1)"
                " AS document FROM text WHERE NOT EXISTS (SELECT 1 FROM vector WHERE vector.text = text.n"
                " AND vector.space = (SELECT n FROM space WHERE name = ?)) AND document IS NOT NULL ORDER BY n",
                [space],
            ):
                yield read(Passage, document)


def _gather(sql: sqlite3.Connection, slots: NDArray[np.int64], into: Vectors) -> None:
    """Fill row i with the vector of slot i, reading every block once."""
    blocks = slots // BLOCK
    for block in np.unique(blocks):
        wanted = np.flatnonzero(blocks == block)
        filled, data = sql.execute("SELECT rows, data FROM block WHERE n = ?", [int(block)]).fetchone()
        into[wanted] = np.frombuffer(data, _HALF).reshape(filled, -1)[slots[wanted] % BLOCK]


def _same_dimension(space: str, dimension: int, given: int) -> None:
    if dimension != given:
        raise InputError(f"Vectors of {space} have {dimension} components; this has {given}.")
