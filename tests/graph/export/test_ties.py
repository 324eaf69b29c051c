"""Ties of partners, beside networkx."""

from __future__ import annotations

import networkx as nx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from networkx.algorithms import bipartite

from graph.export.network import network_of
from graph.export.ties import shared_partnerships
from graph.model.entities import Entity, Relation
from graph.store import open_store
from graph.store.interface import Store

LINKS = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 5)), max_size=30)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(links=LINKS, asked=st.none() | st.sets(st.integers(0, 5)))
def test_ties_count_shared_partnerships(links: set[tuple[int, int]], asked: set[int] | None) -> None:
    partners = [Entity(f"p{who}", "partner", f"Partner {who}") for who in range(8)]
    partnerships = [Entity(f"q{where}", "partnership", f"Partnership {where}") for where in range(6)]
    ids = None if asked is None else [f"q{where}" for where in asked]
    with open_store("sqlite://") as store:
        with store.writer() as writer:
            writer.put_entities([*partners, *partnerships], {})
            writer.put_relations(
                # The first of each leads, too: two roles are one partner.
                Relation(f"p{who}", "takes-part", f"q{where}", role)
                for who, where in links
                for role in (("not-stated", "lead") if who == 0 else ("not-stated",))
            )
        network = network_of(store.view(), "partners", ids, ties=shared_partnerships(store.view(), ids))
        edges = [(row["source"], row["target"], row["weight"]) for row in network.edges()]
        nodes = {row["id"] for row in network.nodes()}
    graph = nx.Graph((f"p{who}", f"q{where}") for who, where in links if asked is None or where in asked)
    known = [node for node in graph if node.startswith("p")]
    expected = bipartite.weighted_projected_graph(graph, known) if known else nx.Graph()
    assert nodes == set(known)
    assert {(frozenset((one, other)), weight) for one, other, weight in edges} == {
        (frozenset((one, other)), weight) for one, other, weight in expected.edges(data="weight")
    }
    assert edges == sorted(edges)
    assert all(one < other for one, other, _ in edges)


def test_ties_can_be_read_again(harbour: Store) -> None:
    ties = shared_partnerships(harbour.view())
    assert list(ties()) == list(ties())
    assert ("astral-4", "unep-5", 1.0) in list(ties())
