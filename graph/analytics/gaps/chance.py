"""How far a count may lie from what is expected by chance alone: exact ranges, and a correction for many cells.

* A cell of a table whose margins are given: the hypergeometric distribution (R. A. Fisher, 1935). Of N entries n state
  the line and r work in the area; without any tie between the two, P(X = x) = C(r, x) C(N - r, n - x) / C(N, n). Of
  several tables that are looked at together, each with margins of its own, the sum (N. Mantel and W. Haenszel, 1959).
* A cell that each of n entries is in with the same known chance: the binomial distribution. Where an entry may be in it
  by a part, with the same mean, chance gives less spread (W. Hoeffding, 1963), and the range is wider than it need be.
* The same with a chance that is itself only known from counts: the beta-binomial distribution.
* Of many cells some are far off by chance. Their p-values are corrected so that of the cells that are called other than
  expected on average at most one in twenty is so by chance (Y. Benjamini and Y. Hochberg, 1995). That is proven for
  cells that are independent or pull the same way; those of one table hang together otherwise, and for them it holds as
  far as it was simulated.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

OUTSIDE = 0.025
"""Share of what chance gives that lies below a range, and likewise above it: the range holds 95 %."""

FALSE = 0.05
"""Share of false ones among the cells that are called other than expected."""

_FAR = 12.0
"""Standard deviations beyond which nothing is looked at: less than 1 in 10^30 lies there."""

_RARE = 1e-30
"""Share of what a chance that is only known from counts may be that isn't looked at, at either end."""

_DIGITS = 9
"""Decimals of a sum of parts that are told from none."""


@dataclass(frozen=True, slots=True)
class Chance:
    """What chance alone would give for one count.

    Attributes:
        expected: the mean.
        low: the smallest count of the range that holds 95 %.
        high: the largest.
        p: two-sided probability of a count as far off as the one that was found, or farther.
    """

    expected: float
    low: int
    high: int
    p: float


def hypergeometric(found: int, tables: Iterable[tuple[int, int, int]]) -> Chance:
    """Chance for a cell that is the sum of cells of tables with given margins.

    Args:
        found: the count.
        tables: of each the entries that state the line, those that work in the area, and all. Of none everything is 0.

    >>> chance = hypergeometric(0, [(10, 10, 20)])
    >>> (chance.expected, chance.low, chance.high, round(chance.p, 6))
    (5.0, 3, 7, 1.1e-05)
    """
    mean, first, weights = 0.0, 0, np.ones(1)
    for of_line, of_area, entries in tables:
        if of_line and of_area:
            expected, least, each = _table(of_line, of_area, entries)
            mean, first, weights = mean + expected, first + least, np.convolve(weights, each)
    return _chance(found, mean, first, weights)


def binomial(found: float, draws: int, share: float) -> Chance:
    """Chance for a cell that each of some entries is in by the same chance.

    Args:
        found: the count; of entries that are in it by a part, the sum.
        draws: the entries.
        share: the chance, 0 to 1.

    >>> chance = binomial(4, 10, 0.5)
    >>> (chance.expected, chance.low, chance.high, round(chance.p, 3))
    (5.0, 2, 8, 0.754)
    """
    mean = draws * share
    if share in {0.0, 1.0}:
        return _chance(found, mean, int(mean), np.ones(1))
    x = _around(mean, math.sqrt(mean * (1 - share)), 0, draws)
    logs = _log_choose(draws, x) + x * math.log(share) + (draws - x) * math.log1p(-share)
    return _chance(found, mean, int(x[0]), np.exp(logs))


