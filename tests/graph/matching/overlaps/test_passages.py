"""The nearest two passages of two entries."""

from __future__ import annotations

import numpy as np
import pytest

from graph.matching.overlaps.passages import nearest_passages

A, B, C = np.eye(3, dtype=np.float32)


def test_the_nearest_two_are_found() -> None:
    between = (B + C) / np.sqrt(2, dtype=np.float32)
    found = nearest_passages(["a", "b"], np.stack([A, B]), ["c", "between"], np.stack([C, between]))
    assert found is not None
    assert (found.asked, found.match) == ("b", "between")
    assert found.likeness == pytest.approx(0.7071)


def test_what_is_far_or_missing_gives_none() -> None:
    assert nearest_passages(["a"], A[None], ["b"], B[None]) is None
    assert nearest_passages([], A[:0].reshape(0, 3), ["b"], B[None]) is None
    assert nearest_passages(["a"], A[None], [], B[:0].reshape(0, 3)) is None
