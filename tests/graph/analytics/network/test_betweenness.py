"""Betweenness is that of networkx, and a sample's error covers how far off it is."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analytics.network.betweenness import betweenness, sampled_betweenness
from graph.analytics.network.projection import project
from graph.analytics.network.two_mode import Mode, TwoMode
from graph.errors import InputError
from tests.graph.analytics.network.drawn import graph_of, large, network_of, networks


@settings(deadline=None)
@given(networks(), st.sampled_from(["partners", "partnerships"]))
def test_exact_betweenness_is_that_of_networkx(network: TwoMode, mode: Mode) -> None:
    made = project(network, mode)
    found = betweenness(made)
    expected = nx.betweenness_centrality(graph_of(made))
    assert found.values == pytest.approx([expected[at] for at in range(len(made))], abs=1e-9)
    assert (found.seed, found.errors.any()) == (None, False)


@pytest.mark.parametrize("seed", range(3))
def test_of_a_larger_network_too(seed: int) -> None:
    made = project(large(seed))
    expected = nx.betweenness_centrality(graph_of(made))
    assert betweenness(made).values == pytest.approx([expected[at] for at in range(len(made))], abs=1e-9)


@settings(deadline=None)
@given(networks(partners=20), st.integers(2, 12), st.integers(0, 5))
def test_a_sample_is_the_mean_over_its_sources(network: TwoMode, sources: int, seed: int) -> None:
    made = project(network)
    size = len(made)
    found = sampled_betweenness(made, sources, seed)
    if size <= sources:
        assert found.seed is None
        assert found.values.tolist() == betweenness(made).values.tolist()
        return
    graph = graph_of(made)
    gained = np.array([by_hand(graph, source) for source in np.random.default_rng(seed).choice(size, sources, False)])
    scale = size / ((size - 1) * (size - 2))
    assert found.values == pytest.approx(gained.mean(axis=0) * scale, abs=1e-9)
    spread = gained.std(axis=0, ddof=1) / np.sqrt(sources) * np.sqrt(1 - sources / size) * scale
    assert found.errors == pytest.approx(spread, abs=1e-9)


def by_hand(graph: nx.Graph, source: int) -> list[float]:
    """What each vertex gets from the ways that begin at one: all of them where it is in the farther half, twice."""
    gained = [0.0] * len(graph)
    for target in nx.node_connected_component(graph, source) - {source}:
        ways = list(nx.all_shortest_paths(graph, source, target))
        for way in ways:
            for distance, vertex in enumerate(way[1:-1], start=1):
                gained[vertex] += (1 + (2 * distance > len(way) - 1) - (2 * distance < len(way) - 1)) / len(ways)
    return gained


def test_the_stated_error_covers_how_far_a_sample_is_off() -> None:
    covered, all_ = 0, 0
    for number in range(4):
        made = project(large(number))
        exact = betweenness(made).values
        for seed in range(10):
            found = sampled_betweenness(made, 64, seed)
            off = np.abs(found.values - exact)
            assert off[found.errors == 0] == pytest.approx(0, abs=0.02), "who was seen on no way is on few"
            covered += int((off <= 2 * found.errors)[exact > 0].sum())
            all_ += int((exact > 0).sum())
    assert all_ > 2000
    assert covered / all_ > 0.85


def test_it_is_right_on_average() -> None:
    made = project(large(2, 60, 30))
    exact = betweenness(made).values
    mean = np.mean([sampled_betweenness(made, 10, seed).values for seed in range(400)], axis=0)
    assert mean == pytest.approx(exact, abs=0.01)


def test_the_same_seed_gives_the_same_and_another_another() -> None:
    made = project(large(0))
    one, same, other = (sampled_betweenness(made, 32, seed).values for seed in (1, 1, 2))
    assert one.tolist() == same.tolist()
    assert one.tolist() != other.tolist()


def test_what_is_too_large_says_its_size_and_names_the_sample() -> None:
    made = project(large(0))
    with pytest.raises(
        InputError, match=r"Exact betweenness would take [\d,]+ steps; the limit is 10\. Sampled betwee"
    ):
        betweenness(made, most_steps=10)
    with pytest.raises(InputError, match="from 1 source has no error"):
        sampled_betweenness(made, 1)


@pytest.mark.parametrize("lists", [[], [[0], [1]], [[0, 1]]])
def test_between_fewer_than_three_there_is_nobody(lists: list[list[int]]) -> None:
    made = project(network_of(2, lists))
    assert betweenness(made).values.tolist() == sampled_betweenness(made).values.tolist() == [0.0] * len(made)
