"""How central a vertex of a projection is, by its ties: PageRank and eigenvector centrality.

Degree and strength are attributes of the projection itself; betweenness has a module of its own.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array, diags_array

from graph.analytics.network.cohesion import components
from graph.analytics.network.projection import OneMode
from graph.analytics.network.two_mode import Reals

DAMPING = 0.85
"""Chance that the walker of PageRank follows a tie, the usual one."""

_CLOSE = 1e-12
"""Sum of all changes of a step after which PageRank has arrived: its error is below seven times as much."""

_DENSE = 200
"""Vertices up to which eigenvectors are taken of the whole matrix at once."""


def pagerank(network: OneMode, damping: float = DAMPING) -> Reals:
    """PageRank: the share of its time that a random walker spends on each vertex, following ties by their weight.

    x = d · Wᵀ D⁻¹ x + (1 - d + d · (x on vertices without a tie)) / k (L. Page et al., 1999; as networkx has it).

    Args:
        network: the projection.
        damping: chance to follow a tie, 0 to 1 (1 excluded); otherwise the walker begins anew anywhere.

    Returns:
        (k,), adding up to 1; of a network of nobody an empty array.
    """
    size = len(network)
    if not size:
        return np.zeros(0)
    strengths = network.strengths
    is_dangling = strengths == 0
    scale = np.where(is_dangling, 0.0, 1 / np.where(is_dangling, 1.0, strengths))
    # The matrix is symmetric, so that its rows are its columns.
    step = csr_array(network.matrix @ diags_array(scale))
    rank = np.full(size, 1 / size)
    for _ in range(int(np.log(_CLOSE / 2) / np.log(damping)) + 2 if damping else 1):
        before = rank
        rank = damping * (step @ before)
        rank += (1 - damping + damping * before[is_dangling].sum()) / size
        if np.abs(rank - before).sum() < _CLOSE:
            break
    return np.asarray(rank / rank.sum(), dtype=np.float64)


def eigenvector(network: OneMode) -> Reals:
    """Eigenvector centrality: each vertex as central as its neighbours are, by the weight of their ties.

    W x = λ x with the largest λ, x of length 1 and at least 0 (P. Bonacich, 1972). In a network of several components
    that has no one answer (each has its own λ), so it is answered for the largest component alone, of several as large
    the one with the first vertex; for all others it isn't defined. So is it for one without ties.

    Args:
        network: the projection.

    Returns:
        (k,), not a number outside of the largest component; of a network of nobody an empty array.
    """
    from scipy.linalg import eigh
    from scipy.sparse.linalg import eigsh

    made = np.full(len(network), np.nan)
    if not network.edges:
        return made
    found = components(network)
    inside = np.flatnonzero(found.of == 0)
    matrix = csr_array(network.matrix[inside][:, inside])
    if len(inside) <= _DENSE:
        vector = eigh(matrix.toarray(), subset_by_index=[len(inside) - 1] * 2)[1][:, 0]
    else:
        vector = eigsh(matrix, k=1, which="LA", v0=np.ones(len(inside)), tol=0, maxiter=100 * len(inside))[1][:, 0]
    made[inside] = np.abs(vector) / np.linalg.norm(vector)
    return made
