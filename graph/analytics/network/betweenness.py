"""Betweenness: how often a vertex lies on the shortest ways between others; exact, or sampled with its error.

In a projection many vertices can't be told apart: the partners of one partnership that are in no other have the same
neighbours and are tied to each other. They are searched from once, and counted as often as they are, which changes no
result and makes a search many times shorter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from graph.analytics.network.limits import MOST_STEPS, check_size
from graph.analytics.network.projection import OneMode
from graph.analytics.network.two_mode import Reals
from graph.errors import InputError
from graph.progress import Progress, silent
from graph.text.sentence import number

_BATCH = 32
"""Sources that are searched from together: their levels fit a processor's cache, and steps are shared."""

SOURCES = 256
"""Sources of a sample, unless another number is asked for."""


@dataclass(frozen=True, eq=False, slots=True)
class Betweenness:
    """Betweenness of k vertices, each value a share of all pairs of others, 0 to 1.

    Attributes:
        values: (k,), float64.
        errors: (k,), the standard error of each value, 0 where it is exact; of a vertex on none of the sampled ways
            both are 0, and that it is on no way at all isn't certain.
        sources: from how many vertices was searched.
        seed: of the sample; None where it is exact.
    """

    values: Reals
    errors: Reals
    sources: int
    seed: int | None


def betweenness(network: OneMode, most_steps: float = MOST_STEPS, progress: Progress = silent) -> Betweenness:
    """Exact betweenness, ties unweighted, both ends excluded.

    b(v) = 2 / ((k - 1)(k - 2)) · Σ_{s<t} σ_st(v) / σ_st (L. C. Freeman, 1977), by the accumulation of U. Brandes
    (2001). With fewer than three vertices all are 0.

    Args:
        network: the projection.
        most_steps: steps along ties that it may take: sources times ties, after alike vertices are joined.
        progress: told from how many sources was searched.

    Raises:
        InputError: it would take more.
    """
    alike = _alike(network)
    check_size(
        "Exact betweenness",
        len(alike.times) * float(alike.matrix.nnz),
        most_steps,
        "steps",
        f"Sampled betweenness, from {SOURCES} vertices, states its error.",
    )
    sums = np.zeros(len(alike.times))
    for sources, dependencies in _dependencies(alike, np.arange(len(alike.times)), progress):
        sums += alike.times[sources] @ dependencies
    size = len(network)
    values = sums[alike.of] * _scale(size)
    return Betweenness(values, np.zeros(size), size, None)


def sampled_betweenness(
    network: OneMode, sources: int = SOURCES, seed: int = 17, progress: Progress = silent
) -> Betweenness:
    """Betweenness estimated from the shortest ways that begin at some vertices.

    With δ_s(v) what v gets from the ways that begin at s, the estimate is the mean of δ_s(v) / (k - 2) over the
    sources, drawn alike and without repeats (U. Brandes and C. Pich, Centrality estimation in large networks, 2007),
    times k / (k - 1) as v begins no way through itself. A way is counted, twice, where it is begun at the end farther
    from v, and once from each end where v is in its middle (R. Geisberger, P. Sanders and D. Schultes, Better
    approximation of betweenness centrality, 2008: bisection): otherwise the few that are cut off behind v would decide.

    The standard error is that of a mean drawn without repeats from k: √((1 - q/k) s²/q) for q sources, s² being their
    sample variance. What vertices get is skewed, so that two standard errors either way hold the true value of some
    nine in ten (on networks as registers make them) and not of nineteen in twenty.

    Args:
        network: the projection.
        sources: from how many vertices to search, at least 2; as many as there are, or more: the result is exact.
        seed: of the sample.
        progress: told from how many sources was searched, alike ones counted once.

    Raises:
        InputError: fewer than 2 sources are asked for: one says nothing of its error.
    """
    if sources < 2:
        raise InputError(
            f"An estimate from {number(sources, 'source')} has no error that could be stated; ask for 2 or more."
        )
    size = len(network)
    if size <= sources:
        return betweenness(network, np.inf, progress)
    alike = _alike(network)
    drawn = np.random.default_rng(seed).choice(size, sources, replace=False)
    classes, times = np.unique(alike.of[drawn], return_counts=True)
    weight = np.zeros(len(alike.times))
    weight[classes] = times
    sums, squares = np.zeros((2, len(alike.times)))
    for some, dependencies in _dependencies(alike, classes, progress):
        sums += weight[some] @ dependencies
        squares += weight[some] @ (dependencies * dependencies)
    mean = sums / sources
    variance = np.maximum(squares - sources * mean * mean, 0) / (sources - 1)
    error = np.sqrt(variance / sources * (1 - sources / size))
    scale = size * _scale(size)
    return Betweenness((mean * scale)[alike.of], (error * scale)[alike.of], sources, seed)


