"""Likeness is a cosine, and votes are counted by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array

from graph.matching.likeness import NEIGHBOURS, SHARPNESS, best, meaning_likeness, votes, word_likeness
from graph.matching.subject import stored_partnership
from graph.snapshot.snapshot import Snapshot


def test_likeness_is_the_cosine(snapshot: Snapshot) -> None:
    subject, _ = stored_partnership(snapshot, "coast-1")
    rows, row = snapshot.terms.toarray(), snapshot.partnership_row["coast-1"]
    assert word_likeness(snapshot, subject.terms) == pytest.approx(rows @ rows[row], abs=1e-6)
    meaning = meaning_likeness(snapshot, subject.vector)
    assert meaning == pytest.approx(np.maximum(snapshot.vectors @ snapshot.vectors[row], 0), abs=1e-6)
    assert meaning[row] == pytest.approx(1, abs=1e-3)
    assert meaning[snapshot.partnership_row["coast-2"]] == np.sort(meaning)[-2], "the other mangroves are nearest"


def test_what_points_away_is_not_like(snapshot: Snapshot) -> None:
    assert not meaning_likeness(snapshot, -snapshot.vectors[0])[0]
    assert (meaning_likeness(snapshot, -snapshot.vectors[0]) >= 0).all()


def test_a_text_without_words_or_vector_is_like_nothing(snapshot: Snapshot) -> None:
    nothing = csr_array((1, len(snapshot.vocabulary)), dtype=np.float32)
    assert not word_likeness(snapshot, nothing).any()
    assert not meaning_likeness(snapshot, snapshot.vectors[0] * 0).any()
    without = replace(snapshot, vectors=np.zeros((len(snapshot.partnerships), 0), dtype=np.float32))
    assert meaning_likeness(without, np.zeros(0, dtype=np.float32)).tolist() == [0.0] * len(snapshot.partnerships)


def test_votes_are_counted_by_hand(snapshot: Snapshot) -> None:
    likeness = np.linspace(0, 1, len(snapshot.partnerships), dtype=np.float32)
    made = votes(snapshot, likeness)
    for partner in range(len(snapshot.partners)):
        own = snapshot.partnerships_of(partner).tolist()
        assert made[partner] == pytest.approx(sum(float(likeness[row]) ** SHARPNESS for row in own), abs=1e-5)


def test_only_the_nearest_vote_and_the_last_of_them_hardly(snapshot: Snapshot) -> None:
    size = NEIGHBOURS + 50
    links = csr_array(np.eye(size, dtype=np.float32))
    wide = replace(snapshot, links=links, partners=[str(row) for row in range(size)])
    likeness = np.linspace(0.2, 0.9, size, dtype=np.float32)
    made = votes(wide, likeness)
    voting = np.flatnonzero(made)
    assert len(voting) == NEIGHBOURS
    bar = likeness[size - NEIGHBOURS - 1]
    assert made[voting] == pytest.approx((likeness[voting] - bar) ** SHARPNESS, abs=1e-6)
    exactly = votes(wide, np.where(np.arange(size) < NEIGHBOURS, likeness, 0))
    assert exactly[:NEIGHBOURS] == pytest.approx(likeness[:NEIGHBOURS] ** SHARPNESS), (
        "without a next one nothing is taken off"
    )


@given(
    arrays(np.float32, st.integers(0, 40), elements=st.sampled_from([-1.0, 0.0, 0.25, 0.5, 1.0])), st.integers(1, 45)
)
def test_best_is_sorting(values: np.ndarray, number: int) -> None:
    expected = sorted((row for row in range(len(values)) if values[row] > 0), key=lambda row: (-values[row], row))
    assert best(values, number).tolist() == expected[:number]
