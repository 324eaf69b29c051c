"""The simple methods against their definitions in docs/quality.md, computed densely."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from graph.evaluation.hidden.simple import FLOOR, METHODS, NEIGHBOURS, K, Simple
from graph.matching.subject import Subject, stored_partner, stored_partnership
from graph.matching.terrain import Terrain
from graph.snapshot.snapshot import Snapshot
from tests.arrays import Body, Entry, arrays, snapshots

EDGES = {"country": 0.3, "sdg": 0.1}


def walked(snapshot: Snapshot, subject: Subject) -> np.ndarray:
    """Personalised PageRank: restart .3, 8 steps; organisations 1, countries .3, goals .1, nothing else."""
    n, m = snapshot.links.shape
    tagged = snapshot.tagged.toarray() * [EDGES.get(kind, 0) for kind, _ in snapshot.tags]
    size = n + m + len(snapshot.tags)
    adjacency = np.zeros((size, size))
    adjacency[:n, n : n + m] = snapshot.links.toarray()
    adjacency[n : n + m, n + m :] = tagged
    adjacency += adjacency.T
    sums = adjacency.sum(axis=1, keepdims=True)
    step = np.divide(adjacency, sums, out=np.zeros_like(adjacency), where=sums > 0)
    seed = np.zeros(size)
    if subject.own:
        seed[subject.partner] = 1
    else:
        seed[[who for who in subject.partners if who != subject.partner]] = 1
        for tag in subject.tags:
            seed[n + m + tag] = EDGES.get(snapshot.tags[tag][0], 0)
    here = seed = seed / (seed.sum() or 1)
    for _ in range(8):
        here = 0.3 * seed + 0.7 * here @ step
    return here


def fused(lists: list[np.ndarray]) -> np.ndarray:
    scores = np.zeros(len(lists[0]))
    for each in lists:
        order = sorted((row for row in range(len(each)) if each[row] > 0), key=lambda row: (-each[row], row))
        for place, row in enumerate(order[:200]):
            scores[row] += 1 / (60 + place + 1)
    return scores


def expected(snapshot: Snapshot, subject: Subject, allowed: np.ndarray, *, invite: bool) -> dict[str, np.ndarray]:
    n, m = snapshot.links.shape
    links, terms = snapshot.links.toarray(), snapshot.terms.toarray()
    words = terms @ subject.terms.toarray().ravel()
    vectors = np.maximum(np.maximum(snapshot.vectors @ subject.vector, 0) - 0.2, 0)
    weights = Terrain(snapshot).tag_weights
    asked = [tag for tag in subject.tags if snapshot.tags[tag][0] in {"sdg", "country"}]
    has = snapshot.tagged.toarray()
    if invite:
        if subject.partnership is not None:
            words[subject.partnership] = vectors[subject.partnership] = 0
        words, vectors, has = links @ words**2, links @ vectors**2, np.minimum(links @ has, 1)
    tags = has[:, asked] @ weights[asked] if asked else np.zeros(n if invite else m)
    here = walked(snapshot, subject)
    near = here[:n] if invite else here[n : n + m]
    popularity = links.sum(axis=1 if invite else 0)
    made = dict(zip(METHODS, (popularity, words, vectors, near), strict=False))
    made = {name: np.where(allowed, each, 0) for name, each in made.items()}
    ordered = [
        np.float32(each) for each in (made["words"], made["vectors"], made["PageRank"], np.where(allowed, tags, 0))
    ]
    return made | {"fusion": fused(ordered)}


def agrees(snapshot: Snapshot) -> None:
    simple = Simple(Terrain(snapshot))
    n, m = snapshot.links.shape
    for asked, id in enumerate(snapshot.partnerships):
        subject, _ = stored_partnership(snapshot, id)
        allowed = ~np.isin(np.arange(n), snapshot.partners_of(asked))
        same(dict(simple.partners(subject, allowed)), expected(snapshot, subject, allowed, invite=True))
    for asked, id in enumerate(snapshot.partners):
        subject, _ = stored_partner(snapshot, id)
        allowed = ~np.isin(np.arange(m), snapshot.partnerships_of(asked))
        same(dict(simple.partnerships(subject, allowed)), expected(snapshot, subject, allowed, invite=False))


def same(found: dict[str, np.ndarray], wanted: dict[str, np.ndarray]) -> None:
    assert tuple(found) == METHODS
    for method, each in wanted.items():
        if method != "fusion":
            assert found[method] == pytest.approx(each, abs=1e-5), method
    # Rounding may turn two equals, which moves them by a place.
    assert found["fusion"] == pytest.approx(wanted["fusion"], abs=4 * 3 / 60**2)
    assert set(np.flatnonzero(found["fusion"])) >= set(np.flatnonzero(wanted["fusion"] > 4 / 260))


def test_the_register_is_ranked_by_the_definitions(known: Snapshot) -> None:
    agrees(known)


@settings(deadline=None)
@given(snapshots())
def test_so_is_any_snapshot(made: Snapshot) -> None:
    agrees(made)


def test_constants_are_those_of_the_protocol() -> None:
    assert (K, FLOOR, NEIGHBOURS) == (60, 0.2, 100)


def test_the_fusion_of_two_rankings_by_hand() -> None:
    """One who is first by words and second by the walk, one the other way round, one by the walk alone."""
    made = arrays(
        [Body("a"), Body("b"), Body("c"), Body("d")],
        [
            Entry("reef storm", partners=(0,)),
            Entry("reef storm", partners=(1,)),
            Entry("reef water", "water", partners=(2,)),
            Entry("solar", "water", partners=(0, 3)),
        ],
    )
    subject, _ = stored_partnership(made, "e-0")
    allowed = np.array([False, True, True, True])
    found = Simple(Terrain(made)).partners(subject, allowed)
    assert np.argsort(-found["words"])[:2].tolist() == [1, 2]
    assert np.flatnonzero(found["PageRank"]).tolist() == [3]
    assert found["fusion"].tolist() == pytest.approx([0, 1 / 61, 1 / 62, 1 / 61])
