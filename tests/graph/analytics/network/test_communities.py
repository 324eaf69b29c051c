"""Communities are as good as they say, the same each time, and found again or not."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graph.analytics.network.communities import Labels, _both, _information, _overlap, _rand, communities, modularity
from graph.analytics.network.projection import project
from graph.analytics.network.two_mode import TwoMode
from graph.errors import InputError
from tests.graph.analytics.network.drawn import graph_of, large, network_of, networks


def parts(of: Labels) -> list[set[int]]:
    return [set(np.flatnonzero(of == number).tolist()) for number in range(int(of.max()) + 1)]


@settings(deadline=None)
@given(networks())
def test_modularity_is_that_of_networkx_and_of_what_is_shown(network: TwoMode) -> None:
    made = project(network)
    found = communities(made, range(3))
    assert found.sizes.tolist() == sorted(found.sizes.tolist(), reverse=True)
    assert int(found.sizes.sum()) == len(made)
    if not made.edges:
        assert (found.modularity, found.stability, found.several) == (None, None, 0)
        return
    expected = nx.community.modularity(graph_of(made), parts(found.of), weight="weight")
    assert modularity(made, found.of) == pytest.approx(expected, abs=1e-9)
    assert found.modularity == pytest.approx(expected, abs=1e-9)
    assert found.stability is not None
    assert found.modularity == found.stability.highest_modularity
    # Who is in no tie is alone, and no community goes over the edge of a component.
    for part in parts(found.of):
        assert nx.is_connected(graph_of(made).subgraph(part))


def test_the_same_seeds_give_the_same() -> None:
    made = project(large(0))
    one, other = communities(made), communities(made)
    assert one.of.tolist() == other.of.tolist()
    assert one.stability == other.stability
    assert one.stability is not None
    assert len(one.stability.seeds) == 20


def test_it_is_as_good_as_another_method_finds() -> None:
    made = project(large(1))
    graph = graph_of(made)
    louvain = nx.community.louvain_communities(graph, weight="weight", seed=1)
    found = communities(made).modularity
    assert found is not None
    assert found > nx.community.modularity(graph, louvain, weight="weight") - 0.01


def test_three_cliques_are_found_by_every_seed() -> None:
    lists = [[0, 1, 2, 3], [0, 1, 2, 3], [4, 5, 6], [4, 5, 6], [7, 8, 9], [7, 8, 9], [3, 4], [6, 7], [10]]
    found = communities(project(network_of(11, lists)))
    assert found.of.tolist() == [0] * 4 + [1] * 3 + [2] * 3 + [3]
    assert found.several == 3
    stable = found.stability
    assert stable is not None
    assert (stable.rand, stable.lowest_rand, stable.information) == pytest.approx((1, 1, 1))
    assert stable.found_again == pytest.approx((1, 1, 1, 1))


def entropy(labels: Sequence[object]) -> float:
    return -sum(count / len(labels) * math.log(count / len(labels)) for count in Counter(labels).values())


def jaccard(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other)


@settings(deadline=None, max_examples=50)
@given(networks())
def test_agreement_is_counted_by_pairs(network: TwoMode) -> None:
    size = len(network.partner_rows)
    if size < 2:
        return
    chance = np.random.default_rng(size)
    one, other = (np.unique(chance.integers(0, 4, size), return_inverse=True)[1] for _ in range(2))
    pairs = [(one[a] == one[b], other[a] == other[b]) for a, b in combinations(range(size), 2)]
    both, first, second = (sum(map(bool, each)) for each in zip(*[(a and b, a, b) for a, b in pairs], strict=True))
    expected = first * second / len(pairs)
    mean = (first + second) / 2
    assert _rand(_both(one, other)) == pytest.approx(1 if mean == expected else (both - expected) / (mean - expected))
    entropies = [entropy(each) for each in (one.tolist(), other.tolist(), list(zip(one, other, strict=True)))]
    mutual = entropies[0] + entropies[1] - entropies[2]
    shared = 2 * mutual / (entropies[0] + entropies[1]) if entropies[0] + entropies[1] else 1
    assert _information(_both(one, other)) == pytest.approx(shared, abs=1e-9)
    best = [max(jaccard(mine, theirs) for theirs in parts(other)) for mine in parts(one)]
    assert _overlap(_both(one, other)).tolist() == pytest.approx(best, abs=1e-9)
    assert _information(_both(one, one)) == pytest.approx(1)


@pytest.mark.parametrize(("seeds", "resolution"), [((), 1.0), ((1, 1), 1.0), ((-1,), 1.0), ((1,), 0.0)])
def test_seeds_and_resolution_that_are_none_are_refused(seeds: tuple[int, ...], resolution: float) -> None:
    with pytest.raises(InputError):
        communities(project(large(0)), seeds, resolution)


def test_one_run_says_nothing_of_stability() -> None:
    stable = communities(project(large(0)), [4]).stability
    assert stable is not None
    assert (stable.rand, stable.found_again, stable.seeds) == (None, None, (4,))
    assert communities(project(network_of(0, []))).of.tolist() == []
