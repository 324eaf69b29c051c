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


def figures(service: Service, slice: Slice, codes: Sequence[str] = (), *, ids: int | None = None) -> FiguresAnswer:
    """Figures of a slice: all of them where none is named.

    Args:
        service: over the store.
        slice: which records count.
        codes: of the figures.
        ids: how many ids of its partnerships each bar holds at most; None: all. Its number is of all.

    Raises:
        InputError: a figure, or what the slice names, isn't known.
        StoreError: the store can't be read.
    """
    from graph.analytics.figures.every import figures as counted
    from graph.analytics.slices import cut

    snapshot = service.snapshot()
    part = cut(snapshot, slice)
    made = counted(part, codes)
    shown = made if ids is None else [_shortened(each, ids) for each in made]
    return FiguresAnswer(figures=tuple(shown), **of_slice(part, service.registers_with(snapshot)))


def _shortened(figure: Figure, ids: int) -> Figure:
    series = tuple(
        replace(each, bars=tuple(replace(bar, rows=bar.rows[:ids]) for bar in each.bars)) for each in figure.series
    )
    return replace(figure, series=series)
