"""The shapes of what is said of a term of a vocabulary: goals, targets, themes, programmes, countries."""

from __future__ import annotations

from dataclasses import dataclass

from api.wire import Credit, EntityAnswer, Other
from api.wire_gaps import CountryAnswer
from graph.search.answer import FacetValue


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry in a list: its title, and where it is a partnership its status and dates.

    Attributes:
        kind: of the entry.
        id: its id.
        name: its name.
        role: of its relation to what the list is of: primary or secondary, core or affiliated; "" where not stated.
        status: on the asking date; "" for another kind.
        start: as exactly as it is stated; "" where it isn't.
        end: likewise.
        degree: partners of a partnership, partnerships of a partner.
        on_it: of the partnerships of a partner those that the list's term is stated for; null for another kind.
    """

    kind: str
    id: str
    name: str
    role: str
    status: str
    start: str
    end: str
    degree: int
    on_it: int | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """A list of entries of one sort.

    Attributes:
        kind: of its entries.
        role: what they are to what the list is of; "" for all of them.
        total: how many there are.
        offset: how many of them come before those shown.
        entries: those shown; partners with most of these partnerships first.
        next: offset of those after them; null where there are no more, or where a search lists them.
    """

    kind: str
    role: str
    total: int
    offset: int
    entries: tuple[Listed, ...]
    next: int | None


@dataclass(frozen=True, slots=True)
class Among:
    """How entries are spread over the values of a facet; the value "" counts those that state none."""

    facet: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class TermPage:
    """A goal, a target, a theme or a programme.

    Attributes:
        entry: the entry itself, with the first of its relations.
        code: its code.
        broader: what it is a part of: the goal of a target, the list of a theme.
        narrower: its parts, with how many partnerships state each; none for what has none.
        neighbours: what stands beside it: the other targets of its goal, the other themes of its list.
        shelves: partnerships that state it (or are of its portfolio), and the partners in them.
        among: how these partnerships are spread.
        as_of: the day on which statuses are told.
        version: of the store.
        registers: of the store.
    """

    entry: EntityAnswer
    code: str
    broader: tuple[Other, ...]
    narrower: tuple[Counted, ...]
    neighbours: tuple[Counted, ...]
    shelves: tuple[Shelf, ...]
    among: tuple[Among, ...]
    as_of: str
    version: int
    registers: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A term with how many partnerships state it."""

    kind: str
    id: str
    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Terms that stand together: countries of a region, themes of a list; `code` is "" for those in none."""

    code: str
    name: str
    terms: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class TermIndex:
    """All terms of a kind, with how many partnerships state each.

    Attributes:
        kind: of the terms.
        groups: the terms in groups.
        not_stated: how many partnerships state none.
        of: how many partnerships there are.
        version: of the store.
        registers: of the store.
    """

    kind: str
    groups: tuple[TermGroup, ...]
    not_stated: int
    of: int
    version: int
    registers: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class CountryPage:
    """A country.

    Attributes:
        entry: it with its relations.
        answer: its own view.
        stating: how many partnerships state it.
        based: how many partners are based there.
        named_only: the first of the partnerships that name it in title or text and state neither it nor what holds it.
        types_read: ids of the partners shown whose type is read from their name; inferred.
        goals: the goals that partnerships state which state the country, with how many do: whatever is asked for.
        goal: the goal on which alone all else is, but for the entry; null where it is on everything.
    """

    entry: EntityAnswer
    answer: CountryAnswer
    stating: int
    based: int
    named_only: tuple[Other, ...]
    types_read: tuple[str, ...]
    goals: tuple[Counted, ...]
    goal: int | None
