from __future__ import annotations

from pathlib import Path

import pytest

from graph.embed.onnx import OnnxEmbedder
from graph.embed.spaces import Embedders, load
from graph.errors import InputError, NotReadyError


@pytest.fixture(scope="module")
def embedders(english: OnnxEmbedder, multilingual: OnnxEmbedder) -> Embedders:
    return Embedders((multilingual, english))


def test_english_is_read_by_both_the_specialist_first(
    embedders: Embedders, english: OnnxEmbedder, multilingual: OnnxEmbedder
) -> None:
    assert embedders.reading("en") == (english, multilingual)
    assert embedders.best("en-GB") is english


@pytest.mark.parametrize("language", ["fr", "zh-Hans", "pt_BR", "AR", "sw", "", None])
def test_other_languages_go_to_the_generalist(
    embedders: Embedders, multilingual: OnnxEmbedder, language: str | None
) -> None:
    assert embedders.reading(language) == (multilingual,)


def test_a_model_alone_reads_everything(english: OnnxEmbedder, multilingual: OnnxEmbedder) -> None:
    assert Embedders((multilingual,)).best("en") is multilingual
    assert Embedders((english,)).best("fr") is english


def test_an_embedder_is_found_by_its_space(embedders: Embedders, english: OnnxEmbedder) -> None:
    assert embedders.of_space(english.space) is english
    with pytest.raises(InputError, match=r"'older/int8/1'; there are all-MiniLM-L6-v2/int8/1, universal"):
        embedders.of_space("older/int8/1")


def test_a_folder_of_models_is_loaded(models: Path, english: OnnxEmbedder) -> None:
    loaded = load(models)
    assert loaded.best("en").space == english.space
    assert len(loaded.all) == 2


@pytest.mark.parametrize("name", ["", "nowhere"])
def test_no_models_say_how_to_build_them(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotReadyError, match=r"graph\.embed\.export"):
        load(tmp_path / name)


def test_no_embedders_say_how_to_build_them() -> None:
    with pytest.raises(NotReadyError, match=r"graph\.embed\.export"):
        Embedders(())


def test_two_models_of_one_space_are_refused(tmp_path: Path, models: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).symlink_to(models / "english")
    with pytest.raises(InputError, match="share one space"):
        load(tmp_path)
