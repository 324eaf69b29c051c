"""The models of a service, and which of them reads a text in a given language."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.embed.folder import HOW_TO_BUILD, SPACE_FILE, SpaceDescription, read_description
from graph.embed.onnx import OnnxEmbedder
from graph.errors import InputError, NotReadyError

if TYPE_CHECKING:
    from pathlib import Path

    from graph.embed.embedder import Embedder


@dataclass(frozen=True, slots=True)
class Embedders:
    """Embedders of different spaces, the specialist for few languages before the generalist for many.

    A text is embedded into every space that reads its language, and a question is asked in every space that reads the
    question's: English stands in the English space, where it is told apart best, and in the multilingual one, where a
    question in another language finds it.

    Attributes:
        all: the embedders, at least one, in that order.
    """

    all: tuple[Embedder, ...]

    def __post_init__(self) -> None:
        if not self.all:
            raise NotReadyError(f"There is no embedding model: {HOW_TO_BUILD}.")
        object.__setattr__(self, "all", tuple(sorted(self.all, key=_breadth)))

    def reading(self, language: str | None) -> tuple[Embedder, ...]:
        """Give the embedders that read a language, the most special one first.

        Args:
            language: a BCP 47 tag, of which the first part counts (`zh-Hans` is `zh`); None if it isn't known.

        Returns:
            At least one: where none was taught the language, the one that was taught most.
        """
        if language is not None:
            code = language.replace("_", "-").partition("-")[0].lower()
            taught = tuple(one for one in self.all if one.languages is None or code in one.languages)
            if taught:
                return taught
        return self.all[-1:]

    def best(self, language: str | None) -> Embedder:
        """Give the one embedder that tells texts of a language apart best; see `reading`."""
        return self.reading(language)[0]

    def of_space(self, space: str) -> Embedder:
        """Give the embedder that writes into a space.

        Raises:
            InputError: if none does; the message names those there are.
        """
        for one in self.all:
            if one.space == space:
                return one
        there = ", ".join(one.space for one in self.all)
        raise InputError(f"no embedding model here writes into the space {space!r}; there are {there}")


def load(folder: Path, threads: int | None = None) -> Embedders:
    """Load the models of a folder, one from each of its subfolders that holds a `space.json`.

    Args:
        folder: the folder that `python -m graph.embed.export --to FOLDER` filled.
        threads: texts that each embedder embeds at the same time; by default one for each core.

    Raises:
        NotReadyError: if there is no model in the folder; the message says how to build one.
        InputError: if a model is damaged, or two models share a space.
    """
    models = _models(folder)
    with ThreadPoolExecutor(len(models)) as pool:
        loaded = tuple(pool.map(lambda model: OnnxEmbedder(model, threads), models))
    if len({one.space for one in loaded}) < len(loaded):
        raise InputError(f"two models in {folder} share one space: {', '.join(one.space for one in loaded)}")
    return Embedders(loaded)


def described(folder: Path) -> tuple[SpaceDescription, ...]:
    """Say which models a folder has, without loading them.

    Raises:
        NotReadyError: if there is no model in the folder; the message says how to build one.
        InputError: if a description is damaged.
    """
    return tuple(read_description(model) for model in _models(folder))


def widest(folder: Path) -> SpaceDescription:
    """Say which model of a folder was taught most languages, without loading it: `Embedders.reading(None)` gives it.

    Raises:
        NotReadyError, InputError: as `described`.
    """
    return max(described(folder), key=_breadth)


def _models(folder: Path) -> list[Path]:
    models = sorted(found.parent for found in folder.glob(f"*/{SPACE_FILE}") if not found.parent.name.startswith("."))
    if not models:
        raise NotReadyError(f"There is no embedding model in {folder}: {HOW_TO_BUILD}.")
    return models


def _breadth(embedder: Embedder | SpaceDescription) -> tuple[bool, int, str]:
    """Order models by how many languages they read, any language last."""
    languages = embedder.languages
    return languages is None, len(languages or ()), embedder.space
