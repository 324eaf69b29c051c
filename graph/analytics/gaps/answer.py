"""What is told of coverage, with the denominators of every figure and the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NOTICE = (
    "A gap in this register, not in the world, as the United Nations' report of 2010 on partnerships says of its own"
    " (E/CN.17/2010/13, §13): it holds what was submitted to it. Who works without having registered is missing here,"
    " and so is who doesn't say where."
)
"""Stands in every answer."""

Verdict = Literal["fewer", "more", "within", "too-few", "not-compared"]
"""`fewer` and `more`: other than expected, after the correction for many cells; `within`: as chance would have it;
`too-few`: nothing is held against the baseline here, and none is within the range, so that it says nothing: by `needs`
there may be entries all the same, in countries without declared needs; `not-compared`: the baseline says nothing, as of
every line without an entry that it could be held against."""

VERDICTS: dict[Verdict, str] = {
    "fewer": "fewer than expected",
    "more": "more than expected",
    "within": "within what chance gives",
    "too-few": "too few are expected to tell",
    "not-compared": "the baseline says nothing here",
}


@dataclass(frozen=True, slots=True)
class SchemeTold:
    """The regions or groups that coverage is counted in.

    Attributes:
        code: by which it is asked for.
        name: what it is.
        source: who keeps it.
        date: as of when it holds.
        note: what a reader should know.
        overlapping: a country may be in several of its areas.
    """

    code: str
    name: str
    source: str
    date: str
    note: str
    overlapping: bool


@dataclass(frozen=True, slots=True)
class BaselineTold:
    """What counts are held against.

    Attributes:
        code: `independence`, `countries` or `needs`.
        expected: how the expectation is made, in a sentence.
        interval: how its range is made, in a sentence.
        correction: how many cells were compared at once, and what was done about it.
    """

    code: str
    expected: str
    interval: str
    correction: str


@dataclass(frozen=True, slots=True)
class Population:
    """The denominators.

    Attributes:
        entries: partnerships in the slice.
        state_line: of them those that state a goal (or a theme).
        state_area: those that state a country of the scheme.
        state_both: those that state both: the only ones that are counted by line.
        compared: of those that state a country of the scheme, those that the baseline says something of: all, or, by
            `needs`, those that state one with declared needs.
        state_neither: those that state none of the two.
        read_line: those that state no theme and whose text is read to speak of one; inferred.
        read_area: those that state no country of the scheme and whose title or text names one; inferred.
    """

    entries: int
    state_line: int
    state_area: int
    state_both: int
    compared: int
    state_neither: int
    read_line: int
    read_area: int


@dataclass(frozen=True, slots=True)
class LineTold:
    """A goal or theme.

    Attributes:
        code: "14", or a code of the vocabulary `themes`.
        label: in English.
        state_it: entries of the slice that state it.
        entries: of them those that state a country of the scheme too, and so can be counted. Where this is a small part
            of them, or a smaller one than of others, what the line's cells lack may only not be stated.
        compared: of these those that the baseline says something of.
        needs: declared needs of countries of the scheme that are about it.
    """

    code: str
    label: str
    state_it: int
    entries: int
    compared: int
    needs: int


@dataclass(frozen=True, slots=True)
class AreaTold:
    """A region or group of countries.

    Attributes:
        code: of the vocabulary `regions` or `groups`.
        name: in English.
        countries: how many it has.
        countries_stated: how many of them an entry states.
        entries: countable entries that work there.
        needs: declared needs of its countries.
        countries_with_needs: how many of them have declared any.
    """

    code: str
    name: str
    countries: int
    countries_stated: int
    entries: int
    needs: int
    countries_with_needs: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A goal or theme in an area.

    Attributes:
        line: code; "" for an area as a whole.
        area: code.
        count: entries that state both.
        read: entries beside them that would count if what is only read from title and text did; inferred.
        compared: what is held against the baseline: by `independence` the count; else its entries shared out evenly
            among the countries that they state, each for the part that is here. None where it says nothing.
        expected: what the baseline gives.
        low: the smallest count of the range in which chance alone puts 95 %.
        high: the largest.
        q: the two-sided p-value, corrected for the number of cells.
        verdict: what follows.
        partnerships: ids of the entries that are counted.
    """

    line: str
    area: str
    count: int
    read: int
    compared: float | None
    expected: float | None
    low: int | None
    high: int | None
    q: float | None
    verdict: Verdict
    partnerships: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Goals or themes by area.

    Attributes:
        of: `goals` or `themes`.
        scheme: the areas' scheme.
        baseline: what counts are held against.
        population: the denominators.
        lines: the goals or themes, in the vocabulary's order.
        areas: the areas, in the scheme's order.
        whole: the areas as a whole: entries that state one of its countries, whatever they are about; `line` is empty.
            Not compared where the baseline is independence, which takes an area's total as given.
        cells: line by line, area by area.
        as_of: the asking date: memberships of groups are those of that day.
        notes: what a reader should know of this answer.
        notice: what every answer says.
    """

    of: str
    scheme: SchemeTold
    baseline: BaselineTold
    population: Population
    lines: tuple[LineTold, ...]
    areas: tuple[AreaTold, ...]
    whole: tuple[Cell, ...]
    cells: tuple[Cell, ...]
    as_of: str
    notes: tuple[str, ...]
    notice: str = NOTICE
