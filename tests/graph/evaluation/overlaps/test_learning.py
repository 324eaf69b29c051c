"""What is learnt from features of pairs, and that no pair is measured by what has seen its group."""

from __future__ import annotations

import numpy as np
import pytest

from graph.evaluation.overlaps.learning import SIGNS, learn, out_of_fold
from graph.matching.overlaps.likeness import FEATURES, SCORED
from graph.matching.overlaps.model import ONE_WORK, RELATIONS

TYPICAL = {
    "same": {"phrases": 0.9, "meaning": 0.9, "titles": 0.9},
    "follow-up": {"phrases": 0.8, "meaning": 0.8, "titles": 0.7, "numbers-apart": 1, "years-apart": 1},
    "overlapping": {"phrases": 0.7, "meaning": 0.8},
    "complementary": {"phrases": 0.1, "meaning": 0.6, "crowd": 1},
    "sibling": {"phrases": 0.3, "meaning": 0.7, "words": 0.7, "own-words": 2, "places-apart": 2, "countries-apart": 1},
    "unrelated": {"meaning": 0.3, "crowd": 4, "own-words": 2},
}


def made(number: int, noise: float = 0.05) -> tuple[list[dict[str, float]], list[str]]:
    rng = np.random.default_rng(17)
    labels = [RELATIONS[at % len(RELATIONS)] for at in range(number)]
    values = [
        {code: float(TYPICAL[label].get(code, 0) + noise * rng.random()) for code in FEATURES} | {"untitled": 0.0}
        for label in labels
    ]
    return values, labels


def test_what_is_told_apart_by_features_is_learnt_with_the_signs_that_they_mean() -> None:
    values, labels = made(120)
    weights = learn(values, labels)
    assert tuple(weights.score) == SCORED
    assert all(weight * SIGNS[code] >= 0 for code, weight in weights.score.items())
    right = [weights.relations(each)[0] == label for each, label in zip(values, labels, strict=True)]
    assert np.mean(right) > 0.95, "all but the few complementary pairs that are least near"
    totals = [weights.total(each) for each in values]
    works = [total for total, label in zip(totals, labels, strict=True) if label in ONE_WORK]
    others = [total for total, label in zip(totals, labels, strict=True) if label not in ONE_WORK]
    assert min(works) > max(others)
    assert 0 < weights.enough <= min(works)


def test_a_feature_that_never_differs_and_a_label_that_is_missing_do_no_harm() -> None:
    values, labels = made(60, noise=0)
    kept = [(each | {"partners": 1.0}, label) for each, label in zip(values, labels, strict=True) if label != "sibling"]
    weights = learn([each for each, _ in kept], [label for _, label in kept])
    assert weights.score["partners"] == 0
    assert all(np.isfinite(list(weights.score.values())))


def test_no_pair_is_measured_by_what_has_seen_its_group() -> None:
    """A group whose features mean the opposite of all others' is measured by the others alone."""
    values, labels = made(120)
    odd = [at for at, label in enumerate(labels) if label == "overlapping"][:4]
    groups = np.arange(len(labels), dtype=np.int32)
    groups[odd] = -1
    for at in odd:
        values[at] = {**dict.fromkeys(FEATURES, 0.0), "crowd": 4.0, "own-words": 2.0, "meaning": 0.3}
    scores, said = out_of_fold(values, labels, groups)
    assert scores.shape == (len(labels),)
    assert {said[at] for at in odd} == {"unrelated"}
    rest = [at for at in range(len(labels)) if at not in odd]
    assert np.mean([said[at] == labels[at] for at in rest]) == pytest.approx(1, abs=0.05)
