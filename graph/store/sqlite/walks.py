"""Walks along `takes-part`: who works together, and through whom one reaches another."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

import numpy as np

from graph.store.query import CoPartner
from graph.store.sqlite.connections import Readers
from graph.store.sqlite.queries import best

_SHOWN = 5
"""How many shared partnerships a co-partner is shown with."""


class WalkReader:
    """The part of a View that walks; see `graph.store.interface.View`."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    def expand(self, id: str, limit: int = 50) -> list[CoPartner]:
        """The partners that share partnerships with this one: by number shared (highest first), then id."""
        with self._readers.transaction() as sql:
            start = sql.execute("SELECT n FROM entity WHERE id = ?", [id]).fetchone()
            if not start:
                return []
            # Both numbers in one, so that pairs sort as fast as numbers. A partner that takes part in several roles
            # shares a partnership once.
            pairs = np.unique(
                np.fromiter(
                    (
                        pair
                        for (pair,) in sql.execute(
                            "SELECT their.source << 32 | own.target FROM relation AS own CROSS JOIN relation AS their"
                            " ON their.target = own.target AND their.relation = 'takes-part'"
                            " WHERE own.source = ?1 AND own.relation = 'takes-part' AND their.source <> ?1",
                            start,
                        )
                    ),
                    np.int64,
                )
            )
            shared = np.column_stack([pairs >> 32, pairs & 0xFFFFFFFF])
            partners, numbers = np.unique(shared[:, 0], return_counts=True)
            if not len(partners) or limit <= 0:
                return []
            first = best(numbers, limit)
            via = shared[np.isin(shared[:, 0], partners[first])]
            names = {
                n: (one, name)
                for n, one, name in sql.execute(
                    "SELECT n, id, name FROM entity WHERE n IN (SELECT value FROM json_each(?))",
                    [json.dumps(np.unique(via).tolist())],
                )
            }
        partnerships: dict[int, list[str]] = {}
        for n, partnership in via.tolist():
            partnerships.setdefault(n, []).append(names[partnership][0])
        found = [CoPartner(*names[n], len(of), tuple(sorted(of)[:_SHOWN])) for n, of in partnerships.items()]
        return sorted(found, key=lambda one: (-one.count, one.id))[:limit]

    def paths(self, start: str, end: str, longest: int = 4, limit: int = 10) -> list[tuple[str, ...]]:
        """Shortest paths along `takes-part`, as ids alternating partner and partnership, ordered by their ids."""
        with self._readers.transaction() as sql:
            ends = dict(sql.execute("SELECT id, n FROM entity WHERE id IN (?, ?)", [start, end]).fetchall())
            if start not in ends or end not in ends or limit <= 0 or longest < 0:
                return []
            onward = _shortest(sql, ends[start], ends[end], longest)
            if onward is None:
                return []
            passed = json.dumps([ends[start], *{n for after in onward.values() for n in after}])
            names = dict(
                sql.execute("SELECT n, id FROM entity WHERE n IN (SELECT value FROM json_each(?))", [passed]).fetchall()
            )
        found = []
        for path in _walk(ends[start], ends[end], onward, names):
            found.append(path)
            if len(found) == limit:
                break
        return found


def _shortest(sql: sqlite3.Connection, start: int, end: int, longest: int) -> dict[int, set[int]] | None:
    """Node to the next nodes on shortest paths from start to end, or None if they are further apart than `longest`.

    Breadth first from both ends, the smaller side a step at a time, so that two hubs meet after few nodes; then only
    the steps that lead on are kept.
    """
    sides = ([{start}], [{end}])
    seen: tuple[dict[int, set[int]], dict[int, set[int]]] = ({start: set()}, {end: set()})
    while not (sides[0][-1] & sides[1][-1]):
        if len(sides[0]) + len(sides[1]) - 2 >= longest:
            return None
        side = 0 if len(sides[0][-1]) <= len(sides[1][-1]) else 1
        reached: dict[int, set[int]] = {}
        for near, far in _steps(sql, sides[side][-1]):
            if far not in seen[side]:
                reached.setdefault(far, set()).add(near)
        if not reached:
            return None
        seen[side].update(reached)
        sides[side].append(set(reached))
    onward: dict[int, set[int]] = {}
    layer = met = sides[0][-1] & sides[1][-1]
    for _ in sides[0][1:]:
        before: set[int] = set()
        for node in layer:
            for near in seen[0][node]:
                onward.setdefault(near, set()).add(node)
                before.add(near)
        layer = before
    layer = met
    for _ in sides[1][1:]:
        for node in layer:
            onward.setdefault(node, set()).update(seen[1][node])
        layer = {after for node in layer for after in onward[node]}
    return onward


def _steps(sql: sqlite3.Connection, nodes: set[int]) -> Iterator[tuple[int, int]]:
    """Pairs of a node and one that `takes-part` joins to it, in either direction."""
    listed = [json.dumps(list(nodes))]
    yield from sql.execute(
        "SELECT DISTINCT source, target FROM relation"
        " WHERE source IN (SELECT value FROM json_each(?)) AND relation = 'takes-part'",
        listed,
    )
    yield from sql.execute(
        "SELECT DISTINCT target, source FROM relation"
        " WHERE target IN (SELECT value FROM json_each(?)) AND relation = 'takes-part'",
        listed,
    )


def _walk(start: int, end: int, onward: dict[int, set[int]], names: dict[int, str]) -> Iterator[tuple[str, ...]]:
    """Paths in the order of their ids, one after the other: there may be more than anyone can count."""
    if start == end:
        yield (names[start],)
        return
    for after in sorted(onward[start], key=names.__getitem__):
        for rest in _walk(after, end, onward, names):
            yield (names[start], *rest)
