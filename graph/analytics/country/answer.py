"""What a country is told: lists that say how long they are, and what is missing from them."""

from __future__ import annotations

from dataclasses import dataclass

from graph.analytics.country.reach import RULE, Reach

NOTICE = (
    "What registers hold, as submitted to them: who works here without having registered is missing, and so is who"
    " doesn't say where. Countries are grouped by dated lists and never ranked."
)


@dataclass(frozen=True, slots=True)
class Lead:
    """A partner that an entry states as its lead."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class EntryHere:
    """An entry that states the country, or a part of the world that holds it.

    Attributes:
        id: of the partnership.
        title: its name.
        reach: national, regional or global.
        why: the rule that says so.
        status: on the asking date (vocabulary `statuses`).
        start: the first day on which it may have begun; "" where not stated.
        end: the last day on which it may have ended; "" where not stated.
        goals: numbers of the goals that it states.
        leads: who leads it, as stated.
        partners: how many partners it has.
        based_here: how many of them are based in the country.
    """

    id: str
    title: str
    reach: Reach
    why: str
    status: str
    start: str
    end: str
    goals: tuple[int, ...]
    leads: tuple[Lead, ...]
    partners: int
    based_here: int


@dataclass(frozen=True, slots=True)
class Entries:
    """Some entries: how many there are, and the first of them."""

    total: int
    shown: tuple[EntryHere, ...]


@dataclass(frozen=True, slots=True)
class Active:
    """What runs on the asking date, by how far it reaches.

    Attributes:
        total: all three together.
        national: entries for this country alone.
        regional: for several countries of one region.
        world: for countries of several regions, or worldwide.
    """

    total: int
    national: Entries
    regional: Entries
    world: Entries


@dataclass(frozen=True, slots=True)
class Asked:
    """A need or priority that the country has stated.

    Attributes:
        id: of the need.
        name: its name.
        standing: `need` where it depends on support, `priority` where the country acts by itself.
        goals: numbers of the goals that it states, or that its themes are mapped to.
        themes: codes of the themes that it states.
        record: the record that states it.
        entries_here: entries that state the country and one of its goals, and have not ended.
    """

    id: str
    name: str
    standing: str
    goals: tuple[int, ...]
    themes: tuple[str, ...]
    record: str
    entries_here: int


@dataclass(frozen=True, slots=True)
class Needs:
    """The needs and priorities of the country.

    Attributes:
        total: all of them.
        needs: those that depend on support.
        priorities: those that don't.
        shown: the first of them, needs before priorities.
    """

    total: int
    needs: int
    priorities: int
    shown: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A partner.

    Attributes:
        id: of the partner.
        name: its name.
        type: code of its type; "" where unknown.
        country: where it is based; "" where unknown.
        entries: entries that it takes part in, anywhere.
        entries_here: those that state the country.
        not_ended_here: of these, those that have not ended.
    """

    id: str
    name: str
    type: str
    country: str
    entries: int
    entries_here: int
    not_ended_here: int


@dataclass(frozen=True, slots=True)
class Bodies:
    """Some partners: how many there are, and the first of them."""

    total: int
    shown: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class NotStated:
    """What can't be told.

    Attributes:
        no_place: entries that state no country, no part of the world and not the world: they may work here.
        named_only: entries that state neither it nor what holds it, and whose title or text names it; inferred.
        named_only_ids: ids of the first of them.
        no_status: entries here of which nobody can tell whether they run on the asking date.
        no_partner: entries here of which no partner is known.
        partners_nowhere: partners that work here and state no country that they are based in.
    """

    no_place: int
    named_only: int
    named_only_ids: tuple[str, ...]
    no_status: int
    no_partner: int
    partners_nowhere: int


@dataclass(frozen=True, slots=True)
class CountryView:
    """Everything of one country.

    Attributes:
        country: alpha-3.
        name: in English.
        regions: the regions of M49 that it lies in, the smallest first.
        groups: the dated lists that it stands on.
        as_of: the asking date.
        window: days from then on in which what ends is shown.
        entries: partnerships in the slice.
        here: of them those that state the country; all that follows is of these, but for `wider`.
        rule: how national, regional and global are told apart.
        active: what runs on the asking date.
        wider: what runs on the asking date and states a part of the world that holds the country, or the world, and
            not the country: it may work here.
        ending: of what is active, what ends within the window, soonest first.
        next_end: the first day after the window on which something active ends, as stated; "" where nothing states so.
        planned: what begins later.
        unclear: what may or may not run: no end is stated.
        ended: what has ended, the latest first: to learn from.
        asked: what the country has stated that it needs, or does by itself.
        based: partners based here, those with most entries here first.
        others: partners that work here and are based elsewhere, or where nobody knows.
        not_stated: what can't be told.
        notes: what a reader should know.
        notice: what every answer says.
    """

    country: str
    name: str
    regions: tuple[str, ...]
    groups: tuple[str, ...]
    as_of: str
    window: int
    entries: int
    here: int
    active: Active
    wider: Entries
    ending: Entries
    next_end: str
    planned: Entries
    unclear: Entries
    ended: Entries
    asked: Needs
    based: Bodies
    others: Bodies
    not_stated: NotStated
    notes: tuple[str, ...]
    rule: str = RULE
    notice: str = NOTICE
