"""Bring a store's graph to what its records and judgements give, writing only what differs.

The writing goes in batches. Each leaves a graph in which every relation has both its ends; until the last one the
store says that a derivation is pending, and one that was cut short is simply run again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from graph.build.derive import Graph, derive, relation_key
from graph.build.searchable import entity_passages, entity_terms
from graph.model.entities import Entity, Relation
from graph.progress import Progress
from graph.resolve.naming import needs_country
from graph.resolve.scorer import Weights
from graph.store.interface import Store

BATCH = 2000
"""Entities (or relations) in one batch: small enough for a server's transaction memory, large enough to be quick."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changes:
    """How the graph changed: numbers of entities and relations that were put (new or changed) and dropped."""

    put: int = 0
    dropped: int = 0
    related: int = 0
    unrelated: int = 0

    @property
    def any(self) -> bool:
        """Whether anything changed at all."""
        return bool(self.put or self.dropped or self.related or self.unrelated)


def rebuild(store: Store, progress: Progress | None = None, weights: Weights | None = None) -> Changes:
    """Derive the graph of everything in the store and write what differs from what is there.

    Args:
        store: the store; its drafts and judgements are read, its entities and relations are written.
        progress: told how far the writing is.
        weights: by which names are joined; by default those shipped.

    Returns:
        What changed; on a store that is up to date, nothing.
    """
    view = store.view()
    # Before anything is read: what another process stores from here on is for the next derivation.
    status = view.status()
    before = {entity.id: entity for entity in view.entities()}
    heirs_before = view.redirects()
    standing = {id for id, entity in before.items() if entity.kind in {"partner", "partnership"}}
    graph = derive(view.drafts(), view.judgements(), standing, heirs_before.keys(), weights)
    related_before = {relation_key(relation): relation for relation in view.relations()}

    put = [entity for id, entity in graph.entities.items() if before.get(id) != entity]
    related = [relation for key, relation in graph.relations.items() if related_before.get(key) != relation]
    dropped = [id for id in before if id not in graph.entities]
    unrelated = [relation for key, relation in related_before.items() if key not in graph.relations]
    renamed = _names_changed(before, graph)
    touched = _neighbours_changed(graph, renamed, related, unrelated)
    put += [graph.entities[id] for id in sorted(touched - {entity.id for entity in put})]
    redirects = _redirects(before, heirs_before, graph)
    changes = Changes(len(put), len(dropped), len(related), len(unrelated))
    scored = list(graph.judgements)
    if not (changes.any or redirects or status.pending or scored != view.scored()):
        return changes

    total = len(put) + len(related) + len(dropped) + len(unrelated)
    done = 0

    def told(number: int) -> None:
        nonlocal done
        done += number
        if progress is not None:
            progress("writing the graph", done, total)

    names = _partners_of(graph)
    for entities in _batches(put):
        with store.writer() as writer:
            terms = {entity.id: entity_terms(entity, names.get(entity.id, ())) for entity in entities}
            writer.put_entities(entities, terms)
            for entity in entities:
                writer.put_passages(entity.id, list(entity_passages(entity)))
        told(len(entities))
    for relations in _batches(related):
        with store.writer() as writer:
            writer.put_relations(relations)
        told(len(relations))
    for gone in _batches(unrelated):
        with store.writer() as writer:
            writer.drop_relations(gone)
        told(len(gone))
    for ids in _batches(dropped):
        with store.writer() as writer:
            writer.drop_entities(ids)
        told(len(ids))
    with store.writer() as writer:
        writer.put_redirects(redirects)
        writer.put_scored(scored)
        writer.mark_derived(status.sources)
    return changes


def _redirects(before: Mapping[str, Entity], heirs: Mapping[str, str], graph: Graph) -> dict[str, str]:
    """Redirects to be put: new ones, those whose heir was itself merged, and ("") those whose entity is back.

    An id whose own name no record mentions any more answers with the partner that bears another of its names now; a
    national body, whose name alone says nothing, has no such heir. The id of a partnership whose own record is gone
    answers with the partnership that another of its records makes now.
    """
    bearers = {
        alias.folded: entity.id
        for entity in graph.entities.values()
        if entity.kind == "partner"
        for alias in entity.aliases
        if alias.kind != "acronym"
    }
    holders = {
        record: entity.id
        for entity in graph.entities.values()
        if entity.kind == "partnership"
        for record in entity.records
    }
    wanted = {id: graph.heirs.get(heir, heir) for id, heir in heirs.items() if id not in graph.entities}
    for id, entity in before.items():
        if id in graph.entities:
            continue
        found: Iterator[str] = iter(())
        if entity.kind == "partner" and not needs_country(entity.name):
            names = (alias.folded for alias in entity.aliases if alias.kind != "acronym")
            found = (bearers[name] for name in names if name in bearers)
        elif entity.kind == "partnership":
            found = (holders[record] for record in entity.records if record in holders)
        if heir := next(found, None):
            wanted[id] = heir
    wanted |= graph.heirs
    wanted = {id: heir for id, heir in wanted.items() if heir in graph.entities}
    back = dict.fromkeys(heirs.keys() - wanted.keys(), "")
    return back | {id: heir for id, heir in wanted.items() if heirs.get(id) != heir}


def _names_changed(before: Mapping[str, Entity], graph: Graph) -> set[str]:
    return {id for id, entity in graph.entities.items() if id not in before or before[id].aliases != entity.aliases}


def _neighbours_changed(
    graph: Graph, renamed: set[str], related: Sequence[Relation], unrelated: Sequence[Relation]
) -> set[str]:
    """Partnerships that are found by other words than before, because a partner came, went, or has another name."""
    touched = {relation.target for relation in (*related, *unrelated) if relation.relation == "takes-part"}
    if renamed:
        touched.update(
            relation.target
            for relation in graph.relations.values()
            if relation.relation == "takes-part" and relation.source in renamed
        )
    return {id for id in touched if id in graph.entities}


def _partners_of(graph: Graph) -> dict[str, list[str]]:
    """Partnership to the names and acronyms of its partners."""
    names: dict[str, list[str]] = {}
    for relation in graph.relations.values():
        if relation.relation == "takes-part":
            aliases = graph.entities[relation.source].aliases
            names.setdefault(relation.target, []).extend(alias.name for alias in aliases[:3])
    return names


def _batches(things: Sequence[T]) -> Iterator[list[T]]:
    rest = iter(things)
    while batch := list(islice(rest, BATCH)):
        yield batch
