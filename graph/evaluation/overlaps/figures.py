"""The figures of P5 on labelled pairs, beside simple baselines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.evaluation.figures import Figure, measured
from graph.evaluation.overlaps.gold import Located
from graph.matching.overlaps.model import ONE_WORK, RELATIONS, Weights
from graph.snapshot.snapshot import Snapshot

PROTOCOL = "P5"

TOP = 50
"""Highest pairs among which siblings are counted."""

_FUSION = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke and Buettcher, SIGIR 2009)."""

Scores = NDArray[np.float64]
Row = tuple[str, float]
"""A pair's label and score."""

Of = TypeVar("Of")


@dataclass(frozen=True, slots=True)
class Measured:
    """What goal17 makes of labelled pairs.

    Attributes:
        scores: (k,).
        relations: the relation that it says, of each.
        joined: whether resolution has made one partnership of the pair, of each.
    """

    scores: Scores
    relations: Sequence[str]
    joined: Sequence[bool]


def said(values: Sequence[Mapping[str, float]], weights: Weights) -> tuple[Scores, list[str]]:
    """What weights make of the features of pairs: scores (k,), and the likeliest relation of each."""
    return np.array([weights.total(each) for each in values]), [weights.relations(each)[0] for each in values]


def baselines(located: Located, snapshot: Snapshot) -> dict[str, Scores]:
    """Simple scores of pairs: cosine of words, of mean vectors, shared partners, and the three fused by rank."""
    ones, others = (np.array(side, dtype=np.intp) for side in zip(*located.rows, strict=True))
    words = np.asarray(snapshot.terms[ones, :].multiply(snapshot.terms[others, :]).sum(axis=1)).ravel()
    vectors = np.einsum("kd,kd->k", snapshot.vectors[ones], snapshot.vectors[others])
    tell = 1 / np.log(1 + np.maximum(np.diff(snapshot.links.indptr), 1))
    both = snapshot.by_partnership[ones, :].multiply(snapshot.by_partnership[others, :])
    made = {"words": words, "vectors": vectors, "shared partners": np.asarray(both @ tell).ravel()}
    made["fusion"] = np.sum([1 / (_FUSION + _ranks(each)) for each in made.values()], axis=0)
    return {name: np.asarray(each, dtype=np.float64) for name, each in made.items()}


def figures(located: Located, measured: Measured, simple: Mapping[str, Scores]) -> Iterator[Figure]:
    """The figures of labelled pairs; of pairs none of which is one work, there are none.

    Args:
        located: the pairs.
        measured: what goal17 makes of them.
        simple: what baselines make of them.
    """
    labels = [pair.label for pair in located.pairs]
    if not set(labels).intersection(ONE_WORK):
        return
    first = np.where(measured.joined, np.inf, measured.scores)
    methods = {"goal17": measured.scores, "goal17, joined records first": first, **simple}
    for metric, of, measure in _MEASURES:
        for method, scores in methods.items():
            yield from _figure("pairs", method, metric, _rows(labels, scores, of), measure)
        if measure is average_precision:
            best = max(simple, key=lambda name: average_precision(_rows(labels, simple[name], of)))
            both = [
                (ours, theirs)
                for ours, theirs in zip(_rows(labels, measured.scores), _rows(labels, simple[best]), strict=True)
                if of(ours[0])
            ]
            yield from _figure("pairs", f"goal17 − {best}", metric, both, _gain)
    yield from _relations(labels, measured.relations)


def average_precision(rows: Sequence[Row]) -> float:
    """Mean, over the pairs that are one work, of the share of such pairs among those scored as high or higher.

    Equal scores stand in the worse order, so that a score that can't tell gains nothing by it.
    """
    wanted, _ = _ordered(rows)
    if not wanted.any():
        return 1.0
    share = np.cumsum(wanted) / np.arange(1, len(wanted) + 1)
    return float(share[wanted].mean())


def siblings_on_top(rows: Sequence[Row]) -> float:
    """Share of siblings among the 50 highest pairs, or among all where there are fewer."""
    _, labels = _ordered(rows)
    return float((labels[:TOP] == "sibling").mean())


def siblings_above(rows: Sequence[Row]) -> float:
    """Share of the siblings that are scored above the median of the pairs that are one work."""
    works = [score for label, score in rows if label in ONE_WORK]
    siblings = [score for label, score in rows if label == "sibling"]
    if not works or not siblings:
        return 0.0
    middle = sorted(works)[len(works) // 2]
    return float(np.mean([score > middle for score in siblings]))


def _any(label: str) -> bool:
    return bool(label)


def _not_same(label: str) -> bool:
    return label != "same"


_MEASURES: Sequence[tuple[str, Callable[[str], bool], Callable[[Sequence[Row]], float]]] = (
    ("average precision", _any, average_precision),
    ("AP without same", _not_same, average_precision),
    ("siblings in the top 50", _any, siblings_on_top),
    ("siblings above median", _any, siblings_above),
)


def _rows(labels: Sequence[str], scores: Scores, of: Callable[[str], bool] = _any) -> list[Row]:
    return [(label, float(score)) for label, score in zip(labels, scores, strict=True) if of(label)]


def _gain(rows: Sequence[tuple[Row, Row]]) -> float:
    """Average precision of one score less that of another, of the same pairs."""
    return average_precision([ours for ours, _ in rows]) - average_precision([theirs for _, theirs in rows])


def _ordered(rows: Sequence[Row]) -> tuple[NDArray[np.bool_], NDArray[np.str_]]:
    labels = np.array([label for label, _ in rows])
    wanted = np.isin(labels, ONE_WORK)
    order = np.lexsort((wanted, -np.array([score for _, score in rows])))
    return wanted[order], labels[order]


def _ranks(scores: Scores) -> Scores:
    """Rank of every score, from 1; equal ones share their mean rank."""
    _, group, sizes = np.unique(-np.asarray(scores), return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(sizes) - (sizes - 1) / 2)[group])


def _relations(labels: Sequence[str], said: Sequence[str]) -> Iterator[Figure]:
    pairs = list(zip(labels, said, strict=True))
    yield from _figure("relations", "goal17", "share right", pairs, _right)
    yield from _figure("relations", "goal17", "macro F1", pairs, _macro_f1)
    for relation in RELATIONS:
        of = [one for one in pairs if one[0] == relation]
        for other in RELATIONS if of else ():
            share = float(np.mean([said == other for _, said in of]))
            if share:
                yield Figure(PROTOCOL, f"labelled {relation}", "goal17", f"said {other}", share, share, share, len(of))


def _right(pairs: Sequence[tuple[str, str]]) -> float:
    return float(np.mean([label == said for label, said in pairs]))


def _macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Mean F1 of the relations that are labelled."""
    found = []
    for relation in {label for label, _ in pairs}:
        right = sum(label == said == relation for label, said in pairs)
        either = sum(label == relation for label, _ in pairs) + sum(said == relation for _, said in pairs)
        found.append(2 * right / either)
    return float(np.mean(found))


def _figure(
    slice: str, method: str, metric: str, rows: Sequence[Of], measure: Callable[[Sequence[Of]], float]
) -> Iterator[Figure]:
    return measured(PROTOCOL, slice, method, metric, rows, measure)