def _scale(size: int) -> float:
    """From sums over ordered pairs to shares of them."""
    return 1 / ((size - 1) * (size - 2)) if size > 2 else 0.0


@dataclass(frozen=True, eq=False, slots=True)
class _Alike:
    """A network with vertices joined that have the same neighbours and are tied to each other: c classes.

    Attributes:
        of: (k,), the class of each vertex.
        times: (c,), how many vertices each holds.
        matrix: (c, c), 1 where two classes are tied.
    """

    of: NDArray[np.intp]
    times: Reals
    matrix: csr_array


def _alike(network: OneMode) -> _Alike:
    size = len(network)
    arrays = (np.ones(network.matrix.nnz, np.uint64), network.matrix.indices, network.matrix.indptr)
    ties = csr_array(arrays, shape=(size, size))
    # Two sums of random numbers over a vertex and its neighbours stand for the set: that two different sets of a
    # network of a million have both in common happens once in 10^26.
    marks = np.random.default_rng(0).integers(0, 2**64, (size, 2), dtype=np.uint64)
    keys = ties @ marks + marks if size else marks
    _, first, of, times = np.unique(keys, axis=0, return_index=True, return_inverse=True, return_counts=True)
    # Numbered as their first vertices stand: keys have no order that means anything.
    order = np.argsort(first)
    number = np.empty(len(order), dtype=np.intp)
    number[order] = np.arange(len(order))
    kept = first[order]
    joined = csr_array(ties[kept][:, kept].astype(np.float64))
    joined.sort_indices()
    return _Alike(number[of.reshape(-1)] if size else np.zeros(0, np.intp), times[order].astype(np.float64), joined)


def _dependencies(
    alike: _Alike, sources: NDArray[np.intp], progress: Progress
) -> Iterator[tuple[NDArray[np.intp], Reals]]:
    """For batches of classes: which, and (b, c), what one vertex of each class gets from ways that begin at each.

    A way gives 2 to whoever is in its farther half, 1 to whoever is in its middle, and nothing to the nearer half,
    which gets its due from the other end.
    """
    # To step from a class is to step from each of its vertices.
    stepping = csr_array(diags_array(alike.times) @ alike.matrix) if len(alike.times) else alike.matrix
    for begin in range(0, len(sources), _BATCH):
        progress("betweenness", begin, len(sources))
        some = sources[begin : begin + _BATCH]
        yield some, _accumulated(alike, stepping, some)
    progress("betweenness", len(sources), len(sources))


def _accumulated(alike: _Alike, stepping: csr_array, sources: NDArray[np.intp]) -> Reals:
    shape = (len(sources), len(alike.times))
    paths, levels = _searched(alike, stepping, sources)
    gained = np.zeros(shape)
    for far in range(2, len(levels)):
        at, there = levels[far]
        # How much of a way to all of that distance each vertex hands back to those before it.
        handed = alike.times[there] / paths[at, there]
        for near in range(far - 1, (far - 1) // 2, -1):
            back = csr_array((handed, (at, there)), shape=shape) @ alike.matrix
            at, there = levels[near]
            share = np.asarray(back[at, there]).reshape(-1)
            is_on_way = share > 0
            at, there, share = at[is_on_way], there[is_on_way], share[is_on_way]
            gained[at, there] += paths[at, there] * share * (1 if 2 * near == far else 2)
            handed = alike.times[there] * share
    return gained


def _searched(
    alike: _Alike, stepping: csr_array, sources: NDArray[np.intp]
) -> tuple[Reals, Sequence[tuple[NDArray[np.intp], NDArray[np.intp]]]]:
    """(b, c), how many shortest ways lead from each source to a vertex of each class; and who is at each distance."""
    shape = (len(sources), len(alike.times))
    rows = np.arange(len(sources))
    paths = np.zeros(shape)
    paths[rows, sources] = 1
    levels = [(rows, sources)]
    # A source is one vertex, whatever its class holds; the others of its class are at one step, and lead nowhere.
    reached = csr_array((np.ones(len(sources)), (rows, sources)), shape=shape) @ alike.matrix
    while True:
        at = np.repeat(rows, np.diff(reached.indptr))
        is_new = paths[at, reached.indices] == 0
        at, there = at[is_new], reached.indices[is_new]
        if not len(at):
            return paths, levels
        paths[at, there] = reached.data[is_new]
        levels.append((at, there))
        reached = csr_array((paths[at, there], (at, there)), shape=shape) @ stepping
