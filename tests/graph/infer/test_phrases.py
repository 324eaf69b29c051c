"""Declared phrases in texts: where they stand, and where they are denied."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.infer.phrases import Phrases

FILE = """dimension,code,language,phrase
mechanism,awareness,en,rais* _ awareness
mechanism,training,es,taller|talleres
mechanism,training,en,will|to train
"""


@pytest.fixture
def phrases(tmp_path: Path) -> Phrases:
    file = tmp_path / "phrases.csv"
    file.write_text(FILE, encoding="utf-8")
    return Phrases(file)


@pytest.mark.parametrize(
    ("sentence", "language", "said"),
    [
        ("we raise awareness", "en", ["raise awareness"]),
        ("raising very much public awareness of reefs", "en", ["raising very much public awareness"]),
        ("raising money for a school of public awareness", "en", []),
        ("a lack of raised awareness", "en", []),
        ("ministry of raising awareness", "en", []),
        ("talleres para pescadores", "es", ["talleres"]),
        ("talleres para pescadores", "en", []),
        ("talleres para pescadores", "und", ["talleres"]),
        ("they are to train", "en", ["to train"]),
        ("to", "en", []),
        ("", "en", []),
    ],
)
def test_words_of_a_phrase(phrases, sentence, language, said):
    assert [words for _, words in phrases.found_in(sentence.split(), language)] == said
