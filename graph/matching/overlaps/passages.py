"""The two passages of two entries that are nearest in meaning: what a person reads to see whether they overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.snapshot.snapshot import Floats

LEAST = 0.5
"""Cosine under which two passages say nothing of each other."""


@dataclass(frozen=True, slots=True)
class Passages:
    """Two passages that are near in meaning.

    Attributes:
        asked: of the entry asked about.
        match: of the match.
        likeness: cosine of their vectors, 0.5 to 1.
    """

    asked: str
    match: str
    likeness: float


def nearest_passages(
    asked: Sequence[str], asked_vectors: Floats, match: Sequence[str], match_vectors: Floats
) -> Passages | None:
    """The nearest two passages, the first of equals; None where no two are near, or one side has none.

    Args:
        asked: passages of the entry asked about.
        asked_vectors: (j, d), their vectors, of length 1.
        match: passages of the match.
        match_vectors: (k, d), likewise.

    >>> corals, nets = np.eye(2, dtype=np.float32)
    >>> nearest_passages(["We grow corals."], corals[None], ["Nets.", "Corals grow."], np.stack([nets, corals])).match
    'Corals grow.'
    """
    if not len(asked) or not len(match):
        return None
    near = asked_vectors @ match_vectors.T
    one, other = np.unravel_index(int(np.argmax(near)), near.shape)
    likeness = float(near[one, other])
    if likeness < LEAST:
        return None
    return Passages(asked[int(one)], match[int(other)], round(min(likeness, 1.0), 4))
