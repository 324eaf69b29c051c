"""A partnership's profile, and its partners."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.profiles.merged import merged
from api.profiles.moments import moments
from api.wire import credited
from api.wire_profiles import Member, Members, PartnershipPage
from graph.errors import NotFoundError
from graph.model.entities import Entity
from graph.model.records import Source

if TYPE_CHECKING:
    from api.service import Service
    from graph.store.interface import View

SHOWN = 60
"""Partners on a profile; the others stand on a list of their own."""

PAGE = 200
"""Partners on a page of that list."""

EVERY = 1_000_000
"""More relations than anything has."""

NOT_STATED = "not-stated"

_FIRST = ("lead", "host", "funder", "implementer", "technical", "government-mandate", "broker")


def partnership_page(service: Service, id: str, asked_as: str = "") -> PartnershipPage:
    """A partnership.

    Args:
        service: the service.
        id: of the partnership.
        asked_as: the id by which it was asked for, where that was merged into it.

    Raises:
        NotFoundError, MovedError: as `Service.show`.
    """
    view = service.view
    answer = service.show(id, "partnership")
    ties = [
        _Tie(each.other.id, each.other.name, each.role, each.sources)
        for each in answer.relations
        if each.relation == "takes-part" and each.direction == "in"
    ]
    if sum(each.total for each in answer.relations_by if each.relation == "takes-part") > len(ties):
        ties = _all(view, id)
    grouped = _grouped(ties)
    ids = [each.other.id for each in answer.relations if each.relation == "reports-on"]
    reports = {report.id: report for report in view.get(ids)} if ids else {}
    gone = merged(view, asked_as, view.entity(id)) if asked_as else None
    return PartnershipPage(answer, _members(view, grouped[:SHOWN]), len(grouped), moments(answer, reports), gone)


def members(service: Service, id: str, offset: int = 0, limit: int = PAGE) -> Members:
    """A page of the partners of a partnership.

    Args:
        service: the service.
        id: of the partnership.
        offset: how many to pass over.
        limit: at most so many.

    Raises:
        NotFoundError, MovedError: there is no such partnership.
    """
    view = service.view
    entity = view.entity(id)
    if entity.kind != "partnership":
        raise NotFoundError("partnership", id)
    grouped = _grouped(_all(view, id))
    codes = {record.partition(":")[0] for record in entity.records}
    return Members(
        id,
        entity.name,
        len(grouped),
        _members(view, grouped[offset : offset + limit]),
        offset + limit if offset + limit < len(grouped) else None,
        view.version(),
        credited(service.registers(), codes),
    )


@dataclass(frozen=True, slots=True)
class _Tie:
    """That a partner takes part, in one role."""

    partner: str
    name: str
    role: str
    sources: tuple[Source, ...]


def _all(view: View, id: str) -> list[_Tie]:
    found = view.relations_of(id, "takes-part", "in", EVERY)
    return [_Tie(each.id, each.name, each.relation.role, each.relation.sources) for each in found]


def _grouped(ties: Iterable[_Tie]) -> list[list[_Tie]]:
    """The ties of each partner: those with a stated role first, in the order of the roles, then by name."""
    of: dict[str, list[_Tie]] = {}
    for each in ties:
        of.setdefault(each.partner, []).append(each)
    return sorted(
        of.values(),
        key=lambda own: (min(role_place(each.role) for each in own), own[0].name.casefold(), own[0].partner),
    )


def _members(view: View, grouped: Sequence[Sequence[_Tie]]) -> tuple[Member, ...]:
    known = {entity.id: entity for entity in view.get([own[0].partner for own in grouped])}
    return tuple(
        Member(
            id=own[0].partner,
            name=own[0].name,
            type=_one(known, own[0].partner, "type"),
            type_basis=type_basis(known[own[0].partner]) if own[0].partner in known else "",
            country=_one(known, own[0].partner, "country"),
            roles=tuple(dict.fromkeys(each.role or NOT_STATED for each in own)),
            sources=tuple(dict.fromkeys(source for each in own for source in each.sources)),
        )
        for own in grouped
    )


def _one(known: Mapping[str, Entity], id: str, facet: str) -> str:
    return next(iter(known[id].facets.get(facet, ())), "") if id in known else ""


def type_basis(partner: Entity) -> str:
    """How a partner's type is known: declared, by a rule from its name, or inferred; "" where it isn't."""
    return next((fact.basis for fact in partner.facts if fact.field == "type" and fact.chosen), "")


def role_place(role: str) -> int:
    """Where a role stands among the others: who leads first, who only takes part last."""
    if role in {"", NOT_STATED}:
        return len(_FIRST) + 1
    return _FIRST.index(role) if role in _FIRST else len(_FIRST)
