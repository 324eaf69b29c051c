"""The embedder that answers: an exported model run by onnxruntime, without torch."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from graph.embed.folder import MODEL_FILE, TOKENIZER_FILE, read_description
from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from graph.embed.embedder import Vectors

_LONGEST_TOKEN: Final = 100
"""Characters in the longest word that a tokenizer reads (WordPiece gives up on longer ones)."""


class OnnxEmbedder:
    """Runs the model of a folder that `graph.embed.export` wrote.

    Each text runs by itself, on one thread, several texts beside each other. A batch would make a vector depend on
    its neighbours, since an int8 model scales its activations by the largest in the batch, and it isn't quicker, since
    it is padded: all-MiniLM-L6-v2 with every product in int8 gave 104 texts a second in batches of 32 sorted by length
    and 130 one by one (300 descriptions of 194 tokens on average, two idle cores). Threads inside one text can stall
    where the cores are shared: the multilingual encoder in numpy, with two threads of OpenBLAS, fell from 160 to 16
    texts a second beside two busy processes.

    May be used from several threads at once.

    Args:
        folder: of a model, as `graph.embed.folder` describes it.
        threads: how many texts are embedded at the same time, at least 1; by default one for each core.

    Raises:
        NotReadyError: if the folder or one of its files is missing; the message says how to build it.
        InputError: if one of the files can't be read.
    """

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        self._description = read_description(folder)
        self._threads = max(1, threads or os.cpu_count() or 1)
        try:
            self._tokenizer = _tokenizer(folder / TOKENIZER_FILE, self._description.max_tokens)
            self._session = _session(folder / MODEL_FILE)
        except Exception as error:  # both libraries raise bare exceptions
            raise InputError(f"the embedding model in {folder} can't be loaded: {error}") from error
        self._silent = frozenset(self._description.silent_tokens)

    @property
    def space(self) -> str:
        """Name, precision and version of the vector space."""
        return self._description.space

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._description.dimension

    @property
    def languages(self) -> frozenset[str] | None:
        """Languages that the model was taught, as ISO 639-1 codes; None for any."""
        taught = self._description.languages
        return None if taught is None else frozenset(taught)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give the vectors of texts; see `Embedder.embed`."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)

        def fill(row: int) -> None:
            vectors[row] = self._vector(texts[row])

        if len(texts) == 1 or self._threads == 1:
            for row in range(len(texts)):
                fill(row)
        elif texts:
            with ThreadPoolExecutor(min(self._threads, len(texts)), thread_name_prefix="embed") as pool:
                for _ in pool.map(fill, range(len(texts))):
                    pass  # asks for every result, so that an error in a thread is raised here
        return vectors

    def _vector(self, text: str) -> Vectors:
        """Give the vector of one text, shape (dimension,)."""
        # What can't fit is cut before the tokenizer sees it: its work would grow with a text of megabytes.
        read = text[: self._description.max_tokens * _LONGEST_TOKEN]
        # Lone surrogates (half an emoji in a broken file) can't cross into the tokenizer.
        tokens = self._tokenizer.encode(read.encode("utf-8", "replace").decode("utf-8")).ids
        if self._silent.issuperset(tokens):
            return np.zeros(self.dimension, dtype=np.float32)
        vector: Vectors = self._session.run(["vector"], {"tokens": np.array(tokens, dtype=np.int64)})[0]
        return vector


def _tokenizer(file: Path, max_tokens: int) -> Any:
    """Load a tokenizer that cuts at `max_tokens`, its marks of beginning and end included."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    return tokenizer


def _session(file: Path) -> Any:
    """Load a model that runs on the thread that asks, and that tells nobody.

    Imported without this variable, onnxruntime keeps an identifier of the machine in the home folder and events to be
    sent to its maker (1.31; `disable_telemetry_events()` comes too late for the former).
    """
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors only: its warnings are about graphs that work
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
