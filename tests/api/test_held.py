"""What is made for one version of the store is made once, is that version's, and is the only one that is kept."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.held import Held


class Made:
    """Something large that was made for a version."""

    def __init__(self, version: int) -> None:
        self.version = version


@given(st.lists(st.integers(0, 3)))
def test_it_is_made_anew_when_the_version_is_another_and_only_then(versions: list[int]) -> None:
    held: Held[Made] = Held()
    made: list[int] = []

    def make(version: int) -> Made:
        made.append(version)
        return Made(version)

    assert [held.of(version, lambda version=version: make(version)).version for version in versions] == versions
    assert made == [version for version, _ in groupby(versions)]


def test_nothing_can_be_held_too() -> None:
    held: Held[None] = Held()
    assert held.of(1, lambda: None) is None
    assert held.of(1, lambda: pytest.fail("it was made again")) is None


def test_many_who_ask_at_once_wait_for_the_same() -> None:
    held: Held[Made] = Held()
    asking = threading.Barrier(8)
    made: list[Made] = []

    def make() -> Made:
        time.sleep(0.05)  # long enough for all others to ask
        made.append(Made(1))
        return made[-1]

    def ask(_: int) -> Made:
        asking.wait()
        return held.of(1, make)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, range(8)))
    assert len(made) == 1
    assert all(each is made[0] for each in found)


def test_what_was_made_for_another_version_is_let_go() -> None:
    held: Held[Made] = Held()
    old = weakref.ref(held.of(1, lambda: Made(1)))
    held.of(2, lambda: Made(2))
    gc.collect()
    assert old() is None


def test_what_cannot_be_made_is_tried_again_and_loses_nothing() -> None:
    held: Held[Made] = Held()
    old = held.of(1, lambda: Made(1))
    with pytest.raises(ZeroDivisionError):
        held.of(2, lambda: Made(1 // 0))
    assert held.of(1, lambda: Made(-1)) is old
    assert held.of(2, lambda: Made(2)).version == 2
