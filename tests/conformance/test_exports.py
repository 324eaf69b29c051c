"""An export is the same from every engine, but for the store's name and version."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.export.network import Kind, network_of
from graph.export.ties import shared_partnerships
from graph.store.interface import Store
from tests.graph.export.conftest import fill_harbour


@pytest.mark.parametrize("kind", ["graph", "two-mode", "partners"])
@pytest.mark.parametrize("asked", [None, ["reef|#2:b"]], ids=["whole", "slice"])
def test_nodes_and_edges_are_the_same(
    store: Store, aside: Callable[[str], Store], kind: Kind, asked: list[str] | None
) -> None:
    made = []
    for each in (fill_harbour(store), fill_harbour(aside("beside"))):
        ties = shared_partnerships(each.view(), asked) if kind == "partners" else None
        network = network_of(each.view(), kind, asked, ties=ties)
        made.append((list(network.nodes()), list(network.edges()), list(network.about.contents())))
    assert made[0] == made[1]
    assert made[0][0]
