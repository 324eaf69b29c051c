"""Weights learnt from made-up choices: the order of those that made them comes back, on the right side of zero."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.evaluation.hidden.learning import MOST, Choice, learn
from graph.matching.features import COLUMN, FEATURES
from graph.matching.model import QUESTIONS, Model, counted, forms, weigh

K = len(FEATURES)
SCALES = np.array([feature.scale for feature in FEATURES.values()])


FULL = np.array([feature.full for feature in FEATURES.values()])
STANDING = np.minimum(1, SCALES * np.expm1(2) / np.maximum(FULL, 1e-12))


def choices(
    number: int, weights: Mapping[str, float], *, known: int = 5, candidates: int = 25, seed: int = 1
) -> list[Choice]:
    """Choices by weights of amounts, with the noise of the model (Gumbel)."""
    rng = np.random.default_rng(seed)
    true = np.zeros(K)
    for name, weight in weights.items():
        true[COLUMN[name]] = weight
    made = []
    for _ in range(number):
        values = np.asarray(SCALES * np.expm1(rng.random((candidates, K)) * 2), dtype=np.float32)
        scores = counted(values) @ true + rng.gumbel(size=candidates)
        made.append(Choice(values, int(scores.argmax()), known))
    return made


def total(weights: np.ndarray, known: int = 5) -> np.ndarray:
    """What a feature weighs in all: here they run from 0 to 2 in amount, and the best stands near `STANDING`."""
    share = 1 / (1 + known)
    between = weights[0] * (1 - share) + weights[1] * share
    return between[0] + between[1] * STANDING / 2


def test_the_order_of_the_weights_comes_back() -> None:
    true = {"words": 4.0, "ties": 2.5, "type": 1.2, "popularity": -2.0}
    found = total(learn("partners", choices(600, true)))
    learnt = {name: found[COLUMN[name]] for name in FEATURES}
    assert learnt["words"] > learnt["ties"] > learnt["type"] > 0.5 > 0 > learnt["popularity"]
    rest = [weight for name, weight in learnt.items() if name not in true]
    assert max(map(abs, rest)) < learnt["type"] / 2
    for name, weight in true.items():
        assert learnt[name] == pytest.approx(weight, rel=0.5), "a little smaller, as large ones are held back"


@settings(deadline=None)
@given(st.integers(0, 1000), st.sampled_from(QUESTIONS), st.integers(1, 12))
def test_no_weight_is_on_the_wrong_side_of_zero(seed: int, question: str, number: int) -> None:
    """Whatever was chosen: here against everything, and for popularity."""
    against = dict.fromkeys(FEATURES, -3.0) | {"popularity": 3.0}
    found = learn(question, choices(number, against, candidates=6, seed=seed))
    assert np.isfinite(found).all()
    assert (found[:, :, COLUMN["popularity"]] <= 0).all()
    assert (np.delete(found, COLUMN["popularity"], axis=2) >= 0).all()
    foreign = "size" if question == "partners" else "popularity"
    assert not found[:, :, COLUMN[foreign]].any()


@pytest.mark.parametrize("question", QUESTIONS)
def test_who_is_well_known_and_who_is_not_have_weights_of_their_own(question: str) -> None:
    mixed = choices(400, {"ties": 4.0}, known=50) + choices(400, {"name": 4.0}, known=0, seed=2)
    both = learn(question, mixed)
    assert both.shape == (2, 2, K)
    ties, name = COLUMN["ties"], COLUMN["name"]
    assert total(both, 50)[ties] > 1.5 > 0.7 > total(both, 50)[name]
    assert total(both, 0)[name] > 1.5 > 0.7 > total(both, 0)[ties]


def test_a_choice_that_counts_more_pulls_more() -> None:
    for much, little in (("words", "ties"), ("ties", "words")):
        made = [replace(each, weight=4.0) for each in choices(200, {much: 4.0})]
        found = total(learn("partners", made + choices(200, {little: 4.0}, seed=2)))
        assert found[COLUMN[much]] > found[COLUMN[little]] > 0


def test_what_is_learnt_is_the_same_each_time() -> None:
    made = choices(30, {"words": 3.0})
    assert learn("partners", made).tolist() == learn("partners", made).tolist()


def test_a_feature_that_is_the_same_for_all_teaches_nothing_and_spoils_nothing() -> None:
    made = choices(300, {"words": 4.0, "ties": 2.0})
    for each in made:
        each.values[:, COLUMN["regions"]] = 0.37
    found = total(learn("partners", made))
    assert found[COLUMN["regions"]] == 0
    assert found[COLUMN["words"]] > found[COLUMN["ties"]] > 1


def test_one_choice_is_enough_and_nobody_to_choose_from_teaches_nothing() -> None:
    assert np.isfinite(learn("partners", choices(1, {"words": 4.0}))).all()
    alone = learn("partnerships", choices(3, {"words": 4.0}, candidates=1))
    assert not alone.any()


def test_of_very_many_candidates_a_sample_is_learnt_from_with_the_chosen_one() -> None:
    found = total(learn("partners", choices(40, {"words": 6.0}, candidates=MOST * 3)))
    assert found[COLUMN["words"]] == max(found)
    assert found[COLUMN["words"]] > 1


def test_learnt_weights_rank_what_was_chosen_higher_than_chance() -> None:
    true = {"words": 4.0, "ties": 2.5}
    model = Model("made", {"partners": learn("partners", choices(300, true))})
    ranks = []
    for each in choices(200, true, seed=9):
        scores = weigh(each.values, model.between("partners", each.known)).sum(axis=1)
        ranks.append(int((scores > scores[each.chosen]).sum()))
    assert np.mean(ranks) < 4, "of 25"
    assert forms(choices(1, true)[0].values).max() > 1
