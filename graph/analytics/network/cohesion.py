"""How a network hangs together: components, cores, and the vertices and ties without which it falls apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack
from scipy.sparse import hstack as beside

from graph.analytics.network.projection import OneMode
from graph.analytics.network.two_mode import Mode, TwoMode
from graph.progress import Progress, silent

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Components:
    """The parts of a network between which there is no path.

    Attributes:
        of: (k,), the component of each vertex: 0 is the largest; of several as large, that of the first vertex.
        sizes: (c,), how many vertices each has, descending.
    """

    of: Ints
    sizes: Ints

    @property
    def share(self) -> float | None:
        """The share of vertices that are in the largest; None where there are none."""
        return float(self.sizes[0] / self.sizes.sum()) if len(self.sizes) else None


def components(network: OneMode) -> Components:
    """The components of a projection; a vertex without a tie is one of its own, and a network of nobody has none."""
    from scipy.sparse.csgraph import connected_components

    _, labels = connected_components(network.matrix, directed=False)
    return _ordered(labels)


def two_mode_components(network: TwoMode) -> tuple[Components, Components]:
    """The components of the two-mode network: of its partners, and of its partnerships.

    A component has the same number in both, in the order of its partners. Partners are in the same component as in
    their projection, without the cost of making it.
    """
    n = network.links.shape[0]
    labels = _labels(network.links)
    partners = _ordered(labels[:n])
    number = np.zeros(labels.max(initial=-1) + 1, dtype=np.int64)
    number[labels[:n]] = partners.of
    partnerships = number[labels[n:]]
    return partners, Components(partnerships, np.bincount(partnerships, minlength=len(partners.sizes)))


def cut_off(network: TwoMode, at: int) -> Ints:
    """The partners that a component would lose with one of its partners: those of all parts but the largest.

    Args:
        network: the two-mode network.
        at: the place of the partner.

    Returns:
        Their places, those of the larger parts first, then ascending; none where the others stay together. Of parts as
        large the one with the first partner counts as the largest.
    """
    together = two_mode_components(network)[0].of
    others = np.flatnonzero(together == together[at])
    others = others[others != at]
    if not len(others):
        return np.zeros(0, dtype=np.int64)
    parts = _ordered(_labels(csr_array(network.links[others]))[: len(others)]).of
    fallen = np.flatnonzero(parts > 0)
    found: Ints = others[fallen[np.argsort(parts[fallen], kind="stable")]].astype(np.int64)
    return found


def _labels(links: csr_array) -> NDArray[np.int32]:
    """(n + m,), the component of every row and, after them, of every column: alike where they are connected."""
    from scipy.sparse.csgraph import connected_components

    n, m = links.shape
    both = vstack([beside([csr_array((n, n)), links]), csr_array((m, n + m))])
    labels: NDArray[np.int32] = connected_components(both, directed=False)[1]
    return labels


def _ordered(labels: NDArray[np.int32]) -> Components:
    _, first, of, sizes = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order))
    return Components(number[of] if len(order) else np.zeros(0, np.int64), sizes[order].astype(np.int64))


def core_numbers(network: OneMode) -> Ints:
    """The core number of each vertex: the largest k so that it is in a part where everybody has k ties inside.

    Weights don't count (S. B. Seidman, 1983; V. Batagelj and M. Zaveršnik, 2003). A partnership of k + 1 partners makes
    a k-core by itself, so the innermost core of a projection may be its largest partnership.

    Returns:
        (k,), 0 for a vertex without a tie.
    """
    matrix = network.matrix
    degrees = network.degrees.copy()
    cores = np.zeros(len(network), dtype=np.int64)
    left = np.ones(len(network), dtype=bool)
    level, waiting = 0, len(network)
    while waiting:
        level = max(level, int(degrees[left].min()))
        leaving = np.flatnonzero(left & (degrees <= level))
        while len(leaving):
            left[leaving] = False
            cores[leaving] = level
            waiting -= len(leaving)
            near, loss = np.unique(_neighbours(matrix, leaving).astype(np.intp), return_counts=True)
            degrees[near] -= loss
            leaving = near[left[near] & (degrees[near] <= level)]
    return cores


def _neighbours(matrix: csr_array, rows: NDArray[np.intp]) -> NDArray[np.int32]:
    """The columns of some rows, one after the other."""
    begins, ends = matrix.indptr[rows].astype(np.int64), matrix.indptr[rows + 1].astype(np.int64)
    lengths = ends - begins
    places = np.arange(lengths.sum()) + np.repeat(begins - (np.cumsum(lengths) - lengths), lengths)
    found: NDArray[np.int32] = matrix.indices[places]
    return found


@dataclass(frozen=True, eq=False, slots=True)
class Cuts:
    """What would fall apart without one vertex, for each of k vertices, and without one tie.

    Attributes:
        parts: (k,), into how many parts the others of its component fall without it: 1 for most, 0 for one alone.
        separated: (k,), how many pairs of others would no longer be connected.
        bridges: (b, 2), pairs whose one tie holds two parts together, the lower vertex first, ascending.
        beyond: (b,), how many vertices are in the smaller of the two parts.
        shared: (b,), how many things the pair shares: 1 where the tie itself hangs on one partnership.
    """

    parts: Ints
    separated: Ints
    bridges: Ints
    beyond: Ints
    shared: Ints

    @property
    def points(self) -> Ints:
        """The cut points (articulation points): vertices without which others fall apart, ascending."""
        return np.flatnonzero(self.parts > 1).astype(np.int64)


def cuts(network: TwoMode, mode: Mode = "partners", progress: Progress = silent) -> Cuts:
    """Cut points and bridges of the projection on one mode, found without making it.

    A vertex cuts the projection where it cuts the two-mode network into parts that both have vertices of its mode. A
    tie is a bridge where it rests on partnerships of just these two (a clique of three has none), and their links are
    the only way from one side to the other. One search in depth finds both (R. Tarjan, 1972; J. Hopcroft and
    R. Tarjan, 1973).

    Args:
        network: the two-mode network.
        mode: whose cut points are asked for.
        progress: told how many vertices the search has entered.
    """
    matrix = network.links if mode == "partners" else network.by_partnership
    matrix, times = _merged_pairs(matrix)
    searched = _search(matrix, progress)
    return _cuts_of(matrix, times, searched)


def _merged_pairs(matrix: csr_array) -> tuple[csr_array, Ints]:
    """Columns that hold the same two rows as one, and how many each stands for: together they are one tie."""
    columns = csr_array(matrix.T)
    columns.sort_indices()
    sizes = np.diff(columns.indptr)
    kept, times = np.ones(len(sizes), dtype=bool), np.ones(len(sizes), dtype=np.int64)
    pairs = np.flatnonzero(sizes == 2)
    if len(pairs):
        ends = columns.indices[columns.indptr[pairs][:, None] + np.arange(2)]
        _, first, counts = np.unique(ends, axis=0, return_index=True, return_counts=True)
        kept[pairs] = False
        kept[pairs[first]] = True
        times[pairs[first]] = counts
    merged = csr_array(matrix[:, np.flatnonzero(kept)])
    merged.sort_indices()
    return merged, times[kept]


@dataclass(frozen=True, eq=False, slots=True)
class _Searched:
    """A search in depth over k rows and, numbered after them, the columns of a matrix; lists of length k + c.

    Attributes:
        parent: from where each was entered; -1 for the first of a component.
        order: vertices as they were entered.
        entered: when each was entered.
        low: the earliest that can be reached from below each by one step back.
        below: rows in the subtree of each, itself included.
    """

    parent: list[int]
    order: list[int]
    entered: list[int]
    low: list[int]
    below: list[int]


_OFTEN = 10_000
"""Vertices after which it is told how many the search has entered."""


def _search(matrix: csr_array, progress: Progress) -> _Searched:
    size = sum(matrix.shape)
    rows = matrix.shape[0]
    turned = csr_array(matrix.T)
    starts = [*matrix.indptr.tolist(), *(turned.indptr[1:].astype(np.int64) + matrix.nnz).tolist()]
    near = [*(matrix.indices.astype(np.int64) + rows).tolist(), *turned.indices.tolist()]
    parent, entered, low = [-1] * size, [-1] * size, [0] * size
    below = [1] * rows + [0] * (size - rows)
    at = starts[:-1]
    order: list[int] = []
    progress("cuts", 0, size)
    for root in range(rows):
        if entered[root] >= 0:
            continue
        entered[root] = low[root] = len(order)
        order.append(root)
        here = root
        while here >= 0:
            if at[here] < starts[here + 1]:
                there = near[at[here]]
                at[here] += 1
                if entered[there] < 0:
                    parent[there] = here
                    entered[there] = low[there] = len(order)
                    if not len(order) % _OFTEN:
                        progress("cuts", len(order), size)
                    order.append(there)
                    here = there
                elif there != parent[here] and entered[there] < low[here]:
                    low[here] = entered[there]
            else:
                up = parent[here]
                if up >= 0:
                    below[up] += below[here]
                    low[up] = min(low[up], low[here])
                here = up
    progress("cuts", size, size)
    return _Searched(parent, order, entered, low, below)


def _cuts_of(matrix: csr_array, times: Ints, searched: _Searched) -> Cuts:
    rows = matrix.shape[0]
    sizes = np.bincount(matrix.indices, minlength=matrix.shape[1]).tolist()
    root_of: list[int] = [0] * len(searched.parent)
    cut_off = [0] * rows
    squares = [0] * rows
    parts = [0] * rows
    bridges: list[tuple[int, int, int, int]] = []
    for vertex in searched.order:
        up = searched.parent[vertex]
        root_of[vertex] = vertex if up < 0 else root_of[up]
        if up < 0:
            continue
        inside = searched.below[vertex]
        if up < rows:
            # A row above a column: nothing below the column leads past the row.
            if inside and searched.low[vertex] >= searched.entered[up]:
                parts[up] += 1
                cut_off[up] += inside
                squares[up] += inside * inside
        elif sizes[up - rows] == 2 and searched.low[vertex] > searched.entered[up]:
            whole = searched.below[root_of[vertex]]
            one, other = sorted((vertex, searched.parent[up]))
            bridges.append((one, other, min(inside, whole - inside), int(times[up - rows])))
    separated = [0] * rows
    for row in range(rows):
        others = searched.below[root_of[row]] - 1
        rest = others - cut_off[row]
        if rest:
            parts[row] += 1
        separated[row] = (others * others - squares[row] - rest * rest) // 2
    found = np.array(sorted(bridges), dtype=np.int64).reshape(-1, 4)
    return Cuts(
        np.array(parts, dtype=np.int64),
        np.array(separated, dtype=np.int64),
        found[:, :2],
        found[:, 2],
        found[:, 3],
    )
