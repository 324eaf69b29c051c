"""Entries that tell of each other, by title, by text, by list; a plain union of pairs is the oracle."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.evaluation.hidden.leaks import LIST, SHORTEST, TEXT, leak_groups, representatives
from graph.snapshot.snapshot import Snapshot
from graph.text.fold import fold
from tests.arrays import Body, Entry, arrays, entries

BODIES = [Body(f"Body {at}") for at in range(6)]


def grouped(*made: Entry) -> list[int]:
    return leak_groups(arrays(BODIES, made)).tolist()


def parts(groups: list[int]) -> set[frozenset[int]]:
    return {frozenset(at for at, group in enumerate(groups) if group == each) for each in groups}


def test_titles_that_fold_to_the_same_leak() -> None:
    assert grouped(Entry("Récifs — vivants!"), Entry("Wells"), Entry("recifs VIVANTS")) == [0, 1, 0]
    assert parts(grouped(Entry(""), Entry(""), Entry("—"))) == {frozenset({0}), frozenset({1}), frozenset({2})}


def test_texts_that_are_nearly_the_same_leak() -> None:
    same, other = "reef water storm forest", "solar school storm"
    assert grouped(Entry("one", same), Entry("two", other), Entry("three", same), Entry("four", other)) == [0, 1, 0, 1]
    assert len(set(grouped(Entry("a", same), Entry("b", "reef solar school"), Entry("c", other)))) == 3


def test_lists_that_are_nearly_the_same_leak() -> None:
    five, four = Entry("a", partners=(0, 1, 2, 3, 4)), Entry("b", partners=(0, 1, 2, 3))
    assert grouped(five, four) == [0, 0], "four of five is enough"
    assert grouped(five, Entry("b", partners=(0, 1, 2))) == [0, 1], "three of five is not"
    assert grouped(Entry("a", partners=(0, 1)), Entry("b", partners=(0, 1))) == [0, 1], "two could be anybody"
    assert grouped(Entry("a", partners=(0, 1, 2)), Entry("b", partners=(2, 1, 0))) == [0, 0]


def test_what_leaks_to_the_same_leaks_to_each_other() -> None:
    chain = (Entry("Reefs", "solar school water"), Entry("reefs", partners=(0, 1, 2)), Entry("b", partners=(0, 1, 2)))
    assert grouped(*chain) == [0, 0, 0]


def test_the_longest_list_stands_for_its_group_the_first_of_equals() -> None:
    made = arrays(
        BODIES,
        [Entry("A", partners=(0,)), Entry("a", partners=(1, 2)), Entry("B"), Entry("a", partners=(3, 4)), Entry("b")],
    )
    assert representatives(made).tolist() == [1, 2]


def test_nothing_has_no_groups() -> None:
    assert leak_groups(arrays([], [])).tolist() == []
    assert representatives(arrays([], [])).tolist() == []


def leaks(made: Snapshot, one: int, other: int) -> bool:
    if fold(made.titles[one]) and fold(made.titles[one]) == fold(made.titles[other]):
        return True
    lists = [set(made.partners_of(each).tolist()) for each in (one, other)]
    if min(map(len, lists)) >= SHORTEST and len(lists[0] & lists[1]) >= LIST * len(lists[0] | lists[1]):
        return True
    cosine = float((made.terms[[one], :] @ made.terms[[other], :].T).sum())
    assume(abs(cosine - TEXT) > 1e-5)
    return cosine > TEXT


@settings(deadline=None)
@given(st.lists(entries(6), max_size=8), st.randoms(use_true_random=False))
def test_groups_are_an_equivalence_in_whatever_order_entries_stand(made: list[Entry], random: Random) -> None:
    snapshot = arrays(BODIES, made)
    groups = list(range(len(made)))
    for one in range(len(made)):
        for other in range(one):
            if leaks(snapshot, one, other):
                groups = [groups[other] if each == groups[one] else each for each in groups]
    found = leak_groups(snapshot)
    assert found.dtype == np.int32
    assert parts(found.tolist()) == parts(groups)
    order = list(range(len(made)))
    random.shuffle(order)
    turned = leak_groups(snapshot.only(order)).tolist()
    back = [turned[order.index(row)] for row in range(len(made))]
    assert parts(back) == parts(groups)
    chosen = representatives(snapshot).tolist()
    assert sorted(chosen) == chosen
    assert len({groups[row] for row in chosen}) == len(chosen) == len(set(groups))
