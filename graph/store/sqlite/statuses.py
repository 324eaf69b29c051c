"""When partnerships run: as it is written, and in memory, where their statuses on a day are told from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.model.entities import Entity
from graph.model.status import STATUSES, period_of
from graph.store.sqlite.connections import Batch

_VALUES = ("", *STATUSES)
"""What an entity's status can be; "" is that of what is no partnership."""

Days = NDArray[np.datetime64]
"""Shape (entities,), in days; NaT where none is stated. No comparison with NaT holds."""


class Statuses:
    """When every entity runs, and so its status on any day: what `graph.model.status.status_of` says, of all at once.

    Args:
        partnership: shape (entities,): which of them have a status.
        starts: the first days.
        ends: the last days.
        open_ended: shape (entities,): of which no end is foreseen.
    """

    def __init__(self, partnership: NDArray[np.bool_], starts: Days, ends: Days, open_ended: NDArray[np.bool_]) -> None:
        self._partnership = partnership
        self._starts = starts
        self._ends = ends
        self._open_ended = open_ended
        self._told: tuple[date, NDArray[np.int8]] | None = None

    def among(self, values: Sequence[str], day: date) -> NDArray[np.bool_]:
        """Which entities have one of these statuses on a day; "" is had by what is no partnership."""
        wanted = np.array([value in values for value in _VALUES])
        return wanted[self._on(day)]

    def count(self, rows: NDArray[np.int64] | None, day: date) -> list[tuple[str, int]]:
        """How many of the entities in these rows (None: in all) have each status on a day, if any has."""
        told = self._on(day)
        times = np.bincount(told if rows is None else told[rows], minlength=len(_VALUES)).tolist()
        return [(value, number) for value, number in zip(_VALUES, times, strict=True) if number]

    def _on(self, day: date) -> NDArray[np.int8]:
        """The place in `_VALUES` of every entity's status; kept, as most who ask mean the same day."""
        told = self._told
        if told is None or told[0] != day:
            self._told = told = (day, self._tell(np.datetime64(day)))
        return told[1]

    def _tell(self, day: np.datetime64) -> NDArray[np.int8]:
        # The first that holds.
        told = {
            "": ~self._partnership,
            "ended": self._ends < day,
            "planned": self._starts > day,
            "running": ~np.isnat(self._ends),
            "open-ended": self._open_ended,
        }
        return np.select(
            list(told.values()),
            [np.int8(_VALUES.index(status)) for status in told],
            np.int8(_VALUES.index("not-stated")),
        )


def put_periods(batch: Batch, entities: Mapping[int, Entity]) -> None:
    """Keep when the partnerships among new entities run, by their numbers.

    Raises:
        InputError: a start or end is no date.
    """
    periods = {n: period for n, entity in entities.items() if (period := period_of(entity))}
    batch.run_many(
        "INSERT INTO period VALUES (?, ?, ?, ?)",
        ((n, _iso(each.start), _iso(each.end), each.open_ended) for n, each in periods.items()),
    )


def read_periods(sql: sqlite3.Connection, entities: NDArray[np.int64]) -> Statuses:
    """When these entities run: all that the store holds, by their numbers, ascending."""
    rows = sql.execute("SELECT entity, first_day, last_day, open_ended FROM period").fetchall()
    at = np.searchsorted(entities, np.fromiter((row[0] for row in rows), np.int64, len(rows)))

    partnership, open_ended = np.zeros((2, len(entities)), bool)
    starts, ends = np.full((2, len(entities)), "NaT", "datetime64[D]")
    if rows:
        partnership[at] = True
        _, starts[at], ends[at], open_ended[at] = zip(*rows, strict=True)
    return Statuses(partnership, starts, ends, open_ended)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
