"""Where those that a partner works with stand in a picture: on a circle, who meets most often beside each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from api.wire_profiles import Tie

SIZE = 340
"""Width and height of the picture: what fits on a narrow screen without being made smaller."""

NODE = 12
"""Radius of a node: with its link a target of 24 pixels."""

DRAWN = 3
"""Ties that are drawn of each co-partner."""

_RADIUS = SIZE / 2 - NODE - 3


@dataclass(frozen=True, slots=True)
class Node:
    """A co-partner: its number in the table, and where it stands."""

    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """Two co-partners that meet, and how thick their line is."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True, slots=True)
class Ego:
    """The picture; the partner itself stands in the middle.

    Attributes:
        size: its width and height.
        middle: where the partner stands, both ways.
        radius: of a node.
        nodes: the co-partners, in the order of the table.
        lines: between them, of each the strongest.
    """

    size: int
    middle: float
    radius: int
    nodes: Sequence[Node]
    lines: Sequence[Line]


def layout(ids: Sequence[str], ties: Sequence[Tie]) -> Ego:
    """Where everybody stands.

    Args:
        ids: the co-partners, the strongest first; as many as have room on the circle.
        ties: between them.

    Returns:
        The same for the same: nothing is drawn by lot. Nobody gives an empty picture.
    """
    weights: dict[tuple[str, str], int] = {}
    for each in ties:
        weights[each.a, each.b] = weights[each.b, each.a] = each.count
    order = _chain(ids, weights)
    place = {}
    for at, id in enumerate(order):
        angle = 2 * math.pi * at / max(len(order), 1) - math.pi / 2
        place[id] = (
            round(SIZE / 2 + _RADIUS * math.cos(angle), 1),
            round(SIZE / 2 + _RADIUS * math.sin(angle), 1),
        )
    drawn = _strongest(ties)
    most = max((each.count for each in drawn), default=1)
    return Ego(
        SIZE,
        SIZE / 2,
        NODE,
        [Node(number, *place[id]) for number, id in enumerate(ids, 1)],
        [
            Line(*place[each.a], *place[each.b], round(0.6 + 2.4 * each.count / most, 1))
            for each in drawn
            if each.a in place and each.b in place
        ],
    )


def _strongest(ties: Sequence[Tie]) -> list[Tie]:
    """Of each co-partner the strongest ties: where everybody meets everybody, all of them would tell nothing."""
    of: dict[str, list[Tie]] = {}
    for each in sorted(ties, key=lambda tie: (-tie.count, tie.a, tie.b)):
        for who in (each.a, each.b):
            of.setdefault(who, []).append(each)
    return list(dict.fromkeys(tie for own in of.values() for tie in own[:DRAWN]))


def _chain(ids: Sequence[str], weights: dict[tuple[str, str], int]) -> list[str]:
    """The strongest first, then always the one that meets the last one most; of equal ones the stronger."""
    rest = list(ids)
    order = rest[:1]
    rest = rest[1:]
    while rest:
        # `max` keeps the first of equal ones.
        following = max(rest, key=lambda each: weights.get((order[-1], each), 0))
        rest.remove(following)
        order.append(following)
    return order
