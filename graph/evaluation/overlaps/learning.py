"""Learns what features tell of a pair, and tests it on pairs of groups that it hasn't seen.

Labels are few, so that the model is small: seven weights for the score, whose signs are given by what the features mean
(logistic regression with bounds), and a multinomial logit for the relation; both with a penalty on the square of
weights per standard deviation. Siblings, which a reader takes for overlaps first, weigh double against the score;
relations weigh by the root of their rarity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from graph.evaluation.overlaps.gold import Located
from graph.matching.overlaps.likeness import FEATURES, SCORED, Likeness
from graph.matching.overlaps.model import ONE_WORK, RELATIONS, Weights
from graph.matching.overlaps.sides import Sides
from graph.snapshot.snapshot import Snapshot

SIGNS: Mapping[str, int] = {
    "phrases": 1, "meaning": 1, "partners": 1, "crowd": -1, "own-words": -1, "places-apart": -1,
    "countries-apart": -1,
}  # fmt: skip
"""Whether a feature of the score can speak for a pair only, or against it only."""

PENALTY_SCORE = 2.0
PENALTY_RELATION = 4.0
"""Half of it times the sum of squares of the weights per standard deviation is added to the loss."""

SIBLINGS = 2.0
"""What a pair of siblings weighs when the score is learnt; every other pair 1."""

HALF = 0.5
"""Share of the pairs from a score on that have to be one work, for entries to be called so."""

FEW = 0.05
"""Share of the complementary pairs that may be less near in meaning than what is called complementary."""

FOLDS = 10
FOLDINGS = 5
"""How many parts the groups are dealt into, and how often; figures are of the mean score of the foldings."""

_SEED = 17

Values = Sequence[Mapping[str, float]]
Array = NDArray[np.float64]


def values_of(located: Located, snapshot: Snapshot) -> list[dict[str, float]]:
    """The features of labelled pairs, in their order."""
    sides = Sides(snapshot)
    asked: dict[int, list[int]] = {}
    for at, (a, _) in enumerate(located.rows):
        asked.setdefault(a, []).append(at)
    found: dict[int, dict[str, float]] = {}
    for a, places in asked.items():
        likeness = Likeness(sides, sides.stored(a))
        found.update(zip(places, likeness.values([located.rows[at][1] for at in places]), strict=True))
    return [found[at] for at in range(len(located.rows))]


def learn(values: Values, labels: Sequence[str]) -> Weights:
    """Learn the weights of the score and of the relations.

    Args:
        values: the features of pairs; at least one pair.
        labels: their relations.
    """
    table = np.array([[each[code] for code in FEATURES] for each in values])
    mean, spread = table.mean(axis=0), table.std(axis=0)
    scaled = (table - mean) / np.where(spread > 0, spread, 1)
    place = {code: at for at, code in enumerate(FEATURES)}
    scored = _learn_score(scaled[:, [place[code] for code in SCORED]], labels)
    per_unit = {code: 1 / spread[place[code]] if spread[place[code]] > 0 else 0.0 for code in FEATURES}
    weights, bias = _learn_relation(scaled, labels)
    weights *= np.array(list(per_unit.values()))[:, None]
    bias = bias - mean @ weights
    score = {code: float(weight * per_unit[code]) for code, weight in zip(SCORED, scored, strict=True)}
    totals = [sum(weight * each[code] for code, weight in score.items()) for each in values]
    return Weights(
        score=score,
        bias={relation: float(each) for relation, each in zip(RELATIONS, bias, strict=True)},
        relation={
            relation: {code: float(weights[place[code], at]) for code in FEATURES}
            for at, relation in enumerate(RELATIONS)
        },
        enough=_enough(totals, labels),
        near=_near([each["meaning"] for each in values], labels),
        usual={code: float(mean[place[code]]) for code in FEATURES},
    )


def _enough(scores: Sequence[float], labels: Sequence[str]) -> float:
    """The lowest score from which on half of the pairs are one work, those aside that are the same for all to see."""
    pairs = sorted(((score, label in ONE_WORK) for score, label in zip(scores, labels, strict=True) if label != "same"))
    found, works = float("inf"), 0
    for number, (score, work) in enumerate(reversed(pairs), start=1):
        works += work
        if works >= HALF * number:
            found = score
    return found if works else 0.0


def _near(meaning: Sequence[float], labels: Sequence[str]) -> float:
    """What all but a few of the complementary pairs have; 0 where there are none."""
    found = [each for each, label in zip(meaning, labels, strict=True) if label == "complementary"]
    return float(np.quantile(found, FEW)) if found else 0.0


def out_of_fold(
    values: Values, labels: Sequence[str], groups: NDArray[np.int32]
) -> tuple[NDArray[np.float64], list[str]]:
    """What models that have seen none of a pair's group make of it.

    Args:
        values: the features of pairs.
        labels: their relations.
        groups: the group of each.

    Returns:
        Scores (k,), the mean of all foldings, and of each pair the relation that most foldings say.
    """
    scores = np.zeros(len(values))
    said: list[Counter[str]] = [Counter() for _ in values]
    for seed in range(FOLDINGS):
        fold = _dealt(groups, seed)
        for part in range(FOLDS):
            unseen: list[int] = np.flatnonzero(fold == part).tolist()
            seen: list[int] = np.flatnonzero(fold != part).tolist()
            if not unseen or not seen:
                continue
            weights = learn([values[at] for at in seen], [labels[at] for at in seen])
            for at in unseen:
                scores[at] += weights.total(values[at]) / FOLDINGS
                said[at][weights.relations(values[at])[0]] += 1
    return scores, [max(RELATIONS, key=each.__getitem__) for each in said]


def _dealt(groups: NDArray[np.int32], seed: int) -> NDArray[np.intp]:
    """The fold of every pair: (k,); groups are dealt out, the largest first, each to the fold that has least."""
    rng = np.random.default_rng([_SEED, seed])
    names, place, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    shuffled = rng.permutation(len(names))
    load, fold = np.zeros(FOLDS), np.zeros(len(names), dtype=np.intp)
    for group in shuffled[np.argsort(-sizes[shuffled], kind="stable")]:
        fold[group] = np.argmin(load + rng.random(FOLDS) / 2)
        load[fold[group]] += sizes[group]
    return np.asarray(fold[place])


def _learn_score(scaled: Array, labels: Sequence[str]) -> Array:
    wanted = np.array([label in ONE_WORK for label in labels], dtype=float)
    counts = np.array([SIBLINGS if label == "sibling" else 1.0 for label in labels])

    def loss(point: Array) -> tuple[float, Array]:
        weights = point[:-1]
        logits = scaled @ weights + point[-1]
        error = counts * (1 / (1 + np.exp(-logits)) - wanted)
        value = float((counts * (np.logaddexp(0, logits) - wanted * logits)).sum())
        slope = np.append(scaled.T @ error + PENALTY_SCORE * weights, error.sum())
        return value + PENALTY_SCORE / 2 * float(weights @ weights), slope

    bounds: list[Any] = [(0, None) if SIGNS[code] > 0 else (None, 0) for code in SCORED]
    found = minimize(loss, np.zeros(scaled.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)])
    return np.asarray(found.x[:-1])


def _learn_relation(scaled: Array, labels: Sequence[str]) -> tuple[Array, Array]:
    """Weights (features, relations) and biases (relations,)."""
    label = np.array([RELATIONS.index(each) for each in labels])
    size, wide, kinds = len(label), scaled.shape[1], len(RELATIONS)
    numbers = np.maximum(np.bincount(label, minlength=kinds), 1)
    counts = np.sqrt(size / kinds / numbers)[label]
    target = np.eye(kinds)[label]

    def loss(point: Array) -> tuple[float, Array]:
        weights, bias = point[:-kinds].reshape(wide, kinds), point[-kinds:]
        logits = scaled @ weights + bias
        logits -= logits.max(axis=1, keepdims=True)
        logged = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
        error = counts[:, None] * (np.exp(logged) - target)
        value = -float((counts * (logged * target).sum(axis=1)).sum())
        slope = np.concatenate([(scaled.T @ error + PENALTY_RELATION * weights).ravel(), error.sum(axis=0)])
        return value + PENALTY_RELATION / 2 * float((weights**2).sum()), slope

    found = minimize(loss, np.zeros(wide * kinds + kinds), jac=True, method="L-BFGS-B").x
    return found[:-kinds].reshape(wide, kinds), found[-kinds:]
