"""Clustering of the two-mode network: whether who works together does so again, and whether friends' friends meet.

A projection is clustered by the way it is made, as every partnership is a clique. These coefficients ask the two-mode
network itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from graph.analytics.network.limits import MOST_PAIRS, MOST_STEPS, check_size, in_batches
from graph.analytics.network.projection import project
from graph.analytics.network.two_mode import Mode, Reals, TwoMode
from graph.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class Reinforcement:
    """Robins and Alexander's coefficient: two partners that share one partnership share another.

    Attributes:
        value: 4 · cycles / paths, 0 to 1; None where there is no path.
        cycles: cycles of four links: two partners and two partnerships, each in each.
        paths: paths of three links.
    """

    value: float | None
    cycles: int
    paths: int


@dataclass(frozen=True, slots=True)
class Closure:
    """Opsahl's coefficient: two partners that both work with a third work together too, in yet another partnership.

    Attributes:
        value: closed / paths, 0 to 1; None where there is no path.
        closed: paths whose ends share a partnership that isn't on the path.
        paths: paths of four links that begin and end at a partner: of three partners and two partnerships.
    """

    value: float | None
    closed: int
    paths: int


def reinforcement(network: TwoMode, most_pairs: int = MOST_PAIRS) -> Reinforcement:
    """Clustering after G. Robins and M. Alexander, Small worlds among interlocking directors (2004).

    C = 4 · C₄ / L₃ (`robins_alexander_clustering` in networkx).

    Args:
        network: the two-mode network.
        most_pairs: pairs of partners that may be listed.

    Raises:
        InputError: there are more.
    """
    shared = project(network, "partners", "count", most_pairs).matrix.data
    # Both directions of a pair are there.
    cycles = int((shared * (shared - 1) / 2).sum()) // 2
    degrees, sizes = network.partner_degrees, network.partnership_degrees
    at = np.repeat(np.arange(len(degrees)), degrees)
    paths = int(((degrees[at] - 1) * (sizes[network.links.indices] - 1)).sum())
    return Reinforcement(4 * cycles / paths if paths else None, cycles, paths)


def pairwise(network: TwoMode, mode: Mode = "partners", most_pairs: int = MOST_PAIRS) -> Reals:
    """Clustering of each vertex after M. Latapy, C. Magnien and N. Del Vecchio (2008), `dot`.

    The mean, over those that a partner shares a partnership with, of the share of both their partnerships that both are
    in: |N(u) ∩ N(v)| / |N(u) ∪ N(v)| (`latapy_clustering` in networkx, which has 0 for one that shares nothing); of a
    partnership likewise by its partners.

    Args:
        network: the two-mode network.
        mode: of whom.
        most_pairs: pairs of vertices that may be listed.

    Returns:
        (n,) or (m,), above 0 to 1; not a number for one that shares nothing.

    Raises:
        InputError: there are more pairs.
    """
    matrix = project(network, mode, "count", most_pairs).matrix
    degrees = network.partner_degrees if mode == "partners" else network.partnership_degrees
    at = np.repeat(np.arange(len(degrees)), np.diff(matrix.indptr))
    jaccard = matrix.data / (degrees[at] + degrees[matrix.indices] - matrix.data)
    sums = np.bincount(at, jaccard, minlength=len(degrees))
    counts = np.diff(matrix.indptr)
    made: Reals = np.divide(sums, counts, out=np.full(len(degrees), np.nan), where=counts > 0)
    return made


def mean_pairwise(network: TwoMode, most_pairs: int = MOST_PAIRS) -> float | None:
    """The mean of `pairwise` over the partners that share a partnership with anybody; None where none does.

    Raises:
        InputError: there are more pairs than may be listed.
    """
    values = pairwise(network, "partners", most_pairs)
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else None


def closure(
    network: TwoMode, most_steps: float = MOST_STEPS, most_pairs: int = MOST_PAIRS, progress: Progress = silent
) -> Closure:
    """Clustering after T. Opsahl, Triadic closure in two-mode networks (2013): C* = closed 4-paths / 4-paths.

    Counted without listing a path. Of the paths between partners a and c that share partnerships, those are open whose
    two partnerships are all that a and c share: with one shared q, the paths that use q; with two, the paths that use
    both; with three or more, none.

    Args:
        network: the two-mode network.
        most_steps: steps from partner to partner that it may take.
        most_pairs: pairs of partners that may be listed.
        progress: told for how many partners paths are counted.

    Raises:
        InputError: it would take more.
    """
    shared = project(network, "partners", "count", most_pairs).matrix
    degrees = np.diff(shared.indptr).astype(np.float64)
    ones = csr_array((np.ones(shared.nnz), shared.indices, shared.indptr), shape=shared.shape)
    steps = ones @ degrees
    check_size(
        "Opsahl's clustering",
        float(steps.sum()),
        most_steps,
        "steps",
        "Robins and Alexander's takes hardly any.",
    )
    strengths = np.asarray(shared.sum(axis=1)).reshape(-1)
    sizes = network.partnership_degrees.astype(np.float64)
    # Paths a-q1-b-q2-c with a ≠ c, from either end: all pairs of steps from b, less steps back to a, less both steps
    # in the same partnership.
    every = float((strengths**2).sum() - (shared.data**2).sum() - (sizes * (sizes - 1) * (sizes - 2)).sum())
    between = 0.0
    for some in in_batches(steps, "paths", progress):
        between += float((shared[some] @ shared).multiply(ones[some]).sum())
    # The same less both steps in one partnership, of pairs that share one: a pair and a third, once for each.
    between -= float((sizes * (sizes - 1) * (sizes - 2)).sum())
    open_ = _through_the_only(network, shared) + _through_both(network, shared)
    paths, closed = round(every / 2), round((between - open_) / 2)
    return Closure(closed / paths if paths else None, closed, paths)


def _through_the_only(network: TwoMode, shared: csr_array) -> float:
    """Paths, from either end, between two that share one partnership alone, of which one step is in that."""
    once = csr_array(((shared.data == 1).astype(np.float64), shared.indices, shared.indptr), shape=shared.shape)
    links, sizes = network.links, network.partnership_degrees.astype(np.float64)
    ones = csr_array((np.ones(shared.nnz), shared.indices, shared.indptr), shape=shared.shape)
    total = 0.0
    for some in in_batches(ones @ network.partner_degrees.astype(np.float64)):
        own = csr_array(links[some])
        # What the others of a partnership share with one of its partners beside it, and how many share nothing else.
        alone = csr_array((once[some] @ links).multiply(own))
        further = csr_array((shared[some] @ links).multiply(own))
        total += float(further.multiply(alone).sum()) - float((alone @ (sizes - 1)).sum())
    return 2 * total


def _through_both(network: TwoMode, shared: csr_array) -> float:
    """Paths, from either end, between two that share two partnerships, with a step in each of these."""
    coo = shared.tocoo()
    is_twice = (coo.data == 2) & (coo.row < coo.col)
    one, other = coo.row[is_twice], coo.col[is_twice]
    if not len(one):
        return 0.0
    # Exactly two columns are left in each row.
    common = csr_array(network.links[one].multiply(network.links[other]))
    common.sort_indices()
    pairs, counts = np.unique(common.indices.reshape(-1, 2), axis=0, return_counts=True)
    by_partnership = network.by_partnership
    both = by_partnership[pairs[:, 0]].multiply(by_partnership[pairs[:, 1]])
    others = np.asarray(both.sum(axis=1)).reshape(-1) - 2
    return float(4 * (others * counts).sum())
