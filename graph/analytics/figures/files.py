"""Figures as tables of comma-separated values: a line for every bar, or for every row behind one."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from graph.analytics.figures.figure import Figure, Series

BARS = (
    "figure",
    "series",
    "code",
    "label",
    "count",
    "share",
    "unit",
    "readable",
    "population",
    "unreadable",
    "basis",
    "published",
    "published_unit",
    "published_of",
    "published_source",
    "slice",
    "rule",
)
"""Columns of `bars_csv`."""

ROWS = ("figure", "series", "code", "partnership")
"""Columns of `rows_csv`."""


def bars_csv(figures: Iterable[Figure]) -> str:
    """Every bar of every series; of several published values of one bar, each on a line of its own."""
    return _written(BARS, (row for figure in figures for series in figure.series for row in _bars(figure, series)))


def rows_csv(figures: Iterable[Figure]) -> str:
    """Every partnership behind every bar."""
    return _written(
        ROWS,
        (
            (figure.code, series.code, bar.code, row)
            for figure in figures
            for series in figure.series
            for bar in series.bars
            for row in bar.rows
        ),
    )


def _bars(figure: Figure, series: Series) -> Iterator[tuple[object, ...]]:
    for bar in series.bars:
        share = "" if bar.share is None else f"{bar.share:.6f}"
        known = (series.unit, series.readable, series.population, series.unreadable, series.basis)
        published = [each for each in figure.published if (each.series, each.code) == (series.code, bar.code)]
        stand: list[tuple[object, ...]] = [(each.value, each.unit, each.of or "", each.source) for each in published]
        for beside in stand or [("", "", "", "")]:
            yield (
                figure.code,
                series.code,
                bar.code,
                bar.label,
                bar.count,
                share,
                *known,
                *beside,
                figure.slice,
                series.rule,
            )


def _written(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    made = StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return made.getvalue()
