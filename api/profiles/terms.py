"""A goal, a target, a theme or a programme: how many state it, who works on it, what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from api.profiles.partner import stated
from api.service import today
from api.wire import Other, credited
from api.wire_terms import Among, Counted, Listed, Shelf, TermPage
from graph.errors import NotFoundError
from graph.model.entities import Entity, Kind
from graph.model.identifiers import term_id
from graph.model.status import status_of
from graph.model.vocabularies import vocabulary
from graph.search.answer import FacetValue
from graph.search.labels import facet_label
from graph.store.query import Query

if TYPE_CHECKING:
    from api.service import Service
    from api.wire import EntityAnswer
    from graph.store.interface import View

FIRST = 10
"""Entries of a shelf that a search lists in full."""

PAGE = 100
"""Entries on a page of a shelf that stands nowhere else."""

MOST_VALUES = 8
"""Values of a facet that are told."""

_FACETS: Mapping[str, str] = {"sdg": "sdg", "theme": "theme", "programme": "portfolio"}
"""Kinds of terms that entries can be searched by, and the facet; targets have none."""

_SPREAD = ("country", "theme", "sdg", "type", "register")


def term_page(service: Service, kind: Kind, code: str, offset: int = 0, ties: int = 1) -> TermPage:
    """A term.

    Args:
        service: the service.
        kind: `sdg`, `target`, `theme` or `programme`.
        code: its code.
        offset: how many entries of a list that stands only here to pass over.
        ties: how many relations of each name and direction its entry shows; thousands may state a goal.

    Raises:
        NotFoundError: there is no such term.
    """
    view = service.view
    entry = service.term(kind, code, ties)
    facet = _FACETS.get(kind, "")
    day = today()
    query = Query({"kind": ("partnership",), facet: (code,)}) if facet else None
    return TermPage(
        entry=entry,
        code=code,
        broader=tuple(_broader(kind, code)),
        narrower=tuple(_counted(view, "target", f"{code}.") if kind == "sdg" else ()),
        neighbours=tuple(_neighbours(view, kind, code)),
        shelves=tuple(_shelves(view, entry, code, offset, day)),
        among=tuple(_among(view, query, facet)) if query else (),
        as_of=day.isoformat(),
        version=view.version(),
        registers=credited(service.registers()),
    )


def stating(view: View, field: str) -> Mapping[str, int]:
    """How many partnerships state each value of a facet; the value "" counts those that state none."""
    found = view.facets(Query({"kind": ("partnership",)}), [field])[field]
    return {each.value: each.count for each in found}


def _broader(kind: Kind, code: str) -> Iterator[Other]:
    if kind == "target":
        goal = code.partition(".")[0]
        yield Other("sdg", term_id("sdg", goal), vocabulary("goals").label(goal))


def _neighbours(view: View, kind: Kind, code: str) -> Iterator[Counted]:
    """The other targets of a goal, the other themes of a list."""
    if kind == "target":
        yield from (each for each in _counted(view, kind, f"{code.partition('.')[0]}.") if each.code != code)
    elif kind == "theme":
        counts = stating(view, "theme")
        for each, term in vocabulary("themes").terms.items():
            if each != code and each.partition(":")[0] == code.partition(":")[0]:
                yield Counted("theme", term_id("theme", each), each, term.label(), counts.get(each, 0))


def _counted(view: View, kind: Kind, start: str) -> Iterator[Counted]:
    """The targets whose code begins so, with how many partnerships state each."""
    for code, term in vocabulary("targets").terms.items():
        if code.startswith(start):
            yield Counted(kind, term_id(kind, code), code, term.label(), _addressing(view, term_id(kind, code)))


def _addressing(view: View, id: str) -> int:
    try:
        return view.profile(id, 1).totals.get(("addresses", "in"), 0)
    except NotFoundError:
        return 0


def _shelves(view: View, entry: EntityAnswer, code: str, offset: int, day: date) -> Iterator[Shelf]:
    kind = entry.kind
    totals_of = {(each.relation, each.direction): each.total for each in entry.relations_by}
    if kind == "target":
        total = totals_of.get(("addresses", "in"), 0)
        found = view.relations_of(entry.id, "addresses", "in", offset + PAGE) if total else []
        roles = {each.id: each.relation.role for each in found[offset:]}
        shown = tuple(_listed(view, list(roles), day, roles))
        yield Shelf("partnership", "", total, shown, offset + PAGE if offset + PAGE < total else None)
        return
    own = (_FACETS[kind], (code,))
    totals = {each.value: each.count for each in view.facets(Query(dict([own])), ["kind"])["kind"]}
    if kind == "programme":
        yield from _portfolio(view, entry.id, totals_of.get(("part-of", "in"), 0), offset, day)
    for listed_kind in ("partnership", "partner") if kind != "programme" else ("partner",):
        query = Query(dict([("kind", (listed_kind,)), own]))
        yield _found(view, query, listed_kind, totals.get(listed_kind, 0), day)


def _portfolio(view: View, id: str, total: int, offset: int, day: date) -> Iterator[Shelf]:
    """What a programme runs itself and what it took in, apart; what it says of neither last."""
    found = view.relations_of(id, "part-of", "in", total) if total else []
    by_role: dict[str, list[str]] = {"core": [], "affiliated": []}
    for each in found:
        by_role.setdefault(each.relation.role, []).append(each.id)
    for role, ids in by_role.items():
        page = ids[offset : offset + PAGE]
        shown = tuple(_listed(view, page, day, dict.fromkeys(page, role)))
        yield Shelf("partnership", role, len(ids), shown, offset + PAGE if offset + PAGE < len(ids) else None)


def _found(view: View, query: Query, kind: str, total: int, day: date) -> Shelf:
    ids = [id for id, _ in view.page(query, FIRST)]
    return Shelf(kind, "", total, tuple(_listed(view, ids, day)), None)


def _listed(view: View, ids: Sequence[str], day: date, roles: Mapping[str, str] | None = None) -> Iterator[Listed]:
    for each in view.get(ids):
        yield listed(each, day, (roles or {}).get(each.id, ""))


def listed(entity: Entity, day: date, role: str = "") -> Listed:
    """An entry as it stands in a list."""
    return Listed(
        kind=entity.kind,
        id=entity.id,
        name=entity.name,
        role=role,
        status=status_of(entity, day),
        start=stated(entity, "start"),
        end=stated(entity, "end"),
        degree=entity.degree,
    )


def _among(view: View, query: Query, own: str) -> Iterator[Among]:
    fields = [each for each in _SPREAD if each != own]
    found = view.facets(query, fields)
    for field in fields:
        stated_values = [each for each in found[field] if each.value][:MOST_VALUES]
        rest = [each for each in found[field] if not each.value]
        if stated_values:
            yield Among(
                field,
                tuple(
                    FacetValue(each.value, facet_label(field, each.value), each.count)
                    for each in (*stated_values, *rest)
                ),
            )
