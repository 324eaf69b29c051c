"""Shares as a reader writes them: rounded as by hand, and never all where it isn't all, or none where it is some."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text.percent import part_of, percent

WHOLES = st.integers(1, 10_000_000)
RATIOS = st.one_of(st.just(200), WHOLES).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
"""A part and its whole; of 200, every other share is on a half."""


def by_hand(part: int, whole: int) -> str:
    """The share of integers alone: the per cent whose half above it isn't reached."""
    rounded = (200 * part + whole) // (2 * whole)
    if rounded == 0 and part:
        return "<1 %"
    return ">99 %" if rounded == 100 and part != whole else f"{rounded} %"


def number(told: str) -> Fraction:
    """What stands in a share, in an order with what is told to be below 1 % and above 99 %."""
    if told.startswith("<"):
        return Fraction(1, 10**9)
    return Fraction(100) - Fraction(1, 10**9) if told.startswith(">") else Fraction(told.removesuffix(" %"))


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        (0, 200, "0 of 200 (0 %)"),
        (1, 200, "1 of 200 (1 %)"),
        (1, 201, "1 of 201 (<1 %)"),
        (57, 200, "57 of 200 (29 %)"),
        (198, 200, "198 of 200 (99 %)"),
        (199, 200, "199 of 200 (>99 %)"),
        (200, 200, "200 of 200 (100 %)"),
        (1, 8, "1 of 8 (13 %)"),
        (3, 8, "3 of 8 (38 %)"),
        (5, 8, "5 of 8 (63 %)"),
        (0, 0, "0 of 0"),
    ],
)
def test_a_part_of_a_whole(part: int, whole: int, told: str) -> None:
    assert part_of(part, whole) == told


@given(ratio=RATIOS)
def test_it_is_rounded_as_by_hand(ratio: tuple[int, int]) -> None:
    assert percent(ratio[0] / ratio[1]) == by_hand(*ratio)


@given(share=st.floats(0, 1), digits=st.sampled_from([None, 1, 2, 3]))
def test_none_is_only_none_and_all_is_only_all(share: float, digits: int | None) -> None:
    told = percent(share, digits)
    assert (told == "0 %") == (share == 0)
    assert (told == "100 %") == (share == 1)


@given(shares=st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted), digits=st.sampled_from([None, 1, 2, 3]))
def test_a_larger_share_is_never_told_to_be_smaller(shares: list[float], digits: int | None) -> None:
    smaller, larger = (number(percent(each, digits)) for each in shares)
    assert smaller <= larger


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (0.05512, "5.5 %"),
        (0.0555, "5.6 %"),
        (0.00123, "0.12 %"),
        (0.000001234, "0.00012 %"),
        (0.125, "13 %"),
        (0.0996, "10 %"),
        (0.2, "20 %"),
        (0.994, "99 %"),
        (0.996, ">99 %"),
    ],
)
def test_two_significant_digits(share: float, told: str) -> None:
    assert percent(share, 2) == told
