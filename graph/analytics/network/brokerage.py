"""Who stands between others: structural holes, and what would fall apart without one partner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from graph.analytics.network.cohesion import Cuts, two_mode_components
from graph.analytics.network.limits import MOST_STEPS, check_size, in_batches
from graph.analytics.network.projection import OneMode
from graph.analytics.network.two_mode import Reals, TwoMode
from graph.progress import Progress, silent


def constraint(
    network: OneMode,
    vertices: NDArray[np.intp] | None = None,
    most_steps: float = MOST_STEPS,
    progress: Progress = silent,
) -> Reals:
    """Burt's constraint: how far the ties of a vertex lead back to one another; low for a broker.

    Σ_v (p_uv + Σ_w p_uw p_wv)² over u's contacts v and w, with p_uv = w_uv / Σ_w w_uw (R. S. Burt, Structural Holes,
    1992; as networkx has it).

    Args:
        network: the projection; its weights count.
        vertices: for which of its vertices, in this order; for all where None.
        most_steps: steps from contact to contact that it may take.
        progress: told of how many vertices it is known.

    Returns:
        (q,), one for each of the vertices asked for; not a number without a tie.

    Raises:
        InputError: it would take more.
    """
    chosen = _chosen(network, vertices)
    made: Reals = np.full(len(chosen), np.nan)
    proportions = csr_array(diags_array(_inverse(network.strengths)) @ network.matrix)
    for some, mine, indirect in _through_contacts(
        network, chosen, proportions, proportions, "Constraint", most_steps, progress
    ):
        made[some] = np.asarray((mine + indirect).power(2).sum(axis=1)).reshape(-1)
    return _of_tied(network, chosen, made)


def effective_size(
    network: OneMode,
    vertices: NDArray[np.intp] | None = None,
    most_steps: float = MOST_STEPS,
    progress: Progress = silent,
) -> Reals:
    """Burt's effective size: how many contacts of a vertex are not redundant, reached by its others as well.

    Σ_v (1 - Σ_w p_uw m_vw) over u's contacts v and w, with p as for `constraint` and m_vw = w_vw / max_k w_vk (R. S.
    Burt, Structural Holes, 1992; as networkx has it vertex by vertex).

    Args:
        network: the projection; its weights count.
        vertices: for which of its vertices, in this order; for all where None.
        most_steps: steps from contact to contact that it may take.
        progress: told of how many vertices it is known.

    Returns:
        (q,), one for each of the vertices asked for; not a number without a tie.

    Raises:
        InputError: it would take more.
    """
    chosen = _chosen(network, vertices)
    made: Reals = np.full(len(chosen), np.nan)
    if not len(network):
        return made
    greatest = np.asarray(network.matrix.max(axis=1).todense(), dtype=np.float64).reshape(-1)
    proportions = csr_array(diags_array(_inverse(network.strengths)) @ network.matrix)
    marginal = csr_array(network.matrix @ diags_array(_inverse(greatest)))
    for some, _, redundant in _through_contacts(
        network, chosen, proportions, marginal, "Effective size", most_steps, progress
    ):
        made[some] = network.degrees[chosen[some]] - np.asarray(redundant.sum(axis=1)).reshape(-1)
    return _of_tied(network, chosen, made)


def _chosen(network: OneMode, vertices: NDArray[np.intp] | None) -> NDArray[np.intp]:
    return np.arange(len(network)) if vertices is None else np.asarray(vertices, dtype=np.intp)


def _of_tied(network: OneMode, chosen: NDArray[np.intp], values: Reals) -> Reals:
    made: Reals = np.where(network.degrees[chosen] > 0, values, np.nan)
    return made


def _through_contacts(
    network: OneMode,
    chosen: NDArray[np.intp],
    first: csr_array,
    second: csr_array,
    what: str,
    most_steps: float,
    progress: Progress,
) -> Iterator[tuple[NDArray[np.intp], csr_array, csr_array]]:
    """In batches: which places of those chosen, their rows of `first`, and of first times second what ends at contacts.

    Raises:
        InputError: it would take more steps than it may.
    """
    matrix = network.matrix
    ones = csr_array((np.ones(matrix.nnz), matrix.indices, matrix.indptr), shape=matrix.shape)
    steps = (ones @ network.degrees.astype(np.float64))[chosen]
    check_size(what, float(steps.sum()), most_steps, "steps", "It can be asked for some vertices alone.")
    for some in in_batches(steps, "contacts", progress):
        mine = csr_array(first[chosen[some]])
        yield some, mine, csr_array((mine @ second).multiply(ones[chosen[some]]))


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
        connected: (n,), pairs of other partners that are connected now, in the whole network.
    """

    partnerships: NDArray[np.int64]
    left_empty: NDArray[np.int64]
    left_with_one: NDArray[np.int64]
    parts: NDArray[np.int64]
    separated: NDArray[np.int64]
    connected: NDArray[np.int64]


def losses(network: TwoMode, found: Cuts) -> Losses:
    """What would fall apart without each partner, one at a time; of a network of nobody empty arrays.

    It is the shape of a register's lists that would fall apart: whether the others would go on working together, no
    register says.

    Args:
        network: the two-mode network.
        found: its cuts by partners.
    """
    sizes = network.partnership_degrees
    empty, one = (network.links @ (sizes == k).astype(np.float64) for k in (1, 2))
    parts = two_mode_components(network)[0]
    pairs = int((parts.sizes * (parts.sizes - 1) // 2).sum())
    return Losses(
        network.partner_degrees,
        np.asarray(empty, dtype=np.int64),
        np.asarray(one, dtype=np.int64),
        found.parts,
        found.separated,
        pairs - (parts.sizes[parts.of] - 1),
    )


@dataclass(frozen=True, slots=True)
class CutOff:
    """A partner that would be in another part than most: its id and name."""

    id: str
    name: str


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
        connected: pairs of other partners that are connected now, in the whole network.
        cut_off: how many of the others of its component would be in other parts than the largest; None where that
            wasn't looked for.
        cut_off_shown: the first of them, those of the larger parts first.
    """

    partner: str
    name: str
    partnerships: int
    left_empty: int
    left_with_one: int
    parts: int
    separated: int
    connected: int
    cut_off: int | None = None
    cut_off_shown: tuple[CutOff, ...] = ()
