"""What a figure is: series of bars, each with what it was counted among, its rule, and the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FigureBasis = Literal["stated", "rule", "read"]
"""Who says so. `stated`: fields of the register. `rule`: follows from them by a rule that is named. `read`: read from
running texts, inferred."""


@dataclass(frozen=True, slots=True)
class Bar:
    """How many are of one kind.

    Attributes:
        code: what is counted: a code of a vocabulary, or a band.
        label: its name.
        count: how many; where none of the series could be read, the 0 says nothing.
        share: of the series' readable ones, 0 to 1; None where none could be read.
        rows: ids of the partnerships behind it, in the order of the snapshot; of what isn't partnerships (listings,
            leads, amounts), of those that it stands in.
    """

    code: str
    label: str
    count: int
    share: float | None
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One way to count what a figure is about.

    Attributes:
        code: its name within the figure.
        title: what is counted, in words.
        unit: what a bar counts: partnerships, listings, partners, leads, amounts.
        basis: who says so.
        rule: how it was read, in a sentence.
        population: how many units the slice has.
        readable: of how many of them it could be read: the denominator of every share.
        unreadable: of how many something is stated that couldn't be read.
        several: one unit can be in several bars, so that they sum to more than what was read.
        bars: in the order of a vocabulary or of size, empty ones left out where the list is long, unless a value was
            published of them.
        total: the sum of all bars.
        none: readable ones that are in no bar.
        types_read: it is counted by types of partners of which some were read from names; inferred.
    """

    code: str
    title: str
    unit: str
    basis: FigureBasis
    rule: str
    population: int
    readable: int
    unreadable: int
    several: bool
    bars: tuple[Bar, ...]
    total: int
    none: int = 0
    types_read: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """A value that was published of a portfolio, to stand beside what is counted here.

    Attributes:
        series: code of the series that it belongs beside; empty where nothing that is counted compares with it, and the
            note says why.
        code: of the bar; empty for the whole series.
        value: the number.
        unit: `percent` or `count`.
        of: what it is a share of, a number; 0 where the source doesn't say.
        source: the document and its paragraph.
        note: what a reader should know about it.
    """

    series: str
    code: str
    value: float
    unit: Literal["percent", "count"]
    of: int
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Where a published source disagrees with itself: shown, and not settled.

    Attributes:
        said: what its places say, in words.
        source: the document and its paragraphs.
    """

    said: str
    source: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of one slice of one version of a store.

    It stands alone, as a chart or as lines of a table does: so each says its slice and the notes, though they are the
    same for all figures of an answer.

    Attributes:
        code: `I` to `VIII` as in the report of 2010, or a word for those that it has no number for.
        title: what it shows.
        slice: what it was counted on, in words.
        partnerships: how many partnerships the slice has.
        records: how many records.
        series: the ways to count it; a chart shows the first in which anything was counted, unless one is named.
        published: values that were published of the same portfolio.
        contradictions: of the published source with itself.
        notes: what a reader should know.
    """

    code: str
    title: str
    slice: str
    partnerships: int
    records: int
    series: tuple[Series, ...]
    published: tuple[Published, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    notes: tuple[str, ...] = ()
