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
from graph.analytics.gaps.chance import Chance, binomial, hypergeometric
from graph.errors import InputError

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
    " support), of all the times that an entry of it works in an area.",
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


def check_baseline(code: str) -> Baseline:
    """The baseline of a code.

    Raises:
        InputError: there is none of that name.
    """
    for known in BASELINES:
        if known == code:
            return known
    raise InputError(f"No baseline is called {code!r}; there are {', '.join(BASELINES)}.")


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
    """Each cell against its area's share of countries; see `_listings` for `outside`."""
    total = len(scheme.countries)
    shares = np.array([len(area.countries) / total if total else 0.0 for area in scheme.areas])
    return _shared(counts, outside, scheme, np.broadcast_to(shares, counts.shape))


def by_needs(counts: Counts, outside: Counts, scheme: Scheme, needs: Counts, of_lines: Counts) -> Table:
    """Each cell against its area's share of the needs about the line.

    Args:
        counts: (k, a), entries by line and area.
        outside: (k, a), entries of the line that work in a country outside the area.
        scheme: the areas.
        needs: (k, a), needs by line and area.
        of_lines: (k,), needs about each line in all areas of the scheme.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = needs / of_lines[:, None]
    undocumented = needs.sum(axis=0) == 0
    shares = np.where(undocumented[None, :] | (of_lines == 0)[:, None], np.nan, shares)
    return _shared(counts, outside, scheme, shares)


def _shared(counts: Counts, outside: Counts, scheme: Scheme, shares: NDArray[np.float64]) -> Table:
    listings = counts + outside if scheme.overlapping else np.broadcast_to(counts.sum(axis=1)[:, None], counts.shape)
    return {
        (line, area): binomial(int(counts[line, area]), int(listings[line, area]), float(shares[line, area]))
        for line, area in np.ndindex(counts.shape)
        if not np.isnan(shares[line, area])
    }
