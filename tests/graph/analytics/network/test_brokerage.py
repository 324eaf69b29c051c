"""Constraint and effective size are those of networkx; losses are what removing a partner leaves."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analytics.network.brokerage import constraint, effective_size, losses
from graph.analytics.network.cohesion import cuts
from graph.analytics.network.projection import Weights, project
from graph.analytics.network.two_mode import Reals, TwoMode
from graph.errors import InputError
from tests.graph.analytics.network.drawn import bipartite, graph_of, large, network_of, networks


def checked(network: TwoMode, weights: Weights) -> None:
    made = project(network, "partners", weights)
    graph = graph_of(made)
    # Vertex by vertex: over all at once networkx 3.6 divides by another vertex's greatest weight, and fails on none.
    for values, expected in (
        (constraint(made), nx.constraint(graph, list(graph), weight="weight")),
        (effective_size(made), nx.effective_size(graph, list(graph), weight="weight")),
    ):
        wanted = np.array([expected[at] for at in range(len(made))], dtype=float)
        assert np.isnan(values).tolist() == np.isnan(wanted).tolist()
        assert values == pytest.approx(wanted, abs=1e-9, nan_ok=True)


@settings(deadline=None)
@given(networks(), st.sampled_from(["count", "newman", "hyperbolic"]))
def test_constraint_and_effective_size_are_those_of_networkx(network: TwoMode, weights: Weights) -> None:
    checked(network, weights)


def test_of_a_larger_network_too_and_in_several_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.analytics.network.limits._AT_ONCE", 500)
    checked(large(0, 120, 40), "newman")


@pytest.mark.parametrize("measure", [constraint, effective_size])
def test_some_vertices_alone_are_asked_for_in_their_order(measure: Callable[..., Reals]) -> None:
    made = project(large(3))
    whole, some = measure(made), measure(made, np.array([7, 3, 50]))
    assert some == pytest.approx(whole[[7, 3, 50]], nan_ok=True)


def test_a_broker_of_two_pairs_is_less_constrained_than_they_are() -> None:
    made = project(network_of(5, [[0, 1, 2], [2, 3, 4]]))
    assert constraint(made).argmin() == effective_size(made).argmax() == 2
    # Four contacts, each reached by one of the others as well.
    assert effective_size(made)[2] == pytest.approx(3)


@pytest.mark.parametrize(("measure", "name"), [(constraint, "Constraint"), (effective_size, "Effective size")])
def test_what_is_too_large_says_its_size_and_what_to_do_instead(measure: Callable[..., Reals], name: str) -> None:
    with pytest.raises(InputError, match=rf"{name} would take .*limit is 5\. It can be asked for some vertices alone"):
        measure(project(large(0)), most_steps=5)


@settings(deadline=None)
@given(networks())
def test_losses_are_what_removing_a_partner_leaves(network: TwoMode) -> None:
    found = losses(network, cuts(network))
    whole = bipartite(network)

    def connected(graph: nx.Graph) -> int:
        sizes = [sum(letter == "p" for letter, _ in part) for part in nx.connected_components(graph)]
        return sum(size * (size - 1) // 2 for size in sizes)

    for at in range(network.links.shape[0]):
        rest = whole.copy()
        near = list(whole[("p", at)])
        rest.remove_node(("p", at))
        assert found.partnerships[at] == len(near)
        assert found.left_empty[at] == sum(len(rest[each]) == 0 for each in near)
        assert found.left_with_one[at] == sum(len(rest[each]) == 1 for each in near)
        others = sum(letter == "p" for letter, _ in nx.node_connected_component(whole, ("p", at))) - 1
        assert found.connected[at] == connected(whole) - others
        assert found.separated[at] == found.connected[at] - connected(rest)


def test_of_nobody_and_without_ties() -> None:
    for measure in (constraint, effective_size):
        assert measure(project(network_of(0, []))).tolist() == []
        assert np.isnan(measure(project(network_of(2, [[0], [1]])))).all()
    nobody, alone = network_of(0, []), network_of(1, [[0]])
    assert losses(nobody, cuts(nobody)).connected.tolist() == []
    assert losses(alone, cuts(alone)).left_empty.tolist() == [1]
