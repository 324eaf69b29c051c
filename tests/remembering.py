"""Embedders that embed no text twice: every store has the names of some five hundred terms, and so would embed them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from graph.embed.embedder import Embedder
from graph.embed.spaces import Embedders

if TYPE_CHECKING:
    from graph.embed.embedder import Vectors


class Remembering:
    """An embedder that answers as another does, and asks it once for each text.

    Args:
        embedder: the other; a text's vector depends on that text alone (`tests/graph/embed`).
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, Vectors] = {}
        self.space = embedder.space
        self.dimension = embedder.dimension
        self.languages = embedder.languages

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give the vectors of texts."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._embedder.embed(new), strict=True))
        return np.array([self._known[text] for text in texts], np.float32).reshape(len(texts), self.dimension)


def remembering(embedders: Embedders) -> Embedders:
    """The same embedders, which remember."""
    return Embedders(tuple(map(Remembering, embedders.all)))
