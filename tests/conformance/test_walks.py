"""Who works together, and through whom one reaches another; networkx is the oracle."""

from __future__ import annotations

import networkx as nx
import pytest

from graph.model.entities import Entity, Relation
from graph.store.interface import Store
from graph.store.query import CoPartner
from tests.conformance.world import put_graph, random_world


def _network(relations: list[Relation]) -> nx.Graph:
    return nx.Graph([(one.source, one.target) for one in relations if one.relation == "takes-part"])


def test_co_partners_come_by_number_shared_then_id(world: Store) -> None:
    assert world.view().expand("red-crab-1a") == [
        CoPartner("blue-bank-2b", "Blue Bank", 2, ("demo-1", "demo-3")),
        CoPartner("moon-ministry-3c", "Ministry of the Moon", 2, ("demo-1", "demo-2")),
        CoPartner("quiet-4d", "Quiet Institute", 1, ("demo-3",)),
    ]
    assert world.view().expand("red-crab-1a", limit=1) == world.view().expand("red-crab-1a")[:1]
    for nothing in ("island-5e", "nobody", "demo-1", "FJI", ""):
        assert world.view().expand(nothing) == []


def test_only_the_first_five_shared_partnerships_are_named(store: Store) -> None:
    entities = [Entity("a", "partner", "A"), Entity("b", "partner", "B")]
    entities += [Entity(f"p{at}", "partnership", "P") for at in range(8)]
    relations = [Relation(who, "takes-part", f"p{at}") for who in "ab" for at in range(8)]
    put_graph(store, entities, relations)
    assert store.view().expand("a") == [CoPartner("b", "B", 8, ("p0", "p1", "p2", "p3", "p4"))]


@pytest.mark.parametrize("seed", range(5))
def test_expand_is_what_the_network_says(store: Store, seed: int) -> None:
    entities, relations = random_world(seed)
    put_graph(store, entities, relations)
    network = _network(relations)
    for entity in entities:
        shared: dict[str, list[str]] = {}
        if entity.kind == "partner" and entity.id in network:
            for partnership in sorted(network[entity.id]):
                for other in network[partnership]:
                    if other != entity.id:
                        shared.setdefault(other, []).append(partnership)
        expected = sorted((-len(via), other, tuple(via[:5])) for other, via in shared.items())
        found = store.view().expand(entity.id)
        assert [(-one.count, one.id, one.via) for one in found] == expected


@pytest.mark.parametrize("seed", range(5))
def test_paths_are_the_shortest_of_the_network_in_order(store: Store, seed: int) -> None:
    entities, relations = random_world(seed, 30)
    put_graph(store, entities, relations)
    network = _network(relations)
    network.add_nodes_from(entity.id for entity in entities)
    view = store.view()
    lengths = set()
    for start in entities[::3]:
        for end in entities[::2]:
            expected: list[tuple[str, ...]] = []
            if nx.has_path(network, start.id, end.id):
                expected = sorted(map(tuple, nx.all_shortest_paths(network, start.id, end.id)))
            steps = len(expected[0]) - 1 if expected else 0
            lengths.add(steps)
            for longest in (2, 4, 9):
                assert view.paths(start.id, end.id, longest) == (expected[:10] if steps <= longest else [])
            assert view.paths(start.id, end.id, 9, limit=2) == (expected[:2] if steps <= 9 else [])
    assert max(lengths) > 4


def test_paths_of_the_world(world: Store) -> None:
    view = world.view()
    assert view.paths("quiet-4d", "moon-ministry-3c") == [
        ("quiet-4d", "demo-3", "blue-bank-2b", "demo-1", "moon-ministry-3c"),
        ("quiet-4d", "demo-3", "red-crab-1a", "demo-1", "moon-ministry-3c"),
        ("quiet-4d", "demo-3", "red-crab-1a", "demo-2", "moon-ministry-3c"),
    ]
    assert view.paths("quiet-4d", "moon-ministry-3c", longest=3) == []
    assert view.paths("quiet-4d", "demo-3") == [("quiet-4d", "demo-3")]
    assert view.paths("quiet-4d", "quiet-4d") == [("quiet-4d",)]
    assert view.paths("quiet-4d", "island-5e") == []
    assert view.paths("quiet-4d", "nobody") == view.paths("nobody", "nobody") == []
    assert view.paths("quiet-4d", "demo-3", limit=0) == []


def test_among_very_many_paths_the_first_are_given(store: Store) -> None:
    """Three layers of forty give 40³ shortest paths; only ten are walked."""
    size = range(40)
    layers = [[f"l{layer}-{at:02d}" for at in size] for layer in range(3)]
    entities = [Entity("start", "partner", "S"), Entity("end", "partnership", "E")]
    for kind, ids in zip(("partnership", "partner", "partnership"), layers, strict=True):
        entities += [Entity(id, kind, id) for id in ids]
    relations = [Relation("start", "takes-part", id) for id in layers[0]]
    relations += [Relation(two, "takes-part", one) for one in layers[0] for two in layers[1]]
    relations += [Relation(two, "takes-part", three) for two in layers[1] for three in layers[2]]
    entities.append(Entity("last", "partner", "L"))
    relations += [Relation("last", "takes-part", id) for id in layers[2]] + [Relation("last", "takes-part", "end")]
    put_graph(store, entities, relations)
    found = store.view().paths("start", "last", 4)
    assert found == [("start", "l0-00", "l1-00", f"l2-{at:02d}", "last") for at in range(10)]
