"""Figures, how they are measured, and the table that they make."""

from __future__ import annotations

import multiprocessing
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from tests.performance.machine import most_resident

T = TypeVar("T")


@dataclass(frozen=True)
class Budget:
    """What a figure has to keep to: at least so much, or at most."""

    sense: Literal["≥", "≤"]
    value: float

    def kept(self, value: float) -> bool:
        return value >= self.value if self.sense == "≥" else value <= self.value


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    Attributes:
        what: what was measured; a baseline's begins with two blanks.
        engine: `sqlite`, `neo4j`, or "" where there is none in it.
        value: the median, the percentile that is named in `what`, or the one measured value; by the clock on the wall.
        unit: of the value.
        spread: lowest to highest, or the other percentiles, in the same unit.
        budget: what it has to keep to, if anything.
        by_cpu: the same by processor time, which other programs on the machine change little; None where it says
            nothing (several threads, waiting for another process).
        cpu: processor time taken, in words ("4.1 s", "9 ms each").
        memory: memory in MB at most, None where it wasn't looked at.
        note: what else should be known.
    """

    what: str
    engine: str
    value: float
    unit: str
    spread: str = ""
    budget: Budget | None = None
    by_cpu: float | None = None
    cpu: str = ""
    memory: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """Whether the budget is kept; "" where there is none."""
        if self.budget is None:
            return ""
        if self.budget.kept(self.value):
            return "kept"
        if self.by_cpu is not None and self.budget.kept(self.by_cpu):
            return "OVER (kept by CPU time)"
        return "OVER"


@dataclass(frozen=True)
class Run(Generic[T]):
    """One run of something: its result, seconds on the wall and of the processor, most memory in MB."""

    result: T
    wall: float
    cpu: float
    memory: float


def timed(function: Callable[..., T], *arguments: object) -> Run[T]:
    """Run something here."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = function(*arguments)
    return Run(result, time.perf_counter() - wall, time.process_time() - cpu, most_resident())


def apart(function: Callable[..., T], *arguments: object) -> T:
    """Run something in a fresh process, so that its memory is its own and nothing is warm."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of all values doesn't exceed (nearest rank).

    >>> percentile([4, 1, 3, 2], 0.95), percentile([4, 1, 3, 2], 0.5)
    (4, 2)
    """
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * round(share * 1000) // 1000) - 1)]


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def spread(values: Sequence[float]) -> str:
    """Lowest to highest, where there is more than one."""
    return f"{number(min(values))}–{number(max(values))}" if len(values) > 1 else ""


def number(value: float) -> str:
    """A figure with as many digits as are worth reading.

    >>> number(0.0412), number(7.25), number(12.7), number(1234.5)
    ('0.04', '7.2', '13', '1,234')
    """
    return f"{value:.2f}" if value < 1 else f"{value:.1f}" if value < 10 else f"{value:,.0f}"


def table(figures: Sequence[Figure]) -> str:
    """All figures as a table, those over budget marked."""
    header = ("what", "engine", "figure", "spread", "CPU", "memory", "budget", "", "note")
    rows = [
        (
            figure.what,
            figure.engine,
            f"{number(figure.value)} {figure.unit}",
            figure.spread,
            figure.cpu,
            f"{figure.memory:,.0f} MB" if figure.memory else "",
            f"{figure.budget.sense} {figure.budget.value:,g} {figure.unit}" if figure.budget else "",
            figure.verdict,
            figure.note,
        )
        for figure in figures
    ]
    widths = [max(len(row[place]) for row in (header, *rows)) for place in range(len(header))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in (header, *rows)]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])
