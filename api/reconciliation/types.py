"""The types of the service: what an entity is, and of a partner also what kind of organisation it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from api.reconciliation.quoting import quoted
from graph.errors import InputError
from graph.model.entities import Entity
from graph.model.vocabularies import vocabulary

KINDS = ("partner", "partnership", "programme", "country", "sdg", "target", "theme")
"""The kinds of entities that names in a table are matched with, as the vocabulary `kinds` has them."""

_UNTOLD = "unknown"


@dataclass(frozen=True, slots=True)
class EntityType:
    """A type, as the specification has it.

    Attributes:
        id: a kind (`partner`), or a kind of organisation (`partner:ngo`, by the vocabulary `types`).
        name: in English.
        description: what it means.
        broader: the types directly above it.
    """

    id: str
    name: str
    description: str = ""
    broader: tuple[EntityType, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of its entities."""
        return self.id.partition(":")[0]

    @property
    def code(self) -> str:
        """The code of the vocabulary `types`, empty for a whole kind."""
        return self.id.partition(":")[2]


@lru_cache(maxsize=1)
def entity_types() -> Mapping[str, EntityType]:
    """All types by id, the kinds first.

    >>> [each.name for each in entity_types()["partner:ngo"].broader]
    ['Partner']
    """
    kinds = vocabulary("kinds").terms
    found = {kind: EntityType(kind, kinds[kind].label(), kinds[kind].definition) for kind in KINDS}
    for code, term in vocabulary("types").terms.items():
        if code != _UNTOLD:
            id = f"partner:{code}"
            found[id] = EntityType(id, term.label(), term.definition, (found["partner"],))
    return found


def read_type(id: str) -> EntityType:
    """The type of an id.

    Raises:
        InputError: there is none.
    """
    known = entity_types().get(id)
    if known is None:
        raise InputError(f"{quoted(id)} is no type of this service; /reconcile/suggest/type lists them.")
    return known


def types_of(entity: Entity) -> tuple[EntityType, ...]:
    """The types that an entity bears, the broadest first; none for a kind that the service doesn't match."""
    types = entity_types()
    ids = [entity.kind, *(f"{entity.kind}:{code}" for code in entity.facets.get("type", ()))]
    # A partnership's facet says what its partners are, not what it is.
    ids = ids if entity.kind == "partner" else ids[:1]
    return tuple(types[id] for id in ids if id in types)
