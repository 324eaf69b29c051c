"""Simple methods that a matchmaker has to beat: popularity, words, vectors, PageRank, and their fusion.

The fusion is reciprocal rank fusion (Cormack, Clarke and Buettcher, SIGIR 2009) of PageRank, words, vectors and tags in
common: each gives 1 / (60 + rank) to its first 200.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.matching.likeness import best, meaning_likeness, word_likeness
from graph.matching.subject import Subject
from graph.matching.terrain import Terrain
from graph.matching.walk import Walk
from graph.snapshot.snapshot import Floats, Snapshot

K = 60
DEPTH = 200
NEIGHBOURS = 100
FLOOR = 0.2
"""Cosine of vectors below which texts have nothing to do with each other."""

METHODS = ("popularity", "words", "vectors", "PageRank", "fusion")


class Simple:
    """The simple methods over one snapshot.

    Args:
        terrain: of the snapshot.
    """

    def __init__(self, terrain: Terrain) -> None:
        self._terrain = terrain
        self._walk = Walk(terrain.snapshot, {"takes-part": 1.0, "country": 0.3, "sdg": 0.1})

    def partners(self, subject: Subject, allowed: NDArray[np.bool_]) -> Mapping[str, Floats]:
        """Method to the score of every partner (n,) for a partnership; what isn't allowed scores 0."""
        terrain, snapshot = self._terrain, self._terrain.snapshot
        words, vectors = _likeness(snapshot, subject)
        if subject.partnership is not None:
            words[subject.partnership] = vectors[subject.partnership] = 0
        walked = self._walk.of_partners(self._walk.stands(subject))
        tags = terrain.common_tags(_wide(snapshot, subject), csr_array(snapshot.links @ snapshot.tagged))
        return _scores(terrain.degrees, _votes(snapshot, words), _votes(snapshot, vectors), walked, tags, allowed)

    def partnerships(self, subject: Subject, allowed: NDArray[np.bool_]) -> Mapping[str, Floats]:
        """Method to the score of every partnership (m,) for a partner; what isn't allowed scores 0."""
        terrain, snapshot = self._terrain, self._terrain.snapshot
        words, vectors = _likeness(snapshot, subject)
        walked = self._walk.of_partnerships(self._walk.stands(subject))
        tags = terrain.common_tags(_wide(snapshot, subject), snapshot.tagged)
        return _scores(terrain.sizes, words, vectors, walked, tags, allowed)


def _likeness(snapshot: Snapshot, subject: Subject) -> tuple[Floats, Floats]:
    vectors = np.maximum(meaning_likeness(snapshot, subject.vector) - FLOOR, 0)
    return word_likeness(snapshot, subject.terms), np.asarray(vectors, dtype=np.float32)


def _wide(snapshot: Snapshot, subject: Subject) -> list[int]:
    """The goals and countries among the tags."""
    return [tag for tag in subject.tags if snapshot.tags[tag][0] in {"sdg", "country"}]


def _votes(snapshot: Snapshot, likeness: Floats) -> Floats:
    weights = np.zeros(len(likeness), dtype=np.float32)
    nearest = best(likeness, NEIGHBOURS)
    weights[nearest] = likeness[nearest] ** 2
    return np.asarray(snapshot.links @ weights, dtype=np.float32)


def _scores(
    popularity: Floats, words: Floats, vectors: Floats, walked: Floats, tags: Floats, allowed: NDArray[np.bool_]
) -> dict[str, Floats]:
    single = (popularity, words, vectors, walked)
    made = {name: np.where(allowed, each, 0) for name, each in zip(METHODS, single, strict=False)}
    of_tags = np.where(allowed, tags, 0)
    return made | {"fusion": fused([made["words"], made["vectors"], made["PageRank"], of_tags])}


def fused(rankings: Sequence[Floats]) -> Floats:
    """Reciprocal rank fusion of the scores of several methods, (n,) each: (n,)."""
    made = np.zeros(len(rankings[0]), dtype=np.float32)
    for each in rankings:
        firsts = best(each, DEPTH)
        made[firsts] += 1 / (K + 1 + np.arange(len(firsts), dtype=np.float32))
    return made
