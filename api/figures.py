"""The questions about figures, over the service of all surfaces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from api.wire_figures import FiguresAnswer, figures_answer

if TYPE_CHECKING:
    from api.service import Service
    from graph.analytics.slices import Slice


def figures(service: Service, slice: Slice, codes: Sequence[str] = ()) -> FiguresAnswer:
    """Figures of a slice: all of them where none is named.

    Raises:
        InputError: a figure, or what the slice names, isn't known.
        StoreError: the store can't be read.
    """
    from graph.analytics.figures.every import figures as counted
    from graph.analytics.slices import cut

    snapshot = service.snapshot()
    part = cut(snapshot, slice)
    return figures_answer(counted(part, codes), part, service.registers_with(snapshot))
