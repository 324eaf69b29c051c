"""Figures as tables of comma-separated values: a line for every bar, or for every row behind one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.analytics.figures.figure import Figure, Published
from graph.analytics.figures.words import beside, name
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
    "published_note",
    "slice",
    "rule",
)
"""Columns of `bars_csv`."""

ROWS = ("figure", "series", "code", "partnership")
"""Columns of `rows_csv`."""


def bars_csv(figures: Iterable[Figure]) -> str:
    """Every bar of every series, and every value that was published, each on a line of its own.

    A published value without a bar has no count; one that nothing counted compares with has no series either.
    """
    return csv_text(BARS, (row for figure in figures for row in _lines(figure)))


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


_Cells = tuple[object, ...]

_NOTHING = ("",) * 5


def _lines(figure: Figure) -> Iterator[_Cells]:
    for series in figure.series:
        known = (series.unit, series.readable, series.population, series.unreadable, series.basis)
        after = (figure.slice, series.rule)
        published = list(beside(figure, series))
        for bar in series.bars:
            share = "" if bar.share is None else f"{bar.share:.6f}"
            stand = [_published(each) for each, of in published if of is bar]
            for value in stand or [_NOTHING]:
                yield (figure.code, series.code, bar.code, bar.label, bar.count, share, *known, *value, *after)
        for each, of in published:
            if of is None:
                named = (figure.code, series.code, each.code, name(figure, each))
                yield (*named, "", "", *known, *_published(each), *after)
    for each in figure.published:
        if not each.series:
            named = (figure.code, "", each.code, name(figure, each))
            yield (*named, "", "", *_NOTHING, *_published(each), figure.slice, "")


def _published(each: Published) -> _Cells:
    return each.value, each.unit, each.of or "", each.source, each.note
