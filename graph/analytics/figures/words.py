"""A figure in words: what a chart shows, for who doesn't see it, and what a person can quote."""

from __future__ import annotations

from collections.abc import Iterator

from graph.analytics.figures.figure import Bar, Figure, Published, Series
from graph.errors import InputError


def percent(share: float | None) -> str:
    """A share as a reader writes it; a dash where there is nothing to share.

    >>> percent(0.8235), percent(1 / 3000), percent(None)
    ('82 %', '<1 %', '–')
    """
    if share is None:
        return "–"
    return "<1 %" if 0 < share < 0.005 else f"{100 * share:.0f} %"


def denominator(series: Series) -> str:
    """Among how many a series was counted, and how many it couldn't be read of.

    A sentence such as "188 of 192 partnerships could be read; one can be in several bars."
    """
    parts = [f"{series.readable:,} of {series.population:,} {series.unit} could be read"]
    if series.unreadable:
        parts.append(f"{series.unreadable:,} state something that couldn't be")
    if series.none:
        parts.append(f"{series.none:,} of them are in no bar")
    if series.several:
        parts.append(f"one can be in several bars, which sum to {series.total:,}")
    return f"{'; '.join(parts)}."


def chosen(figure: Figure, code: str = "") -> Series:
    """The series of a figure that a chart shows: the one that is named, or the first in which anything was counted.

    Raises:
        InputError: the figure has no such series.
    """
    if code:
        for each in figure.series:
            if each.code == code:
                return each
        there = ", ".join(each.code for each in figure.series)
        raise InputError(f"Figure {figure.code} has no series {code!r}; there are {there}.")
    return next((each for each in figure.series if each.total), figure.series[0])


def title(figure: Figure) -> str:
    """The number and the title of a figure, as a sentence."""
    number = f"Figure {figure.code}" if figure.code.isupper() else figure.code.capitalize()
    return f"{number}, {figure.title}."


def told(figure: Figure, series: Series) -> str:
    """A series as a paragraph: what it counts, its bars, its denominator and its rule."""
    if not series.population:
        return f"{title(figure)} {series.title}: there are no {series.unit} in this slice ({figure.slice})."
    bars = "; ".join(_bar(each) for each in series.bars if each.count) or "none"
    return f"{title(figure)} {series.title} ({figure.slice}): {bars}. {denominator(series)} {series.rule}"


def beside(figure: Figure, series: Series) -> Iterator[tuple[Published, Bar | None]]:
    """The values that were published of what a series counts, each with its bar, if it has one."""
    bars = {each.code: each for each in series.bars}
    for each in figure.published:
        if each.series == series.code:
            yield each, bars.get(each.code)


def value(published: Published) -> str:
    """A published value, with what it is of.

    >>> value(Published("listings", "governments", 2158, "count", 7877, "E/CN.17/2010/13, §22"))
    '2,158 of 7,877 (27 %)'
    """
    number = f"{published.value:,.0f}"
    if published.unit == "percent":
        return f"{number} % of {published.of:,}" if published.of else f"{number} %"
    return f"{number} of {published.of:,} ({percent(published.value / published.of)})" if published.of else number


def _bar(each: Bar) -> str:
    share = f" ({percent(each.share)})" if each.share is not None else ""
    return f"{each.label} {each.count:,}{share}"
