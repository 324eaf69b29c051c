"""How much of one text stands in another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.resolve.twins.text import Common, Texts, plain_words, runs

TEXT = "the fund gives small grants to villages that protect their reefs and pays for the training of wardens"
WORDS = TEXT.split()


def test_a_text_of_fewer_than_four_words_has_no_runs() -> None:
    assert len(runs("")) == len(runs("three words only")) == 0
    assert len(runs("now four words here")) == 1
    assert Texts(["", "three words only"]).common(0, 1) == Common(0.0, 0)


def test_a_part_of_a_text_stands_in_it_and_unlike_texts_share_nothing() -> None:
    texts = Texts([" ".join(WORDS), " ".join(WORDS[:9]), " ".join(reversed(WORDS))])
    assert texts.common(0, 1) == texts.common(1, 0) == Common(1.0, 6)
    assert texts.common(0, 2).share == 0


def test_what_many_texts_have_counts_little() -> None:
    template = "every village of the campaign plants trees and reports on them each year to the union of villages"
    own = [f"{template} and village {number} chose number{number} of its own kind" for number in range(12)]
    texts = Texts([*own, own[0]])
    assert texts.common(0, 12).share == 1
    assert texts.common(0, 1).share < 0.25


def test_letters_that_registers_lose_do_not_count() -> None:
    assert plain_words("Educación — año 2016") == plain_words("Educacin  ao 2016") == [b"educacin", b"ao", b"2016"]
    assert plain_words("рифы залива") == ["рифы".encode(), "залива".encode()]


def test_keys_of_equal_texts_are_equal_and_what_all_have_is_none() -> None:
    text = " ".join(WORDS)
    texts = Texts([text, text, "quite another text that nobody else has written down"])
    assert texts.keys(0, 5, most=10) == texts.keys(1, 5, most=10) != []
    assert texts.keys(2, 5, most=10) == []
    assert Texts([text] * 20).keys(0, 5, most=10) == []


@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_texts_are_compared_alike_in_both_directions(written: list[str]) -> None:
    texts = Texts(written)
    for a in range(len(written)):
        for b in range(len(written)):
            found = texts.common(a, b)
            assert found == texts.common(b, a)
            assert 0 <= found.share <= 1
            assert a != b or found.share in {0.0, 1.0}
