"""The walk against a dense power iteration, networkx, and a path counted by hand."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graph.matching.subject import PartnerDescription, Subject, described_partner, stored_partner, stored_partnership
from graph.matching.walk import EDGE_WEIGHTS, RESTART, STEPS, Walk
from graph.snapshot.snapshot import Snapshot
from tests.arrays import Body, Entry, arrays, snapshots


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


def seed_of(snapshot: Snapshot, subject: Subject) -> np.ndarray:
    n, m = snapshot.links.shape
    seed = np.zeros(n + m + len(snapshot.tags))
    if subject.partner is not None and subject.own:
        seed[subject.partner] = 1
    else:
        for who in subject.partners:
            if who != subject.partner:
                seed[who] = EDGE_WEIGHTS["takes-part"]
        for tag in subject.tags:
            seed[n + m + tag] = EDGE_WEIGHTS[snapshot.tags[tag][0]]
    return seed / seed.sum() if seed.sum() else seed


def iterated(snapshot: Snapshot, subject: Subject) -> np.ndarray:
    adjacency = dense(snapshot)
    sums = adjacency.sum(axis=1, keepdims=True)
    transition = np.divide(adjacency, sums, out=np.zeros_like(adjacency), where=sums > 0)
    seed = seed_of(snapshot, subject)
    here = seed
    for _ in range(STEPS):
        here = RESTART * seed + (1 - RESTART) * here @ transition
    return here


def subjects(snapshot: Snapshot) -> list[Subject]:
    asked = [stored_partnership(snapshot, id)[0] for id in snapshot.partnerships]
    return asked + [stored_partner(snapshot, id)[0] for id in snapshot.partners]


def agrees(snapshot: Snapshot) -> None:
    walk = Walk(snapshot)
    n, m = snapshot.links.shape
    for subject in subjects(snapshot):
        here = walk.stands(subject)
        expected = iterated(snapshot, subject)
        assert here == pytest.approx(expected, abs=1e-6)
        assert walk.of_partners(here) == pytest.approx(expected[:n], abs=1e-6)
        assert walk.of_partnerships(here) == pytest.approx(expected[n : n + m], abs=1e-6)


def test_the_walk_is_the_power_iteration_of_a_dense_matrix(snapshot: Snapshot) -> None:
    agrees(snapshot)


@settings(deadline=None)
@given(snapshots())
def test_so_it_is_of_any_snapshot(made: Snapshot) -> None:
    agrees(made)


def test_the_walk_ranks_as_networkx_does(snapshot: Snapshot) -> None:
    graph = nx.from_numpy_array(dense(snapshot))
    n, m = snapshot.links.shape
    row = snapshot.partner_row[next(id for id in snapshot.partners if id.startswith("united-nations-environment"))]
    exact = nx.pagerank(graph, alpha=1 - RESTART, personalization={row: 1}, weight="weight")
    walk = Walk(snapshot)
    partnerships = walk.of_partnerships(walk.stands(stored_partner(snapshot, snapshot.partners[row])[0]))
    # Eight steps leave at most 0.7 to the eighth of the probability to be placed.
    assert partnerships == pytest.approx([exact[n + column] for column in range(m)], abs=(1 - RESTART) ** STEPS)
    known = snapshot.partnerships_of(row)
    assert set(np.argsort(-partnerships)[: len(known)].tolist()) == set(known.tolist())


def test_a_walk_from_nowhere_reaches_nothing(snapshot: Snapshot) -> None:
    subject, _ = described_partner(snapshot, PartnerDescription("Nobody known"), None)
    assert not Walk(snapshot).stands(subject).any()


def test_a_kind_of_tag_without_a_weight_is_not_walked() -> None:
    made = arrays(
        [Body(), Body()], [Entry(partners=(0,), tags=(("sdg", "14"),)), Entry(partners=(1,), tags=(("sdg", "14"),))]
    )
    subject, _ = stored_partner(made, "p0")
    over_goals, over_partners = Walk(made), Walk(made, {"takes-part": 1.0})
    assert over_goals.of_partnerships(over_goals.stands(subject))[1] > 0
    assert over_partners.of_partnerships(over_partners.stands(subject))[1] == 0


CHAIN = arrays(
    [Body("Asker"), Body("Between"), Body("Found"), Body("Leaf")],
    [
        Entry("one", partners=(0, 1)),
        Entry("two", partners=(1, 2, 3), tags=(("sdg", "14"), ("country", "KEN"))),
        Entry("three", tags=(("sdg", "14"),)),
    ],
)
"""Found is two steps away over Between; Leaf and Kenya are ends of the same entry, goal 14 goes on to another."""


def test_what_is_near_is_near_through_what_leads_there() -> None:
    walk = Walk(CHAIN)
    subject, _ = stored_partnership(CHAIN, "e-0")
    here = walk.stands(subject)
    partners, tags = walk.carriers(subject, here, 2, of_partners=True)
    assert partners == [1], "the leaf only gives back what the entry gave it"
    assert [CHAIN.tags[tag] for tag in tags] == [("sdg", "14")], "Kenya is an end too"
    assert walk.carriers(subject, here, 2, of_partners=True, number=1) == ([1], [])


def test_where_the_walk_starts_is_named_even_if_nothing_else_ties_it() -> None:
    walk = Walk(CHAIN)
    subject, _ = described_partner(CHAIN, PartnerDescription("X", "reefs", country="KEN"), None)
    partners, tags = walk.carriers(subject, walk.stands(subject), 1, of_partners=False)
    assert CHAIN.tags[tags[0]] == ("country", "KEN")
    assert 3 not in partners


def test_the_flow_over_a_carrier_is_the_product_of_its_steps() -> None:
    adjacency = dense(CHAIN)
    transition = adjacency / adjacency.sum(axis=1, keepdims=True)
    walk = Walk(CHAIN)
    subject, _ = stored_partner(CHAIN, "p0")
    here = walk.stands(subject)
    n, m = CHAIN.links.shape
    flow = [here[node] * transition[node, n + 1] for node in range(len(adjacency))]
    partners, tags = walk.carriers(subject, here, 1, of_partners=False, number=10)
    passing = [
        node for node in np.argsort(-np.array(flow)).tolist() if flow[node] > 0 and (adjacency[node] > 0).sum() > 1
    ]
    assert partners == [node for node in passing if node < n]
    assert tags == [node - n - m for node in passing if node >= n + m]
