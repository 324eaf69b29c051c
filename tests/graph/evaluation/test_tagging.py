"""P7 on entries whose goals follow from their words."""

from __future__ import annotations

import numpy as np
import pytest

from graph.evaluation import tagging
from graph.infer.tagging.document import described
from graph.infer.tagging.learn import Example, example

NOTHING = np.zeros(0, dtype=np.float32)
WORDS = {
    4: "teacher school pupil lesson",
    6: "well pump latrine tap",
    7: "solar lamp battery grid",
    14: "reef turtle net",
}


def entries(size: int, register: str = "demo") -> list[Example]:
    rng = np.random.default_rng(3)
    made = []
    for number in range(size):
        goals = rng.choice(list(WORDS), size=rng.integers(1, 3), replace=False).tolist()
        words = " ".join(rng.permutation(" ".join(WORDS[goal] for goal in goals).split()))
        made.append(example(described("", words), NOTHING, goals, f"{register} {number}", [register]))
    return made


def test_goals_that_words_tell_are_found_and_the_commonest_goals_are_not_enough():
    figures = {(each.slice, each.method, each.metric): each for each in tagging.figures(entries(150), None)}
    ours = figures["all", "goal17", "micro-F1"]
    assert ours.value > 0.9
    assert ours.low <= ours.value <= ours.high
    assert ours.n == 150
    assert figures["all", "the commonest goals", "micro-F1"].value < 0.8
    assert figures["all", "goal17", "LRAP"].value > 0.9
    assert any(metric.startswith("micro-F1 less") for _, _, metric in figures)


def test_a_register_is_asked_of_what_was_learnt_elsewhere():
    known, asked = entries(220, "one"), entries(210, "other")
    made = list(tagging.figures([*known, *asked], None, ["other"]))
    assert {each.slice for each in made} == {"learnt without other"}
    assert {each.n for each in made} == {210}


def test_what_is_outside_the_commonest_label_sets():
    made = [example(described("", "x"), NOTHING, goals, "", []) for goals in ([1], [1], [2], [3], [4], [5], [1, 2])]
    assert tagging.outside_commonest(made).sum() in {1, 2}


@pytest.mark.parametrize("size", [0, 3])
def test_too_few_entries_give_no_figures(size):
    assert list(tagging.figures(entries(size), None)) == []
