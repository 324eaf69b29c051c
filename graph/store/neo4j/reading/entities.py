"""Entities with their names; relations; redirects of merged ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.errors import MovedError, NotFoundError
from graph.model.entities import Alias, Entity, Relation
from graph.store.documents import read
from graph.store.interface import Profile
from graph.store.neo4j.connection import Ask, Connection
from graph.store.neo4j.cypher import entities as statements
from graph.store.neo4j.cypher.names import KIND_LABELS, RELATION_TYPES
from graph.store.neo4j.reading.streams import paged
from graph.store.neo4j.writing.graph import alias_key
from graph.store.redirects import last_heir


class EntityReader:
    """The part of a View that reads the graph; see `graph.store.interface.View`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, ids: Sequence[str]) -> list[Entity]:
        """The entities that exist among these, in the order asked; merged ids are not followed."""
        found = dict(self._connection.ask(statements.GET, ids=list(dict.fromkeys(ids))))
        return [read(Entity, found[id]) for id in ids if id in found]

    def entity(self, id: str) -> Entity:
        """One entity. Raises NotFoundError, or MovedError that names the heir of a merged id."""
        return self.profile(id, limit=0).entity

    def profile(self, id: str, limit: int = 500) -> Profile:
        """One entity with its first `limit` relations."""
        return self._connection.read(lambda ask: _profile(ask, id, max(limit, 0)))

    def redirects(self) -> dict[str, str]:
        """Every merged id with its heir, as it was put."""
        return dict(self._connection.ask(statements.REDIRECTS))

    def named(self, folded: Sequence[str]) -> dict[str, list[tuple[str, Alias]]]:
        """Folded names to the (entity id, alias) that bear them, ordered by degree (highest first), then id."""
        wanted = set(folded)
        rows = self._connection.ask(statements.NAMED, folded=sorted(map(alias_key, wanted)))
        found: dict[str, list[tuple[str, Alias]]] = {}
        for id, document in rows:
            alias = read(Alias, document)
            found.setdefault(alias.folded, []).append((id, alias))
        return found

    def terms(self, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """The searchable terms of entities, as they were put; those that have none are missing."""
        rows = self._connection.ask(statements.TERMS, ids=list(dict.fromkeys(ids)))
        return {id: (names, rest) for id, names, rest in rows}

    def entities(self, kind: str | None = None) -> Iterator[Entity]:
        """All entities by id."""
        if kind is not None and kind not in KIND_LABELS:
            return
        for _, document in paged(self._connection, statements.entities(kind), ""):
            yield read(Entity, document)

    def relations(self, relation: str | None = None) -> Iterator[Relation]:
        """All relations by source, relation, target, role."""
        if relation is not None and relation not in RELATION_TYPES:
            return
        for _, documents in paged(self._connection, statements.relations(relation), ""):
            own = [read(Relation, document) for document in documents]
            yield from sorted(own, key=lambda one: (one.relation, one.target, one.role))


def _profile(ask: Ask, id: str, limit: int) -> Profile:
    found = ask(statements.PROFILE, id=id, limit=limit)
    if found is None:
        heirs: dict[str, str] = {}
        wanted = id
        while wanted not in heirs and (after := dict(ask(statements.HEIRS, id=wanted))):
            heirs |= after
            wanted = after[wanted]
        heir = last_heir(id, heirs)
        raise NotFoundError("entity", id) if heir is None else MovedError(id, heir)
    around = found["around"]
    return Profile(
        read(Entity, found["document"]),
        tuple(read(Relation, document) for document, *_ in around),
        {other: (name, kind) for _, other, name, kind in around},
        found["total"],
    )
