"""The shapes of what needs care and of where the data comes from, as their pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from api.wire import Credit
from graph.care.care import Column, Reported
from graph.care.cases import Case
from graph.model.records import Problem, Register
from graph.store.interface import Space


@dataclass(frozen=True, slots=True)
class ListAnswer:
    """A worklist, and how long it is; see `graph.care.worklists`.

    Attributes:
        code: of the list.
        group: `stale`, `contradictory`, `missing` or `read`.
        count: how many entries it holds.
        over: what it is counted over; see `graph.care.worklists.Of`.
        of: how many of these there are.
        says: what is in it.
        limit: what it doesn't say.
        is_private: its entries are named to the desk alone.
    """

    code: str
    group: str
    count: int
    over: str
    of: int
    says: str
    limit: str
    is_private: bool


@dataclass(frozen=True, slots=True)
class Unread:
    """What the last reading of a register could not read, or doubts.

    Attributes:
        register: code of the register.
        title: its name.
        rows: rows of the last reading.
        set_aside: rows that could not be read.
        flagged: problems of rows that were read.
    """

    register: str
    title: str
    rows: int
    set_aside: int
    flagged: int


@dataclass(frozen=True, slots=True)
class DeskAnswer:
    """What needs care.

    Attributes:
        version: of the store, as of which the lists were made.
        latest: the version of the store now; the lists are made anew where it is another.
        as_of: the day on which they hold.
        lists: the worklists.
        target: the share of partnerships that should have reported.
        reports: how many reports the store holds; 0: none is known, and the rates say nothing.
        reporting: all partnerships, then those of each portfolio.
        unread: each register's rows that were set aside or flagged.
        questions: open questions of the review; null while the names are gathered.
        corrections: reports of errors that are open.
        unaged: registers of which it can't be told whether they are old; no list counts them so.
        registers: what the answer draws on.
    """

    version: int
    latest: int
    as_of: str
    lists: tuple[ListAnswer, ...]
    target: float
    reports: int
    reporting: tuple[Reported, ...]
    unread: tuple[Unread, ...]
    questions: int | None
    corrections: int
    unaged: tuple[Credit, ...]
    registers: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class WorklistAnswer:
    """A page of a worklist.

    Attributes:
        list: the list.
        cases: the page.
        start: how many entries come before it.
        version: of the store, as of which the list was made.
        as_of: the day on which it holds.
        registers: what the answer draws on.
    """

    list: ListAnswer
    cases: tuple[Case, ...]
    start: int
    version: int
    as_of: str
    registers: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class KindOfProblem:
    """How often one kind of trouble was noted in the last reading of a register.

    Attributes:
        kind: its code.
        set_aside: rows were not read because of it; otherwise they were read and this is a flag.
        count: how often it was noted.
    """

    kind: str
    set_aside: bool
    count: int


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """One register: where it comes from, and what became of its rows.

    Attributes:
        register: what it says of itself, and the figures of its last reading.
        problems: what was noted, the commonest first; what set rows aside before flags.
        columns: what of its columns was taken; null while that is worked out.
    """

    register: Register
    problems: tuple[KindOfProblem, ...]
    columns: tuple[Column, ...] | None


@dataclass(frozen=True, slots=True)
class DataAnswer:
    """Where everything comes from, and what is missing.

    Attributes:
        sources: the registers.
        missing: core field to how many partnerships don't state it; null while that is worked out.
        matching: name and version of the weights of matches.
        names: name and version of the weights by which names are compared.
        spaces: the vector spaces that the store holds.
        version: of the store now.
        counted: the version of the store as of which columns and missing fields were counted; null while they are.
    """

    sources: tuple[SourceAnswer, ...]
    missing: tuple[ListAnswer, ...] | None
    matching: str
    names: str
    spaces: tuple[Space, ...]
    version: int
    counted: int | None


@dataclass(frozen=True, slots=True)
class RowsAnswer:
    """A page of what the last reading of a register noted.

    Attributes:
        register: the register.
        kind: the kind of trouble that is listed; "" for all.
        aside: `yes` for what set rows aside, `no` for flags on rows that were read; "" for both.
        kinds: all kinds with their numbers.
        problems: the page, in row order.
        total: how many there are of this kind.
        start: how many come before the page.
    """

    register: Register
    kind: str
    aside: str
    kinds: tuple[KindOfProblem, ...]
    problems: tuple[Problem, ...]
    total: int
    start: int
