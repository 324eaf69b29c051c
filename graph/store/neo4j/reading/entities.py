"""Entities with their names; relations; redirects of merged ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.errors import MovedError, NotFoundError
from graph.model.entities import Alias, Entity, Relation
from graph.store.documents import read
from graph.store.interface import Direction, Neighbour, Profile
from graph.store.neo4j.connection import Ask, Connection
from graph.store.neo4j.cypher import entities as statements
from graph.store.neo4j.cypher.names import KIND_LABELS, RELATION_TYPES, RELATIONS_BY_TYPE
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
        return self._connection.read(lambda ask: _entity(ask, id))

    def profile(self, id: str, limit: int = 500) -> Profile:
        """One entity with the first `limit` of each of its relations and directions."""

        def work(ask: Ask) -> Profile:
            entity = _entity(ask, id)
            totals: dict[tuple[str, Direction], int] = {
                (RELATIONS_BY_TYPE[type], "out" if outgoing else "in"): number
                for type, outgoing, number in ask(statements.GROUPS, id=id)
            }
            totals = dict(sorted(totals.items()))
            around = _around(ask, id, list(totals), limit, None) if limit else []
            return Profile(
                entity,
                tuple(one.relation for one in around),
                {one.id: (one.name, one.kind) for one in around},
                sum(totals.values()),
                totals,
            )

        return self._connection.read(work)

    def relations_of(
        self,
        id: str,
        relation: str,
        direction: Direction,
        limit: int = 500,
        after: tuple[str, str, str] | None = None,
    ) -> list[Neighbour]:
        """A page of an entity's relations of one name and direction, by role, name of the other end, id."""
        groups = [(relation, direction)] if relation in RELATION_TYPES else []

        def work(ask: Ask) -> list[Neighbour]:
            _entity(ask, id)
            return _around(ask, id, groups, limit, after)

        return self._connection.read(work)

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


def _entity(ask: Ask, id: str) -> Entity:
    document = ask(statements.ENTITY, id=id)
    if document is not None:
        return read(Entity, document)
    heirs: dict[str, str] = {}
    wanted = id
    while wanted not in heirs and (after := dict(ask(statements.HEIRS, id=wanted))):
        heirs |= after
        wanted = after[wanted]
    heir = last_heir(id, heirs)
    raise NotFoundError("entity", id) if heir is None else MovedError(id, heir)


def _around(
    ask: Ask, id: str, groups: Sequence[tuple[str, Direction]], limit: int, after: tuple[str, str, str] | None
) -> list[Neighbour]:
    """The relations of each group, one group after the other."""
    if not groups or limit <= 0:
        return []
    found = ask(statements.around(groups), id=id, limit=limit, after=list(after) if after else None)
    return [Neighbour(read(Relation, document), *other) for _, rows in sorted(found) for document, *other in rows]
