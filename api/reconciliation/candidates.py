"""The candidates of a query: partners by the resolver, everything else by name, scored with what else was said.

The score is the likeness of the names, 0 to 100, less `OFF` for every clue (type, country, identifier …) that is known
to be otherwise. A candidate matches where the resolver says that the name is the same, no clue speaks against it and no
other kind of entity bears the same name.

What types mean. A kind is a condition: who asks for partners gets partners. A kind of organisation is a clue, since
registers rarely state it: a partner that is known to be of another loses `OFF` points, one of which it isn't known
loses nothing. `type_strict`, which the specification leaves open, makes them conditions: with `any` a candidate has to
bear one of the types, with `all` every one of them. `should`, which OpenRefine always sends, changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.reconciliation.by_name import by_name
from api.reconciliation.describe import describe
from api.reconciliation.queries import MOST_CANDIDATES, Query
from api.reconciliation.types import KINDS, types_of
from api.reconciliation.wire import Candidate, Feature, TypeName
from api.resolving import resolve
from api.service import Service
from api.wire import WrittenName
from graph.errors import InputError, MovedError, NotFoundError
from graph.model.entities import Entity
from graph.store.query import FACETS
from graph.store.query import Query as Listed

OFF = 10.0
"""Points that a clue costs where it is known to be otherwise."""

UNNAMED = 50.0
"""Score of what fits all clues, where no name was given."""

_SAME = 100.0


@dataclass(frozen=True, slots=True)
class _Found:
    """An entity that may be meant: the likeness of its name (None: no name was given), and whether it is the same."""

    entity: Entity
    likeness: float | None
    same: bool | None


def candidates(service: Service, query: Query) -> tuple[Candidate, ...]:
    """The entities that a query may mean, best first, at most as many as it asks for.

    Args:
        service: the service.
        query: what is asked.

    Raises:
        InputError: it gives nothing by which entities can be found.
    """
    found = _by_name(service, query) if query.text else _by_clues(service, query)
    scored = [(_score(each, query), each) for each in found if _bears(each.entity, query)]
    scored.sort(key=lambda pair: (-pair[0], pair[1].same is not True, -pair[1].entity.degree, pair[1].entity.id))
    match = _certain([each for each in found if not _against(each.entity, query)])
    return tuple(
        Candidate(
            id=each.entity.id,
            name=each.entity.name,
            description=describe(each.entity),
            type=type_names(each.entity),
            score=score,
            match=each.entity.id == match,
            features=_features(each, query),
        )
        for score, each in scored[: query.limit]
    )


def _certain(found: Sequence[_Found]) -> str | None:
    """Id of the one that is meant for certain; None where the name is also one of another kind of entity."""
    same = [each for each in found if each.same]
    kinds = {each.entity.kind for each in found if each.same or each.likeness == _SAME}
    return same[0].entity.id if len(same) == 1 and len(kinds) == 1 else None


def type_names(entity: Entity) -> tuple[TypeName, ...]:
    """The types of an entity by id and name, the broadest first."""
    return tuple(TypeName(each.id, each.name) for each in types_of(entity))


def _kinds(query: Query) -> Sequence[str]:
    return tuple(dict.fromkeys(each.kind for each in query.types)) or KINDS


def _by_name(service: Service, query: Query) -> list[_Found]:
    view = service.view
    kinds = _kinds(query)
    others = by_name(view, query.text, [kind for kind in kinds if kind != "partner"])
    found = {each.entity.id: _Found(each.entity, each.likeness, each.same) for each in others}
    if "partner" in kinds:
        name = WrittenName(query.text, _only(query, "type"), _only(query, "country"))
        named = {each.id: each for each in resolve(service, [name], MOST_CANDIDATES).results[0].candidates}
        for entity in view.get(list(named)):
            each = named[entity.id]
            found[entity.id] = _Found(entity, round(100 * each.score, 2), each.same)
    whole = _with_id(service, query.text)
    if whole is not None and whole.kind in kinds:
        found[whole.id] = _Found(whole, _SAME, True)
    return list(found.values())


def _with_id(service: Service, id: str) -> Entity | None:
    """The entity of an id, or its heir; an entity's id is also its name."""
    try:
        return service.view.entity(id)
    except MovedError as moved:
        return next(iter(service.view.get([moved.heir])), None)
    except NotFoundError:
        return None


def _by_clues(service: Service, query: Query) -> list[_Found]:
    """The best connected entities that fit all clues, where no name was given."""
    where = {clue.property: tuple(sorted(clue.codes)) for clue in query.clues if clue.property in FACETS}
    if not where:
        said = ", ".join(f"`{clue.property}`" for clue in query.clues) or "nothing that can be read"
        raise InputError(f"There is no name, and {said} beside it: nothing to look for entities by.")
    kinds = set(_kinds(query)) & ({"partner"} if "type" in where else set(KINDS))
    if not kinds:
        return []
    where["kind"] = tuple(sorted(kinds))
    view = service.view
    ids = [id for id, _ in view.page(Listed(where=where), MOST_CANDIDATES)]
    return [_Found(entity, None, None) for entity in view.get(ids)]


def _only(query: Query, property: str) -> str:
    """The code of a clue that says one thing; of the type asked for, where no clue says it."""
    codes = next((clue.codes for clue in query.clues if clue.property == property), frozenset[str]())
    if property == "type" and not codes:
        codes = frozenset(each.code for each in query.types if each.code)
    return next(iter(codes)) if len(codes) == 1 else ""


def _score(found: _Found, query: Query) -> float:
    score = UNNAMED if found.likeness is None else found.likeness
    return round(max(score - OFF * _against(found.entity, query), 0.0), 2)


def _against(entity: Entity, query: Query) -> int:
    """How many things that were said are known to be otherwise."""
    said = [clue.agrees(entity) for clue in query.clues]
    return sum(each is False for each in (*said, _fits(entity, query)))


def _fits(entity: Entity, query: Query) -> bool | None:
    """Whether a partner is of a kind of organisation asked for; None where it isn't said, or not known."""
    asked = {each.id for each in query.types if each.kind == entity.kind}
    known = {each.id for each in types_of(entity) if each.code}
    return bool(asked & known) if known and asked and entity.kind not in asked else None


def _bears(entity: Entity, query: Query) -> bool:
    """Whether an entity bears the types asked for as strictly as that is asked."""
    borne = {each.id for each in types_of(entity)}
    if not query.types or query.strictness not in ("any", "all"):
        return True
    return (all if query.strictness == "all" else any)(each.id in borne for each in query.types)


def _features(found: _Found, query: Query) -> tuple[Feature, ...]:
    features = [] if found.likeness is None else [Feature("name", found.likeness)]
    said = {"type": _fits(found.entity, query)}
    said |= {clue.property: clue.agrees(found.entity) for clue in query.clues}
    features += [Feature(property, agrees) for property, agrees in said.items() if agrees is not None]
    return (*features, Feature("degree", float(found.entity.degree)))
