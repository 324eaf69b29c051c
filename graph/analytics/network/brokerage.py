"""Who stands between others: structural holes, and what would fall apart without one partner."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from graph.analytics.network.cohesion import cuts, two_mode_components
from graph.analytics.network.limits import MOST_STEPS, check_size, in_batches
from graph.analytics.network.projection import OneMode
from graph.analytics.network.two_mode import Reals, TwoMode


@dataclass(frozen=True, eq=False, slots=True)
class Brokerage:
    """Structural holes around q vertices.

    Attributes:
        constraint: (q,), how far its ties lead back to one another: low for a broker; not a number without a tie.
        effective_size: (q,), how many of its contacts are not redundant; not a number without a tie.
    """

    constraint: Reals
    effective_size: Reals


def brokerage(network: OneMode, vertices: NDArray[np.intp] | None = None, most_steps: float = MOST_STEPS) -> Brokerage:
    """Burt's constraint and effective size (R. S. Burt, Structural Holes, 1992), with the weights of ties.

    With p_uv = w_uv / Σ_w w_uw and m_vw = w_vw / max_k w_vk: constraint(u) = Σ_v (p_uv + Σ_w p_uw p_wv)² and
    effective size(u) = Σ_v (1 - Σ_w p_uw m_vw), over u's contacts v and w; both as networkx has them.

    Args:
        network: the projection.
        vertices: for which of its vertices, in this order; for all where None.
        most_steps: steps from contact to contact that it may take.

    Raises:
        InputError: it would take more.
    """
    matrix = network.matrix
    degrees = network.degrees.astype(np.float64)
    chosen = np.arange(len(network)) if vertices is None else np.asarray(vertices, dtype=np.intp)
    made = Brokerage(np.full(len(chosen), np.nan), np.full(len(chosen), np.nan))
    if not network.edges or not len(chosen):
        return made
    ones = csr_array((np.ones(matrix.nnz), matrix.indices, matrix.indptr), shape=matrix.shape)
    steps = (ones @ degrees)[chosen]
    check_size(
        "Constraint and effective size",
        float(steps.sum()),
        most_steps,
        "steps",
        "They can be asked for some vertices alone.",
    )
    greatest = np.asarray(matrix.max(axis=1).todense(), dtype=np.float64).reshape(-1)
    proportions = csr_array(diags_array(_inverse(network.strengths)) @ matrix)
    marginal = csr_array(matrix @ diags_array(_inverse(greatest)))
    for some in in_batches(steps):
        rows = chosen[some]
        mine, pattern = csr_array(proportions[rows]), csr_array(ones[rows])
        # Only ways that end at a contact count.
        indirect = csr_array((mine @ proportions).multiply(pattern))
        constraint = np.asarray((mine + indirect).power(2).sum(axis=1)).reshape(-1)
        redundant = np.asarray((mine @ marginal).multiply(pattern).sum(axis=1)).reshape(-1)
        has_tie = degrees[rows] > 0
        made.constraint[some] = np.where(has_tie, constraint, np.nan)
        made.effective_size[some] = np.where(has_tie, degrees[rows] - redundant, np.nan)
    return made


def _inverse(values: Reals) -> Reals:
    made: Reals = np.divide(1, values, out=np.zeros_like(values), where=values > 0)
    return made


@dataclass(frozen=True, eq=False, slots=True)
class Losses:
    """What would fall apart without each of n partners, one at a time.

    Attributes:
        partnerships: (n,), the partnerships that it is in.
        left_empty: (n,), those of them that would have no partner left.
        left_with_one: (n,), those of them that would have a single one left.
        parts: (n,), into how many parts the other partners of its component would fall; 1: they stay together; 0: there
            are none.
        separated: (n,), pairs of other partners that would no longer be connected.
        connected: pairs of partners that are connected now, in all.
    """

    partnerships: NDArray[np.int64]
    left_empty: NDArray[np.int64]
    left_with_one: NDArray[np.int64]
    parts: NDArray[np.int64]
    separated: NDArray[np.int64]
    connected: int


def losses(network: TwoMode) -> Losses:
    """What would fall apart without each partner, one at a time; of a network of nobody empty arrays.

    It is the shape of a register's lists that would fall apart: whether the others would go on working together, no
    register says.
    """
    found = cuts(network)
    sizes = network.partnership_degrees
    empty, one = (network.links @ (sizes == k).astype(np.float64) for k in (1, 2))
    together = two_mode_components(network)[0].sizes
    return Losses(
        network.partner_degrees,
        np.asarray(empty, dtype=np.int64),
        np.asarray(one, dtype=np.int64),
        found.parts,
        found.separated,
        int((together * (together - 1) // 2).sum()),
    )


@dataclass(frozen=True, slots=True)
class Loss:
    """What would fall apart without one partner: see `Losses` for what each number is.

    Attributes:
        partner: its id.
        name: its name.
        partnerships: the partnerships that it is in.
        left_empty: those of them that would have no partner left.
        left_with_one: those of them that would have a single one left.
        parts: into how many parts the other partners of its component would fall.
        separated: pairs of other partners that would no longer be connected.
        connected: pairs of partners that are connected now, in the whole network.
    """

    partner: str
    name: str
    partnerships: int
    left_empty: int
    left_with_one: int
    parts: int
    separated: int
    connected: int
