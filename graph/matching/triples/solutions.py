"""Which partnerships do what is needed: by the action features of needs, wherever they work.

The same features and weights as of offers for a need (`graph.matching.needs`), those of the place left out: what was
done elsewhere is what is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graph.embed.chance import floor
from graph.matching.match import Evidence, Reason
from graph.matching.needs.features import ACTION, MEANING, Compared, features
from graph.matching.needs.questions import Questions, questions
from graph.matching.needs.reasons import reasons
from graph.matching.needs.weights import Weights
from graph.matching.triples.asking import Read
from graph.snapshot.exchange import Floats
from graph.snapshot.snapshot import Snapshot

NEAR = 300
"""How many partnerships are looked at closely: those nearest to the need in words and meaning."""

LEAST = 0.3
"""Chance that it does what is needed below which a partnership isn't shown as having done it."""


@dataclass(frozen=True, eq=False)
class Solutions:
    """Partnerships that do what is needed, the likeliest first.

    Attributes:
        rows: (s,), rows of partnerships.
        chances: (s,), that each does what is needed, 0 to 1.
        batch: the need in the terms of the candidates.
        like_nothing: no entry has a word of it, and none is nearer in meaning than by chance.
    """

    rows: NDArray[np.intp]
    chances: Floats
    batch: Questions
    like_nothing: bool
    _values: Mapping[str, Floats]
    _likeness: Floats
    _snapshot: Snapshot
    _compared: Compared
    _weights: Weights

    def score(self, at: int) -> float:
        """What `reasons` add together for the partnership at a place among `rows`."""
        return sum(self._weights.of(name) * float(self._values[name][at]) for name in ACTION)

    def reasons(self, at: int, *, titled: bool = True) -> list[Reason]:
        """What says that the partnership at a place among `rows` does what is needed, with it as evidence.

        Args:
            at: its place.
            titled: whether each reason names the partnership; not needed where it is what is answered.
        """
        row = int(self.rows[at])
        own = {name: float(value[at]) for name, value in self._values.items()}
        title = self._snapshot.titles[row]
        found = reasons(self._weights, own, self.batch, 0, self._compared.candidates, row, self._likeness[at])
        via = Evidence("partnership", self._snapshot.partnerships[row], title)
        return [
            replace(each, text=f"Of “{title}”: {each.text}" if titled else each.text, evidence=(via, *each.evidence))
            for each in found
            if each.feature in ACTION
        ]


def solutions(snapshot: Snapshot, compared: Compared, weights: Weights, asked: Read) -> Solutions:
    """The partnerships that do what is needed; the one that is asked about isn't among them.

    Args:
        snapshot: the store's arrays, m partnerships first among the candidates.
        compared: its candidates.
        weights: of the features of needs.
        asked: the need.
    """
    number = len(snapshot.partnerships)
    batch = questions([asked.asked], compared.candidates, asked.vectors)
    values = {name: value[0, :number] for name, value in features(batch, compared, None).items()}
    by_words = np.asarray(sum(weights.action[name] * values[name] for name in ACTION), dtype=np.float32)
    if asked.partnership is not None:
        by_words[asked.partnership] = -np.inf
    rows = _within_reach(by_words, weights.action[MEANING])
    likeness = _likeness(snapshot.vectors, rows, batch.vectors)
    near = {name: value[rows] for name, value in values.items()}
    near[MEANING] = np.maximum(likeness.max(axis=1, initial=0), 0)
    has_words = any(values[name].any() for name in ACTION if name.startswith(("action-in-t", "field-in-t")))
    chances = weights.right_action(near)
    order = np.lexsort((rows, -chances))[:NEAR]
    order = order[chances[order] >= LEAST]
    return Solutions(
        rows=rows[order],
        chances=chances[order],
        batch=batch,
        like_nothing=not has_words and float(near[MEANING].max(initial=0.0)) <= floor(snapshot.space),
        _values={name: value[order] for name, value in near.items()},
        _likeness=likeness[order],
        _snapshot=snapshot,
        _compared=compared,
        _weights=weights,
    )


def _likeness(vectors: Floats, rows: NDArray[np.intp], asked: Floats) -> Floats:
    """Cosines of some rows with what is asked: (r, p).

    To gather a row costs more than to multiply it: of many rows all are multiplied.
    """
    if _GATHERED * len(rows) < len(vectors):
        return np.asarray(vectors[rows] @ asked.T, dtype=np.float32)
    return np.asarray(vectors @ asked.T, dtype=np.float32)[rows]


_GATHERED = 4
"""How much longer a row takes that is gathered first."""


def _within_reach(scores: Floats, meaning: float) -> NDArray[np.intp]:
    """Those that could come among the nearest by meaning too: a cosine is 1 at most, and has its weight."""
    finite = np.flatnonzero(np.isfinite(scores))
    if len(finite) <= NEAR:
        return finite
    last = np.partition(scores[finite], len(finite) - NEAR)[len(finite) - NEAR]
    return np.asarray(finite[scores[finite] + meaning >= last], dtype=np.intp)
