"""Languages of whole texts and short titles, and when to say nothing."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from graph.text.language import LANGUAGES, UNDETERMINED, language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("We will train the managers of small islands.", "en"),
        ("Renforcement des capacités des pêcheurs", "fr"),
        ("Fortalecimiento de la pesca artesanal en las islas", "es"),
        ("Proteccin de los manglares para el 2020", "es"),
        ("Fortalecimento da pesca artesanal nas ilhas", "pt"),
        ("تعزيز القدرات في الدول الجزرية", "ar"),
        ("Укрепление потенциала островных государств", "ru"),
        ("加强小岛屿国家的能力", "zh"),
        ("联合国 SDG 14", "zh"),
        ("", UNDETERMINED),
        ("2017", UNDETERMINED),
        ("UNDP", UNDETERMINED),
        ("CEBSE / CODOPESCA", UNDETERMINED),
        ("Schutz der Meere und der Küsten durch ein Netz", UNDETERMINED),
        ("Bescherming van de zee en het strand", UNDETERMINED),
        ("Lo sviluppo sostenibile della pesca nelle isole", UNDETERMINED),
        ("Захист моря і узбережжя України є її метою", UNDETERMINED),
        ("حفاظت از دریاها و سواحل کشور", UNDETERMINED),
        ("海を守るための取り組み", UNDETERMINED),
        ("해양을 보호하다", UNDETERMINED),
        ("Προστασία της θάλασσας", UNDETERMINED),
    ],
)
def test_languages(text: str, code: str) -> None:
    assert language(text) == code


@given(st.text())
def test_every_text_gets_one_of_the_codes(text: str) -> None:
    assert language(text) in (*LANGUAGES, UNDETERMINED)


SHARED = "the of la de des projet marine gestión pesca und islands com para a educação"


@given(st.lists(st.sampled_from(SHARED.split())), st.randoms())
def test_the_order_of_words_says_nothing(words: list[str], random: Random) -> None:
    told = language(" ".join(words))
    random.shuffle(words)
    assert language(" ".join(words)) == told


@pytest.mark.parametrize("code", ["en", "fr", "es", "ar", "ru", "zh"])
def test_targets_and_indicators_of_the_un_languages(shared: Path, code: str) -> None:
    lines = [
        line
        for path in sorted((shared / "data" / "sdg_targets").glob(f"{code}*.yml"))
        for key, line in yaml.safe_load(path.read_text(encoding="utf-8")).items()
        if key.endswith("title")
    ]
    told = [language(line) for line in lines]
    assert told.count(code) >= 0.97 * len(lines)
    assert set(told) <= {code, UNDETERMINED, "pt" if code in ("fr", "es") else code}
    assert sum(answer not in (code, UNDETERMINED) for answer in told) <= 2
