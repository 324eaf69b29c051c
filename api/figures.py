"""The questions about figures, over the service of all surfaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from api.wire_figures import FiguresAnswer
from api.wire_slice import of_slice

if TYPE_CHECKING:
    from api.service import Service
    from graph.analytics.figures.figure import Figure
    from graph.analytics.slices import Slice


IDS = 20
"""Ids of partnerships behind a bar that an answer holds, unless more are asked for."""

MOST_IDS = 1_000
"""Ids that it holds at most; its number is of all."""


def figures(service: Service, slice: Slice, codes: Sequence[str] = ()) -> FiguresAnswer:
    """Figures of a slice: all of them where none is named, with the ids of all partnerships behind each bar.

    Args:
        service: over the store.
        slice: which records count.
        codes: of the figures.

    Raises:
        InputError: a figure, or what the slice names, isn't known.
        StoreError: the store can't be read.
    """
    from graph.analytics.figures.every import figures as counted
    from graph.analytics.slices import cut

    snapshot = service.snapshot()
    part = cut(snapshot, slice)
    return FiguresAnswer(figures=tuple(counted(part, codes)), **of_slice(part, service.registers_with(snapshot)))


def shortened(answer: FiguresAnswer, ids: int) -> FiguresAnswer:
    """An answer whose bars hold so many ids of their partnerships at most; a bar's number is of all."""
    return replace(answer, figures=tuple(_shortened(each, ids) for each in answer.figures))


def _shortened(figure: Figure, ids: int) -> Figure:
    series = tuple(
        replace(each, bars=tuple(replace(bar, rows=bar.rows[:ids]) for bar in each.bars)) for each in figure.series
    )
    return replace(figure, series=series)
