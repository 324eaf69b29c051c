"""A figure in words: what a chart shows, for who doesn't see it, and what a person can quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.analytics.figures.figure import Bar, Figure, Published, Series
from graph.analytics.figures.published import document
from graph.errors import InputError
from graph.text.percent import part_of, percent
from graph.text.sentence import number


def denominator(series: Series) -> str:
    """Among how many a series was counted, and how many it couldn't be read of.

    A sentence such as "188 of 192 partnerships could be read; one can be in several bars."
    """
    read = f"{series.readable:,} of {number(series.population, series.unit.removesuffix('s'))} could be read"
    if series.none:
        read += f", of which {series.none:,} {'is' if series.none == 1 else 'are'} in no bar"
    parts = [read]
    if series.unreadable:
        state = "states" if series.unreadable == 1 else "state"
        parts.append(f"{series.unreadable:,} {state} something that couldn't be")
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


def largest(bars: Sequence[Bar], most: int) -> list[Bar]:
    """The bars that are shown where not all can be: the largest, in their order; of equal ones the first.

    Of years it is the run of them that holds most: years that are left out in between would look like years without.
    """
    if len(bars) > most and all(bar.code.isdecimal() for bar in bars):
        held = [sum(bar.count for bar in bars[at : at + most]) for at in range(len(bars) - most + 1)]
        first = held.index(max(held))
        return list(bars[first : first + most])
    by_size = sorted(range(len(bars)), key=lambda at: -bars[at].count)
    return [bars[at] for at in sorted(by_size[:most])]


def title(figure: Figure) -> str:
    """The title of a figure, as a sentence, after its number if it has one."""
    return f"Figure {figure.code}, {figure.title}." if figure.code.isupper() else f"{figure.title}."


def told(figure: Figure, series: Series) -> str:
    """A series as a paragraph: what it counts, its bars, its denominator, its rule, and what was published of it."""
    if not series.population:
        return f"{title(figure)} {series.title}: there are no {series.unit} in this slice ({figure.slice})."
    bars = "; ".join(_bar(each) for each in series.bars if each.count) or "none"
    said = f"{title(figure)} {series.title} ({figure.slice}): {bars}. {denominator(series)} {series.rule}"
    published = "; ".join(in_full(figure, each) for each, _ in beside(figure, series))
    return f"{said} Published: {published}." if published else said


def beside(figure: Figure, series: Series) -> Iterator[tuple[Published, Bar | None]]:
    """The values that were published of what a series counts, each with its bar, if it has one.

    Where nothing of the series could be read, no bar of it was counted: its 0 says nothing.
    """
    bars = {each.code: each for each in series.bars}
    for each in figure.published:
        if each.series == series.code:
            yield each, bars.get(each.code)


def documents(figures: Iterable[Figure]) -> tuple[str, ...]:
    """The documents that published values and contradictions of some figures stand in, in words."""
    sources = [
        source
        for figure in figures
        for source in (*(each.source for each in figure.published), *(each.source for each in figure.contradictions))
    ]
    return tuple(dict.fromkeys(document(source) for source in sources))


def apart(figure: Figure) -> Iterator[str]:
    """The values that were published of a figure and that nothing counted here compares with, each in a sentence.

    Those of one paragraph with one reason share a sentence.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for each in figure.published:
        if not each.series:
            found.setdefault((each.source, each.note), []).append(f"{name(figure, each)} {value(each)}")
    for (source, note), values in found.items():
        yield f"{'; '.join(values)} ({source}), {note}."


def name(figure: Figure, published: Published) -> str:
    """What a published value is of: the label of a bar of the figure, its code where no bar has it, or all."""
    labels = {bar.code: bar.label for series in figure.series for bar in series.bars}
    return labels.get(published.code, published.code) or "in all"


def in_full(figure: Figure, published: Published) -> str:
    """A published value with what it is of and where it stands: "Africa 41 % (E/CN.17/2010/13, §15), of …"."""
    note = f", {published.note}" if published.note else ""
    return f"{name(figure, published)} {value(published)} ({published.source}){note}"


def value(published: Published) -> str:
    """A published value, with what it is of.

    >>> value(Published("listings", "governments", 2158, "count", 7877, "E/CN.17/2010/13, §22"))
    '2,158 of 7,877 (27 %)'
    """
    if published.unit == "percent":
        shown = percent(published.value / 100)
        return f"{shown} of {published.of:,}" if published.of else shown
    return part_of(published.value, published.of) if published.of else f"{published.value:,.0f}"


def _bar(each: Bar) -> str:
    share = f" ({percent(each.share)})" if each.share is not None else ""
    return f"{each.label} {each.count:,}{share}"
