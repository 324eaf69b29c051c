"""Facets as words of the full-text index: `sdg=14`, and `country=` for an entity that states no country.

Every entity has at least one word for every field, so that "not stated" is found and counted like any other value.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, unquote

from graph.model.entities import Entity
from graph.store.query import KEPT_FACETS

_PLAIN = "".join(chr(code) for code in range(33, 127) if chr(code) != "%")


def facet_word(field: str, value: str) -> str:
    """The word for one value; spaces and what isn't ASCII are percent-encoded, as the index splits at spaces.

    >>> facet_word("theme", "csd:water"), facet_word("type", "civil society"), facet_word("country", "")
    ('theme=csd:water', 'type=civil%20society', 'country=')
    """
    return f"{field}={quote(value, safe=_PLAIN)}"


def facet_of(word: str) -> tuple[str, str]:
    """Field and value of a word; the inverse of `facet_word`."""
    field, _, value = word.partition("=")
    return field, unquote(value)


def facet_values(entity: Entity) -> dict[str, list[str]]:
    """What an entity states in every field but its kind, without repetition; empty for what it doesn't state."""
    stated = {field: entity.facets.get(field, ()) for field in KEPT_FACETS if field != "kind"}
    return {field: [value for value in dict.fromkeys(values) if value] for field, values in stated.items()}


def facet_words(entity: Entity) -> Iterator[str]:
    """All words of an entity, without repetition; at least one for every field."""
    yield facet_word("kind", entity.kind)
    for field, values in facet_values(entity).items():
        yield from (facet_word(field, value) for value in values or [""])
