"""The measures of P5, with simple oracles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.evaluation.overlaps.figures import (
    Measured,
    average_precision,
    figures,
    siblings_above,
    siblings_on_top,
)
from graph.evaluation.overlaps.gold import Labelled, Located
from graph.matching.overlaps.model import ONE_WORK, RELATIONS

ROWS = st.lists(st.tuples(st.sampled_from(RELATIONS), st.integers(0, 5).map(float)), min_size=1, max_size=30)


@given(ROWS)
def test_average_precision_is_the_textbook_one_with_ties_at_their_worst(rows: list[tuple[str, float]]) -> None:
    ranked = sorted(rows, key=lambda row: (-row[1], row[0] in ONE_WORK))
    shares = [
        sum(label in ONE_WORK for label, _ in ranked[:place]) / place
        for place, (label, _) in enumerate(ranked, start=1)
        if label in ONE_WORK
    ]
    assert average_precision(rows) == pytest.approx(np.mean(shares) if shares else 1.0)


def test_siblings_are_counted_at_the_top_and_above_the_middle() -> None:
    rows = [("same", 9.0), ("sibling", 8.0), ("overlapping", 7.0), ("unrelated", 1.0), ("sibling", 0.0)]
    assert siblings_on_top(rows) == 2 / 5
    assert siblings_above(rows) == 0
    assert siblings_above([*rows, ("follow-up", -1.0)]) == 1 / 2
    assert siblings_above([("same", 1.0)]) == 0


def test_the_table_compares_with_the_best_baseline_and_puts_joined_records_first() -> None:
    labels = ["same", "overlapping", "sibling", "unrelated", "complementary"] * 4
    pairs = tuple(Labelled(str(at), f"{at}b", label, at) for at, label in enumerate(labels))
    located = Located(pairs, tuple((at, at + 100) for at in range(len(pairs))), 0)
    scores = np.array([0.0 if label == "same" else float(label in ONE_WORK) + 1 for label in labels])
    measured = Measured(scores, labels, [label == "same" for label in labels])
    simple = {"words": -scores, "vectors": np.arange(len(labels), dtype=float)}
    made = {(each.method, each.metric): each for each in figures(located, measured, simple)}
    assert made["goal17", "average precision"].value < 1
    assert made["goal17, joined records first", "average precision"].value == 1
    assert made["goal17", "AP without same"].value == 1
    assert made["goal17", "AP without same"].n == 16
    assert any(method.startswith("goal17 − ") for method, _ in made)
    assert made["goal17", "share right"].value == made["goal17", "macro F1"].value == 1
    assert made["goal17", "said sibling"].slice == "labelled sibling"
    assert all(each.low <= each.value <= each.high for each in made.values() if each.slice == "pairs")


def test_of_pairs_none_of_which_is_one_work_there_are_no_figures() -> None:
    located = Located((Labelled("1", "2", "sibling", 1),), ((0, 1),), 0)
    assert not list(figures(located, Measured(np.zeros(1), ["sibling"], [False]), {"words": np.zeros(1)}))
