"""The numbers in a title, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.resolve.twins.titles import numbers_in


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        ("Clean Seas, Phase 2", {"2"}),
        ("Clean Seas, Phase II", {"2"}),
        ("CLEAN SEAS PHASE TWO", {"2"}),
        ("Mares limpios, segunda fase", {"2"}),
        ("Mers propres, deuxième phase 2015/16", {"2", "2015", "16"}),
        ("Part XIV", {"14"}),
        ("SDG14 in 05 steps", {"sdg14", "5"}),
        ("Clean Seas in the bay of Xi", set()),
        ("I.V. League of the sea", set()),
        ("", set()),
    ],
)
def test_numbers_are_read_in_figures_in_roman_and_in_words(title: str, numbers: set[str]) -> None:
    assert numbers_in(title) == numbers


@given(st.integers(1, 39))
def test_roman_numbers_are_read_as_their_figures(number: int) -> None:
    ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    assert numbers_in(f"Part {'X' * (number // 10)}{ones[number % 10]}") == {str(number)}


@given(st.text(max_size=40))
def test_any_title_is_read(title: str) -> None:
    assert all(numbers_in(title))
