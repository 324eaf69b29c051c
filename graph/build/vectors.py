"""Give every passage its vectors: only texts that have none yet are embedded."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import islice
from typing import Protocol

from graph.embed.embedder import Embedder
from graph.model.entities import Passage
from graph.progress import Progress
from graph.store.interface import Store

BATCH = 512
"""Passages embedded and stored at once: what a kill in the middle can cost."""


def embed_missing(store: Store, embedders: Sequence[Embedder], progress: Progress | None = None) -> int:
    """Embed the texts that have no vector yet, each in the spaces that read its language.

    Args:
        store: the store; its passages are read, its vectors are written.
        embedders: one for each space that the store should hold.
        progress: told how far it is.

    Returns:
        How many vectors were made; 0 where none was missing.
    """
    made = 0
    for embedder in embedders:
        missing = sum(1 for _ in waiting(store, embedder))
        texts = waiting(store, embedder)
        done = 0
        while batch := list(islice(texts, BATCH)):
            vectors = embedder.embed([passage.text for passage in batch])
            with store.writer() as writer:
                writer.put_vectors(embedder.space, [passage.hash for passage in batch], vectors)
            done += len(batch)
            if progress is not None:
                progress(f"embedding into {embedder.space}", done, missing)
        made += done
    return made


class Model(Protocol):
    """What has to be known of a model: an embedder, or what is written about one that isn't loaded."""

    @property
    def space(self) -> str:
        """Name of the vector space."""

    @property
    def languages(self) -> Container[str] | None:
        """The languages that it was taught; None for any."""


def waiting(store: Store, model: Model) -> Iterator[Passage]:
    """Passages without a vector that the model reads; one too short to tell its language is read by every model."""
    for passage in store.view().without_vectors(model.space):
        if model.languages is None or passage.language == "und" or passage.language in model.languages:
            yield passage
