"""The figures of P1 to P4: how often, and how high, what was hidden is found again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from graph.evaluation.figures import DRAWS, Figure
from graph.evaluation.hidden.ranking import LEARNT, SHIPPED, Ranks
from graph.evaluation.hidden.simple import METHODS

TOP = 20
"""How many of the most recommended are asked for their share of all slots."""

_SEED = 17

Array = NDArray[np.float64]
METRICS: Mapping[str, Callable[[Array], Array]] = {
    "hit@10": lambda ranks: (ranks <= 10).astype(np.float64),
    "recall@50": lambda ranks: (ranks <= 50).astype(np.float64),
    "MRR": lambda ranks: 1 / ranks,
    "nDCG@10": lambda ranks: np.where(ranks <= 10, 1 / np.log2(1 + np.minimum(ranks, 10)), 0.0),
}
"""Metric to its value of each rank; there is one right answer to a question."""

_PAIRED = ("hit@10", "MRR")


def figures(protocol: str, title: str, ranks: Ranks) -> Iterator[Figure]:
    """The table of a protocol: every method on all questions, then on each slice; paired differences; spread.

    Args:
        protocol: such as P1.
        title: what is asked.
        ranks: of its questions; no questions give no figures.
    """
    if not ranks.questions:
        return
    slices = sorted({name for question in ranks.questions for name in question.slices})
    everything = np.ones(len(ranks.questions), dtype=bool)
    yield from _slice(protocol, title, ranks, everything)
    yield from _spread(protocol, title, ranks)
    for name in slices:
        belongs = np.array([name in question.slices for question in ranks.questions])
        yield from _slice(protocol, f"{title}, {name}", ranks, belongs)


def _slice(protocol: str, title: str, ranks: Ranks, belongs: NDArray[np.bool_]) -> Iterator[Figure]:
    number = int(belongs.sum())
    if not number:
        return
    groups = np.array([question.group for question in ranks.questions])[belongs]
    draw = _Draws(groups)
    found = {method: np.array(each)[belongs] for method, each in ranks.ranks.items()}
    for method, each in found.items():
        for metric, measure in METRICS.items():
            yield Figure(protocol, title, method, metric, *draw(measure(each)), number)
    for metric in _PAIRED:
        values = {method: METRICS[metric](each) for method, each in found.items()}
        simple = [method for method in METHODS if method in values and method != "fusion"]
        best = max(simple, key=lambda method: float(values[method].mean()))
        for method in (LEARNT, SHIPPED):
            for other in ("fusion", best):
                if method in values and other in values:
                    difference = draw(values[method] - values[other])
                    yield Figure(protocol, title, method, f"{metric} less {other}'s", *difference, number)


class _Draws:
    """Means over groups with their bootstrap interval: groups are drawn, and a group counts by its mean.

    Args:
        groups: (q,), number of each question's group.
    """

    def __init__(self, groups: NDArray[np.int_]) -> None:
        _, self._place, self._sizes = np.unique(groups, return_inverse=True, return_counts=True)
        number = len(self._sizes)
        self._drawn = np.random.default_rng(_SEED).integers(0, number, size=(DRAWS, number))

    def __call__(self, values: Array) -> tuple[float, float, float]:
        means = np.bincount(self._place, weights=values) / self._sizes
        low, high = np.percentile(means[self._drawn].mean(axis=1), [2.5, 97.5])
        return float(means.mean()), float(low), float(high)


def _spread(protocol: str, title: str, ranks: Ranks) -> Iterator[Figure]:
    """Share of all slots that the most recommended take, beside their share of what was hidden."""
    number = len(ranks.questions)
    for method, firsts in ranks.firsts.items():
        counted = Counter(row for each in firsts for row in each.tolist())
        if total := counted.total():
            share = sum(slots for _, slots in counted.most_common(TOP)) / total
            yield Figure(protocol, title, method, f"slots of its top {TOP}", share, share, share, number)
    answers = Counter(question.answer for question in ranks.questions)
    share = sum(times for _, times in answers.most_common(TOP)) / max(answers.total(), 1)
    yield Figure(protocol, title, "what was hidden", f"slots of its top {TOP}", share, share, share, number)
