"""The properties of entities: what a client can give in a query, and fetch for what it has matched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from api.reconciliation.clues import CLUES
from api.reconciliation.describe import code_of
from api.reconciliation.quoting import quoted
from api.reconciliation.types import KINDS
from api.reconciliation.wire import Value
from graph.errors import InputError
from graph.model.entities import Entity
from graph.model.identifiers import term_id
from graph.model.vocabularies import country_name, groups_of
from graph.search.labels import facet_label
from graph.store.interface import Direction, View

MOST_VALUES = 500
"""Values of one property of one entity at most."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property of entities.

    Attributes:
        id: by which a client asks for it.
        name: in English.
        description: what its values are.
        kinds: the kinds of entities that may have it.
        of: the kind of entities that its values are; empty where they are text or numbers.
        read: its values for an entity, at most so many.
    """

    id: str
    name: str
    description: str
    kinds: tuple[str, ...]
    of: str
    read: Callable[[View, Entity, int], Iterable[Value]]

    @property
    def can_be_given(self) -> bool:
        """Whether a query can give it, to tell namesakes apart."""
        return self.id in CLUES


@lru_cache(maxsize=1)
def properties() -> Mapping[str, Property]:
    """All properties by id.

    >>> properties()["country"].of
    'country'
    """
    partnership, partner = ("partnership",), ("partner",)
    both = partner + partnership
    terms = ("country", "sdg", "target", "theme", "programme")
    return {
        each.id: each
        for each in (
            Property("type", "Type of organisation", "What an organisation is, in words.", partner, "", _type),
            Property(
                "country",
                "Country",
                "Where an organisation is or whose government it is; where a partnership works.",
                both,
                "country",
                _country,
            ),
            Property("identifier", "Identifier", "Identifiers elsewhere, as scheme:value.", both, "", _identifier),
            Property(
                "sdg",
                "SDG",
                "Goals that a partnership addresses as declared; of a partner, those of its partnerships.",
                both,
                "sdg",
                _goals,
            ),
            Property(
                "target",
                "SDG target",
                "Targets that a partnership addresses as declared.",
                partnership,
                "target",
                _addressed("target"),
            ),
            Property(
                "theme",
                "Theme",
                "Themes that a partnership addresses as declared.",
                partnership,
                "theme",
                _addressed("theme"),
            ),
            Property("alias", "Other names", "Names by which it is written, but the shown one.", KINDS, "", _alias),
            Property("acronym", "Acronym", "Its acronyms.", partner, "", _acronym),
            Property("code", "Code", "Its code: KEN, 14, 14.2, csd:water.", terms, "", _code),
            Property(
                "partnerships-count", "Number of partnerships", "In how many it takes part.", partner, "", _degree
            ),
            Property(
                "partnerships",
                "Partnerships",
                "Those that a partner takes part in; those that address a goal, target or theme or work in a country.",
                ("partner", *terms),
                "partnership",
                _partnerships,
            ),
            Property("partners-count", "Number of partners", "How many take part in it.", partnership, "", _degree),
            Property("partners", "Partners", "Those that take part in it.", partnership, "partner", _partners),
            Property("start", "Start", "When it began: a date, a month or a year.", partnership, "", _fact("start")),
            Property("end", "End", "When it ends: a date, a month or a year.", partnership, "", _fact("end")),
            Property("url", "Page", "Its page.", both, "", _fact("url")),
            Property(
                "groups",
                "Groups of countries",
                "LDC, SIDS and the like, each with its date.",
                ("country",),
                "",
                _groups,
            ),
        )
    }


def read_property(id: str) -> Property:
    """The property of an id.

    Raises:
        InputError: there is none.
    """
    known = properties().get(id)
    if known is None:
        raise InputError(f"{quoted(id)} is no property of this service; /reconcile/suggest/property lists them.")
    return known


def values(view: View, entity: Entity, property: Property, limit: int) -> tuple[Value, ...]:
    """The values of a property for an entity, at most so many; none where the entity hasn't got any."""
    if entity.kind not in property.kinds:
        return ()
    return tuple(value for value, _ in zip(property.read(view, entity, limit), range(limit), strict=False))


