"""Projections are those of networkx, by every weight."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from networkx.algorithms import bipartite as two

from graph.analytics.network.projection import OneMode, Weights, project
from graph.analytics.network.two_mode import Mode, TwoMode
from graph.errors import InputError
from tests.graph.analytics.network.drawn import bipartite, graph_of, network_of, networks


def oracle(network: TwoMode, mode: Mode, weights: Weights) -> dict[tuple[int, int], float]:
    """Pairs and their weights, by networkx; 1/k, which it doesn't have, by hand."""
    graph = bipartite(network)
    letter, size = ("p", network.links.shape[0]) if mode == "partners" else ("q", network.links.shape[1])
    nodes = [(letter, at) for at in range(size)]
    if not nodes:
        return {}
    if weights == "hyperbolic":
        worth: dict[tuple[int, int], float] = {}
        for other in set(graph) - set(nodes):
            for one, another in combinations(sorted(at for _, at in graph[other]), 2):
                worth[one, another] = worth.get((one, another), 0.0) + 1 / len(graph[other])
        return worth
    made = (two.collaboration_weighted_projected_graph if weights == "newman" else two.weighted_projected_graph)(
        graph, nodes
    )
    return {(min(u, v)[1], max(u, v)[1]): weight for u, v, weight in made.edges(data="weight")}


@pytest.mark.parametrize("weights", ["count", "newman", "hyperbolic"])
@pytest.mark.parametrize("mode", ["partners", "partnerships"])
@settings(deadline=None, max_examples=60)
@given(network=networks())
def test_ties_and_weights_are_those_of_networkx(network: TwoMode, mode: Mode, weights: Weights) -> None:
    made = project(network, mode, weights)
    found = {(u, v): weight for u, v, weight in graph_of(made).edges(data="weight")}
    expected = oracle(network, mode, weights)
    assert found.keys() == expected.keys()
    assert found == pytest.approx(expected, abs=1e-9)
    assert made.edges == len(expected)
    assert (made.matrix != made.matrix.T).nnz == 0 or abs(made.matrix - made.matrix.T).max() < 1e-12
    assert not made.matrix.diagonal().any(), "nobody is tied to itself"
    assert len(made) == len(made.rows) == len(network.rows(mode))


@settings(deadline=None)
@given(networks())
def test_by_newman_a_partner_is_as_strong_as_it_has_partnerships_with_others(network: TwoMode) -> None:
    with_others = network.links @ (network.partnership_degrees > 1).astype(float)
    assert project(network).strengths == pytest.approx(with_others, abs=1e-9)


def degrees(made: OneMode) -> list[int]:
    return made.degrees.tolist()


def test_isolated_and_parallel_ones() -> None:
    network = network_of(4, [[0, 1], [0, 1], [2], [0, 1, 3]])
    made = project(network, "partners", "count")
    assert degrees(made) == [2, 2, 0, 2]
    assert made.matrix[[0]].toarray().tolist() == [[0, 3, 0, 1]], "what is shared thrice is one tie of three"
    assert degrees(project(network, "partnerships", "count")) == [2, 2, 0, 2]


def test_of_nobody_there_is_nothing_to_tie() -> None:
    for mode in ("partners", "partnerships"):
        made = project(network_of(0, [[]]), mode)
        assert (len(made), made.edges, made.strengths.tolist()) == (0, 0, [])


def test_what_is_too_large_says_its_size_and_what_to_do_instead() -> None:
    network = network_of(40, [list(range(40)), [0, 1]])
    with pytest.raises(InputError, match=r"781 pairs; the limit is 780.*slice without the largest partnerships"):
        project(network, most_pairs=780)
    assert project(network, most_pairs=781).edges == 780
    assert nx.density(graph_of(project(network))) == 1
    assert np.isfinite(project(network).matrix.data).all()
