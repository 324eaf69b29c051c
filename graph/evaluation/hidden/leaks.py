"""Entries that tell of each other: what is learnt or known of one must not be asked of the other.

Two entries leak where their titles fold to the same, their texts are nearly the same, or their partner lists are: a
campaign's template, an entry that was registered twice, the twelve commitments of one consortium.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from graph.snapshot.snapshot import Snapshot
from graph.text.fold import fold

TEXT = 0.8
"""Cosine of the TF-IDF rows of two texts from which they are nearly the same."""

LIST = 0.8
"""Share of the union of two partner lists that both have, from which they are nearly the same."""

SHORTEST = 3
"""Partners from which a list can tell that another is the same."""

_BLOCK = 1024


def leak_groups(snapshot: Snapshot) -> NDArray[np.int32]:
    """The group of every partnership: (m,), int32, groups numbered from 0; entries of one group leak."""
    size = len(snapshot.partnerships)
    pairs = np.array([*_by_title(snapshot), *_by_text(snapshot), *_by_list(snapshot)], np.int32).reshape(-1, 2)
    graph = coo_array((np.ones(len(pairs), np.int8), (pairs[:, 0], pairs[:, 1])), shape=(size, size))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int32)


def representatives(snapshot: Snapshot) -> NDArray[np.intp]:
    """One row of every leak group: that of the longest partner list, the first of equals; ascending."""
    sizes = np.diff(snapshot.by_partnership.indptr)
    groups = leak_groups(snapshot)
    order = np.lexsort((np.arange(len(groups)), -sizes, groups))
    first = np.unique(groups[order], return_index=True)[1]
    return np.sort(order[first])


def _by_title(snapshot: Snapshot) -> Iterator[tuple[int, int]]:
    first: dict[str, int] = {}
    for row, title in enumerate(snapshot.titles):
        if (folded := fold(title)) and (before := first.setdefault(folded, row)) != row:
            yield before, row


def _by_text(snapshot: Snapshot) -> Iterator[tuple[int, int]]:
    terms = snapshot.terms
    for start in range(0, terms.shape[0], _BLOCK):
        near = csr_array(terms[start : start + _BLOCK, :] @ terms.T).tocoo()
        rows, columns = near.coords
        kept = (near.data >= TEXT) & (columns < rows + start)
        yield from zip((rows[kept] + start).tolist(), columns[kept].tolist(), strict=True)


def _by_list(snapshot: Snapshot) -> Iterator[tuple[int, int]]:
    """Pairs of nearly the same partners."""
    sizes = np.diff(snapshot.by_partnership.indptr)
    common = csr_array(snapshot.by_partnership @ snapshot.links).tocoo()
    rows, columns = common.coords
    kept = (columns < rows) & (sizes[rows] >= SHORTEST) & (sizes[columns] >= SHORTEST)
    shared = zip(rows[kept].tolist(), columns[kept].tolist(), common.data[kept].tolist(), strict=True)
    for row, column, number in shared:
        if number >= LIST * (sizes[row] + sizes[column] - number):
            yield row, column