def _entity(id: str, name: str) -> Value:
    return {"id": id, "name": name}


def _text(value: object) -> Value:
    return {"str": str(value)}


def _type(_: View, entity: Entity, __: int) -> Iterator[Value]:
    return (_text(facet_label("type", code)) for code in entity.facets.get("type", ()))


def _country(_: View, entity: Entity, __: int) -> Iterator[Value]:
    for code in entity.facets.get("country", ()):
        yield _entity(code, country_name(code))


def _identifier(_: View, entity: Entity, __: int) -> Iterator[Value]:
    for fact in entity.facts:
        if fact.field == "identifier" and isinstance(fact.value, Mapping):
            yield _text(f"{fact.value.get('scheme', '')}:{fact.value.get('value', '')}")


def _alias(_: View, entity: Entity, __: int) -> Iterator[Value]:
    return (_text(each.name) for each in entity.aliases if each.kind == "name" and each.name != entity.name)


def _acronym(_: View, entity: Entity, __: int) -> Iterator[Value]:
    return (_text(each.name) for each in entity.aliases if each.kind == "acronym")


def _code(_: View, entity: Entity, __: int) -> list[Value]:
    return [_text(code_of(entity))]


def _degree(_: View, entity: Entity, __: int) -> list[Value]:
    return [{"int": entity.degree}]


def _groups(_: View, entity: Entity, __: int) -> Iterator[Value]:
    return (_text(each.dated_name()) for each in groups_of(entity.id))


def _fact(field: str) -> Callable[[View, Entity, int], Iterable[Value]]:
    def read(_: View, entity: Entity, __: int) -> list[Value]:
        value = entity.fact(field)
        return [] if value is None else [_text(value)]

    return read


def _addressed(kind: str) -> Callable[[View, Entity, int], Iterable[Value]]:
    def read(view: View, entity: Entity, _: int) -> Iterable[Value]:
        return sorted(_ends(view, entity, "addresses", "out", kind), key=lambda value: _by_number(str(value["id"])))

    return read


def _by_number(id: str) -> tuple[str | int, ...]:
    """Puts SDG 4 before SDG 14, and target 14.2 before 14.a: text and figures always alternate."""
    return tuple(int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", id))


def _goals(view: View, entity: Entity, limit: int) -> Iterable[Value]:
    if entity.kind == "partnership":
        return _addressed("sdg")(view, entity, limit)
    codes = sorted(entity.facets.get("sdg", ()), key=int)
    return [_entity(each.id, each.name) for each in view.get([term_id("sdg", code) for code in codes])]


def _partners(view: View, entity: Entity, limit: int) -> Iterator[Value]:
    return _ends(view, entity, "takes-part", "in", "partner", limit)


_TIES: Mapping[str, tuple[str, Direction]] = {
    "partner": ("takes-part", "out"),
    "country": ("operates-in", "in"),
    "programme": ("part-of", "in"),
}


def _partnerships(view: View, entity: Entity, limit: int) -> Iterator[Value]:
    relation, direction = _TIES.get(entity.kind, ("addresses", "in"))
    return _ends(view, entity, relation, direction, "partnership", limit)


def _ends(
    view: View, entity: Entity, relation: str, direction: Direction, kind: str, limit: int = MOST_VALUES
) -> Iterator[Value]:
    """The entities at the other ends of what is declared or follows from it; what was inferred is no value."""
    seen: set[str] = set()
    after: tuple[str, str, str] | None = None
    while True:
        page = view.relations_of(entity.id, relation, direction, limit, after)
        for each in page:
            if each.kind == kind and each.relation.basis != "inferred" and each.id not in seen:
                seen.add(each.id)
                yield _entity(each.id, each.name)
        if len(page) < limit:
            return
        after = page[-1].place
