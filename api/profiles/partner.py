"""A partner's profile, and what it takes part in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from api.profiles.merged import merged
from api.profiles.partnership import EVERY, NOT_STATED, role_place
from api.service import today
from api.wire import credited
from api.wire_profiles import CoPartnerAnswer, Initiative, Initiatives, PartnerPage, Relative
from graph.errors import InputError, NotFoundError
from graph.model.status import status_of

if TYPE_CHECKING:
    from api.service import Service
    from api.wire import EntityAnswer
    from graph.model.entities import Entity
    from graph.model.records import Source
    from graph.store.interface import View

SHOWN = 25
"""Initiatives on a profile; the others stand on a list of their own."""

PAGE = 100
"""Initiatives on a page of that list."""

CO_PARTNERS = 10
"""Co-partners on a profile."""

Order = Literal["start", "title", "role", "status"]

_STATUSES = ("running", "open-ended", "planned", "not-stated", "ended")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which initiatives, in which order.

    Attributes:
        role: the partner's role; "" for any.
        status: on the asking date; "" for any.
        shared: id of a partner that takes part too; "" for any.
        sdg: number of a goal that the initiative states; "" for any.
        theme: code of a theme that it states; "" for any.
        country: code of a country that it states; "" for any.
        portfolio: code of a programme in whose portfolio it is; "" for any.
        sort: by start (the latest first, those without one last), title, role, or status.
    """

    role: str = ""
    status: str = ""
    shared: str = ""
    sort: str = "start"
    sdg: str = ""
    theme: str = ""
    country: str = ""
    portfolio: str = ""

    @property
    def stated(self) -> Mapping[str, str]:
        """Facet to the value that is to be stated."""
        facets = {"sdg": self.sdg, "theme": self.theme, "country": self.country, "portfolio": self.portfolio}
        return {facet: value for facet, value in facets.items() if value}


def partner_page(service: Service, id: str, asked_as: str = "") -> PartnerPage:
    """A partner.

    Args:
        service: the service.
        id: of the partner.
        asked_as: the id by which it was asked for, where that was merged into it.

    Raises:
        NotFoundError, MovedError: as `Service.show`.
    """
    view = service.view
    answer = service.show(id, "partner")
    relatives = tuple(
        Relative(each.other.id, each.other.name, each.direction, each.basis, each.rule, each.sources)
        for each in answer.relations
        if each.relation == "part-of" and each.other.kind == "partner"
    )
    # One more than is shown: whether there are others.
    near = tuple(CoPartnerAnswer(each.id, each.name, each.count) for each in view.expand(id, CO_PARTNERS + 1))
    gone = merged(view, asked_as, view.entity(id)) if asked_as else None
    return PartnerPage(answer, relatives, initiatives(service, id, limit=SHOWN, known=answer), near, gone)


def initiatives(
    service: Service,
    id: str,
    wanted: Wanted = Wanted(),  # noqa: B008 (frozen)
    offset: int = 0,
    limit: int = PAGE,
    known: EntityAnswer | None = None,
) -> Initiatives:
    """A page of what a partner takes part in.

    Args:
        service: the service.
        id: of the partner.
        wanted: which, and in which order.
        offset: how many to pass over.
        limit: at most so many.
        known: the partner's entry where it is at hand: its relations needn't be read again, if all of them stand there.

    Raises:
        NotFoundError, MovedError: there is no such partner.
        InputError: there is no such order.
    """
    if wanted.sort not in _ORDERS:
        raise InputError(f"{wanted.sort!r} is no order of initiatives; there are {', '.join(_ORDERS)}.")
    view = service.view
    entity = view.entity(id)
    if entity.kind != "partner":
        raise NotFoundError("partner", id)
    of: dict[str, list[_Tie]] = {}
    for tie in _ties(view, id, known):
        of.setdefault(tie.partnership, []).append(tie)
    entities = list(view.get(list(of)))
    chosen = _initiatives([each for each in entities if _states(each, wanted)], of)
    shared = None
    if wanted.shared:
        other = view.entity(service.heir(wanted.shared, "partner"))
        theirs = {each.id for each in view.relations_of(other.id, "takes-part", "out", EVERY)}
        chosen = [each for each in chosen if each.id in theirs]
        shared = CoPartnerAnswer(other.id, other.name, len(chosen))
    of_role = [each for each in chosen if wanted.role in {"", *each.roles}]
    of_status = [each for each in chosen if wanted.status in {"", each.status}]
    roles = Counter(role for each in of_status for role in each.roles)
    statuses = Counter(each.status for each in of_role)
    chosen = [each for each in of_role if wanted.status in {"", each.status}]
    chosen = sorted(chosen, key=lambda each: (each.name.casefold(), each.id))
    chosen = sorted(chosen, key=_ORDERS[wanted.sort], reverse=wanted.sort == "start")
    return Initiatives(
        partner=id,
        name=entity.name,
        total=len(chosen),
        of=len(entities),
        roles={role: roles[role] for role in sorted(roles, key=role_place)},
        statuses={status: statuses[status] for status in _STATUSES if statuses[status]},
        initiatives=tuple(chosen[offset : offset + limit]),
        next=offset + limit if offset + limit < len(chosen) else None,
        as_of=today().isoformat(),
        shared=shared,
        version=view.version(),
        registers=credited(service.registers(), {record.partition(":")[0] for record in entity.records}),
    )


_ORDERS: Mapping[str, Callable[[Initiative], str | int]] = {
    "start": lambda each: each.start,
    "title": lambda each: each.name.casefold(),
    "role": lambda each: min(map(role_place, each.roles)),
    "status": lambda each: _STATUSES.index(each.status),
}


@dataclass(frozen=True, slots=True)
class _Tie:
    """That a partner takes part in a partnership, in one role."""

    partnership: str
    role: str
    sources: tuple[Source, ...]


def _ties(view: View, id: str, known: EntityAnswer | None) -> list[_Tie]:
    if known is not None:
        held = [each for each in known.relations if (each.relation, each.direction) == ("takes-part", "out")]
        there = sum(
            each.total for each in known.relations_by if (each.relation, each.direction) == ("takes-part", "out")
        )
        if there == len(held):
            return [_Tie(each.other.id, each.role, each.sources) for each in held]
    found = view.relations_of(id, "takes-part", "out", EVERY)
    return [_Tie(each.id, each.relation.role, each.relation.sources) for each in found]


def _states(entity: Entity, wanted: Wanted) -> bool:
    return all(value in entity.facets.get(facet, ()) for facet, value in wanted.stated.items())


def _initiatives(entities: Sequence[Entity], of: Mapping[str, Sequence[_Tie]]) -> list[Initiative]:
    day = today()
    return [
        Initiative(
            id=entity.id,
            name=entity.name,
            roles=tuple(dict.fromkeys(each.role or NOT_STATED for each in of[entity.id])),
            status=status_of(entity, day),
            start=stated(entity, "start"),
            end=stated(entity, "end"),
            open_ended=bool(entity.fact("open-ended")),
            sources=tuple(dict.fromkeys(source for each in of[entity.id] for source in each.sources)),
        )
        for entity in entities
    ]


def stated(entity: Entity, field: str) -> str:
    """The chosen value of a field that is a text, "" where it isn't stated."""
    value = entity.fact(field)
    return value if isinstance(value, str) else ""
