"""Measures of a network of the size of Horizon 2020's, beside networkx in the same run."""

from __future__ import annotations

import csv
import gzip
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx as nx
import numpy as np
from networkx.algorithms import bipartite
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.analytics.network.betweenness import SOURCES, sampled_betweenness
from graph.analytics.network.brokerage import constraint, effective_size, losses
from graph.analytics.network.centrality import eigenvector, pagerank
from graph.analytics.network.clustering import closure, reinforcement
from graph.analytics.network.cohesion import core_numbers, cuts
from graph.analytics.network.communities import communities
from graph.analytics.network.null_models import dealt_anew
from graph.analytics.network.projection import OneMode, project
from graph.analytics.network.two_mode import TwoMode, of_links
from tests.performance.figures import Budget, Figure, Run, apart, median, number, spread, timed

PARTNERS, PARTNERSHIPS, LINKS = 35_871, 31_451, 144_726
"""The size of the network, where it has to be made."""

_NX_SOURCES = 4

_OURS: dict[str, tuple[str, Budget | None, Callable[[TwoMode, OneMode], object]]] = {
    "pagerank": ("PageRank", Budget("≤", 1), lambda _, ties: pagerank(ties)),
    "eigenvector": ("eigenvector centrality", None, lambda _, ties: eigenvector(ties)),
    "cores": ("k-cores", Budget("≤", 1), lambda _, ties: core_numbers(ties)),
    "leiden": ("Leiden communities, one seed", Budget("≤", 5), lambda _, ties: communities(ties, [0])),
    "betweenness": (
        f"betweenness sampled from {SOURCES} partners",
        Budget("≤", 30),
        lambda _, ties: sampled_betweenness(ties),
    ),
    "losses": ("what falls apart without each partner", None, lambda two_mode, _: losses(two_mode, cuts(two_mode))),
    "constraint": ("constraint of all", None, lambda _, ties: constraint(ties)),
    "effective-size": ("effective size of all", None, lambda _, ties: effective_size(ties)),
    "robins": ("two-mode clustering, Robins and Alexander", None, lambda two_mode, _: reinforcement(two_mode)),
    "opsahl": ("two-mode clustering, Opsahl", None, lambda two_mode, _: closure(two_mode)),
    "chance": ("ten networks of chance", None, lambda two_mode, _: sum(1 for _ in dealt_anew(two_mode, 10))),
}

_THEIRS: dict[str, tuple[str, Callable[[nx.Graph], object]]] = {
    "pagerank": ("PageRank", lambda graph: nx.pagerank(graph, tol=1e-12, max_iter=1000)),
    "cores": ("k-cores", nx.core_number),
    "leiden": ("Louvain communities, one seed", lambda graph: nx.community.louvain_communities(graph, seed=0)),
    "betweenness": (
        f"betweenness sampled from {_NX_SOURCES} partners",
        lambda graph: nx.betweenness_centrality(graph, k=_NX_SOURCES, seed=0),
    ),
    "cuts": ("cut points", lambda graph: list(nx.articulation_points(graph))),
}


def network(repeats: int, *, quick: bool) -> Iterator[Figure]:
    """The figures of network measures.

    Args:
        repeats: how often each is measured, in a process of its own.
        quick: a tenth of the network.
    """
    links = _links(quick=quick)
    size = of_links(links).population
    note = f"{size.partners:,} partners, {size.partnerships:,} partnerships, {size.links:,} links"
    runs = [apart(_projected, links) for _ in range(repeats)]
    yield _figure("weighted one-mode projection", runs, Budget("≤", 5), f"{note}; {runs[0].result:,} ties")
    yield Figure(
        "the same, most memory of the process", "", max(run.memory for run in runs), "MB", budget=Budget("≤", 1500)
    )
    yield _figure("  networkx", [apart(_projected_by_networkx, links)], None)
    for name, (what, budget, _) in _OURS.items():
        yield _figure(what, [apart(_measured, links, name) for _ in range(repeats)], budget)
        if name in _THEIRS:
            yield _figure(f"  networkx: {_THEIRS[name][0]}", [apart(_measured_by_networkx, links, name)], None)
    yield _figure(f"  networkx: {_THEIRS['cuts'][0]}", [apart(_measured_by_networkx, links, "cuts")], None)


def _figure(what: str, runs: list[Run[int]], budget: Budget | None, note: str = "") -> Figure:
    walls, cpu = [run.wall for run in runs], median([run.cpu for run in runs])
    return Figure(
        what,
        "",
        median(walls),
        "s",
        spread(walls),
        budget,
        by_cpu=cpu,
        cpu=f"{number(cpu)} s",
        memory=max(run.memory for run in runs),
        note=note,
    )


def _projected(links: csr_array) -> Run[int]:
    run = timed(project, of_links(links))
    return Run(run.result.edges, run.wall, run.cpu, run.memory)


def _measured(links: csr_array, name: str) -> Run[int]:
    two_mode = of_links(links)
    run = timed(_OURS[name][2], two_mode, project(two_mode))
    return Run(0, run.wall, run.cpu, run.memory)


def _projected_by_networkx(links: csr_array) -> Run[int]:
    graph = bipartite.from_biadjacency_matrix(links)
    run = timed(bipartite.collaboration_weighted_projected_graph, graph, range(links.shape[0]))
    return Run(run.result.number_of_edges(), run.wall, run.cpu, run.memory)


def _measured_by_networkx(links: csr_array, name: str) -> Run[int]:
    graph = nx.from_scipy_sparse_array(project(of_links(links)).matrix)
    run = timed(_THEIRS[name][1], graph)
    return Run(0, run.wall, run.cpu, run.memory)


def _links(*, quick: bool) -> csr_array:
    """Who takes part in what: of Horizon 2020 where it is at hand, else made of the same size."""
    shared = os.environ.get("GOAL17_SHARED")
    pairs = _read(Path(shared) / "data" / "h2020_participation.csv.gz") if shared else _made()
    if quick:
        pairs = pairs[pairs[:, 1] < PARTNERSHIPS // 10]
    pairs = np.unique(pairs, axis=0)
    return csr_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])))


def _read(file: Path) -> NDArray[np.int64]:
    partners: dict[str, int] = {}
    partnerships: dict[str, int] = {}
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        return np.array(
            [
                (partners.setdefault(row["pic"], len(partners)), partnerships.setdefault(row["rcn"], len(partnerships)))
                for row in csv.DictReader(lines)
            ],
            dtype=np.int64,
        )


def _made() -> NDArray[np.int64]:
    """Partners by a power law, so that the best connected are in hundreds; lists of a few, some of a hundred."""
    chance = np.random.default_rng(17)
    weight = 1 / np.arange(1, PARTNERS + 1) ** 0.9
    sizes = np.minimum(1 + chance.geometric(1 / (LINKS / PARTNERSHIPS), PARTNERSHIPS), 180)
    where = np.repeat(np.arange(PARTNERSHIPS), sizes)[:LINKS]
    return np.column_stack([chance.choice(PARTNERS, len(where), p=weight / weight.sum()), where])
