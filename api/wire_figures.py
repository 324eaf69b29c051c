"""The shapes of answers about figures, as `docs/api.md` and the OpenAPI document show them."""

from __future__ import annotations

from dataclasses import dataclass

from api.wire_rows import ListedPartnership
from api.wire_slice import OfSlice
from graph.analytics.figures.figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresAnswer(OfSlice):
    """Figures of one slice."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRowsAnswer(OfSlice):
    """The partnerships behind one bar of a figure: a page of them.

    Attributes:
        figure: code of the figure.
        title: of the figure.
        series: code of the series.
        series_title: what it counts.
        bar: code of the bar.
        label: its name.
        unit: what the bar counts.
        count: how many; of what isn't partnerships, `total` partnerships state them.
        total: partnerships behind it.
        offset: how many of them come before this page.
        partnerships: those of this page, in the order of the store.
    """

    figure: str
    title: str
    series: str
    series_title: str
    bar: str
    label: str
    unit: str
    count: int
    total: int
    offset: int
    partnerships: tuple[ListedPartnership, ...]
