"""Disturbed names: as often disturbed as is said, the same for the same seed, and never made into nothing."""

from __future__ import annotations

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from graph.evaluation.misspelling import LONG, RATES, disturbed


def test_kinds_come_as_often_as_is_said() -> None:
    chance = random.Random(1)
    name = "Universidade Técnica de São Tomé e Príncipe"
    counts = Counter(disturbed(name, chance)[0] for _ in range(4000))
    assert {kind: round(count / 40) for kind, count in counts.items()}.keys() == RATES.keys()
    assert all(abs(counts[kind] / 40 - rate) < 3 for kind, rate in RATES.items())


def test_a_short_name_has_no_word_left_out_and_a_plain_one_no_accent_lost() -> None:
    chance = random.Random(1)
    assert {disturbed("Reef Trust", chance)[0] for _ in range(200)} == {"slips"}


def test_lost_accents_are_lost_alone_or_with_their_letters() -> None:
    chance = random.Random(1)
    made = {name for kind, name in (disturbed("Asociación", chance) for _ in range(200)) if kind == "accents"}
    assert made == {"Asociacion", "Asociacin"}


def test_other_scripts_keep_their_letters() -> None:
    chance = random.Random(1)
    assert {disturbed("国立海洋研究所", chance)[0] for _ in range(100)} == {"slips"}


@given(st.text(max_size=60), st.integers(0, 1000))
def test_slips_are_few_and_the_seed_decides(name: str, seed: int) -> None:
    kind, made = disturbed(name, random.Random(seed))
    assert (kind, made) == disturbed(name, random.Random(seed))
    if kind == "slips":
        assert OSA.distance(name, made) <= (2 if len(name) > LONG else 1)
