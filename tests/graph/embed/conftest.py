"""The exported models, built before the tests by `python -m graph.embed.export --to build/models`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graph.embed.onnx import OnnxEmbedder


@pytest.fixture(scope="session")
def models() -> Path:
    """The folder of the exported models: `GOAL17_MODELS`, or `build/models` of the checkout."""
    named = os.environ.get("GOAL17_MODELS")
    folder = Path(named).resolve() if named else Path(__file__).parents[3] / "build" / "models"
    if not folder.is_dir():
        pytest.fail(f"there are no models in {folder}; build them: python -m graph.embed.export --to {folder}")
    return folder


@pytest.fixture(scope="session")
def english(models: Path) -> OnnxEmbedder:
    """The embedder of the English space."""
    return OnnxEmbedder(models / "english")


@pytest.fixture(scope="session")
def multilingual(models: Path) -> OnnxEmbedder:
    """The embedder of the multilingual space."""
    return OnnxEmbedder(models / "multilingual")


@pytest.fixture(params=["english", "multilingual"])
def embedder(request: pytest.FixtureRequest) -> OnnxEmbedder:
    """Each of the embedders in turn."""
    chosen: OnnxEmbedder = request.getfixturevalue(request.param)
    return chosen
