"""Components, cores, cut points and bridges are those of networkx; what falls apart is counted."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings

from graph.analytics.network.cohesion import components, core_numbers, cut_off, cuts, two_mode_components
from graph.analytics.network.projection import project
from graph.analytics.network.two_mode import Mode, TwoMode
from tests.graph.analytics.network.drawn import bipartite, graph_of, large, network_of, networks


@settings(deadline=None)
@given(networks())
def test_components_are_those_of_networkx_the_largest_first(network: TwoMode) -> None:
    made = project(network)
    found = components(made)
    parts = [{at for at in range(len(made)) if found.of[at] == number} for number in range(len(found.sizes))]
    expected = sorted(nx.connected_components(graph_of(made)), key=lambda part: (-len(part), min(part)))
    assert parts == expected
    assert found.sizes.tolist() == [len(part) for part in expected]
    partners, partnerships = two_mode_components(network)
    assert partners.of.tolist() == found.of.tolist()
    whole = {
        number: (
            {at for at, of in enumerate(partners.of) if of == number},
            {at for at, of in enumerate(partnerships.of) if of == number},
        )
        for number in range(len(partners.sizes))
    }
    split = [
        ({at for letter, at in part if letter == "p"}, {at for letter, at in part if letter == "q"})
        for part in nx.connected_components(bipartite(network))
    ]
    assert sorted(map(ordered, whole.values())) == sorted(map(ordered, split))


def ordered(part: tuple[set[int], set[int]]) -> tuple[list[int], list[int]]:
    return sorted(part[0]), sorted(part[1])


@settings(deadline=None)
@given(networks())
def test_core_numbers_are_those_of_networkx(network: TwoMode) -> None:
    made = project(network)
    assert dict(enumerate(core_numbers(made).tolist())) == nx.core_number(graph_of(made))


def checked(network: TwoMode, mode: Mode) -> None:
    graph = graph_of(project(network, mode, "count"))
    found = cuts(network, mode)
    assert found.points.tolist() == sorted(nx.articulation_points(graph))
    assert [tuple(pair) for pair in found.bridges.tolist()] == sorted(tuple(sorted(pair)) for pair in nx.bridges(graph))
    for (one, other), beyond, shared in zip(
        found.bridges.tolist(), found.beyond.tolist(), found.shared.tolist(), strict=True
    ):
        assert shared == graph[one][other]["weight"]
        rest = graph.copy()
        rest.remove_edge(one, other)
        assert beyond == min(len(nx.node_connected_component(rest, at)) for at in (one, other))
    for at in graph:
        others = nx.node_connected_component(graph, at) - {at}
        rest = graph.subgraph(others)
        assert found.parts[at] == nx.number_connected_components(rest)
        apart = sum(1 for pair in combinations(others, 2) if not nx.has_path(rest, *pair))
        assert found.separated[at] == apart
        if mode == "partners":
            parts = sorted(nx.connected_components(rest), key=lambda part: (-len(part), min(part)))
            assert cut_off(network, at).tolist() == [each for part in parts[1:] for each in sorted(part)]


@settings(deadline=None)
@given(networks())
def test_cuts_are_those_of_networkx_and_what_falls_apart_is_counted(network: TwoMode) -> None:
    checked(network, "partners")
    checked(network, "partnerships")


def test_of_a_larger_network_too() -> None:
    network = large(1, 150, 50)
    checked(network, "partners")
    checked(network, "partnerships")
    made = project(network)
    assert dict(enumerate(core_numbers(made).tolist())) == nx.core_number(graph_of(made))


def test_a_tie_that_rests_on_two_partnerships_is_a_bridge_and_says_so() -> None:
    found = cuts(network_of(5, [[0, 1], [0, 1], [1, 2], [2, 3, 4]]))
    assert found.bridges.tolist() == [[0, 1], [1, 2]]
    assert found.shared.tolist() == [2, 1]
    assert found.beyond.tolist() == [1, 2]
    assert found.points.tolist() == [1, 2]


def test_a_long_chain_is_searched() -> None:
    found = cuts(network_of(5000, [[at, at + 1] for at in range(4999)]))
    assert len(found.points) == 4998
    assert found.separated.max() == 2499 * 2500


@pytest.mark.parametrize("lists", [[], [[]], [[0], [1]]])
def test_without_ties_nothing_falls_apart(lists: list[list[int]]) -> None:
    network = network_of(2, lists)
    found = cuts(network)
    assert not len(found.bridges)
    assert not len(found.points)
    assert components(project(network)).share in {None, 0.5}
    assert core_numbers(project(network)).tolist() == [0] * len(network.partner_rows)
