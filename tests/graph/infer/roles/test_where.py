"""A passage is found again in the cell that it was mended from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.infer.roles.where import locate


@pytest.mark.parametrize(
    ("cell", "passage", "found"),
    [
        ("Led by A_x000D_ and B", "A and B", "A_x000D_ and B"),
        ("R&amp;D by the Trust", "by the Trust", "by the Trust"),
        ("paid  by\n the Trust", "by the Trust", "by\n the Trust"),
    ],
)
def test_marks_and_blanks_may_differ(cell: str, passage: str, found: str) -> None:
    place = locate(cell, passage)
    assert place is not None
    assert cell[place[0] : place[1]] == found


def test_what_is_not_there_is_not_found() -> None:
    assert locate("Led by A", "Led by B") is None
    assert locate("Led by A", "") is None
    assert locate("", "A") is None


@given(st.text(max_size=30), st.text(max_size=30), st.text(min_size=1, max_size=30))
def test_what_stands_there_is_found(before: str, behind: str, passage: str) -> None:
    cell = before + passage + behind
    place = locate(cell, passage)
    assert place is not None
    assert cell[place[0] : place[1]] == passage
