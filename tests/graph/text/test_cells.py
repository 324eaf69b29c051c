"""Texts that a spreadsheet would run are only shown."""

import pytest

from graph.text.cells import as_cell


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_begins_like_a_formula_is_shown_as_it_is_written(text: str) -> None:
    assert as_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Reef = life", "Blue–Green", "'=1"])
def test_other_texts_stay(text: str) -> None:
    assert as_cell(text) == text
