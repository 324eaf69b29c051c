"""Give every passage its vectors: only texts that have none yet are embedded."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from graph.build.rebuild import Progress
from graph.embed.embedder import Embedder
from graph.store.interface import Store

BATCH = 512
"""Passages embedded and stored at once: what a kill in the middle can cost."""


def embed_missing(store: Store, embedders: Sequence[Embedder], progress: Progress | None = None) -> int:
    """Embed the texts that have no vector yet, in every space.

    Args:
        store: the store; its passages are read, its vectors are written.
        embedders: one for each space that the store should hold.
        progress: told how far it is.

    Returns:
        How many texts were embedded; 0 where nothing was missing.
    """
    made = 0
    for embedder in embedders:
        missing = sum(1 for _ in store.view().without_vectors(embedder.space))
        done = 0
        while batch := list(islice(store.view().without_vectors(embedder.space), BATCH)):
            vectors = embedder.embed([passage.text for passage in batch])
            with store.writer() as writer:
                writer.put_vectors(embedder.space, [passage.hash for passage in batch], vectors)
            done += len(batch)
            if progress is not None:
                progress(f"embedding ({embedder.space})", done, missing)
        made += done
    return made
