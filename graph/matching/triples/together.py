"""Who is drawn into a partnership by who and what is in it already: a linear model of lists.

Every member (partner, country of the South) and tag of a partnership is predicted from all others by ridge regression,
none from itself (EASE: Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019). In closed form: with X
of ones, P = (XᵀX + λI)⁻¹, the weight of i for j is −Pᵢⱼ / Pⱼⱼ. The score is the sum of the weights of what is there, so
each has its share in it.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array, hstack

from graph.snapshot.snapshot import Floats, Snapshot

RIDGE = 10.0
"""λ: how many partnerships it takes before what they say counts by half."""

MOST = 2500
"""Members that are predicted: those of most partnerships; the inverse takes the third power of their number."""


class Together:
    """The model of a snapshot.

    Args:
        snapshot: n members, m partnerships, t tags.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        degrees = np.diff(snapshot.links.indptr)
        order = np.lexsort((np.arange(len(degrees)), -degrees))[:MOST]
        members = np.sort(order[degrees[order] > 1])
        lists = csr_array(hstack([csr_array(snapshot.links[members, :].T), snapshot.tagged]), dtype=np.float64)
        lists.data[:] = 1
        inverse = np.linalg.inv((lists.T @ lists).toarray() + RIDGE * np.eye(lists.shape[1]))
        weights = -inverse[:, : len(members)] / np.diag(inverse)[: len(members)]
        weights[np.arange(len(members)), np.arange(len(members))] = 0
        self._lists = lists
        self._weights = weights
        self._place = np.full(len(degrees), -1)
        self._place[members] = np.arange(len(members))

    def scores(self, partnership: int) -> Floats:
        """What a stored partnership draws: (n,), at least 0; 0 for members that aren't predicted.

        Args:
            partnership: its row.
        """
        drawn = (self._lists[[partnership], :] @ self._weights).ravel()
        made = np.where(self._place >= 0, np.append(drawn, 0.0)[self._place], 0.0)
        return np.asarray(np.maximum(made, 0), dtype=np.float32)
