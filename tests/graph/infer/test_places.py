"""The countries that a text names: by any of their names, the longest counting, with how surely it is about them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.infer.places import DECLARED, IN_TEXT, IN_TITLE, MOST, SHORTEST, WORDS, places
from graph.model.vocabularies import countries
from graph.model.vocabularies.territories import country_readings
from graph.text.fold import fold


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("With villages in Kenya.", {"KEN"}),
        ("Con las aldeas de Tanzanía", {"TZA"}),
        ("au Sénégal et en CÔTE D'IVOIRE", {"SEN", "CIV"}),
        ("в Кении не говорят так, а Кения - да", {"KEN"}),
        ("Papua New Guinea", {"PNG"}),
        ("Guinea and Guinea-Bissau and Equatorial Guinea", {"GIN", "GNB", "GNQ"}),
        ("Democratic Republic of the Congo", {"COD"}),
        ("the Republic of Kenya, the United Republic of Tanzania", {"KEN", "TZA"}),
        ("Kenyan and Fijian partners, in Kenyatta", set()),
        ("We, us, and it: in, of, the; US, UK, KEN", set()),
        ("Korea", set()),
        ("", set()),
        ("🌊", set()),
    ],
)
def test_countries_are_read_in_running_text(text: str, named: set[str]) -> None:
    assert set(places("", text)) == named
    assert set(places(text, "")) == named


def test_how_surely_it_is_about_a_country() -> None:
    assert places("", "", ["KEN"]) == {"KEN": DECLARED}
    assert places("Wells for Kenya", "") == {"KEN": IN_TITLE}
    assert places("", "Wells in Kenya") == {"KEN": IN_TEXT}
    assert places("Wells for Kenya", "", ["KEN"]) == {"KEN": MOST}, "no more than that"
    found = places("Wells", "Kenya, Kenya, Kenya and Fiji", ["TZA"])
    assert found == {"TZA": DECLARED, "KEN": pytest.approx(0.75 * IN_TEXT), "FJI": pytest.approx(0.25 * IN_TEXT)}
    assert places("Kenya and Kenya again", "") == {"KEN": IN_TITLE}, "a title names it or doesn't"


def test_what_is_declared_twice_counts_once() -> None:
    assert places("", "", ["KEN", "KEN"]) == {"KEN": DECLARED}


def test_an_island_is_not_iceland() -> None:
    assert places("Small island states", "Each island has a reef.") == {}
    assert places("", "Islande, Iceland") == {"ISL": IN_TEXT}


def test_every_name_that_is_long_enough_and_no_word_is_found() -> None:
    for name, code in country_readings().items():
        if code and len(name) >= SHORTEST and name not in WORDS:
            assert set(places("", f"x {name} x")) == {code}, name
    assert len(countries()) > 200


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["Kenya", "Fiji", "Papua New Guinea", "Guinea", "reef", "in", "New", "Papua", "the"]),
        max_size=12,
    ),
    st.lists(st.sampled_from(["TZA", "PER"]), max_size=2),
)
def test_weights_are_shares_of_what_the_text_names(words: list[str], declared: list[str]) -> None:
    text = " ".join(words)
    found = places("", text, declared)
    assert all(0 < weight <= MOST for weight in found.values())
    inferred = sum(found.values()) - len(set(declared)) * DECLARED
    assert inferred == pytest.approx(IN_TEXT if {"Kenya", "Fiji", "Guinea", "Papua New Guinea"} & set(words) else 0)
    # Declared ones come first; what the text names follows in the order in which it names them.
    assert list(found)[: len(set(declared))] == list(dict.fromkeys(declared))
    assert places("", fold(text), declared) == found
