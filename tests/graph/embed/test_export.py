"""Exports beside their originals; these tests load torch."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph.embed.agreement import ENOUGH, agreement, check_texts
from graph.embed.export import export, main
from graph.embed.folder import read_description
from graph.embed.onnx import OnnxEmbedder
from graph.embed.source import Source, load_source
from graph.errors import InputError


@pytest.fixture(scope="module")
def original() -> Source:
    import torch

    torch.set_num_threads(1)  # two wait for each other where the cores are shared with other tests
    return load_source(device="cpu")


@pytest.fixture(scope="module")
def descriptions(shared: Path) -> list[str]:
    """Two hundred real descriptions, every sixth of a register."""
    lines = (shared / "data" / "un_ocean_2026.jsonl").read_text("utf-8").splitlines()
    return [text for line in lines[::6] if (text := json.loads(line)["description"])][:200]


def _small_model(original: Source, folder: Path, pooling: str) -> Path:
    """Save a made-up transformer of two narrow layers with the real tokenizer, another pooling and a dense layer."""
    import torch
    from sentence_transformers import SentenceTransformer, models
    from transformers import BertConfig, BertModel

    torch.manual_seed(17)
    tokenizer = original.model.tokenizer
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(folder / "bert")
    tokenizer.save_pretrained(folder / "bert")
    transformer = models.Transformer(str(folder / "bert"), max_seq_length=48)
    dense = models.Dense(32, 16)
    SentenceTransformer(modules=[transformer, models.Pooling(32, pooling), dense]).save(str(folder / "small"))
    return folder / "small"


def test_the_export_agrees_with_its_original_on_real_texts(
    english: OnnxEmbedder, original: Source, descriptions: list[str]
) -> None:
    assert len(descriptions) == 200
    theirs = original.model.encode(descriptions, normalize_embeddings=True, show_progress_bar=False)
    found = agreement(english.embed(descriptions), theirs)
    assert found.lowest >= ENOUGH
    assert found.mean >= 0.99


@pytest.mark.usefixtures("original")
def test_the_command_builds_both_models_anew_and_alike(
    tmp_path: Path, models: Path, english: OnnxEmbedder, capsys: pytest.CaptureFixture[str]
) -> None:
    """In this process, which has torch already."""
    try:
        assert main(["--to", str(tmp_path)]) == 0, capsys.readouterr().err
    finally:
        logging.disable(logging.NOTSET)
    assert "english: cosine 0.99" in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["english", "multilingual"]
    for name in ("english", "multilingual"):
        assert read_description(tmp_path / name) == read_description(models / name)
    texts = check_texts()
    np.testing.assert_array_equal(OnnxEmbedder(tmp_path / "english").embed(texts), english.embed(texts))


@pytest.mark.parametrize("pooling", ["cls", "mean", "max"])
def test_any_pooling_is_exported_and_later_modules_too(original: Source, tmp_path: Path, pooling: str) -> None:
    model = _small_model(original, tmp_path, pooling)
    found = export(model, tmp_path / "target", languages=["en"])
    assert found.lowest >= ENOUGH
    description = read_description(tmp_path / "target")
    assert (description.dimension, description.max_tokens, description.languages) == (16, 48, ("en",))
    assert description.name == f"small-{description.source_sha256[:8]}"


def test_a_model_that_wants_a_prompt_is_refused(original: Source, tmp_path: Path) -> None:
    model = _small_model(original, tmp_path, "mean")
    file = model / "config_sentence_transformers.json"
    settings: dict[str, Any] = json.loads(file.read_text())
    file.write_text(json.dumps(settings | {"prompts": {"query": "query: "}, "default_prompt_name": "query"}))
    with pytest.raises(InputError, match="prompt"):
        export(model, tmp_path / "target")
    assert not (tmp_path / "target").exists()


def test_a_model_that_cannot_be_traced_is_refused(original: Source, tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer, models

    words = models.StaticEmbedding(original.model.tokenizer.backend_tokenizer, embedding_dim=8)
    SentenceTransformer(modules=[words]).save(str(tmp_path / "static"))
    with pytest.raises(InputError, match="static"):
        export(tmp_path / "static", tmp_path / "target")
    assert not (tmp_path / "target").exists()


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="empty"):
        export(tmp_path / "empty", tmp_path / "target")
