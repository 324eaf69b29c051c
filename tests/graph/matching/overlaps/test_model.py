"""The weights that come with goal17, and what they make of features."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.evaluation.overlaps.learning import SIGNS
from graph.matching.overlaps.likeness import FEATURES, SCORED
from graph.matching.overlaps.model import HOLDS, ONE_TITLE, ONE_WORK, RELATIONS, TELLING, Weights, shipped

VALUES = st.fixed_dictionaries({code: st.floats(0, 7) for code in FEATURES})


@pytest.mark.parametrize("weights", [shipped().vectors, shipped().words], ids=["vectors", "words"])
def test_every_feature_has_a_weight_of_the_sign_that_it_means(weights: Weights) -> None:
    assert tuple(weights.score) == SCORED
    assert all(weight * SIGNS[code] >= 0 for code, weight in weights.score.items())
    assert set(weights.relation) == set(weights.bias) == set(RELATIONS)
    assert all(set(each) == set(FEATURES) for each in weights.relation.values())
    assert set(weights.usual) == set(FEATURES)


def test_what_was_learnt_says_on_what_and_how_good_it_was() -> None:
    learnt = shipped().learnt
    assert {"on", "pairs", "space", "when", "out of fold", "figures"} <= set(learnt)


@given(VALUES)
def test_parts_sum_to_the_score_and_probabilities_to_one(values: dict[str, float]) -> None:
    weights = shipped().vectors
    assert sum(weights.parts(values).values()) == weights.total(values)
    likely = weights.likely(values)
    assert sum(likely.values()) == pytest.approx(1)
    assert min(likely.values()) >= 0


@given(VALUES)
def test_of_a_low_score_nothing_is_called_one_work_but_what_bears_one_title(values: dict[str, float]) -> None:
    weights = shipped().vectors
    values |= {"untitled": 0.0, "numbers-apart": 0.0}
    first, second = weights.relations(values)
    assert first != second
    if values["titles"] >= ONE_TITLE and values["phrases"] >= TELLING:
        assert {first, second} <= set(ONE_WORK)
    elif weights.total(values) < weights.enough:
        assert first not in ONE_WORK
    elif values["meaning"] >= weights.near:
        apart = all(values[code] < least for code, least in HOLDS.items())
        possible = [each for each in RELATIONS if not (apart and each == "sibling")]
        assert first == max(possible, key=weights.likely(values).__getitem__)
    if values["titles"] < ONE_TITLE and values["meaning"] < weights.near:
        assert first not in {"complementary", "sibling"}


def test_where_a_title_is_missing_nothing_is_a_sibling() -> None:
    weights = shipped().vectors
    alike = dict.fromkeys(FEATURES, 0.0) | {"meaning": 0.8, "words": 0.9, "titles": 0.9, "own-words": 2.0}
    assert weights.relations(alike)[0] == "sibling"
    assert "sibling" not in weights.relations(alike | {"untitled": 1.0})


def test_stores_without_vectors_have_weights_of_their_own() -> None:
    model = shipped()
    assert model.weights("") is model.words
    assert model.weights("some-space") is model.vectors


def test_strangers_that_nothing_holds_together_are_no_siblings() -> None:
    weights = shipped().vectors
    strangers = dict.fromkeys(FEATURES, 0.0) | {"meaning": 0.5, "own-words": 1.0, "places-apart": 1.0, "words": 0.2}
    assert max(weights.likely(strangers), key=weights.likely(strangers).__getitem__) == "sibling"
    assert weights.relations(strangers)[0] != "sibling"
    for code, least in HOLDS.items():
        held = strangers | {code: least}
        likely = weights.likely(held)
        assert weights.relations(held)[0] == max(RELATIONS, key=likely.__getitem__), code
