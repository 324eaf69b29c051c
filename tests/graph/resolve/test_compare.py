"""Two written names, compared by themselves: what a reader would say of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.resolve.alignment import align
from graph.resolve.compare import compare
from graph.resolve.features import FEATURES
from graph.resolve.read import read_name
from graph.resolve.scorer import score, shipped
from graph.resolve.words import words_of

SAME = [
    ("PNUD", "United Nations Development Programme (UNDP)"),
    ("ONU Medio Ambiente", "UN Environment Programme"),
    ("Всемирная организация здравоохранения", "World Health Organization"),
    ("世界卫生组织", "WHO"),
    ("Fundación Arrecife Azul", "Arrecife Azul Foundation"),
    ("Blue Reef Reserch Institute", "Blue Reef Research Institute"),
    ("Instituto Kuyapa de Investigacin Marina (IKIM)", "IKIM"),
    ("Tidewatch Network - TN", "Tidewatch Network"),
    ("Government of Fiji", "Fiji - Government"),
    ("Chilean Ministry of Fisheries", "Ministerio de Pesca (Chile)"),
]

DIFFERENT = [
    ("Government of Chile", "Government of Peru"),
    ("Government of Chile", "Government of Chile - Ministry of Fisheries"),
    ("Ministry of Health (Kenya)", "Ministry of Health (Ghana)"),
    ("Tidewatch Kenya", "Tidewatch Ghana"),
    ("Kuyapa Water Programme 1", "Kuyapa Water Programme 2"),
    ("UNDP Samoa", "UNICEF Samoa"),
    ("Asian Development Bank", "African Development Bank"),
    ("UNESCO", "UNESCO - Intergovernmental Oceanographic Commission"),
    ("Sitara Holding Corporation", "Ondrava Holding Corporation"),
    ("世界卫生组织", "世界贸易组织"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_names_of_one_organisation(a: str, b: str) -> None:
    assert compare(a, b).verdict == compare(b, a).verdict == "same", compare(a, b)


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_names_of_two_organisations(a: str, b: str) -> None:
    assert compare(a, b).verdict == compare(b, a).verdict == "different", compare(a, b)


@pytest.mark.parametrize(
    ("a", "b"), [("Tidewatch", "Tidewatch Kenya"), ("Kuyapa Network", "Kuyapa Network Secretariat")]
)
def test_a_part_is_never_taken_for_the_whole(a: str, b: str) -> None:
    assert compare(a, b).verdict != "same"


def test_a_score_is_the_sum_of_its_reasons() -> None:
    found = score(read_name("Blue Reef Institute"), read_name("Blue Reef University of Fiji"))
    weights = shipped()
    assert {feature.code for feature in FEATURES} >= set(found.parts)
    odds = weights.bias + sum(found.parts.values())
    assert found.probability == pytest.approx(1 / (1 + 2.718281828459045**-odds))
    assert any("different kinds of body: “institute”, “university”" in reason for reason in found.reasons)


def test_every_feature_says_what_it_is_and_has_a_weight_or_is_left_out() -> None:
    assert all(feature.doc and feature.says for feature in FEATURES)
    assert set(shipped().of) == {feature.code for feature in FEATURES}


def test_words_are_the_same_across_languages() -> None:
    assert [word.text for word in words_of("Ministère de la Pêche")] == [
        word.text for word in words_of("Ministry of Fisheries")
    ]
    assert words_of("") == words_of("—") == ()


@given(st.text(max_size=60), st.text(max_size=60))
def test_comparing_never_fails_and_has_no_side(a: str, b: str) -> None:
    one, other = read_name(a), read_name(b)
    assert 0 <= score(one, other).probability <= 1
    assert score(one, other).probability == pytest.approx(score(other, one).probability)
    met = align(one.words, other.words)
    assert len(met.rest_a) <= len(one.words)
    assert met.shared >= 0


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("ABN AMRO", "ABN Amro Bank NV"),
        ("Asociacin de Pesca de Kuyapa", "Asociación para la Pesca"),
        ("Sunbridge Fundacin", "Fundacin Sun Bridge"),
        ("GEF Kuyapa", "Global Environment Fund of Kuyapa"),
    ],
)
def test_which_name_comes_first_makes_no_difference_to_the_score(a: str, b: str) -> None:
    one, other = read_name(a), read_name(b)
    assert score(one, other).probability == pytest.approx(score(other, one).probability)
