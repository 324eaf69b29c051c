"""The embedder for bulk building: a sentence-transformers model on whatever accelerator there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.embed.agreement import ENOUGH, agreement, check_texts
from graph.embed.source import load_source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from graph.embed.embedder import Embedder, Vectors


class SentenceTransformersEmbedder:
    """Runs a model as it was published, in batches of 32, in the precision of its weights.

    For an accelerator; without one, the exported model (`OnnxEmbedder`) is the quicker.

    Args:
        model: a folder or a name on the hub; None for the default model.
        beside: the exported embedder of the same model that will answer questions. Where the vectors of both agree on
            every check text (cosine at least `agreement.ENOUGH`), this one writes into the other's space; otherwise,
            and without it, into a space of its own.
        device: where torch shall run it; None lets sentence-transformers choose.

    Raises:
        NotReadyError: if the extra `encode` isn't installed.
        InputError: if there is no such model.
    """

    def __init__(
        self, model: str | Path | None = None, beside: Embedder | None = None, device: str | None = None
    ) -> None:
        source = load_source(model, device)
        self._model = source.model
        self._silent = frozenset(source.silent_tokens())
        self._dimension = len(self._model.encode("one text", show_progress_bar=False))
        self._languages = None if source.languages is None else frozenset(source.languages)
        self._space = f"{source.name}/float32/1"
        if beside is not None:
            texts = check_texts()
            if agreement(self.embed(texts), beside.embed(texts)).lowest >= ENOUGH:
                self._space = beside.space
                self._languages = beside.languages

    @property
    def space(self) -> str:
        """Name, precision and version of the vector space."""
        return self._space

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._dimension

    @property
    def languages(self) -> frozenset[str] | None:
        """Languages that the model was taught, as ISO 639-1 codes; None where nothing is known."""
        return self._languages

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give the vectors of texts; see `Embedder.embed`."""
        vectors = np.zeros((len(texts), self._dimension), dtype=np.float32)
        readable = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        spoken = [row for row, text in enumerate(readable) if not self._is_silent(text)]
        if spoken:
            vectors[spoken] = self._model.encode(
                [readable[row] for row in spoken], batch_size=32, normalize_embeddings=True, show_progress_bar=False
            )
        return vectors

    def _is_silent(self, text: str) -> bool:
        """Say whether the model knows nothing of a text."""
        tokens = self._model.tokenizer(text, truncation=True, max_length=self._model.max_seq_length)["input_ids"]
        return self._silent.issuperset(tokens)
