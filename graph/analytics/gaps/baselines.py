"""What counts are held against, each by its name: no baseline is the right one.

Each is a world in which nothing but chance decides where work is:

* `independence`: which areas an entry works in has nothing to do with what it is about, among entries that work in as
  many areas. Were all taken together, a programme with every goal in every region would raise every cell: that is
  breadth, and no tie of this goal with that region. Where areas overlap, an entry may work on one side of each (in it
  alone, or elsewhere alone) or on both.
* `countries`: whichever of its countries one takes of an entry, it is any of the scheme's, each as likely as another.
* `needs`: it is where the declared needs about the line are. Countries without a document aren't compared: what nobody
  has written down here isn't known.

In the last two every entry is one, shared out evenly among the countries that it states: fractional counting (as of
papers with several authors: L. Waltman and N. J. van Eck, 2015). One of the Pacific that states twelve countries is no
twelve draws, and one that states a country in every region says little of each. So nothing need be known of how the
countries of one entry hang together: what is expected of an area is its share of countries or needs all the same.

World population by country isn't in the data of goal17, so it is no baseline.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.analytics.gaps.areas import Scheme
from graph.analytics.gaps.asked import Asked
from graph.analytics.gaps.chance import Chance, Floats, beta_binomial, binomial, hypergeometric
from graph.analytics.gaps.lines import Bools, Counts, both
from graph.progress import Progress, silent, told_of

Number = TypeVar("Number", np.int64, np.float64)

Table = dict[tuple[int, int], Chance]
"""(place of the line, place of the area) to what chance gives; without cells of which the baseline says nothing."""

Baseline = Literal["independence", "countries", "needs"]

BASELINES: dict[Baseline, str] = {
    "independence": "Expected are entries of the goal or theme × entries of the area / all, of those that work in as"
    " many areas (where areas overlap: on one side of this one, or on both), as if what they are about had nothing to"
    " do with where they work.",
    "countries": "Expected is the area's share of the scheme's countries, of entries that are each shared out evenly"
    " among the countries that they state.",
    "needs": "Expected is the area's share of the declared needs about the goal or theme (plans' actions that depend on"
    " support), of entries that are each shared out evenly among the countries with declared needs that they state.",
}
"""Code to how the expectation is made."""

FEWEST_NEEDS = 10
"""Needs about a line from which on it is compared: fewer don't tell where needs are."""

_BEFOREHAND = 0.5
"""Needs that every area is held to have before any is counted, so that none declared isn't none possible
(H. Jeffreys, 1946; for the parts of a whole, half a count for each)."""

_RANGES: dict[Baseline, str] = {
    "independence": "Exact: the range that holds 95 % of what the hypergeometric distributions of those tables give"
    " together, all margins as given.",
    "countries": "The range that holds 95 % of what the binomial distribution gives: exact for entries of one area, and"
    " wider than it need be for those of several.",
    "needs": "The range that holds 95 % of what the beta-binomial distribution gives: where needs are is known no"
    " better than their number allows, and every area has half a need more, so that none declared isn't none possible."
    " A plan states many at once, so it is known worse than that.",
}

_EACH_BY_ITSELF = (
    " Entries are taken to be registered each by itself; where one body registered many alike, the range is narrower"
    " than it should be."
)


@dataclass(frozen=True, eq=False, slots=True)
class Counted:
    """n entries that are counted, by k lines and a areas.

    Attributes:
        stated: (n, k), whether an entry states the line.
        works: (n, a), whether it works in the area.
        reached: (n, a), in how many areas it works; where areas overlap, on how many sides of this one, 1 or 2.
        shares: (n, a), how much of the entry is held against the baseline here, 0 to 1: by independence all of it in
            every area, else the share of its countries.
        compared: (n,), whether any of it is.
    """

    stated: Bools
    works: Bools
    reached: Counts
    shares: Floats
    compared: Bools

    def counts(self) -> Counts:
        """Entries of each line and area: (k, a)."""
        return both(self.stated, self.works)

    def found(self) -> Floats:
        """How much of them is held against the baseline: (k, a)."""
        return np.asarray(self.stated.T.astype(np.float64) @ self.shares)

    def entries(self) -> Counts:
        """Entries of each line that are: (k,)."""
        return np.asarray((self.stated & self.compared[:, None]).sum(axis=0))


def interval(baseline: Baseline) -> str:
    """How the range of a baseline is made, in a sentence or two."""
    return _RANGES[baseline] + _EACH_BY_ITSELF


def independence(counted: Counted, progress: Progress = silent) -> Table:
    """Each cell against its margins, among entries that work in as many areas; none of a line or area without any.

    Args:
        counted: the entries.
        progress: told how many lines are compared.
    """
    tables = []
    for number in np.unique(counted.reached):
        alike = counted.reached == number
        tables.append((both(counted.stated, alike), (alike & counted.works).sum(axis=0), alike.sum(axis=0)))
    return {
        (line, area): hypergeometric(
            int(count),
            [(int(of_lines[line, area]), int(of_areas[area]), int(all[area])) for of_lines, of_areas, all in tables],
        )
        for (line, area), count in _cells(counted.counts(), progress)
        if counted.stated[:, line].any() and counted.works[:, area].any()
    }


def by_countries(counted: Counted, scheme: Scheme, progress: Progress = silent) -> Table:
    """Each cell against its area's share of countries; none of a line without an entry.

    `progress` is told how many lines are compared.
    """
    entries, total = counted.entries(), len(scheme.countries)
    return {
        (line, area): binomial(float(found), int(entries[line]), len(scheme.areas[area].countries) / total)
        for (line, area), found in _cells(counted.found(), progress)
        if entries[line]
    }


def by_needs(counted: Counted, scheme: Scheme, asked: Asked, progress: Progress = silent) -> Table:
    """Each cell against its area's share of the needs about the line.

    Nothing is said of an area without needs, nor where there are none elsewhere, nor of a line that fewer than
    `FEWEST_NEEDS` are about, or that has no entry in a country with needs. `progress` is told how many lines are
    compared.
    """
    entries = counted.entries()
    compared = (asked.of_areas > 0) & (asked.of_areas < sum(asked.of_countries.values()))
    parts = 2 if scheme.overlapping else int((asked.of_areas > 0).sum())
    inside = asked.of_cells + _BEFOREHAND
    outside = asked.of_lines[:, None] - asked.of_cells + (parts - 1) * _BEFOREHAND
    return {
        place: beta_binomial(float(found), int(entries[place[0]]), float(inside[place]), float(outside[place]))
        for place, found in _cells(counted.found(), progress)
        if compared[place[1]] and asked.of_lines[place[0]] >= FEWEST_NEEDS and entries[place[0]]
    }


def _cells(table: NDArray[Number], progress: Progress) -> Iterator[tuple[tuple[int, int], Number]]:
    """Places and values of a table (k, a), line by line."""
    for line, row in enumerate(told_of(table, "lines", len(table), progress)):
        for area, value in enumerate(row):
            yield (line, area), value
