"""Misspelt words: read as their neighbours only where no name of the register has them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.resolve.reference.spelling import Spelling

KNOWN = Spelling(["university of kannur", "university of waikato", "institute of marine technology", "marine trust"])


def test_each_kind_of_slip_is_read() -> None:
    for written in ("universty of waikato", "univrsity of waikato", "uinversity of waikato", "university of waikaato"):
        assert next(KNOWN.readings(written)) == "university of waikato"


def test_known_words_are_what_they_are() -> None:
    names = Spelling(["university of kannur", "university of kanpur"])
    assert list(names.readings("university of kanpur")) == []


def test_short_words_and_words_that_nothing_is_near_stay() -> None:
    assert list(KNOWN.readings("uni fo waikato")) == []
    assert list(KNOWN.readings("zeppelin trust")) == []


def test_numbers_and_short_names_of_signs_are_what_they_are() -> None:
    names = Spelling(["umr 7263", "u1138", "한동대학교", "国立海洋研究所"])
    assert [list(names.readings(written)) for written in ("umr 7253", "u1139", "한밭대학교")] == [[], [], []]
    assert list(names.readings("国立海羊研究所")) == ["国立海洋研究所"]


def test_a_word_between_two_others_may_be_either() -> None:
    names = Spelling(["vinnova", "vonova"])
    assert set(names.readings("vinova")) == {"vinnova", "vonova"}


def test_no_names_know_no_word() -> None:
    assert list(Spelling([]).readings("anything at all")) == []


@given(st.lists(st.text("abcdé 漢字", max_size=30), max_size=6), st.text("abcdé 漢字", max_size=30))
def test_readings_have_the_words_of_the_name_but_for_unknown_ones(names: list[str], asked: str) -> None:
    known = {word for name in names for word in name.split()}
    for reading in Spelling(names).readings(asked):
        pairs = list(zip(asked.split(), reading.split(), strict=True))
        assert all(one == other or (one not in known and other in known) for one, other in pairs)
        assert any(one != other for one, other in pairs)
