"""The picture of a triple: three places and the ties between them, as positions for an SVG."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.matching.triples.answer import Triple
from graph.matching.triples.ties import Side

WIDTH, HEIGHT = 320, 150
"""Of the picture, in its own units."""

_PLACES: Mapping[Side, tuple[int, int]] = {"beneficiary": (70, 32), "pivotal": (250, 32), "facilitator": (160, 124)}
_THINNEST, _THICKEST, _MANY = 1.5, 8.0, 20
_LONGEST = 22
"""Characters of a name that the picture has room for; the words beside it have all of it."""


@dataclass(frozen=True, slots=True)
class Corner:
    """One of the three: which, where, and a name short enough for the picture."""

    side: Side
    x: int
    y: int
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A tie: its ends, how thick it is drawn, where its number stands, and how many partnerships it has."""

    x1: int
    y1: int
    x2: int
    y2: int
    width: float
    x: float
    y: float
    total: int


@dataclass(frozen=True, slots=True)
class Triangle:
    """The picture of a triple; a South-South pair has two corners."""

    width: int
    height: int
    corners: tuple[Corner, ...]
    lines: tuple[Line, ...]


def triangle(triple: Triple) -> Triangle:
    """Where the three stand and what ties them; a tie is drawn thicker the more partnerships it has, up to 20."""
    names: dict[Side, str] = {"beneficiary": triple.beneficiary.name, "pivotal": triple.pivotal.name}
    if triple.facilitator:
        names["facilitator"] = triple.facilitator.name
    lines = []
    for tie in triple.ties:
        (x1, y1), (x2, y2) = _PLACES[tie.one], _PLACES[tie.other]
        width = _THINNEST + (_THICKEST - _THINNEST) * min(tie.total, _MANY) / _MANY
        lines.append(Line(x1, y1, x2, y2, round(width, 1), (x1 + x2) / 2, (y1 + y2) / 2, tie.total))
    height = HEIGHT if triple.facilitator else HEIGHT - 80
    corners = tuple(Corner(side, *_PLACES[side], _short(name)) for side, name in names.items())
    return Triangle(WIDTH, height, corners, tuple(lines))


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
