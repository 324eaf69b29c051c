"""Communities: a division of vertices with many ties inside its groups, and whether it is found again.

What is measured is the division as a whole. Any network has one of some modularity, and so has one of chance: what its
modularity is worth shows beside theirs (`modularity_of_one_run`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from graph.analytics.network.projection import OneMode
from graph.errors import InputError
from graph.progress import Progress, silent

Labels = NDArray[np.int64]

SEEDS = tuple(range(20))
"""Seeds that communities are looked for with, unless others are named."""

RESOLUTION = 1.0
"""Resolution of modularity as it is usual; higher finds more and smaller communities."""

_CYCLES = 3
"""Cycles of the algorithm, each beginning with what the last one found; ten take three times as long, and added two
thousandths to the modularity of the networks that they were tried on."""


@dataclass(frozen=True, slots=True)
class Stability:
    """How far runs with different seeds agree.

    Attributes:
        seeds: of the runs.
        rand: mean adjusted Rand index over all pairs of runs (L. Hubert and P. Arabie, 1985): 1 the same, 0 as by
            chance; None with a single run.
        lowest_rand: the lowest of any pair.
        information: mean normalised mutual information over all pairs, 0 to 1, by the mean of both entropies.
        lowest_modularity: of the runs.
        highest_modularity: of the runs.
        found_again: for each community the mean, over the other runs, of its best overlap with a community there
            (Jaccard index, 0 to 1; C. Hennig, 2007); None with a single run.
    """

    seeds: tuple[int, ...]
    rand: float | None
    lowest_rand: float | None
    information: float | None
    lowest_modularity: float
    highest_modularity: float
    found_again: tuple[float, ...] | None


@dataclass(frozen=True, eq=False, slots=True)
class Communities:
    """A division of k vertices into c communities.

    Attributes:
        of: (k,), the community of each: 0 is the largest; of several as large, that of the first vertex.
        sizes: (c,), how many vertices each has, descending; a vertex without a tie is one of its own.
        modularity: the share of ties inside less what ties drawn by strength alone would have there (M. E. J. Newman
            and M. Girvan, 2004), by weight; None where there are no ties.
        resolution: of the modularity that was looked for.
        seed: of the run that is shown: the one of the highest modularity, of several the first named.
        stability: how far the runs agree; None where there are no ties.
    """

    of: Labels
    sizes: Labels
    modularity: float | None
    resolution: float
    seed: int
    stability: Stability | None

    @property
    def several(self) -> int:
        """How many have two vertices or more."""
        return int((self.sizes > 1).sum())


def communities(
    network: OneMode, seeds: Sequence[int] = SEEDS, resolution: float = RESOLUTION, progress: Progress = silent
) -> Communities:
    """Communities by the Leiden algorithm (V. A. Traag, L. Waltman and N. J. van Eck, 2019), once for each seed.

    Args:
        network: the projection; its weights count.
        seeds: one or more, each once; the same seeds give the same communities.
        resolution: of modularity, above 0.
        progress: told how many runs are done.

    Raises:
        InputError: there is no seed, a seed is named twice or below 0, or the resolution isn't above 0.
    """
    if not seeds or len(set(seeds)) < len(seeds) or min(seeds) < 0:
        raise InputError("Communities need one or more seeds, each named once and 0 or more.")
    if not resolution > 0:
        raise InputError(f"The resolution is {resolution:g}; it has to be above 0.")
    size = len(network)
    if not network.edges:
        alone = np.arange(size, dtype=np.int64)
        return Communities(alone, np.ones(size, dtype=np.int64), None, resolution, seeds[0], None)
    runs: list[Labels] = []
    for seed in seeds:
        progress("communities", len(runs), len(seeds))
        runs.append(_run(network, seed, resolution))
    progress("communities", len(seeds), len(seeds))
    # To the ninth digit: sums of another order must not choose another run.
    qualities = [round(modularity(network, run, resolution), 9) for run in runs]
    best = int(np.argmax(qualities))
    of = runs[best]
    sizes = np.bincount(of).astype(np.int64)
    return Communities(of, sizes, qualities[best], resolution, seeds[best], _stability(runs, best, seeds, qualities))


def modularity_of_one_run(network: OneMode, seed: int, resolution: float = RESOLUTION) -> float | None:
    """The modularity that one run finds, which can be held against one run on a network of chance.

    The best of several runs can't: the more are tried, the more is found.

    Args:
        network: the projection; its weights count.
        seed: of the run, 0 or more.
        resolution: of modularity, above 0.

    Returns:
        -0.5 to 1; None where there are no ties.
    """
    return communities(network, (seed,), resolution).modularity


def modularity(network: OneMode, of: Labels, resolution: float = RESOLUTION) -> float:
    """The modularity of a division: Σ_c (inside_c / 2W - γ (strength_c / 2W)²), by weight.

    Args:
        network: the projection, with a tie at least.
        of: (k,), the community of each vertex, from 0.
        resolution: γ.
    """
    matrix = network.matrix
    at = np.repeat(np.arange(len(network)), np.diff(matrix.indptr))
    twice = float(matrix.data.sum())
    inside = float(matrix.data[of[at] == of[matrix.indices]].sum())
    strengths = np.bincount(of, network.strengths)
    return inside / twice - resolution * float(((strengths / twice) ** 2).sum())


def _run(network: OneMode, seed: int, resolution: float) -> Labels:
    from graspologic_native import leiden_csr

    matrix = network.matrix
    _, found = leiden_csr(
        matrix.indptr.astype(np.int64),
        matrix.indices.astype(np.int32),
        matrix.data.astype(np.float64),
        len(network),
        resolution=resolution,
        iterations=_CYCLES,
        seed=seed,
    )
    labels = np.arange(len(network), dtype=np.int64) + len(network)
    labels[list(found)] = list(found.values())
    return _ordered(labels)


def _ordered(labels: Labels) -> Labels:
    """The same division, numbered by size and first vertex."""
    _, first, of, sizes = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    number = np.empty(len(first), dtype=np.int64)
    number[np.lexsort((first, -sizes))] = np.arange(len(first))
    return number[of]


def _stability(runs: Sequence[Labels], best: int, seeds: Sequence[int], qualities: Sequence[float]) -> Stability:
    low, high = min(qualities), max(qualities)
    if len(runs) == 1:
        return Stability(tuple(seeds), None, None, None, low, high, None)
    tables = [_both(one, other) for one, other in combinations(runs, 2)]
    rands = [_rand(table) for table in tables]
    information = [_information(table) for table in tables]
    again = [_overlap(_both(runs[best], other)) for at, other in enumerate(runs) if at != best]
    return Stability(
        tuple(seeds),
        float(np.mean(rands)),
        min(rands),
        float(np.mean(information)),
        low,
        high,
        tuple(np.mean(again, axis=0).tolist()),
    )


def _both(one: Labels, other: Labels) -> csr_array:
    """How many vertices are in each community of the one and each of the other."""
    return csr_array(coo_array((np.ones(len(one)), (one, other))).tocsr())


def _rand(table: csr_array) -> float:
    def pairs(sizes: NDArray[np.float64]) -> float:
        return float((sizes * (sizes - 1) / 2).sum())

    rows, columns = (pairs(np.asarray(table.sum(axis=axis)).reshape(-1)) for axis in (1, 0))
    together, all_ = pairs(table.data), pairs(np.array([table.sum()]))
    expected = rows * columns / all_ if all_ else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)


def _information(table: csr_array) -> float:
    size = float(table.sum())

    def entropy(counts: NDArray[np.float64]) -> float:
        shares = counts / size
        return float(-(shares * np.log(shares)).sum())

    rows, columns = (entropy(np.asarray(table.sum(axis=axis)).reshape(-1)) for axis in (1, 0))
    if rows + columns == 0:
        return 1.0
    # Of rounding it may fall below 0 by a hair.
    return max(0.0, 2 * (rows + columns - entropy(table.data)) / (rows + columns))


def _overlap(table: csr_array) -> NDArray[np.float64]:
    """For each row its best Jaccard index with a column."""
    rows, columns = (np.asarray(table.sum(axis=axis)).reshape(-1) for axis in (1, 0))
    at = np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))
    jaccard = table.data / (rows[at] + columns[table.indices] - table.data)
    best = np.zeros(table.shape[0])
    np.maximum.at(best, at, jaccard)
    return best
