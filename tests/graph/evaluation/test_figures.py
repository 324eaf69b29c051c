"""A figure with its interval; and none of nothing."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from graph.evaluation.figures import Figure, measured


def test_of_nothing_there_is_no_figure() -> None:
    assert list(measured("P9", "needs", "goal17 − words", "MRR", list[float](), fmean)) == []


def test_a_figure_has_its_interval_and_its_number() -> None:
    (found,) = measured("P6", "pairs", "goal17", "right", [0.0, 1.0] * 50, fmean)
    assert (found.value, found.n) == (0.5, 100)
    assert 0.3 < found.low < 0.5 < found.high < 0.7


def test_rows_that_are_drawn_together_are_counted_one_by_one() -> None:
    groups = [[1.0, 1.0], [1.0]]

    def share(drawn: Sequence[Sequence[float]]) -> float:
        return fmean(each for group in drawn for each in group)

    assert list(measured("P10", "roles", "goal17", "right", groups, share, 3)) == [
        Figure("P10", "roles", "goal17", "right", 1.0, 1.0, 1.0, 3)
    ]
