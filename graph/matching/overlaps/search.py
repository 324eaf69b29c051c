"""The entries nearest to one by score, of all there are.

What speaks for a pair (phrases, meaning, partners) is known of all entries at once, their crowd of those where that is
most; what else speaks against a pair (words and places of its own) is looked at entry by entry. So what is known bounds
a score from above, and entries are looked at from the highest bound down until none that is left can be among the best.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.matching.overlaps.likeness import Likeness
from graph.matching.overlaps.model import Weights
from graph.snapshot.snapshot import Floats

BLOCK = 32
"""Entries looked at at a time."""

MOST = 512
"""Entries looked at at most, for one asked about: beyond them nothing is near."""


@dataclass(frozen=True, slots=True)
class Near:
    """An entry near to what is asked about.

    Attributes:
        row: its row.
        score: its score.
        values: feature to its value.
    """

    row: int
    score: float
    values: Mapping[str, float]


def bounds(likeness: Likeness, weights: Weights) -> Floats:
    """What the score of each entry is at most: (m,)."""
    made = (
        weights.score["phrases"] * likeness.phrases
        + weights.score["meaning"] * likeness.meaning
        + weights.score["partners"] * likeness.partners
    )
    return np.asarray(made, dtype=np.float32)


def nearest(
    likeness: Likeness,
    weights: Weights,
    limit: int,
    *,
    exclude: Collection[int] = (),
    allowed: NDArray[np.bool_] | None = None,
) -> list[Near]:
    """The entries of the highest scores, highest first.

    Args:
        likeness: what is asked about, beside all entries.
        weights: of the score.
        limit: how many at most.
        exclude: rows that are not answered.
        allowed: (m,), rows that may be answered; None: all.
    """
    bound = bounds(likeness, weights)
    open_ = np.ones(len(bound), dtype=bool) if allowed is None else np.array(allowed)
    open_[list(exclude)] = False
    rows = np.flatnonzero(open_ & (bound > 0))
    if len(rows) > MOST:
        rows = rows[np.argpartition(-bound[rows], MOST)[:MOST]]
    crowds = likeness.crowds(rows.tolist())
    most = bound[rows] + weights.score["crowd"] * crowds
    order = np.lexsort((rows, -most))
    found: list[Near] = []
    for start in range(0, len(order), BLOCK):
        here = order[start : start + BLOCK]
        if len(found) >= limit and found[limit - 1].score >= most[here[0]]:
            break
        block = rows[here].tolist()
        for row, values in zip(block, likeness.values(block, crowds[here]), strict=True):
            found.append(Near(row, weights.total(values), values))
        found.sort(key=lambda near: (-near.score, near.row))
    return found[:limit]
