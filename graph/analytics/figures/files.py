"""Figures as tables of comma-separated values: a line for every bar, or for every row behind one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.analytics.figures.figure import Figure, Series
from graph.text.csvtext import csv_text

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
    return csv_text(BARS, (row for figure in figures for series in figure.series for row in _bars(figure, series)))


def rows_csv(figures: Iterable[Figure]) -> str:
    """Every partnership behind every bar."""
    return csv_text(
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