def beta_binomial(found: float, draws: int, inside: float, outside: float) -> Chance:
    """Chance for a cell that each of some entries is in by a chance that is only known from counts.

    P(X = x) = C(n, x) B(x + a, n - x + b) / B(a, b), its mean n a / (a + b). Each is made of the one before:
    P(X = x + 1) / P(X = x) = (n - x) (x + a) / ((x + 1) (n - x - 1 + b)).

    Args:
        found: the count; of entries that are in it by a part, the sum.
        draws: n, the entries.
        inside: a, what was counted in the cell, with what was held to be there beforehand; above 0.
        outside: b, what was counted elsewhere; above 0.

    >>> chance = beta_binomial(4, 10, 5.5, 5.5)
    >>> (chance.expected, chance.low, chance.high, round(chance.p, 3))
    (5.0, 1, 9, 0.824)
    """
    from scipy.special import betainccinv, betaincinv

    # Deviations of the count itself won't do: where little is known of the chance, much lies beyond twelve of them.
    first, last = (
        int(_around(draws * share, math.sqrt(draws * share * (1 - share)), 0, draws)[end])
        for share, end in ((betaincinv(inside, outside, _RARE), 0), (betainccinv(inside, outside, _RARE), -1))
    )
    x = np.arange(first, last, dtype=np.float64)
    steps = np.log((draws - x) * (x + inside) / ((x + 1) * (draws - x - 1 + outside)))
    logs = np.concatenate([[0.0], np.cumsum(steps)])
    weights = np.exp(logs - logs.max())
    return _chance(found, draws * inside / (inside + outside), first, weights / weights.sum())


def corrected(p: Floats) -> Floats:
    """The p-values of many cells, corrected for their number; NaN where a cell has none.

    The smallest share of false ones at which the cell would still be called other than expected
    (Benjamini and Hochberg).

    >>> corrected(np.array([0.01, 0.02, 0.5])).round(3).tolist()
    [0.03, 0.03, 0.5]
    """
    made = np.full(p.shape, np.nan)
    there = np.flatnonzero(~np.isnan(p))
    order = there[np.argsort(p[there], kind="stable")][::-1]
    ranks = np.arange(len(order), 0, -1)
    made[order] = np.minimum.accumulate(np.minimum(p[order] * len(order) / ranks, 1.0))
    return made


def _table(of_line: int, of_area: int, entries: int) -> tuple[float, int, Floats]:
    """The mean of one table's cell, the first count that matters, and the probabilities from there on."""
    least, most = max(0, of_line + of_area - entries), min(of_line, of_area)
    mean = of_line * of_area / entries
    spread = math.sqrt(mean * (1 - of_area / entries) * (entries - of_line) / max(entries - 1, 1))
    x = _around(mean, spread, least, most)
    logs = (
        _log_choose(of_area, x)
        + _log_choose(entries - of_area, of_line - x)
        - _log_choose(entries, np.array([float(of_line)]))
    )
    return mean, int(x[0]), np.exp(logs)


def _around(mean: float, spread: float, least: int, most: int) -> Floats:
    """The counts that chance may give, as far as they matter."""
    reach = _FAR * spread + _FAR
    return np.arange(max(least, math.floor(mean - reach)), min(most, math.ceil(mean + reach)) + 1, dtype=np.float64)


def _log_choose(total: int, chosen: Floats) -> Floats:
    from scipy.special import gammaln

    return np.asarray(gammaln(total + 1.0) - gammaln(chosen + 1.0) - gammaln(total - chosen + 1.0))


def _chance(found: float, mean: float, first: int, weights: Floats) -> Chance:
    """Of the probabilities of all counts from the first on."""
    below = np.cumsum(weights)
    above = np.cumsum(weights[::-1])[::-1]
    last = len(weights) - 1
    low = first + min(int(np.searchsorted(below, OUTSIDE)), last)
    high = first + min(int(np.searchsorted(below, 1 - OUTSIDE)), last)
    # A sum of parts is taken for the count next to it that is less far off.
    least, most = (int(side(round(found, _DIGITS))) - first for side in (math.ceil, math.floor))
    p = 0.0
    if least >= 0 and most <= last:
        p = float(min(1.0, 2 * min(below[min(least, last)], above[max(most, 0)])))
    return Chance(mean, low, high, p)
