"""Nobody is in two places at once, whatever the fair."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InputError
from graph.matching.fair.assign import assign

PEOPLE = 6


@st.composite
def fairs(draw: st.DrawFn) -> tuple[dict[tuple[int, int], float], int, int, int, dict[int, list[int]]]:
    """Worth of pairs, slots, tables, most, who is away."""
    pairs = st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1)).filter(lambda pair: pair[0] < pair[1])
    worth = draw(st.dictionaries(pairs, st.floats(0.1, 2), max_size=10))
    slots, tables, most = draw(st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 3)))
    away = draw(
        st.dictionaries(st.integers(0, PEOPLE - 1), st.lists(st.integers(0, slots - 1), max_size=3), max_size=3)
    )
    return worth, slots, tables, most, away


@settings(max_examples=40, deadline=None)
@given(fairs())
def test_an_assignment_keeps_to_what_there_is(
    fair: tuple[dict[tuple[int, int], float], int, int, int, dict[int, list[int]]],
) -> None:
    worth, slots, tables, most, away = fair
    held = assign(worth, PEOPLE, slots, tables, most, away)
    assert {pair for _, pair in held} <= worth.keys()
    assert max(Counter(pair for _, pair in held).values(), default=0) <= 1
    assert max(Counter(slot for slot, _ in held).values(), default=0) <= tables
    at = Counter((slot, who) for slot, pair in held for who in pair)
    assert max(at.values(), default=0) <= 1
    assert max(Counter(who for _, pair in held for who in pair).values(), default=0) <= most
    assert not {(slot, who) for who, gone in away.items() for slot in gone} & at.keys()


def test_everyone_has_a_meeting_before_the_best_has_two() -> None:
    worth = {(0, 1): 2.0, (0, 2): 1.9, (2, 3): 0.2}
    assert {pair for _, pair in assign(worth, 4, 2, 1, 2, {})} == {(0, 1), (2, 3)}


def test_earlier_slots_are_taken_first() -> None:
    assert assign({(0, 1): 1.0}, 2, 4, 5, 4, {}) == [(0, (0, 1))]
    assert assign({(0, 1): 1.0}, 2, 4, 5, 4, {0: [0], 1: [1]}) == [(2, (0, 1))]


def test_a_fair_that_is_too_large_is_refused_and_says_of_what_to_ask_less() -> None:
    everybody = {(one, other): 1.0 for one in range(90) for other in range(one + 1, 90)}
    with pytest.raises(InputError, match="fewer slots or attendees, or for fewer meetings of each"):
        assign(everybody, 90, 90, 45, 90, {})


def test_nothing_is_planned_of_nothing() -> None:
    assert assign({}, 5, 3, 3, 3, {}) == []
    assert assign({(0, 1): 1.0}, 2, 1, 1, 1, {0: [0]}) == []
