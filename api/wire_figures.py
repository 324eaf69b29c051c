"""The shapes of answers about figures, as `docs/api.md` and the OpenAPI document show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from api.wire import Credit, credited
from graph.analytics.figures.figure import Figure
from graph.analytics.slices import Cut
from graph.model.records import Register


@dataclass(frozen=True, slots=True)
class FiguresAnswer:
    """Figures of one slice, with the version of the store that they rest on and the registers that they are of."""

    figures: tuple[Figure, ...]
    version: int
    registers: tuple[Credit, ...]


def figures_answer(figures: Iterable[Figure], cut: Cut, registers: Iterable[Register]) -> FiguresAnswer:
    """Figures as they are sent."""
    codes = {cut.recorded.registers[place] for place in set(cut.recorded.register.tolist())}
    return FiguresAnswer(tuple(figures), cut.snapshot.version, credited(registers, codes))
