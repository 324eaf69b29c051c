"""Where the moments of a partnership stand on a line of time.

Places across are hundredths of its width, so that words keep their size on any screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from api.wire_profiles import Moment
from graph.text.dates import PartialDate

_NARROWEST = 300
"""Pixels of the narrowest screen that the line has to do for."""

_APART = 26
"""Pixels between the middles of two marks on one level."""

_MOST_TICKS = 6
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)
LEVEL = 26
"""Pixels between levels of marks."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment on the line: its number in the list beside it, where it stands, and how high above the line."""

    number: int
    moment: Moment
    at: float
    level: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the line."""

    year: int
    at: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """The line.

    Attributes:
        start: where the bar begins; None where no start is stated.
        end: where it ends; None where no end is stated.
        open_ended: no end is foreseen: the bar goes on.
        today: where today stands.
        ticks: years.
        marks: everything but start and end, numbered as in the list.
        levels: of marks, at least 1.
    """

    start: float | None
    end: float | None
    open_ended: bool
    today: float
    ticks: Sequence[Tick]
    marks: Sequence[Mark]
    levels: int


def layout(moments: Sequence[Moment], today: date, *, open_ended: bool = False) -> Timeline | None:
    """Where everything stands.

    Args:
        moments: with their dates, the earliest first.
        today: the asking date.
        open_ended: its register says that no end is foreseen.

    Returns:
        None where nothing has a date but its registers: a line would say nothing.
    """
    if all(each.kind == "register" for each in moments):
        return None
    dates = {each: PartialDate.from_iso(each.when) for each in moments}
    first = min(*(each.earliest for each in dates.values()), today).year
    last = max(*(each.latest for each in dates.values()), today).year + 1
    begin, span = date(first, 1, 1).toordinal(), (date(min(last, date.max.year), 1, 1) - date(first, 1, 1)).days or 1

    def at(day: date) -> float:
        # A little room on both sides, for the words at the ends.
        return round(4 + 92 * (day.toordinal() - begin) / span, 2)

    start = next((at(dates[each].earliest) for each in moments if each.kind == "start"), None)
    end = next((at(dates[each].latest) for each in moments if each.kind == "end"), None)
    step = next((each for each in _STEPS if (last - first) / each <= _MOST_TICKS), _STEPS[-1])
    ticks = [Tick(year, at(date(year, 1, 1))) for year in range(first, last + 1) if year % step == 0 and year >= 1]
    numbered = [(number, each) for number, each in enumerate(moments, 1) if each.kind not in {"start", "end"}]
    marks = list(_stacked((number, each, at(dates[each].earliest)) for number, each in numbered))
    return Timeline(
        start,
        end,
        open_ended and end is None,
        at(today),
        ticks,
        marks,
        max((each.level + 1 for each in marks), default=1),
    )


def _stacked(placed: Iterable[tuple[int, Moment, float]]) -> Iterable[Mark]:
    """Marks on the lowest level where they touch no other, on the narrowest screen."""
    ends: list[float] = []
    for number, moment, at in placed:
        pixels = at / 100 * _NARROWEST
        level = next((level for level, end in enumerate(ends) if pixels - end >= _APART), len(ends))
        ends[level : level + 1] = [pixels]
        yield Mark(number, moment, at, level)
