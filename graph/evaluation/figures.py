"""A figure of a protocol: a share with its interval, of what, by which method, over how many rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

DRAWS = 2_000
"""Bootstrap samples behind an interval."""

_SEED = 17

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a protocol's table.

    Attributes:
        protocol: its name, such as P6.
        slice: the rows that it is about.
        method: what was measured: goal17, or a baseline.
        metric: what the value is.
        value: mostly a share, 0 to 1.
        low: lower end of the 95 % bootstrap interval over rows; the value itself where there is none.
        high: upper end.
        n: how many rows.
    """

    protocol: str
    slice: str
    method: str
    metric: str
    value: float
    low: float
    high: float
    n: int


def measured(
    protocol: str,
    slice: str,
    method: str,
    metric: str,
    rows: Sequence[Row],
    measure: Callable[[Sequence[Row]], float],
    n: int | None = None,
) -> Iterator[Figure]:
    """The figure of a measure of rows, with its interval; of no rows there is none: nothing was measured.

    Args:
        protocol: as in `Figure`.
        slice: as in `Figure`.
        method: as in `Figure`.
        metric: as in `Figure`.
        rows: what is drawn.
        measure: of rows, at least one.
        n: how many rows it is over, where one drawn stands for several; None: as many as are drawn.
    """
    if rows:
        yield Figure(protocol, slice, method, metric, *_over_rows(rows, measure), len(rows) if n is None else n)


def _over_rows(rows: Sequence[Row], measure: Callable[[Sequence[Row]], float]) -> tuple[float, float, float]:
    """A measure of rows, with the 2.5th and 97.5th percentile of the same measure of rows drawn with replacement."""
    drawn = np.random.default_rng(_SEED).integers(0, len(rows), size=(DRAWS, len(rows)))
    samples = [measure([rows[at] for at in draw]) for draw in drawn]
    low, high = np.percentile(samples, [2.5, 97.5])
    return measure(rows), float(low), float(high)
