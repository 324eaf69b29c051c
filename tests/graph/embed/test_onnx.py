"""What every embedder promises, asked of both exported models."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.embed.agreement import check_texts
from graph.embed.folder import FILES
from graph.embed.onnx import OnnxEmbedder
from graph.errors import InputError, NotReadyError


def test_vectors_have_length_one(embedder: OnnxEmbedder) -> None:
    vectors = embedder.embed(["Clean water", "Solar lamps for schools", "x"])
    assert vectors.shape == (3, embedder.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows(embedder: OnnxEmbedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.dimension)


@pytest.mark.parametrize("text", ["", "   ", "\n\t\u00a0", "\u200b"])
def test_a_blank_text_is_like_nothing(embedder: OnnxEmbedder, text: str) -> None:
    assert not embedder.embed([text]).any()


def test_an_alphabet_never_seen_is_like_nothing(embedder: OnnxEmbedder) -> None:
    one, other = embedder.embed(["ᚠᚢᚦᚨᚱᚲ ᚷᚹᚺ", "𐤀𐤁𐤂 𐤃𐤄"])
    assert one @ other == 0


def test_near_in_meaning_is_near_in_space(embedder: OnnxEmbedder) -> None:
    question, near, far = embedder.embed(
        [
            "protecting coral reefs",
            "Conservation of corals in marine protected areas",
            "Loans for small shops in cities",
        ]
    )
    assert question @ near > question @ far + 0.2


def test_a_vector_does_not_depend_on_its_neighbours(embedder: OnnxEmbedder) -> None:
    texts = check_texts(every_language=True)
    together = embedder.embed(texts)
    alone = np.concatenate([embedder.embed([text]) for text in texts])
    np.testing.assert_array_equal(together, alone)


def test_several_threads_may_ask_at_once(embedder: OnnxEmbedder) -> None:
    texts = check_texts()
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(embedder.embed, [texts] * 4))
    for answer in answers[1:]:
        np.testing.assert_array_equal(answer, answers[0])


def test_what_is_beyond_the_longest_input_is_left_out(embedder: OnnxEmbedder) -> None:
    start = "Fishing communities protect mangroves. " * 60
    first, second = embedder.embed([start, start + "Trains, trams and buses. " * 100_000])
    np.testing.assert_array_equal(first, second)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(st.characters(), max_size=80), max_size=4))
def test_any_text_gives_a_unit_or_a_zero(embedder: OnnxEmbedder, texts: list[str]) -> None:
    lengths = np.linalg.norm(embedder.embed(texts), axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-4) | (lengths == 0))


def test_a_lone_surrogate_is_read(embedder: OnnxEmbedder) -> None:
    assert embedder.embed(["Clean water \ud83d for all"]).any()


def test_a_missing_folder_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(NotReadyError, match=r"graph\.embed\.export"):
        OnnxEmbedder(tmp_path / "nowhere")


def test_a_missing_file_is_named(tmp_path: Path, models: Path) -> None:
    shutil.copy(models / "english" / "model.onnx", tmp_path)
    with pytest.raises(NotReadyError, match=r"model\.weights is missing"):
        OnnxEmbedder(tmp_path)


@pytest.mark.parametrize("name", ["model.onnx", "model.weights", "tokenizer.json"])
def test_a_damaged_file_is_refused(tmp_path: Path, models: Path, name: str) -> None:
    for kept in FILES:
        (tmp_path / kept).write_bytes((models / "english" / kept).read_bytes()[: 1000 if kept == name else None])
    with pytest.raises(InputError, match="can't be loaded"):
        OnnxEmbedder(tmp_path)


def test_the_spaces_have_their_names(english: OnnxEmbedder, multilingual: OnnxEmbedder) -> None:
    assert (english.space, english.dimension, english.languages) == (
        "all-MiniLM-L6-v2/int8/1",
        384,
        frozenset({"en"}),
    )
    assert (multilingual.space, multilingual.dimension) == ("universal-sentence-encoder-multilingual-3/float32/1", 512)
    assert multilingual.languages is not None
    assert {"ar", "en", "es", "fr", "ru", "zh"} <= multilingual.languages


def test_nothing_is_kept_in_the_home_folder_to_be_sent_to_anybody(models: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from graph.embed.onnx import OnnxEmbedder;"
        "OnnxEmbedder(Path(sys.argv[1])).embed(['mangroves'])"
    )
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    environment |= {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-c", program, models / "english"], env=environment, check=True)
    assert list(tmp_path.rglob("*")) == []
