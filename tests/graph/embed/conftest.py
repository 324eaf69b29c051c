"""The exported models, built before the tests by `python -m graph.embed.export --to build/models`."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.embed.onnx import OnnxEmbedder


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
