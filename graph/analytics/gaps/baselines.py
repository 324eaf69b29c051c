"""What counts are held against, each by its name: no baseline is the right one.

* `independence`: goals and areas have nothing to do with each other. Expected are row total × column total / total.
* `countries`: a goal's entries are spread as countries are: an area with a fifth of the scheme's countries has a fifth.
* `needs`: they are spread as the declared needs about that goal are. Areas without a document are not compared: what
  nobody has written down here isn't known.

World population by country isn't in the data of goal17, so it is no baseline.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from graph.analytics.gaps.areas import Scheme
from graph.analytics.gaps.asked import Asked
from graph.analytics.gaps.chance import Chance, binomial, hypergeometric

Counts = NDArray[np.int64]
Table = dict[tuple[int, int], Chance]
"""(place of the line, place of the area) to what chance gives; without cells of which the baseline says nothing."""

Baseline = Literal["independence", "countries", "needs"]

BASELINES: dict[Baseline, str] = {
    "independence": "Expected are entries of the goal or theme × entries of the area / all countable entries, as if the"
    " two had nothing to do with each other.",
    "countries": "Expected is the area's share of the scheme's countries, of all the times that an entry of the goal or"
    " theme works in an area.",
    "needs": "Expected is the area's share of the declared needs about the goal or theme (plans' actions that depend on"
    " support), of all the times that an entry of it works in an area with declared needs.",
}
"""Code to how the expectation is made."""

_EXACT = "Exact: the range that holds 95 % of what the hypergeometric distribution gives, the table's margins as given."
_LISTED = (
    "Exact: the range that holds 95 % of what the binomial distribution gives. An entry that works in several areas"
    " counts in each, and is taken for so many listings."
)
_EACH_BY_ITSELF = (
    " Entries are taken to be registered each by itself; where one body registered many, ranges are wider than told."
)


def interval(baseline: Baseline) -> str:
    """How the range of a baseline is made, in a sentence."""
    return (_EXACT if baseline == "independence" else _LISTED) + _EACH_BY_ITSELF


def independence(counts: Counts, of_lines: Counts, of_areas: Counts, entries: int) -> Table:
    """Each cell against its margins.

    Args:
        counts: (k, a), entries by line and area.
        of_lines: (k,), countable entries of each line.
        of_areas: (a,), of each area.
        entries: all that are countable.
    """
    return {
        (line, area): hypergeometric(int(counts[line, area]), int(of_lines[line]), int(of_areas[area]), entries)
        for line, area in np.ndindex(counts.shape)
    }


def by_countries(counts: Counts, outside: Counts, scheme: Scheme) -> Table:
    """Each cell against its area's share of countries.

    Args:
        counts: (k, a), entries by line and area.
        outside: (k, a), entries of the line that work in a country outside the area; used where areas overlap.
        scheme: the areas.
    """
    total = len(scheme.countries)
    shares = np.array([len(area.countries) / total if total else 0.0 for area in scheme.areas])
    everywhere = np.ones(len(scheme.areas), dtype=bool)
    return _shared(_listings(counts, outside, scheme, everywhere), counts, np.broadcast_to(shares, counts.shape))


def by_needs(counts: Counts, outside: Counts, scheme: Scheme, asked: Asked) -> Table:
    """Each cell against its area's share of the needs about the line, among areas with needs.

    Args:
        counts: (k, a), entries by line and area.
        outside: (k, a), entries of the line that work outside the area in a country with needs.
        scheme: the areas.
        asked: the needs.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = asked.of_cells / asked.of_lines[:, None]
    documented = asked.of_areas > 0
    shares = np.where(documented[None, :] & (asked.of_lines > 0)[:, None], shares, np.nan)
    return _shared(_listings(counts, outside, scheme, documented), counts, shares)


def _listings(counts: Counts, outside: Counts, scheme: Scheme, compared: NDArray[np.bool_]) -> Counts:
    """(k, a): how often the entries of each line work in the areas that are compared, or in the area and outside it."""
    if scheme.overlapping:
        return counts + outside
    return np.broadcast_to(counts[:, compared].sum(axis=1)[:, None], counts.shape)


def _shared(listings: Counts, counts: Counts, shares: NDArray[np.float64]) -> Table:
    return {
        (line, area): binomial(int(counts[line, area]), int(listings[line, area]), float(shares[line, area]))
        for line, area in np.ndindex(counts.shape)
        if not np.isnan(shares[line, area])
    }
