"""Entities other than partners by their names: titles of partnerships, names of countries, goals, targets, themes.

The same name says "same", as far as one entity alone of its kind bears it; what is alike is offered. Partners have a
look-up of their own (`graph.search.lookup`), which knows how names of organisations are written.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio

from graph.model.entities import Entity
from graph.model.identifiers import term_id
from graph.model.vocabularies import read_country, vocabulary
from graph.search.lookup import ALIKE
from graph.store.interface import View
from graph.store.query import Query
from graph.text.fold import fold, terms

_DEPTH = 30

_VOCABULARIES = {"sdg": "goals", "target": "targets", "theme": "themes"}


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """An entity that a name may mean.

    Attributes:
        entity: the entity.
        likeness: of the likest of its names, 0 to 100; 100 for the same name.
        same: whether it is this one: true, or None where that can't be told.
    """

    entity: Entity
    likeness: float
    same: bool | None


def by_name(view: View, text: str, kinds: Collection[str]) -> list[NamedEntity]:
    """The entities of some kinds that a name may mean, in no order; nothing alike gives an empty list.

    Args:
        view: the store.
        text: a name.
        kinds: the kinds looked for.
    """
    folded = fold(text)
    if not folded or not kinds:
        return []
    read = _read_terms(text, kinds)
    named = [id for id, _ in view.named([folded]).get(folded, ())]
    query = Query(where={"kind": tuple(sorted(kinds))}, terms=tuple(dict.fromkeys(terms(text))), every=False)
    alike = [scored.id for scored in view.rank(query, _DEPTH)]
    entities = [each for each in view.get(list(dict.fromkeys([*read, *named, *alike]))) if each.kind in kinds]
    likenesses = {each.id: 100.0 if each.id in read else _likeness(each, folded) for each in entities}
    bearers: dict[str, int] = {}
    for each in entities:
        bearers[each.kind] = bearers.get(each.kind, 0) + (likenesses[each.id] == 100.0)
    return [
        NamedEntity(
            each, likenesses[each.id], True if likenesses[each.id] == 100.0 and bearers[each.kind] == 1 else None
        )
        for each in entities
        if likenesses[each.id] >= ALIKE
    ]


def _read_terms(text: str, kinds: Collection[str]) -> list[str]:
    """Ids of the terms that a text is a spelling of: `Zaire`, `SDG 14`, `Goal 14`, `14.2`."""
    found = []
    if "country" in kinds and (code := read_country(text)):
        found.append(term_id("country", code))
    number = fold(text).removeprefix("sdg ").removeprefix("goal ").removeprefix("target ").strip()
    for kind, name in _VOCABULARIES.items():
        if kind in kinds:
            codes = vocabulary(name)
            code = codes.read(text) or (codes.read(number.replace(" ", ".")) if number[:1].isdigit() else None)
            found += [term_id(kind, code)] if code else []
    return found


def _likeness(entity: Entity, folded: str) -> float:
    """Mean likeness of the words in order and as sets, for the likest name; under 100 unless a name is the same."""
    best = 0.0
    for alias in entity.aliases:
        if alias.folded == folded:
            return 100.0
        likeness = (token_sort_ratio(folded, alias.folded) + token_set_ratio(folded, alias.folded)) / 2
        best = max(best, min(likeness, 99.0))
    return round(best, 2)
