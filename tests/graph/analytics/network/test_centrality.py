"""PageRank and eigenvector centrality are those of networkx."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analytics.network.centrality import eigenvector, pagerank
from graph.analytics.network.cohesion import components
from graph.analytics.network.projection import Weights, project
from graph.analytics.network.two_mode import TwoMode
from tests.graph.analytics.network.drawn import graph_of, large, network_of, networks

WEIGHTS = st.sampled_from(["count", "newman", "hyperbolic"])


@settings(deadline=None)
@given(networks(), WEIGHTS, st.sampled_from([0.0, 0.5, 0.85, 0.99]))
def test_pagerank_is_that_of_networkx(network: TwoMode, weights: Weights, damping: float) -> None:
    made = project(network, "partners", weights)
    expected = nx.pagerank(graph_of(made), alpha=damping, tol=1e-13, max_iter=20_000) if len(made) else {}
    assert pagerank(made, damping) == pytest.approx([expected[at] for at in range(len(made))], abs=1e-9)


def checked(network: TwoMode, weights: Weights = "newman") -> None:
    made = project(network, "partners", weights)
    found = eigenvector(made)
    if not made.edges:
        assert np.isnan(found).all()
        return
    inside = np.flatnonzero(components(made).of == 0)
    expected = nx.eigenvector_centrality_numpy(graph_of(made).subgraph(inside.tolist()), weight="weight")
    assert found[inside] == pytest.approx([abs(expected[at]) for at in inside.tolist()], abs=1e-9)
    assert np.isnan(np.delete(found, inside)).all()


# networkx asks for three vertices and more.
@settings(deadline=None)
@given(networks().map(lambda drawn: network_of(15, [*_lists(drawn), [0, 1, 2, 3, 4, 5, 6, 7]])), WEIGHTS)
def test_eigenvector_centrality_is_that_of_networkx_in_the_largest_component(
    network: TwoMode, weights: Weights
) -> None:
    checked(network, weights)


def _lists(network: TwoMode) -> list[list[int]]:
    return [row.indices.tolist() for row in (network.by_partnership[[at]] for at in range(network.links.shape[1]))]


@pytest.mark.parametrize("seed", range(3))
def test_of_a_larger_network_too(seed: int) -> None:
    checked(large(seed))


def test_of_components_as_large_the_one_with_the_first_vertex_counts() -> None:
    found = eigenvector(project(network_of(5, [[1, 2], [0, 3], [4]])))
    assert found[[0, 3]] == pytest.approx([0.5**0.5] * 2, abs=1e-12)
    assert np.isnan(found[[1, 2, 4]]).all()


def test_of_nobody_and_without_ties() -> None:
    nobody, alone = project(network_of(0, [])), project(network_of(2, [[0], [1]]))
    assert pagerank(nobody).tolist() == eigenvector(nobody).tolist() == []
    assert pagerank(alone).tolist() == [0.5, 0.5]
    assert np.isnan(eigenvector(alone)).all()
