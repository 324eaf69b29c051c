"""The embedder for bulk building beside the exported one; these tests load torch."""

from __future__ import annotations

import numpy as np
import pytest

from graph.embed.onnx import OnnxEmbedder
from graph.embed.sentence import SentenceTransformersEmbedder


@pytest.fixture(scope="module")
def alone() -> SentenceTransformersEmbedder:
    return SentenceTransformersEmbedder(device="cpu")


def test_alone_it_has_a_space_of_its_own(alone: SentenceTransformersEmbedder) -> None:
    assert (alone.space, alone.dimension, alone.languages) == ("all-MiniLM-L6-v2/float32/1", 384, frozenset({"en"}))


def test_beside_the_export_of_its_model_it_shares_the_space(english: OnnxEmbedder) -> None:
    assert SentenceTransformersEmbedder(beside=english, device="cpu").space == english.space


def test_beside_another_model_it_keeps_its_own(multilingual: OnnxEmbedder) -> None:
    assert SentenceTransformersEmbedder(beside=multilingual, device="cpu").space == "all-MiniLM-L6-v2/float32/1"


def test_rows_are_units_in_the_order_of_the_texts(alone: SentenceTransformersEmbedder, english: OnnxEmbedder) -> None:
    texts = ["Clean water", "", "Solar lamps for schools without electricity", " \n", "half an emoji \ud83d"]
    vectors = alone.embed(texts)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), [1, 0, 1, 0, 1], atol=1e-5)
    np.testing.assert_allclose(np.einsum("ij,ij->i", vectors, english.embed(texts)), [1, 0, 1, 0, 1], atol=0.02)


def test_no_texts_give_no_rows(alone: SentenceTransformersEmbedder) -> None:
    assert alone.embed([]).shape == (0, 384)
