"""The questions about figures, over the service of all surfaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from api.wire_figures import FigureRowsAnswer, FiguresAnswer
from api.wire_slice import of_slice
from graph.errors import NotFoundError
from graph.progress import Progress, silent

if TYPE_CHECKING:
    from datetime import date

    from api.service import Service
    from graph.analytics.figures.figure import Figure
    from graph.analytics.slices import Slice


IDS = 20
"""Ids of partnerships behind a bar that an answer holds, unless more are asked for."""

MOST_IDS = 1_000
"""Ids that it holds at most; its number is of all."""


def figures(service: Service, slice: Slice, codes: Sequence[str] = (), progress: Progress = silent) -> FiguresAnswer:
    """Figures of a slice: all of them where none is named, with the ids of all partnerships behind each bar.

    One at a time, whoever asks.

    Args:
        service: over the store.
        slice: which records count.
        codes: of the figures.
        progress: told who waits before, and how many figures are counted.

    Raises:
        InputError: a figure, or what the slice names, isn't known.
        NotReadyError: too many wait already.
        StoreError: the store can't be read.
    """
    from graph.analytics.figures.every import figures as counted
    from graph.analytics.slices import cut

    snapshot = service.snapshot()
    part = cut(snapshot, slice)
    with service.counting.one(progress):
        found = counted(part, codes, progress)
    return FiguresAnswer(figures=tuple(found), **of_slice(part, service.registers_with(snapshot)))


def figure_rows(
    service: Service,
    slice: Slice,
    code: str,
    *,
    series: str,
    bar: str,
    limit: int | None,
    offset: int = 0,
    as_of: date,
    progress: Progress = silent,
) -> FigureRowsAnswer:
    """The partnerships behind one bar of a figure of a slice.

    Args:
        service: over the store.
        slice: which records count.
        code: of the figure.
        series: code of its series.
        bar: code of the bar.
        limit: partnerships on this page; None: all.
        offset: how many come before them.
        as_of: the day on which statuses are told.
        progress: told who waits before, and that the figure is counted.

    Raises:
        InputError: the figure, or what the slice names, isn't known.
        NotFoundError: the figure has no such series or bar in this slice.
        NotReadyError: too many wait already.
    """
    from api.wire_rows import listed
    from graph.analytics.figures.every import figures as counted
    from graph.analytics.slices import cut

    snapshot = service.snapshot()
    part = cut(snapshot, slice)
    with service.counting.one(progress):
        (found,) = counted(part, (code,), progress)
    of_series = next((each for each in found.series if each.code == series), None)
    if of_series is None:
        raise NotFoundError(f"series of figure {found.code}", series)
    behind = next((each for each in of_series.bars if each.code == bar), None)
    if behind is None:
        raise NotFoundError(f"bar of figure {found.code}, {of_series.title}", bar)
    ids = behind.rows[offset:] if limit is None else behind.rows[offset : offset + limit]
    return FigureRowsAnswer(
        figure=found.code,
        title=found.title,
        series=of_series.code,
        series_title=of_series.title,
        bar=behind.code,
        label=behind.label,
        unit=of_series.unit,
        count=behind.count,
        total=len(behind.rows),
        offset=offset,
        partnerships=listed(snapshot, ids, as_of),
        **of_slice(part, service.registers_with(snapshot)),
    )


def shortened(answer: FiguresAnswer, ids: int) -> FiguresAnswer:
    """An answer whose bars hold so many ids of their partnerships at most; a bar's number is of all."""
    return replace(answer, figures=tuple(_shortened(each, ids) for each in answer.figures))


def _shortened(figure: Figure, ids: int) -> Figure:
    series = tuple(
        replace(each, bars=tuple(replace(bar, rows=bar.rows[:ids]) for bar in each.bars)) for each in figure.series
    )
    return replace(figure, series=series)
