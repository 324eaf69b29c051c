"""Entities with their names, facets and terms; relations; redirects of merged ids."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from graph.errors import InputError
from graph.model.entities import RELATIONS, Entity, Relation
from graph.model.status import period_of
from graph.store.documents import written
from graph.store.neo4j.connection import Connection
from graph.store.neo4j.cypher import entities as statements
from graph.store.neo4j.facets import facet_values, facet_words
from graph.store.neo4j.writing.sending import Gathering, Sending, chunks

_Key = tuple[str, str, str, str]

_LONGEST_KEY = 500
"""Characters of a name that the index takes; beyond, a digest stands for it (Neo4j's limit is 8 kB)."""


class GraphWriter(Gathering):
    """The part of a Writer that keeps the graph; see `graph.store.interface.Writer`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._entities: dict[str, tuple[Entity, tuple[str, str] | None, str]] = {}
        self._relations: dict[_Key, tuple[Relation, str]] = {}
        self._dropped: dict[str, None] = {}
        self._unrelated: dict[_Key, None] = {}
        self._heirs: dict[str, str] = {}

    def put_entities(self, entities: Iterable[Entity], terms: Mapping[str, tuple[str, str]]) -> None:
        """Keep entities with their searchable terms."""
        self._take(graph=True)
        for entity in entities:
            self._entities[entity.id] = (entity, terms.get(entity.id), written(entity))

    def put_relations(self, relations: Iterable[Relation]) -> None:
        """Keep relations; both ends must be in the store at the end of the batch."""
        self._take(graph=True)
        for relation in relations:
            if relation.relation not in RELATIONS:
                raise InputError(f"There is no relation {relation.relation!r}.")
            key = _key(relation)
            # Put again, so that a later drop and put of its ends finds it in its place.
            self._relations.pop(key, None)
            self._relations[key] = (relation, written(relation))

    def drop_entities(self, ids: Iterable[str]) -> None:
        """Remove entities with their relations and passages."""
        self._take(graph=True)
        dropped = dict.fromkeys(ids)
        for id in dropped:
            self._entities.pop(id, None)
        self._dropped |= dropped
        for key in [key for key in self._relations if key[0] in dropped or key[2] in dropped]:
            del self._relations[key]

    def drop_relations(self, relations: Iterable[Relation]) -> None:
        """Remove relations, known by source, relation, target and role."""
        self._take(graph=True)
        for relation in relations:
            self._relations.pop(_key(relation), None)
            self._unrelated[_key(relation)] = None

    def put_redirects(self, heirs: Mapping[str, str]) -> None:
        """Let merged ids answer with their heir; an heir of "" removes the redirect."""
        self._take(graph=True)
        self._heirs.update(heirs)

    def _send_graph(self, sending: Sending) -> None:
        self._send_drops(sending)
        self._send_entities(sending)
        self._send_relations(sending)
        gone = [id for id, heir in self._heirs.items() if not heir]
        sending.ids(statements.DROP_REDIRECTS, gone)
        sending.rows(statements.PUT_REDIRECTS, [{"id": id, "heir": heir} for id, heir in self._heirs.items() if heir])
        if self._entities or self._relations or self._unrelated or self._heirs:
            sending.changed = True

    def _send_drops(self, sending: Sending) -> None:
        """First, so that what is dropped and put again is new."""
        for relation, keys in _by_relation(self._unrelated).items():
            rows = [{"source": source, "target": target, "role": role} for source, _, target, role in keys]
            sending.rows(statements.DROP_RELATIONS[relation], rows)
        if sending.ids(statements.DROP_ENTITIES, self._dropped):
            sending.changed = True

    def _send_entities(self, sending: Sending) -> None:
        sending.ids(statements.CLEAR_ENTITIES, self._entities)
        by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for entity, terms, document in self._entities.values():
            by_kind[entity.kind].append(_properties(entity, terms, document))
        for kind, rows in by_kind.items():
            sending.rows(statements.PUT_ENTITIES[kind], rows)
        sending.rows(
            statements.PUT_ALIASES,
            (
                {"entity": entity.id, "properties": properties}
                for entity, _, _ in self._entities.values()
                for properties in _aliases(entity)
            ),
        )

    def _send_relations(self, sending: Sending) -> None:
        for relation, keys in _by_relation(self._relations).items():
            for some in chunks(keys):
                rows = [_relation_row(*self._relations[key]) for key in some]
                if sending.run(statements.PUT_RELATIONS[relation], rows=rows) < len(rows):
                    ends = {end for source, _, target, _ in some for end in (source, target)}
                    raise absent(sending.run(statements.MISSING, ids=sorted(ends)))


def absent(ids: Iterable[str]) -> InputError:
    """What is said of a batch that names entities which aren't there when it ends."""
    return InputError(f"Relations or passages name entities that aren't in the store: {', '.join(ids)}.")


def alias_key(folded: str) -> str:
    """A folded name as the index takes it, however long it is."""
    return folded if len(folded) <= _LONGEST_KEY else hashlib.sha256(folded.encode()).hexdigest()


def _key(relation: Relation) -> _Key:
    return (relation.source, relation.relation, relation.target, relation.role)


def _by_relation(keys: Iterable[_Key]) -> dict[str, list[_Key]]:
    grouped: dict[str, list[_Key]] = defaultdict(list)
    for key in keys:
        if key[1] in RELATIONS:
            grouped[key[1]].append(key)
    return grouped


def _properties(entity: Entity, terms: tuple[str, str] | None, document: str) -> dict[str, Any]:
    """What an entity's node says; None removes what it said before."""
    names, rest = terms or (None, None)
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "degree": entity.degree,
        "name_terms": names,
        "text_terms": rest,
        "facets": list(facet_words(entity)),
        "document": document,
        **{f"facet_{field}": values or None for field, values in facet_values(entity).items()},
        **period_properties(entity),
    }


def period_properties(entity: Entity) -> dict[str, Any]:
    """What a partnership's node says of when it runs, for its status on a day; None for what it doesn't state."""
    period = period_of(entity)
    if period is None:
        return dict.fromkeys(("first_day", "last_day", "open_ended"))
    return {"first_day": period.start, "last_day": period.end, "open_ended": period.open_ended}


def _aliases(entity: Entity) -> Iterable[dict[str, Any]]:
    for place, alias in enumerate(entity.aliases):
        yield {
            "folded": alias_key(alias.folded),
            "name": alias.name,
            "kind": alias.kind,
            "count": alias.count,
            "place": place,
            "document": written(alias),
        }


def _relation_row(relation: Relation, document: str) -> dict[str, Any]:
    properties = {
        "role": relation.role,
        "basis": relation.basis,
        "score": relation.score,
        "rule": relation.rule or None,
        "records": list(dict.fromkeys(source.record for source in relation.sources)),
        "document": document,
    }
    return {"source": relation.source, "target": relation.target, "role": relation.role, "properties": properties}
