"""Bands: every value that any can hold is in one, and in one alone."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.analytics.figures.counting import banded
from graph.analytics.figures.means import SUMS


@given(
    values=st.lists(st.floats(-1e12, 1e12, allow_nan=False), max_size=30),
    bounds=st.lists(st.integers(-1000, 1000), min_size=1, max_size=6, unique=True).map(sorted),
)
def test_a_value_is_in_the_band_whose_ends_it_lies_between(values: list[float], bounds: list[int]) -> None:
    found = banded(np.array(values, dtype=np.float64), {str(bound): bound for bound in bounds})
    ends = [*pairwise(bounds), (bounds[-1], float("inf"))]
    for (low, high), places in zip(ends, found.values(), strict=True):
        assert places.tolist() == [at for at, value in enumerate(values) if low <= value < high]


@given(amount=st.floats(0, 1e15))
def test_every_amount_from_zero_on_has_a_band(amount: float) -> None:
    assert sum(len(places) for places in banded(np.array([amount]), SUMS).values()) == 1
