"""One-mode projections: partners by the partnerships that they share, partnerships by the partners that they share.

A projection makes every partnership a clique of its partners, so a partnership of 200 makes 19,900 ties and one of two
makes one. How much a tie weighs says how that is evened out:

- `count`: how many they share. Σ_k b_ik b_jk, with b_ik = 1 where i takes part in k ("sum" in Opsahl's tnet;
  `weighted_projected_graph` in networkx).
- `newman`: each shared one gives every pair 1/(n_k - 1), n_k being how many take part in it (M. E. J. Newman,
  Scientific collaboration networks. II, Physical Review E 64, 016132, 2001; "Newman" in tnet;
  `collaboration_weighted_projected_graph` in networkx). What it gives one partner adds up to 1, so the strength of a
  partner is the number of its partnerships that have others.
- `hyperbolic`: each shared one gives every pair 1/n_k (after Newman, with the size itself in the denominator, as
  M. Coscia and L. Rossi, The impact of projection and backboning on network topologies, ASONAM 2019, compare it).
  One step of a random walk over the two-mode network gives its weights, but for the chance to come back.

Shared partners of partnerships are weighed alike, with n_k in how many partnerships the shared partner is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from graph.analytics.network.limits import MOST_PAIRS, check_size
from graph.analytics.network.two_mode import Mode, Reals, Rows, TwoMode

Weights = Literal["count", "newman", "hyperbolic"]
"""How ties are weighed: see the module."""


@dataclass(frozen=True, eq=False)
class OneMode:
    """k vertices of one kind and the ties between them.

    Attributes:
        mode: which kind.
        weights: how its ties are weighed.
        matrix: (k, k), float64, symmetric, with nothing on the diagonal and above 0 where two are tied; indices sorted.
        rows: (k,), the row of each vertex in the snapshot, ascending.
    """

    mode: Mode
    weights: Weights
    matrix: csr_array
    rows: Rows

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def edges(self) -> int:
        """How many pairs are tied."""
        return int(self.matrix.nnz) // 2

    @cached_property
    def degrees(self) -> NDArray[np.int64]:
        """(k,), to how many others each is tied; 0 for one that shares nothing."""
        made: NDArray[np.int64] = np.diff(self.matrix.indptr).astype(np.int64)
        return made

    @cached_property
    def strengths(self) -> Reals:
        """(k,), the sum of the weights of its ties."""
        made: Reals = np.asarray(self.matrix.sum(axis=1), dtype=np.float64).reshape(len(self))
        return made


def project(
    network: TwoMode, mode: Mode = "partners", weights: Weights = "newman", most_pairs: int = MOST_PAIRS
) -> OneMode:
    """Project a network on one of its modes.

    A vertex that shares nothing (a partner whose partnerships have nobody else) stays, without a tie. Of a network of
    nobody: a projection without vertices.

    Args:
        network: the two-mode network.
        mode: the vertices that stay.
        weights: how ties are weighed.
        most_pairs: pairs that may be listed, a pair being listed once for each thing that it shares; they bound the
            number of ties and the memory.

    Raises:
        InputError: there are more.
    """
    by_vertex, by_shared = network.links, network.by_partnership
    if mode == "partnerships":
        by_vertex, by_shared = by_shared, by_vertex
    sizes = np.diff(by_shared.indptr).astype(np.float64)
    check_size(
        f"A projection on {mode}",
        float((sizes * (sizes - 1) / 2).sum()),
        most_pairs,
        "pairs",
        "Components, cut points, what falls apart and mixing need none, and a slice without the largest partnerships"
        " has fewer.",
    )
    made = (
        csr_array(by_vertex @ (diags_array(_worth(sizes, weights)) @ by_shared))
        if len(sizes)
        else by_vertex @ by_shared
    )
    made.setdiag(0)
    made.eliminate_zeros()
    made.sort_indices()
    return OneMode(mode, weights, made, network.rows(mode))


def _worth(sizes: Reals, weights: Weights) -> Reals:
    """What one shared thing adds to the weight of each pair that shares it."""
    if weights == "count":
        return np.ones_like(sizes)
    if weights == "newman":
        # Of a size of 1 nobody makes a pair: any number will do.
        return 1 / np.maximum(sizes - 1, 1)
    return 1 / sizes
