"""The features against plain oracles: a dense walk, votes counted by hand, ranks fused by hand."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array

from graph.matching.features import (
    DEPTH,
    EDGE_WEIGHTS,
    FEATURES,
    NEIGHBOURS,
    RESTART,
    STEPS,
    WEIGHTS,
    K,
    Subject,
    Walk,
    best,
    common_ground,
    fuse,
    meaning_likeness,
    tag_weights,
    votes,
    word_likeness,
)
from graph.matching.subject import PartnerDescription, described_partner, stored_partner, stored_partnership
from graph.snapshot.snapshot import Snapshot


def dense(snapshot: Snapshot) -> np.ndarray:
    """The weighted adjacency of partners, partnerships and tags."""
    n, m = snapshot.links.shape
    size = n + m + len(snapshot.tags)
    weights = np.zeros((size, size))
    for row, column in zip(*snapshot.links.nonzero(), strict=True):
        weights[row, n + column] = EDGE_WEIGHTS["takes-part"]
    for row, tag in zip(*snapshot.tagged.nonzero(), strict=True):
        weights[n + row, n + m + tag] = EDGE_WEIGHTS[snapshot.tags[tag][0]]
    return weights + weights.T


def test_the_walk_is_the_power_iteration_of_a_dense_matrix(snapshot: Snapshot) -> None:
    adjacency = dense(snapshot)
    sums = adjacency.sum(axis=1, keepdims=True)
    transition = np.divide(adjacency, sums, out=np.zeros_like(adjacency), where=sums > 0)
    walk = Walk(snapshot)
    n, m = snapshot.links.shape
    for id, row in snapshot.partnership_row.items():
        seed = np.zeros(len(adjacency))
        seed[n + row] = 1
        here = seed
        for _ in range(STEPS):
            here = RESTART * seed + (1 - RESTART) * here @ transition
        partners, partnerships = walk(stored_partnership(snapshot, id)[0])
        assert partners == pytest.approx(here[:n], abs=1e-6)
        assert partnerships == pytest.approx(here[n : n + m], abs=1e-6)


def test_the_walk_ranks_as_networkx_does(snapshot: Snapshot) -> None:
    graph = nx.from_numpy_array(dense(snapshot))
    n, m = snapshot.links.shape
    row = snapshot.partner_row[next(id for id in snapshot.partners if id.startswith("united-nations-environment"))]
    exact = nx.pagerank(graph, alpha=1 - RESTART, personalization={row: 1}, weight="weight")
    _, partnerships = Walk(snapshot)(stored_partner(snapshot, snapshot.partners[row])[0])
    # Eight steps leave at most 0.7 to the eighth of the probability to be placed.
    assert partnerships == pytest.approx([exact[n + column] for column in range(m)], abs=0.7**STEPS)
    known = snapshot.partnerships_of(row)
    assert set(np.argsort(-partnerships)[: len(known)].tolist()) == set(known.tolist())


def test_a_walk_from_nowhere_reaches_nothing(snapshot: Snapshot) -> None:
    subject, _ = described_partner(snapshot, PartnerDescription("Nobody known"), None)
    partners, partnerships = Walk(snapshot)(subject)
    assert not partners.any()
    assert not partnerships.any()


def test_likeness_is_the_cosine(snapshot: Snapshot) -> None:
    subject, _ = stored_partnership(snapshot, "coast-1")
    rows = snapshot.terms.toarray()
    assert word_likeness(snapshot, subject) == pytest.approx(rows @ rows[snapshot.partnership_row["coast-1"]], abs=1e-6)
    meaning = meaning_likeness(snapshot, subject)
    assert meaning[snapshot.partnership_row["coast-1"]] == pytest.approx(1, abs=1e-3)
    assert meaning[snapshot.partnership_row["coast-2"]] == np.sort(meaning)[-2], "the other mangroves are nearest"
    assert (meaning >= 0).all()


def test_votes_are_counted_by_hand(snapshot: Snapshot) -> None:
    likeness = np.linspace(0, 1, len(snapshot.partnerships), dtype=np.float32)
    made = votes(snapshot, likeness, exclude=3)
    for partner in range(len(snapshot.partners)):
        own = [row for row in snapshot.partnerships_of(partner).tolist() if row != 3]
        assert made[partner] == pytest.approx(sum(float(likeness[row]) ** 2 for row in own), abs=1e-5)


def test_only_the_nearest_vote_and_the_last_of_them_hardly(snapshot: Snapshot) -> None:
    size = NEIGHBOURS + 50
    links = csr_array(np.eye(size, dtype=np.float32))
    from dataclasses import replace

    wide = replace(snapshot, links=links, partners=[str(row) for row in range(size)])
    likeness = np.linspace(0.2, 0.9, size, dtype=np.float32)
    made = votes(wide, likeness, None)
    voting = np.flatnonzero(made)
    assert len(voting) == NEIGHBOURS
    bar = likeness[size - NEIGHBOURS - 1]
    assert made[voting] == pytest.approx((likeness[voting] - bar) ** 2, abs=1e-6)


def test_common_ground_is_the_weighted_share(snapshot: Snapshot) -> None:
    tags = [snapshot.tag_row["sdg", "14"], snapshot.tag_row["country", "KEN"]]
    weights = tag_weights(snapshot)[tags].tolist()
    assert weights[1] > weights[0], "Kenya is rarer than goal 14"
    shares = common_ground(snapshot, tags, of_partners=False)
    assert shares[snapshot.partnership_row["coast-1"]] == pytest.approx(1)
    assert shares[snapshot.partnership_row["coast-2"]] == pytest.approx(weights[0] / sum(weights))
    assert shares[snapshot.partnership_row["clinic-11"]] == 0
    partners = common_ground(snapshot, tags, of_partners=True)
    unep = next(row for row, name in enumerate(snapshot.partner_names) if "Environment Programme" in name)
    assert partners[unep] == pytest.approx(1), "in however many of its partnerships"
    assert not common_ground(snapshot, [], of_partners=True).any()


@given(
    arrays(np.float32, st.integers(0, 40), elements=st.sampled_from([-1.0, 0.0, 0.25, 0.5, 1.0])), st.integers(1, 45)
)
def test_best_is_sorting(values: np.ndarray, number: int) -> None:
    expected = sorted((row for row in range(len(values)) if values[row] > 0), key=lambda row: (-values[row], row))
    found = best(values, number).tolist()
    assert [values[row] for row in found] == [values[row] for row in expected[:number]]
    assert found == sorted(found, key=lambda row: (-values[row], row))


def test_equal_values_at_the_edge_are_cut_by_row() -> None:
    assert best(np.ones(300, dtype=np.float32), DEPTH).tolist() == list(range(DEPTH))


def test_fusion_is_reciprocal_ranks_of_those_allowed() -> None:
    features = {
        "words": np.array([0.1, 0.9, 0.5, 0.0], dtype=np.float32),
        "network": np.array([0.3, 0.2, 0.0, 0.0], dtype=np.float32),
    }
    made = fuse(features, np.array([True, False, True, True]))
    assert made == {
        0: {"words": WEIGHTS["words"] / (K + 2), "network": WEIGHTS["network"] / (K + 1)},
        2: {"words": WEIGHTS["words"] / (K + 1)},
    }


def test_equal_values_share_their_mean_rank() -> None:
    values = np.array([0.5, 0.9, 0.5, 0.5, 0.1], dtype=np.float32)
    made = fuse({"words": values}, np.ones(5, dtype=bool))
    assert made[1]["words"] == WEIGHTS["words"] / (K + 1)
    assert {made[row]["words"] for row in (0, 2, 3)} == {WEIGHTS["words"] / (K + 3)}
    assert made[4]["words"] == WEIGHTS["words"] / (K + 5)
    assert fuse({"words": np.ones(2 * DEPTH, dtype=np.float32)}, np.ones(2 * DEPTH, dtype=bool)) == {}


def test_every_feature_is_explained_and_weighed() -> None:
    assert set(FEATURES) == set(WEIGHTS)
    assert all("Unit: " in text and "Example: " in text for text in FEATURES.values())


def test_a_subject_without_text_is_like_nothing(snapshot: Snapshot) -> None:
    empty = Subject(
        None, None, [], [], csr_array((1, len(snapshot.vocabulary)), dtype=np.float32), snapshot.vectors[0] * 0
    )
    assert not word_likeness(snapshot, empty).any()
    assert not meaning_likeness(snapshot, empty).any()


def test_words_of_a_text_that_is_hardly_known_count_little() -> None:
    values = {"words": np.array([1, 0], dtype=np.float32), "meaning": np.array([1, 2], dtype=np.float32)}
    allowed = np.ones(2, dtype=bool)
    whole, half, none = (fuse(values, allowed, known) for known in (1.0, 0.5, 0.0))
    assert half[0]["words"] == pytest.approx(whole[0]["words"] / 4)
    assert half[0]["meaning"] == whole[0]["meaning"]
    assert "words" not in none[0], "what adds nothing is no reason"


def test_how_much_of_a_text_is_known(snapshot: Snapshot) -> None:
    def known(text: str) -> float:
        return described_partner(snapshot, PartnerDescription("", text), None)[0].known

    assert known("mangroves forests") == 1
    assert known("mangroves zeppelins") == 0.5
    row = snapshot.partner_row[next(iter(snapshot.partners))]
    assert stored_partner(snapshot, snapshot.partners[row])[0].known == 1
