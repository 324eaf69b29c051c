from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
import pytest

from graph.store.neo4j.paths import shortest_paths


@pytest.mark.parametrize("seed", range(8))
def test_paths_are_those_of_networkx_in_the_order_of_their_ids(seed: int) -> None:
    graph = nx.relabel_nodes(nx.gnm_random_graph(30, 45, seed=seed), str)

    def steps(some: Iterable[str]) -> list[tuple[str, str]]:
        return [(one, other) for one in some for other in graph[one]]

    for end in graph:
        if nx.has_path(graph, "0", end):
            expected = sorted(tuple(path) for path in nx.all_shortest_paths(graph, "0", end))
            length = len(expected[0]) - 1
            assert list(shortest_paths(steps, "0", end, length)) == expected
            assert not length or not list(shortest_paths(steps, "0", end, length - 1))
        else:
            assert list(shortest_paths(steps, "0", end, 30)) == []
