"""Weights learnt from declared goals."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.infer.tagging.document import described
from graph.infer.tagging.learn import Example, best_least, chosen, example, habits, learn, of_labels, predict, telling
from graph.infer.tagging.model import GOALS, MOST

NOTHING = np.zeros(0, dtype=np.float32)


def entries(text: str, goal: int, size: int, register: str = "") -> list[Example]:
    registers = [register] if register else []
    return [example(described("", text), NOTHING, [goal], f"{text} {number}", registers) for number in range(size)]


def test_words_of_entries_that_declare_a_goal_come_to_speak_for_it():
    known = [*entries("mangrove reef turtle", 14, 12), *entries("teacher school pupil", 4, 12)]
    model = learn(known, "")
    asked = example(described("", "a reef with turtles"), NOTHING, [], "asked")
    assert int(predict(model, asked, {}).probabilities.argmax()) + 1 == 14


def test_the_labels_of_goals_teach_what_no_entry_declares():
    known = [*entries("mangrove reef turtle", 14, 12), *entries("teacher school pupil", 4, 12)]
    model = learn(known, "", beside=of_labels(None))
    asked = example(described("", "affordable clean energy"), NOTHING, [], "asked")
    read = model.by_words(model.tfidf(asked.counts))
    assert int(read.argmax()) + 1 == 7


def test_a_registers_habit_is_told_and_hardly_learnt_from():
    known = [*entries("harbour", 14, 120, "sea"), *entries("school", 4, 120, "land")]
    known += [example(described("", "other"), NOTHING, [1], f"other {number}", ["mixed"]) for number in range(120)]
    assert habits(known)["sea"] == {14: 1.0}
    assert telling(known)[0, 13] < 1
    assert telling(known)[0, 0] == 1
    without = example(described("", "quarry"), NOTHING, [], "asked", ["sea"])
    assert predict(learn(known, ""), without, habits(known)).probabilities[13] == 1.0


def test_few_entries_make_no_habit():
    assert habits(entries("harbour", 14, 20, "sea")) == {}


@given(st.lists(st.lists(st.floats(0, 1), min_size=GOALS, max_size=GOALS), min_size=1, max_size=5), st.floats(0, 1))
def test_never_more_goals_than_may_be_suggested_and_none_below_the_least(probabilities, least):
    array = np.array(probabilities)
    made = chosen(array, least)
    assert (made.sum(axis=1) <= MOST).all()
    assert (array[made] >= least).all()


def test_the_least_probability_is_the_one_that_suggests_best():
    declared = np.zeros((2, GOALS))
    declared[:, 3] = 1
    probabilities = np.full((2, GOALS), 0.2)
    probabilities[:, 3] = 0.5
    assert 0.2 < best_least(probabilities, declared) <= 0.5
