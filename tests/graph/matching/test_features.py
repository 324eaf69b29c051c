"""The vocabulary of features: what a user reads of each, and what a value counts for."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.matching.features import COLUMN, FEATURES, counted


@pytest.mark.parametrize("name", FEATURES)
def test_a_feature_says_its_unit_and_an_example(name: str) -> None:
    feature = FEATURES[name]
    assert feature.name == name
    measured, _, rest = feature.measures.partition(" Unit: ")
    unit, _, example = rest.partition(" Example: ")
    assert measured.endswith(".")
    assert measured[0].isupper()
    assert unit.endswith(".")
    assert example.endswith(".")
    assert "  " not in feature.measures
    assert feature.scale > 0


def test_columns_are_in_the_order_of_the_features() -> None:
    assert list(COLUMN) == list(FEATURES)
    assert list(COLUMN.values()) == list(range(len(FEATURES)))


@settings(deadline=None)
@given(st.sampled_from(list(FEATURES)), st.floats(0, 1e6))
def test_a_value_counts_for_the_logarithm_of_one_more_than_its_scales(name: str, value: float) -> None:
    values = np.zeros((1, len(FEATURES)), dtype=np.float32)
    values[0, COLUMN[name]] = value
    found = counted(values)
    assert found[0, COLUMN[name]] == pytest.approx(
        math.log(1 + float(np.float32(value)) / FEATURES[name].scale), rel=1e-5
    )
    assert np.delete(found[0], COLUMN[name]).tolist() == [0.0] * (len(FEATURES) - 1), "nothing counts for nothing"


def test_at_its_scale_a_value_counts_for_the_logarithm_of_two() -> None:
    scales = np.array([[feature.scale for feature in FEATURES.values()]], dtype=np.float32)
    assert counted(scales) == pytest.approx(math.log(2))
    assert counted(-scales).tolist() == [[0.0] * len(FEATURES)], "a negative one counts for nothing"
    assert counted(np.zeros((0, len(FEATURES)), np.float32)).shape == (0, len(FEATURES))
