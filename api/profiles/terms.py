"""A goal, a target, a theme or a programme: how many state it, who works on it, what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
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
from graph.snapshot.shared_work import most_in, tagged
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

NEITHER = "other"
"""What the list of partnerships is asked for by that are neither stated to be core nor affiliated."""

_SPREAD = ("country", "theme", "sdg", "type", "register")


def term_page(
    service: Service, kind: Kind, code: str, offsets: Mapping[str, int] = MappingProxyType({}), ties: int = 0
) -> TermPage:
    """A term.

    Args:
        service: the service.
        kind: `sdg`, `target`, `theme` or `programme`.
        code: its code.
        offsets: how many entries to pass over of each list that stands only here: of the portfolio of a programme by
            role (`core`, `affiliated`, `other`), of a target by `offset`.
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
        shelves=tuple(_shelves(service, entry, code, offsets, day)),
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
        return view.profile(id, 0).totals.get(("addresses", "in"), 0)
    except NotFoundError:
        return 0


def _shelves(
    service: Service, entry: EntityAnswer, code: str, offsets: Mapping[str, int], day: date
) -> Iterator[Shelf]:
    view, kind = service.view, entry.kind
    if kind == "target":
        offset = offsets.get("offset", 0)
        held = _stating(view, entry, offset + PAGE)
        yield _shelf(view, "", held[offset:], offset, _total(entry, "addresses"), day)
        return
    own = (_FACETS[kind], (code,))
    totals = {each.value: each.count for each in view.facets(Query(dict([own])), ["kind"])["kind"]}
    snapshot = service.snapshot()
    if kind == "programme":
        portfolio = _portfolio(view, entry)
        for role, held in portfolio.items():
            offset = offsets.get(role or NEITHER, 0)
            yield _shelf(view, role, held[offset : offset + PAGE], offset, len(held), day)
        ids = {id for held in portfolio.values() for id, _ in held}
        most = most_in(snapshot, [row for id in ids if (row := snapshot.partnership_row.get(id)) is not None], FIRST)
    else:
        found = view.page(Query(dict([("kind", ("partnership",)), own])), FIRST)
        total = totals.get("partnership", 0)
        yield Shelf("partnership", "", total, 0, tuple(_listed(view, [id for id, _ in found], day)), None)
        most = most_in(snapshot, tagged(snapshot, kind, code), FIRST)
    shown = tuple(replace(each, on_it=most[each.id]) for each in _listed(view, list(most), day))
    yield Shelf("partner", "", totals.get("partner", 0), 0, shown, None)


def standing_here(service: Service, kind: Kind, code: str) -> list[Listed]:
    """All partnerships of the lists that no search gives: of a target, and of a programme one role after the other.

    Raises:
        NotFoundError: there is no such term.
    """
    view, day = service.view, today()
    entry = service.term(kind, code, 1)
    lists = (
        [_stating(view, entry, _total(entry, "addresses"))] if kind == "target" else _portfolio(view, entry).values()
    )
    return [each for held in lists for each in _listed(view, [id for id, _ in held], day, dict(held))]


def _stating(view: View, target: EntityAnswer, most: int) -> list[tuple[str, str]]:
    """The first partnerships that state a target, with the role that it has for them."""
    if not _total(target, "addresses"):
        return []
    return [(each.id, each.relation.role) for each in view.relations_of(target.id, "addresses", "in", most)]


def _portfolio(view: View, programme: EntityAnswer) -> Mapping[str, list[tuple[str, str]]]:
    """What a programme runs itself and what it took in, apart, with its role; what it says of neither last."""
    total = _total(programme, "part-of")
    by_role: dict[str, list[tuple[str, str]]] = {"core": [], "affiliated": []}
    for each in view.relations_of(programme.id, "part-of", "in", total) if total else ():
        by_role.setdefault(each.relation.role, []).append((each.id, each.relation.role))
    return by_role


def _total(entry: EntityAnswer, relation: str) -> int:
    return sum(each.total for each in entry.relations_by if (each.relation, each.direction) == (relation, "in"))


def _shelf(view: View, role: str, held: Sequence[tuple[str, str]], offset: int, total: int, day: date) -> Shelf:
    """A page of a list that stands only here."""
    shown = tuple(_listed(view, [id for id, _ in held], day, dict(held)))
    return Shelf("partnership", role, total, offset, shown, offset + PAGE if offset + PAGE < total else None)


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
