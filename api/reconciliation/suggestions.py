"""Suggestions while somebody types: entities, properties and types whose names begin so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from api.reconciliation.candidates import type_names
from api.reconciliation.describe import describe
from api.reconciliation.prefixes import letters, prefixes
from api.reconciliation.properties import properties
from api.reconciliation.types import entity_types
from api.reconciliation.wire import (
    EntitySuggestions,
    PropertySuggestions,
    SuggestedEntity,
    SuggestedProperty,
    TypeSuggestions,
)
from api.service import Service
from graph.text.fold import fold

PAGE = 20
"""Suggestions in one answer."""

_Suggested = TypeVar("_Suggested")


def suggested_entities(service: Service, prefix: str, cursor: int) -> EntitySuggestions:
    """Entities with a name that begins so, or with this id; an empty prefix suggests nothing.

    Args:
        service: the service.
        prefix: what was typed.
        cursor: how many suggestions to pass over.
    """
    view = service.view
    ids = prefixes(service.matcher().snapshot).beginning(prefix)
    whole = [each.id for each in view.get([prefix.strip()])]
    ids = list(dict.fromkeys([*whole, *ids]))[cursor : cursor + PAGE]
    return EntitySuggestions(
        tuple(SuggestedEntity(each.id, each.name, describe(each), type_names(each)) for each in view.get(ids))
    )


def suggested_properties(prefix: str, cursor: int) -> PropertySuggestions:
    """Properties with a word that begins so; those that a query can give come first. An empty prefix: all of them."""
    known = sorted(properties().values(), key=lambda each: not each.can_be_given)
    fitting = _beginning(((each.id, each.name, each) for each in known), prefix)
    shown = fitting[cursor : cursor + PAGE]
    return PropertySuggestions(tuple(SuggestedProperty(each.id, each.name, each.description) for each in shown))


def suggested_types(prefix: str, cursor: int) -> TypeSuggestions:
    """Types with a word that begins so; an empty prefix: all of them."""
    fitting = _beginning(((each.id, each.name, each) for each in entity_types().values()), prefix)
    return TypeSuggestions(tuple(fitting[cursor : cursor + PAGE]))


def _beginning(known: Iterable[tuple[str, str, _Suggested]], prefix: str) -> list[_Suggested]:
    """Those whose id is or begins with the prefix, or whose name has it at the beginning of a word."""
    written = letters(prefix)
    return [
        each for id, name, each in known if id.startswith(prefix.strip().lower()) or _has_word_beginning(name, written)
    ]


def _has_word_beginning(name: str, written: str) -> bool:
    """Whether a name begins so at one of its words; every name begins with nothing."""
    words = fold(name).split()
    return any("".join(words[first:]).startswith(written) for first in range(len(words)))
