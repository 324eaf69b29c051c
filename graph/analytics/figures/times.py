"""Figures V and VII: how long partnerships last, and when they began (D1 §§16-18, 41-42)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from graph.analytics.figures.counting import Rows, properties, said, series, together, unreadable
from graph.analytics.figures.figure import Series
from graph.analytics.slices import Cut

OPEN = "open-ended"
BANDS = {"up-to-1": (0, 1), "2-to-3": (2, 3), "4-to-6": (4, 6), "7-to-10": (7, 10), "over-10": (11, 10_000)}
"""Years, both ends included, so that no length is in two bands."""

_LABELS = {
    OPEN: "open-ended",
    "up-to-1": "up to 1 year",
    "2-to-3": "2 to 3 years",
    "4-to-6": "4 to 6 years",
    "7-to-10": "7 to 10 years",
    "over-10": "more than 10 years",
    "frame": "a time frame",
}


def duration(cut: Cut) -> Iterator[Series]:
    """Figure V: open-ended or with an end; and the length of those that state a start and an end."""
    open_ended = _open_ended(cut)
    ends = np.setdiff1d(np.flatnonzero(_dates(cut, cut.recorded.ends)[:, 0]), open_ended)
    yield series(
        cut,
        {"frame": ends, OPEN: open_ended},
        code="time-frame",
        title="With a time frame, or open-ended",
        basis="stated",
        rule="Open-ended where the register says that no end is foreseen; a time frame where it states an end that can"
        " be read.",
        labels=_LABELS,
        order=("frame", OPEN),
        unread=unreadable(cut, "end"),
    )
    years = _years(cut)
    years[open_ended] = -1
    yield series(
        cut,
        {code: np.flatnonzero((years >= low) & (years <= high)) for code, (low, high) in BANDS.items()},
        code="length",
        title="Length of those with a time frame",
        basis="rule",
        rule="From the month of the start to the month of the end, in years, rounded; from year to year where a month"
        " isn't stated. Those that end before they begin aren't counted.",
        labels=_LABELS,
        order=tuple(BANDS),
    )


def begun(cut: Cut) -> Iterator[Series]:
    """Figure VII: years in which partnerships began."""
    starts = _dates(cut, cut.recorded.begins)[:, 0]
    places = np.flatnonzero(starts)
    by_year = said(places, [str(year) for year in starts[places].tolist()])
    yield series(
        cut,
        by_year,
        code="year",
        title="Year of the start",
        basis="stated",
        rule="The year of the start that its records state; of several records the first that states one.",
        labels={},
        order=tuple(sorted(by_year)),
        unread=unreadable(cut, "start"),
    )


def _open_ended(cut: Cut) -> Rows:
    return together(properties(cut, "open-ended").get("true", np.zeros(0, dtype=np.intp)))


def _dates(cut: Cut, stated: NDArray[np.int16]) -> NDArray[np.int64]:
    """(partnerships, 2), year and month of the first record that states them; 0 where none does."""
    made = np.zeros((len(cut), 2), dtype=np.int64)
    rows = np.flatnonzero(stated[:, 0])[::-1]
    made[cut.place[rows]] = stated[rows]
    return made


def _years(cut: Cut) -> NDArray[np.int64]:
    """Length in years, rounded; -1 where it isn't known."""
    begins, ends = _dates(cut, cut.recorded.begins), _dates(cut, cut.recorded.ends)
    months = 12 * (ends[:, 0] - begins[:, 0])
    exact = (begins[:, 1] > 0) & (ends[:, 1] > 0)
    # The last month counts: from January to December is a year.
    months[exact] += ends[exact, 1] - begins[exact, 1] + 1
    known = (begins[:, 0] > 0) & (ends[:, 0] > 0) & (months >= 0)
    return np.where(known, (months + 6) // 12, -1)
