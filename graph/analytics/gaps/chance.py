"""How far a count may lie from what is expected by chance alone: exact ranges, and a correction for many cells.

* A cell of a table whose margins are given: the hypergeometric distribution (R. A. Fisher, 1935). Of N entries n state
  the line and r work in the area; without any tie between the two, P(X = x) = C(r, x) C(N - r, n - x) / C(N, n).
* A cell that is expected to have a share of a line's listings: the binomial distribution.
* Of many cells some are far off by chance. Their p-values are corrected so that of the cells that are called other than
  expected at most one in twenty is so by chance (Y. Benjamini and Y. Hochberg, 1995).
"""

from __future__ import annotations

import math
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


def hypergeometric(found: int, of_line: int, of_area: int, entries: int) -> Chance:
    """Chance for a cell of a table with given margins.

    Args:
        found: the cell's count.
        of_line: entries that state the line.
        of_area: entries that work in the area.
        entries: all that state a line and an area; of none, everything is 0.

    >>> chance = hypergeometric(0, 10, 10, 20)
    >>> (chance.expected, chance.low, chance.high, round(chance.p, 6))
    (5.0, 3, 7, 1.1e-05)
    """
    if not entries:
        return Chance(0.0, 0, 0, 1.0)
    least, most = max(0, of_line + of_area - entries), min(of_line, of_area)
    mean = of_line * of_area / entries
    spread = math.sqrt(mean * (1 - of_area / entries) * (entries - of_line) / max(entries - 1, 1))
    x = _around(mean, spread, least, most)
    logs = (
        _log_choose(of_area, x)
        + _log_choose(entries - of_area, of_line - x)
        - _log_choose(entries, np.array([float(of_line)]))
    )
    return _chance(found, mean, x, logs)


def binomial(found: int, listings: int, share: float) -> Chance:
    """Chance for a cell that should have a share of a line's listings.

    Args:
        found: the cell's count.
        listings: how often the line's entries are listed in all areas together.
        share: the share that is expected, 0 to 1.

    >>> chance = binomial(4, 10, 0.5)
    >>> (chance.expected, chance.low, chance.high, round(chance.p, 3))
    (5.0, 2, 8, 0.754)
    """
    if not listings or share <= 0:
        return Chance(listings * max(share, 0.0), 0, 0, 1.0 if not found else 0.0)
    if share >= 1:
        return Chance(float(listings), listings, listings, 1.0 if found == listings else 0.0)
    mean = listings * share
    x = _around(mean, math.sqrt(mean * (1 - share)), 0, listings)
    logs = _log_choose(listings, x) + x * math.log(share) + (listings - x) * math.log1p(-share)
    return _chance(found, mean, x, logs)


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


def _around(mean: float, spread: float, least: int, most: int) -> Floats:
    """The counts that chance may give, as far as they matter."""
    reach = _FAR * spread + _FAR
    return np.arange(max(least, math.floor(mean - reach)), min(most, math.ceil(mean + reach)) + 1, dtype=np.float64)


def _log_choose(total: int, chosen: Floats) -> Floats:
    from scipy.special import gammaln

    return np.asarray(gammaln(total + 1.0) - gammaln(chosen + 1.0) - gammaln(total - chosen + 1.0))


def _chance(found: int, mean: float, x: Floats, logs: Floats) -> Chance:
    weights = np.exp(logs)
    below = np.cumsum(weights)
    above = np.cumsum(weights[::-1])[::-1]
    low = int(x[min(int(np.searchsorted(below, OUTSIDE)), len(x) - 1)])
    high = int(x[min(int(np.searchsorted(below, 1 - OUTSIDE)), len(x) - 1)])
    at = int(found - x[0])
    if at < 0 or at >= len(x):
        return Chance(mean, low, high, 0.0)
    return Chance(mean, low, high, float(min(1.0, 2 * min(below[at], above[at]))))
