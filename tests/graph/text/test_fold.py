"""What folding forgives and keeps, which terms meet, and which acronyms fit."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text.fold import acronym_fits, fold, initials, is_acronym, terms, words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("", ""),
        ("  Ministry  of\nFisheries ", "ministry of fisheries"),
        ("CÔTE D’IVOIRE", "cote d ivoire"),
        ("Int'l", "intl"),
        ("women´s / Women’s", "womens womens"),
        ("People's Republic", "peoples republic"),
        ("Nuku'alofa; Hawaiʻi", "nukualofa hawaii"),
        ("Procter & Gamble", "procter and gamble"),
        ("R&D", "r and d"),
        ("U.N. and U.S.A", "un and usa"),
        ("Enel S.p.A.", "enel spa"),
        ("co-operation, Co\u2010operative", "cooperation cooperative"),
        ("Guinea-Bissau", "guinea bissau"),
        ("Straße, Łódź, Ærø, Þór, smørrebrød", "strasse lodz aero thor smorrebrod"),
        ("Fairtrade™ ® km²", "fairtrade km2"),
        ("ＦＡＯ（联合国）", "fao 联合国"),
        ("Йошкар-Ола, ёлка", "йошкар ола елка"),
        ("الأُمَم المتحدة، إدارة", "الامم المتحدة ادارة"),
        ("ガイド", "ガイド"),
        ("한국", "한국"),
        ("हिन्दी", "हिन्दी"),
        ("snake_case", "snake case"),
        ("«— …»", ""),
    ],
)
def test_folds(written: str, folded: str) -> None:
    assert fold(written) == unicodedata.normalize("NFC", folded)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == " ".join(once.split())


@given(st.text(alphabet=st.characters(codec="cp1252")))
def test_case_is_forgiven(text: str) -> None:
    assert fold(text.lower()) == fold(fold(text.lower()))
    assert fold(text.swapcase().lower()) == fold(text.lower())


@given(st.text())
def test_terms_are_plain_runs_of_letters_and_digits(text: str) -> None:
    for term in terms(text):
        assert term
        assert term == fold(term)
        assert " " not in term


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Islands", "island"),
        ("fishery", "FISHERIES"),
        ("women's", "Women"),
        ("education", "educación"),
        ("éducation", "educação"),
        ("naciones", "nations"),
        ("international", "internacional"),
        ("biodiversity", "biodiversité"),
        ("biodiversidad", "biodiversidade"),
        ("climatique", "climático"),
        ("plastic", "plásticos"),
        ("Mexico", "Mexique"),
        ("Vanuatu", "VANUATU"),
        ("Федерация", "Федерации"),
        ("المستدامة", "مستدامة"),
        ("R&D", "R & D"),
        ("U.N.", "UN"),
    ],
)
def test_these_meet(one: str, other: str) -> None:
    assert terms(one) == terms(other)
    assert terms(one)


def test_stop_words_go_and_those_with_two_meanings_stay_until_the_language_is_known() -> None:
    assert terms("of the and los las para в на من") == []
    assert terms("Who works in the United Nations, the UN?") == ["who", "work", "unit", "nation", "un"]
    assert "sur" in terms("cooperación sur-sur")
    assert "sur" in terms("cooperación sur-sur", "es")
    assert "sur" not in terms("agir sur le climat", "fr")


def test_chinese_is_found_by_pairs_of_characters() -> None:
    assert words("中国环境") == ["中国", "国环", "环境"]
    assert words("水") == ["水"]
    assert set(terms("环境")) <= set(terms("联合国环境规划署"))
    assert words("SDG目标14") == ["sdg", "目标", "14"]


@pytest.mark.parametrize("token", ["UNDP", "AfDB", "GIZ", "WWF", "R&D", "CODOPESCA", "UNEP-WCMC", "G77X", "ÉCOT"])
def test_acronyms(token: str) -> None:
    assert is_acronym(token)


@pytest.mark.parametrize(
    "token", ["", "A", "Fiji", "McDonald", "III", "World Bank", "2030", "X1", "MINISTRYOFFISHERIES"]
)
def test_no_acronyms(token: str) -> None:
    assert not is_acronym(token)


@pytest.mark.parametrize(
    ("acronym", "name"),
    [
        ("UNDP", "United Nations Development Programme"),
        ("PNUD", "Programa de las Naciones Unidas para el Desarrollo"),
        ("FAO", "Food and Agriculture Organization of the United Nations"),
        ("UNAIDS", "Joint United Nations Programme on HIV/AIDS"),
        ("DFID", "Department for International Development"),
        ("CARICOM", "Caribbean Community"),
        ("IDB", "Inter-American Development Bank"),
        ("CODOPESCA", "Consejo Dominicano de Pesca y Acuicultura"),
        ("AfDB", "African Development Bank"),
        ("IFREMER", "Institut français de recherche pour l'exploitation de la mer"),
        ("U.S.A.I.D.", "US Agency for International Development"),
        ("OCDE", "Organisation de coopération et de développement économiques"),
        ("ÉCOT", "École des côtes"),
    ],
)
def test_acronyms_that_fit(acronym: str, name: str) -> None:
    assert acronym_fits(acronym, name)


@pytest.mark.parametrize(
    ("acronym", "name"),
    [
        ("UNDP", "United Nations Environment Programme"),
        ("UNEP", "World Bank"),
        ("WHO", "World Food Programme"),
        ("FAO", "International Federation of Red Cross and Red Crescent Societies"),
        ("WWF", "Wetlands"),
        ("", "United Nations"),
        ("UN", ""),
        ("IOC", "Government of Indonesia, Ministry of Forestry"),
    ],
)
def test_acronyms_that_do_not_fit(acronym: str, name: str) -> None:
    assert not acronym_fits(acronym, name)


def test_initials() -> None:
    assert initials("Organisation of the Petroleum Exporting Countries") == "OPEC"
    assert initials("École normale") == "EN"
    assert initials("of the") == ""


@given(st.text(max_size=15), st.text(max_size=80))
def test_acronyms_never_raise(acronym: str, name: str) -> None:
    assert acronym_fits(acronym, name) in (True, False)
    assert is_acronym(acronym) in (True, False)
