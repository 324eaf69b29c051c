"""The shapes of what profiles say beside `EntityAnswer`; every page of an entry is one of these, and so is its JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from api.wire import Credit, EntityAnswer, PartnerMatchAnswer, PartnershipMatchAnswer
from api.wire_network import HealthAnswer
from api.wire_overlaps import OverlapMatchAnswer
from graph.model.records import Source


@dataclass(frozen=True, slots=True)
class Merged:
    """That an id which led here was merged into this entry, and what is known of why.

    Attributes:
        id: the id that was merged.
        name: what was written under it; "" where that can't be told any more.
        why: the rule, or the reasons that were given, in English.
        judge: `person`, `score` or `rule`; "" where it isn't known.
        by: the person, or the version of the scorer.
        at: when, ISO 8601 in UTC; "" where it follows from a rule.
        question: id of the question of the review desk; "" where there is none.
    """

    id: str
    name: str
    why: str
    judge: str
    by: str
    at: str
    question: str


@dataclass(frozen=True, slots=True)
class Moment:
    """Something with a date in the life of a partnership.

    Attributes:
        kind: `start`, `end`, `deliverable`, `report` or `register` (the day for which a register holds).
        when: as exactly as it is stated: a year, a month or a day.
        text: what it is, in the register's words; "" where the kind says it.
        sources: who says so.
    """

    kind: str
    when: str
    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A partner of a partnership.

    Attributes:
        id: of the partner.
        name: its name.
        type: its type code; "" where not stated.
        type_basis: whether that is declared, or read from its name by a rule; "" where not stated.
        country: alpha-3 code of where it is based; "" where not stated.
        roles: the roles that records state; `not-stated` where none is.
        sources: the records that name it.
    """

    id: str
    name: str
    type: str
    type_basis: str
    country: str
    roles: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Members:
    """A page of the partners of a partnership: those with a stated role first, the lead before all."""

    partnership: str
    name: str
    total: int
    members: tuple[Member, ...]
    next: int | None
    version: int
    registers: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class PartnershipPage:
    """A partnership.

    Attributes:
        entry: the entry itself.
        members: the first of its partners.
        members_total: how many there are.
        moments: what has a date, the earliest first.
        merged: of the id by which it was asked for; null where that is its own.
    """

    entry: EntityAnswer
    members: tuple[Member, ...]
    members_total: int
    moments: tuple[Moment, ...]
    merged: Merged | None


@dataclass(frozen=True, slots=True)
class Initiative:
    """A partnership that a partner takes part in.

    Attributes:
        id: of the partnership.
        name: its title.
        roles: the partner's roles as records state them; `not-stated` where none is.
        status: on the asking date (vocabulary `statuses`).
        start: as exactly as it is stated; "" where it isn't.
        end: likewise.
        open_ended: its register says that no end is foreseen.
        sources: the records that say that the partner takes part.
    """

    id: str
    name: str
    roles: tuple[str, ...]
    status: str
    start: str
    end: str
    open_ended: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Initiatives:
    """A page of what a partner takes part in.

    Attributes:
        partner: its id.
        name: its name.
        total: how many pass what was asked for.
        of: how many it takes part in at all.
        roles: role to the number of those in which it has it, among those of the status and with the partner that were
            asked for; one may count under two.
        statuses: status to number, on the asking date, likewise among those of the role and with the partner.
        initiatives: this page.
        next: offset of the next page; null on the last.
        as_of: the asking date.
        shared: the partner whose initiatives too were asked for: id and name; null where none was.
        version: of the store.
        registers: what the page draws on.
    """

    partner: str
    name: str
    total: int
    of: int
    roles: Mapping[str, int]
    statuses: Mapping[str, int]
    initiatives: tuple[Initiative, ...]
    next: int | None
    as_of: str
    shared: CoPartnerAnswer | None
    version: int
    registers: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class CoPartnerAnswer:
    """A partner that takes part in some of the same partnerships, and in how many."""

    id: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Relative:
    """The whole of which an organisation is a part, or a part of it, and the rule or record that says so."""

    id: str
    name: str
    direction: str
    basis: str
    rule: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PartnerPage:
    """A partner.

    Attributes:
        entry: the entry itself.
        relatives: what it is a part of, and its parts.
        initiatives: the first of what it takes part in; `initiatives.total` is of all.
        co_partners: the partners that it shares most partnerships with.
        merged: of the id by which it was asked for; null where that is its own.
    """

    entry: EntityAnswer
    relatives: tuple[Relative, ...]
    initiatives: Initiatives
    co_partners: tuple[CoPartnerAnswer, ...]
    merged: Merged | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """An open question of the review desk: whether the entry and another are one.

    Attributes:
        question: its id.
        written: the name in question, as this entry writes it; of a partnership the id of the record.
        other: the other name; of a partnership the id of the record.
        bearer: id of the entry that bears it; "" where none or several do.
        score: 0 to 1, what the scorer thought.
    """

    question: str
    written: str
    other: str
    bearer: str
    score: float | None


@dataclass(frozen=True, slots=True)
class AroundPartnership:
    """What stands around a partnership.

    Attributes:
        id: of the partnership.
        name: its title.
        overlaps: what has most to do with it.
        says: the same in a sentence.
        invite: whom it should invite.
        doubts: the likeliest of the open questions whether another record registers the same.
        doubts_total: how many such questions there are.
        health: for its focal point and the desk; null for everybody else.
        as_of: the asking date.
        version: of the snapshot.
        registers: what the answer draws on.
    """

    id: str
    name: str
    overlaps: tuple[OverlapMatchAnswer, ...]
    says: str
    invite: tuple[PartnerMatchAnswer, ...]
    doubts: tuple[Doubt, ...]
    doubts_total: int
    health: HealthAnswer | None
    as_of: str
    version: int
    registers: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """How many of the initiatives of a partner two of its co-partners are both in."""

    a: str
    b: str
    count: int


@dataclass(frozen=True, slots=True)
class AroundPartner:
    """What stands around a partner.

    Attributes:
        id: of the partner.
        name: its name.
        co_partners: the partners that it shares most partnerships with.
        co_partners_total: how many it shares any with.
        ties: between those of `co_partners` that come first, within this partner's own initiatives.
        join: what it could join.
        doubts: the likeliest of the open questions whether another name is the same organisation.
        doubts_total: how many such questions there are.
        as_of: the asking date.
        version: of the snapshot.
        registers: what the answer draws on.
    """

    id: str
    name: str
    co_partners: tuple[CoPartnerAnswer, ...]
    co_partners_total: int
    ties: tuple[Tie, ...]
    join: tuple[PartnershipMatchAnswer, ...]
    doubts: tuple[Doubt, ...]
    doubts_total: int
    as_of: str
    version: int
    registers: tuple[Credit, ...]
