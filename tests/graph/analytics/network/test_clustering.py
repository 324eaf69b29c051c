"""Two-mode clustering is that of networkx where it has it, and otherwise counted way by way."""

from __future__ import annotations

from itertools import combinations, permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from networkx.algorithms import bipartite as two

from graph.analytics.network.clustering import closure, mean_pairwise, pairwise, reinforcement
from graph.analytics.network.two_mode import Mode, TwoMode
from graph.errors import InputError
from tests.graph.analytics.network.drawn import bipartite, large, network_of, networks


@settings(deadline=None)
@given(networks())
def test_reinforcement_is_that_of_networkx(network: TwoMode) -> None:
    found = reinforcement(network)
    graph = bipartite(network)
    assert (found.value or 0) == pytest.approx(
        two.robins_alexander_clustering(graph) if len(graph) > 3 else 0, abs=1e-9
    )
    assert (found.value is None) == (found.paths == 0)


@settings(deadline=None)
@given(networks())
def test_pairwise_clustering_is_that_of_networkx_but_for_who_shares_nothing(network: TwoMode) -> None:
    graph = bipartite(network)
    modes: tuple[tuple[Mode, str, int], ...] = (("partners", "p", 0), ("partnerships", "q", 1))
    for mode, letter, axis in modes:
        nodes = [(letter, at) for at in range(network.links.shape[axis])]
        found = pairwise(network, mode)
        theirs = two.latapy_clustering(graph, nodes) if nodes else {}
        shares = [any(len(graph[other]) > 1 for other in graph[node]) for node in nodes]
        expected = [theirs[node] if has else float("nan") for node, has in zip(nodes, shares, strict=True)]
        assert found == pytest.approx(expected, abs=1e-9, nan_ok=True)
        if mode == "partners":
            tied = found[shares]
            assert mean_pairwise(network) == (pytest.approx(tied.mean(), abs=1e-9) if len(tied) else None)


def way_by_way(graph: nx.Graph) -> tuple[int, int]:
    """Ways of four links between partners, and how many of them are closed by another partnership."""
    paths = closed = 0
    partners = [node for node in graph if node[0] == "p"]
    for one, other in combinations(partners, 2):
        shared = set(graph[one]) & set(graph[other])
        for middle in partners:
            if middle in {one, other}:
                continue
            firsts, seconds = set(graph[one]) & set(graph[middle]), set(graph[middle]) & set(graph[other])
            for first in firsts:
                for second in seconds - {first}:
                    paths += 1
                    closed += bool(shared - {first, second})
    return closed, paths


@settings(deadline=None)
@given(networks())
def test_closure_is_counted_as_way_by_way(network: TwoMode) -> None:
    found = closure(network)
    assert (found.closed, found.paths) == way_by_way(bipartite(network))


@pytest.mark.parametrize("seed", range(3))
def test_of_a_larger_network_too_and_in_several_batches(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.analytics.network.limits._AT_ONCE", 200)
    network = large(seed, 40, 40)
    found = closure(network)
    assert (found.closed, found.paths) == way_by_way(bipartite(network))
    assert found.closed > 0


def test_three_that_meet_two_by_two_are_closed() -> None:
    found = closure(network_of(3, [[0, 1], [1, 2], [0, 2]]))
    assert (found.value, found.closed, found.paths) == (1.0, 3, 3)
    assert closure(network_of(3, [[0, 1, 2]])).value is None, "one partnership of three is no way from one to another"
    assert reinforcement(network_of(2, [[0, 1], [0, 1]])).value == 1


def test_of_nobody_nothing_can_be_said() -> None:
    nobody = network_of(0, [])
    assert (reinforcement(nobody).value, closure(nobody).value, pairwise(nobody).tolist()) == (None, None, [])
    alone = network_of(2, [[0], [1]])
    assert np.isnan(pairwise(alone)).tolist() == [True, True]
    assert mean_pairwise(alone) is None


def test_what_is_too_large_says_its_size_and_what_to_do_instead() -> None:
    with pytest.raises(InputError, match=r"limit is 3\. Robins and Alexander's takes hardly any"):
        closure(large(0), most_steps=3)


def test_the_ends_of_a_way_do_not_matter() -> None:
    lists = [[0, 1, 3], [1, 2], [0, 2, 3], [0, 1]]
    expected = closure(network_of(4, lists))
    for order in permutations(range(4)):
        assert closure(network_of(4, [[order[who] for who in each] for each in lists])) == expected
