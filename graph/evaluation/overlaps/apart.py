"""A snapshot in which every record is a partnership of its own.

Labels are of records. What resolution has joined is one partnership in the store, so that such a pair could not be
compared at all, and the texts that were kept of its records would not be what the labeller read.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from graph.build.partnerships import partnership
from graph.build.searchable import entity_passages
from graph.build.vectors import embed_missing
from graph.embed.embedder import Embedder
from graph.model.entities import Entity, Relation
from graph.resolve.joined import Cluster
from graph.resolve.twins.clusters import record_name
from graph.snapshot.make import make
from graph.snapshot.snapshot import Snapshot
from graph.store import open_store
from graph.store.interface import View


def apart(view: View, embedder: Embedder | None, untitled: Collection[str] = ()) -> Snapshot:
    """Read a store record by record; partners stay as they were resolved.

    Args:
        view: the store.
        embedder: of the space to take along; what has no vector yet is embedded. None: no vectors.
        untitled: ids of records of which the title is taken away, wherever it stands in their texts too.

    Returns:
        A snapshot whose partnerships have the ids of the records.
    """
    entities = {}
    for draft in view.drafts():
        if draft.kind == "partnership":
            entity = partnership(draft.record, [draft], Cluster((record_name(draft.record),), {}))
            entities[entity.id] = _untitled(entity) if entity.id in untitled else entity
    links = {
        (relation.source, source.record): Relation(relation.source, relation.relation, source.record, relation.role)
        for relation in view.relations("takes-part")
        for source in relation.sources
        if source.record in entities
    }
    passages = {id: list(entity_passages(entity)) for id, entity in entities.items()}
    with open_store("sqlite://") as store:
        with store.writer() as writer:
            writer.put_entities([*view.entities("partner"), *entities.values()], {})
            writer.put_relations(links.values())
            for id, own in passages.items():
                writer.put_passages(id, own)
            if embedder is not None:
                hashes = {passage.hash for own in passages.values() for passage in own}
                found, vectors = view.vectors(embedder.space, sorted(hashes))
                if found:
                    writer.put_vectors(embedder.space, found, vectors)
        if embedder is not None:
            embed_missing(store, [embedder])
        return make(store.view(), embedder.space if embedder is not None else "")


def _untitled(entity: Entity) -> Entity:
    texts = tuple(replace(text, text=text.text.replace(entity.name, "")) for text in entity.texts)
    return replace(entity, name="", aliases=(), texts=texts)
