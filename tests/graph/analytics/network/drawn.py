"""Random networks for the tests of this folder, and the same ones as networkx has them."""

from __future__ import annotations

import networkx as nx
import numpy as np
from hypothesis import strategies as st
from scipy.sparse import csr_array

from graph.analytics.network.projection import OneMode
from graph.analytics.network.two_mode import TwoMode, of_links


@st.composite
def networks(draw: st.DrawFn, partners: int = 12, partnerships: int = 10) -> TwoMode:
    """Perhaps of nobody, perhaps in parts; partnerships of one, of the same two, and of all among them."""
    n, m = draw(st.integers(0, partners)), draw(st.integers(0, partnerships))
    lists = draw(st.lists(st.sets(st.integers(0, max(0, n - 1)), max_size=min(n, 6)), min_size=m, max_size=m))
    return network_of(n, [sorted(each) if n else [] for each in lists])


def network_of(partners: int, lists: list[list[int]]) -> TwoMode:
    """The network of lists of partners."""
    pairs = np.array([(who, at) for at, each in enumerate(lists) for who in each], dtype=np.int64).reshape(-1, 2)
    return of_links(csr_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(partners, len(lists))))


def large(seed: int, partners: int = 300, partnerships: int = 120) -> TwoMode:
    """A network with hubs, as registers have them: some partners in much, most in one or two."""
    chance = np.random.default_rng(seed)
    weight = 1 / np.arange(1, partners + 1) ** 0.8
    sizes = chance.integers(1, 9, partnerships)
    lists = [sorted(chance.choice(partners, size, replace=False, p=weight / weight.sum()).tolist()) for size in sizes]
    return network_of(partners, lists)


def bipartite(network: TwoMode) -> nx.Graph:
    """The two-mode network: partners are ("p", i), partnerships ("q", j)."""
    graph = nx.Graph()
    graph.add_nodes_from([("p", at) for at in range(network.links.shape[0])], bipartite=0)
    graph.add_nodes_from([("q", at) for at in range(network.links.shape[1])], bipartite=1)
    rows, columns = network.links.nonzero()
    graph.add_edges_from((("p", int(row)), ("q", int(column))) for row, column in zip(rows, columns, strict=True))
    return graph


def graph_of(ties: OneMode) -> nx.Graph:
    """A projection, with `weight`, in the order of its vertices."""
    graph = nx.Graph()
    graph.add_nodes_from(range(len(ties)))
    coo = ties.matrix.tocoo()
    graph.add_weighted_edges_from(
        (int(one), int(other), float(weight))
        for one, other, weight in zip(coo.row, coo.col, coo.data, strict=True)
        if one < other
    )
    return graph
