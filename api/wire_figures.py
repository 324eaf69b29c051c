"""The shapes of answers about figures, as `docs/api.md` and the OpenAPI document show them."""

from __future__ import annotations

from dataclasses import dataclass

from api.wire_slice import OfSlice
from graph.analytics.figures.figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresAnswer(OfSlice):
    """Figures of one slice."""

    figures: tuple[Figure, ...]
