"""The weights: what they make of values, how a file of them is read, and what is said of one that is broken."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from graph.errors import InputError
from graph.matching.features import COLUMN, FEATURES
from graph.matching.model import (
    AGAINST,
    ENDS,
    FORMS,
    QUESTIONS,
    Model,
    forms,
    newcomer_share,
    read_model,
    read_model_file,
    shipped,
    weigh,
    written,
)

K = len(FEATURES)
SHAPE = (len(ENDS), len(FORMS), K)
values = arrays(
    np.float32, st.tuples(st.integers(1, 4), st.just(K)), elements=st.sampled_from([0.0, 0.01, 0.5, 1.0, 12.0])
)


def weighing(seed: int) -> Model:
    """A model of any weights on the right side of zero."""
    rng = np.random.default_rng(seed)
    weights = {question: np.abs(rng.normal(size=SHAPE)) for question in QUESTIONS}
    for each in weights.values():
        each[:, :, COLUMN[AGAINST]] *= -1
    return Model("made", weights)


@settings(deadline=None)
@given(values, st.integers(0, 5), st.sampled_from(QUESTIONS))
def test_what_a_feature_adds_is_its_amount_and_its_standing_weighed(
    made: np.ndarray, known: int, question: str
) -> None:
    model = weighing(1)
    added = weigh(made, model.between(question, known))
    share = 1 / (1 + known)
    weights = model.weights[question]
    for row in range(len(made)):
        for feature, column in COLUMN.items():
            value, most = float(made[row, column]), max(float(made[:, column].max()), FEATURES[feature].full)
            amount = math.log(1 + value / FEATURES[feature].scale)
            standing = value / most if most else 0.0
            a, b = ((1 - share) * weights[0, form, column] + share * weights[1, form, column] for form in (0, 1))
            assert added[row, column] == pytest.approx(a * amount + b * standing, abs=1e-4)


def test_the_ends_are_met_where_nothing_and_where_much_is_known() -> None:
    model = weighing(2)
    for question in QUESTIONS:
        assert model.between(question, 0) == pytest.approx(model.weights[question][1])
        assert model.between(question, 10**9) == pytest.approx(model.weights[question][0])
        assert model.between(question, 1) == pytest.approx(model.weights[question].mean(axis=0))
    assert [newcomer_share(known) for known in (0, 1, 2)] == [1, 1 / 2, 1 / 3]


def test_the_best_of_the_candidates_stands_at_one() -> None:
    made = np.zeros((3, K), dtype=np.float32)
    made[:, 0] = [1, 4, 2]
    assert forms(made)[:, 1, 0].tolist() == [0.25, 1, 0.5]
    assert not forms(made)[:, 1, 1:].any()
    assert forms(made[:0]).shape == (0, 2, K)
    assert weigh(made[:0], weighing(1).between("partners", 3)).shape == (0, K)


def test_the_best_of_nothing_much_has_no_full_standing() -> None:
    made = np.zeros((2, K), dtype=np.float32)
    made[:, COLUMN["nearest-meaning"]] = [0.2, 0.1]
    full = FEATURES["nearest-meaning"].full
    assert forms(made)[:, 1, COLUMN["nearest-meaning"]] == pytest.approx([0.2 / full, 0.1 / full])
    assert full > 0.2


def test_the_shipped_weights_speak_for_whom_they_should() -> None:
    model = shipped()
    assert model is shipped()
    assert model.name
    for question, weights in model.weights.items():
        assert weights.shape == SHAPE
        popularity = weights[:, :, COLUMN["popularity"]]
        assert (popularity <= 0).all(), question
        assert (np.delete(weights, COLUMN["popularity"], axis=2) >= 0).all(), "a reason in favour speaks in favour"
    assert not model.weights["partners"][:, :, COLUMN["size"]].any()
    assert not model.weights["partnerships"][:, :, COLUMN["popularity"]].any()
    assert set(model.weights) == set(QUESTIONS)


def test_the_weights_of_a_feature_are_told() -> None:
    said = shipped().weights_of("words")
    weights = shipped().weights
    assert said.startswith(f"to invite: {weights['partners'][0, 0, COLUMN['words']]:.2g} by amount, ")
    assert said.endswith(f" and {weights['partnerships'][1, 1, COLUMN['words']]:.2g}")


def test_what_is_written_is_read_back() -> None:
    model = weighing(3)
    again = read_model(json.dumps(written(model)), "here")
    assert again.name == "made"
    for question in QUESTIONS:
        assert again.weights[question] == pytest.approx(model.weights[question], abs=5e-5)
    assert written(read_model(json.dumps(written(again)), "here")) == written(again)


def test_features_that_weigh_nothing_are_left_out_and_read_as_nothing() -> None:
    weights = np.zeros(SHAPE)
    weights[0, 1, COLUMN["words"]] = 0.5
    document: Any = written(Model("small", {"partners": weights}))
    assert document["weights"] == {
        "partners": {"known": {"amount": {}, "standing": {"words": 0.5}}, "newcomer": {"amount": {}, "standing": {}}}
    }
    again = read_model(json.dumps(document | {"learnt": "on a Monday"}), "here")
    assert again.weights["partners"].tolist() == weights.tolist()
    assert not again.weights["partnerships"].any(), "a question that isn't named weighs nothing"


def document(**changed: object) -> str:
    return json.dumps({"name": "own/1", "weights": {"partners": {"known": {"amount": {"words": 1}}}}} | changed)


def own(feature: str, weight: object, *, question: str = "partners", end: str = "known", form: str = "amount") -> str:
    return document(weights={question: {end: {form: {feature: weight}}}})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Expecting value"),
        ("{", "Expecting property name"),
        ("[]", "list"),
        ("3", "int"),
        (json.dumps({"weights": {}}), "'name'"),
        (json.dumps({"name": "own/1"}), "'weights'"),
        (document(weights=3), "int"),
        (document(weights={"partners": 3}), "int"),
        (own("wrods", 1), "'wrods'"),
        (own("words", 1, question="friends"), "'friends'"),
        (own("words", 1, end="old"), "'old'"),
        (own("words", 1, form="size"), "'size'"),
        (own("words", "much"), "'much'"),
        (own("words", None), "None"),
        (own("words", True), "True"),
        (own("words", [1]), "[1]"),
        (own("words", float("nan")), "nan"),
        (own("words", float("inf")), "inf"),
    ],
)
def test_what_is_no_model_is_refused_by_name(text: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "own.json"
    file.write_text(text)
    with pytest.raises(InputError) as refused:
        read_model_file(file)
    assert str(refused.value).startswith(f"{file}: this is no model of weights")
    assert says in str(refused.value)


def test_a_file_that_can_not_be_read_is_named(tmp_path: Path) -> None:
    file = tmp_path / "own.json"
    for each in (file, tmp_path):
        with pytest.raises(InputError, match="can't be read") as refused:
            read_model_file(each)
        assert str(each) in str(refused.value)
    file.write_bytes(b"\xff\xfe\x00\x00")
    with pytest.raises(InputError, match=r"own\.json can't be read"):
        read_model_file(file)
    file.write_text(document())
    assert read_model_file(file).name == "own/1"


def test_the_spread_is_taken_from_the_popularity_of_those_to_invite_alone() -> None:
    model = Model("spread", weighing(4).weights, 0.35)
    popularity = COLUMN["popularity"]
    for known in (0, 3):
        plain, spread = model.between("partners", known, 0.0), model.between("partners", known)
        assert spread[0, popularity] == pytest.approx(plain[0, popularity] - 0.35)
        assert model.between("partners", known, 1.0)[0, popularity] == pytest.approx(plain[0, popularity] - 1)
        assert np.delete(spread, popularity, axis=1).tolist() == np.delete(plain, popularity, axis=1).tolist()
        assert spread[1].tolist() == plain[1].tolist(), "by amount, not by standing"
        assert model.between("partnerships", known).tolist() == model.between("partnerships", known, 2.0).tolist()
    made = np.zeros((2, K), dtype=np.float32)
    made[:, popularity] = [0, 9]
    less = weigh(made, model.between("partners", 1, 0.0)) - weigh(made, model.between("partners", 1, 1.0))
    assert less[:, popularity] == pytest.approx([0, math.log(10)])


def test_the_spread_is_written_and_read() -> None:
    model = Model("spread", weighing(4).weights, 0.35)
    assert read_model(json.dumps(written(model)), "here").spread == 0.35
    assert read_model(document(), "here").spread == 0
    for wrong in (float("nan"), "much", None, True, -0.1, 2.5):
        with pytest.raises(InputError, match="here: this is no model of weights"):
            read_model(document(spread=wrong), "here")


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_can_not_be_read_of_a_text_counts_by_meaning(question: str) -> None:
    """Words count with the square of the share that the entries have; what they lose goes to meaning."""
    model = weighing(5)
    whole = model.between(question, 2)
    assert model.between(question, 2, readable=1.0).tolist() == whole.tolist()
    for readable in (0.0, 0.5, 0.9):
        made = model.between(question, 2, readable=readable)
        for words, meaning in (("words", "meaning"), ("nearest-words", "nearest-meaning")):
            one, other = COLUMN[words], COLUMN[meaning]
            assert made[:, one] == pytest.approx(readable**2 * whole[:, one])
            assert made[:, one] + made[:, other] == pytest.approx(whole[:, one] + whole[:, other])
        assert made[:, COLUMN["name"]] == pytest.approx(readable**2 * whole[:, COLUMN["name"]])
        rest = [COLUMN[name] for name in FEATURES if not name.endswith(("words", "meaning", "name"))]
        assert made[:, rest].tolist() == whole[:, rest].tolist()


@pytest.mark.parametrize(
    ("feature", "weight", "message"),
    [
        ("words", -9, "words weighs -9; it may only speak in favour"),
        ("popularity", 5, "popularity weighs 5; it may only speak against"),
        ("words", 10**400, "is no number from"),
        ("words", 1e308, "is no number from"),
    ],
)
def test_a_weight_that_no_reason_could_be_told_by_is_refused(feature: str, weight: float, message: str) -> None:
    text = json.dumps({"name": "own", "weights": {"partners": {"known": {"amount": {feature: weight}}}}})
    with pytest.raises(InputError, match=message):
        read_model(text, "here")


def test_weights_nested_without_end_are_refused() -> None:
    with pytest.raises(InputError, match="here: this is no model of weights"):
        read_model("[" * 100_000, "here")
