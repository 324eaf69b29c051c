"""Figures V and VII: how long partnerships last, and when they began (D1 §§16-18, 41-42)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from graph.analytics.figures.counting import NOWHERE, Rows, banded, properties, said, series, unreadable
from graph.analytics.figures.figure import Series
from graph.analytics.figures.published import published_bars
from graph.analytics.slices import Cut

OPEN = "open-ended"
BANDS = {"up-to-1": 0, "2-to-3": 2, "4-to-6": 4, "7-to-10": 7, "over-10": 11}
"""Lengths in years, rounded, by the shortest of each band, so that none is in two."""

_LABELS = {
    OPEN: "open-ended",
    "up-to-1": "up to 1 year",
    "2-to-3": "2 to 3 years",
    "4-to-6": "4 to 6 years",
    "7-to-10": "7 to 10 years",
    "over-10": "more than 10 years",
    "frame": "a time frame",
}

_UNKNOWN = -1


def duration(cut: Cut) -> Iterator[Series]:
    """Figure V: open-ended or with an end; and the length of those of which a record states a start and an end."""
    open_ended = properties(cut, "open-ended").get("true", NOWHERE)
    ends = np.setdiff1d(cut.place[cut.recorded.ends[:, 0] > 0], open_ended)
    yield series(
        cut,
        {"frame": ends, OPEN: open_ended},
        code="time-frame",
        title="With a time frame, or open-ended",
        basis="stated",
        rule="Open-ended where one of its records says that no end is foreseen; otherwise a time frame where one states"
        " an end that can be read.",
        labels=_LABELS,
        order=("frame", OPEN),
        unread=unreadable(cut, "end"),
    )
    years, backwards = _years(cut)
    years[open_ended] = _UNKNOWN
    yield series(
        cut,
        banded(years, BANDS),
        code="length",
        title="Length of those with a time frame",
        basis="rule",
        rule="From the first month of the start to the last month of the end, both counted, in years, rounded; where"
        " only a year is stated, all of it counts, so that 2002 to 2005 are four years. Both ends are of one record,"
        " the first that states both. What ends before it begins can't be read, and open-ended ones have no length.",
        labels=_LABELS,
        order=tuple(BANDS),
        unread=np.setdiff1d(backwards, open_ended),
    )


def begun(cut: Cut) -> Iterator[Series]:
    """Figure VII: years in which partnerships began."""
    starts = np.zeros(len(cut), dtype=np.int64)
    # The first record last, so that of several it is the one that counts.
    rows = np.flatnonzero(cut.recorded.begins[:, 0])[::-1]
    starts[cut.place[rows]] = cut.recorded.begins[rows, 0]
    places = np.flatnonzero(starts)
    by_year = said(places, [str(year) for year in starts[places].tolist()])
    elsewhere = {code for code in published_bars(cut, "VII", "year") if code.isdecimal()}
    yield series(
        cut,
        by_year,
        code="year",
        title="Year of the start",
        basis="stated",
        rule="The year of the start that its records state; of several records the first that states one.",
        labels={},
        order=tuple(sorted(elsewhere.union(by_year))),
        unread=unreadable(cut, "start"),
    )


def _years(cut: Cut) -> tuple[NDArray[np.int64], Rows]:
    """(partnerships,) length in years, rounded, -1 where it isn't known; and the places of those that end too early."""
    begins, ends = cut.recorded.begins.astype(np.int64), cut.recorded.ends.astype(np.int64)
    first, last = np.maximum(begins[:, 1], 1), np.where(ends[:, 1], ends[:, 1], 12)
    months = 12 * (ends[:, 0] - begins[:, 0]) + last - first + 1
    both = (begins[:, 0] > 0) & (ends[:, 0] > 0)
    made = np.full(len(cut), _UNKNOWN, dtype=np.int64)
    rows = np.flatnonzero(both & (months > 0))[::-1]
    made[cut.place[rows]] = (months[rows] + 6) // 12
    return made, np.setdiff1d(cut.place[both & (months <= 0)], cut.place[rows])
