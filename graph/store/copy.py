"""Copy a store into another, whatever their engines: everything that is kept, so that both give the same answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from typing import TypeVar

from graph.errors import InputError, StoreError
from graph.store.interface import Store, View

T = TypeVar("T")

Progress = Callable[[str, int], None]
"""Called with what is being copied ("entities") and how many of them have been."""

_BATCH = 1000


def copy(source: Store, target: Store, progress: Progress | None = None) -> None:
    """Copy everything that a store holds into an empty one, in batches.

    Ids, histories, redactions, judgements, reports of errors and vectors stay as they are. The target counts its own
    versions and keeps the id that it was made with.

    Args:
        source: is only read.
        target: has to be empty; after an error it holds a part and should be thrown away.
        progress: called after every batch.

    Raises:
        InputError: something was written to the target already.
        StoreError: the source was written to meanwhile, so that the copy may not be whole; or as either store says.
    """
    if target.view().version():
        raise InputError(f"{target.url} isn't empty: copy into a store that is newly made.")
    status = source.view().status()
    _copy_records(source.view(), target, progress)
    _copy_graph(source.view(), target, progress)
    for space in status.spaces:
        _copy_vectors(source.view(), target, space.name, progress)
    target.put_corrections(source.view().corrections())
    if status.derived and not status.pending:
        with target.writer() as batch:
            batch.mark_derived(target.view().sources())
    if source.view().version() != status.version:
        raise StoreError(f"{source.url} was written to during the copy. Copy again into a new store.")


def _copy_records(source: View, target: Store, progress: Progress | None) -> None:
    with target.writer() as batch:
        for register in source.registers():
            batch.put_register(register)
            batch.put_problems(register.code, source.problems(register.code))
        batch.put_redactions(source.redactions())
        batch.put_judgements(source.judgements())
    for versions in _batches(source.versions(), "versions of records", progress):
        with target.writer() as batch:
            batch.put_versions(versions)
    for texts in _batches(source.all_saved(), "texts put aside", progress):
        target.put_aside(texts)
    for drafts in _batches(source.drafts(), "drafts", progress):
        with target.writer() as batch:
            batch.put_drafts(drafts)


def _copy_graph(source: View, target: Store, progress: Progress | None) -> None:
    for entities in _batches(source.entities(), "entities", progress):
        with target.writer() as batch:
            batch.put_entities(entities, source.terms([entity.id for entity in entities]))
    for relations in _batches(source.relations(), "relations", progress):
        with target.writer() as batch:
            batch.put_relations(relations)
    with target.writer() as batch:
        batch.put_scored(source.scored())
    owned = ((id, list(own)) for id, own in groupby(source.all_passages(), key=lambda passage: passage.entity))
    for chunk in _batches(owned, "entities with passages", progress):
        with target.writer() as batch:
            for id, passages in chunk:
                batch.put_passages(id, passages)
    with target.writer() as batch:
        batch.put_redirects(source.redirects())


def _copy_vectors(source: View, target: Store, space: str, progress: Progress | None) -> None:
    # Equal texts share a hash; as keys they keep their order.
    texts = dict.fromkeys(passage.hash for passage in source.all_passages())
    for hashes in _batches(texts, f"vectors of {space}", progress):
        having, vectors = source.vectors(space, hashes)
        with target.writer() as batch:
            batch.put_vectors(space, having, vectors)


def _batches(values: Iterable[T], what: str, progress: Progress | None) -> Iterator[list[T]]:
    iterator = iter(values)
    done = 0
    while batch := list(islice(iterator, _BATCH)):
        yield batch
        done += len(batch)
        if progress is not None:
            progress(what, done)
