"""What takes a while is worked out once for each key, and the last one is given meanwhile."""

from __future__ import annotations

import threading

import pytest

from api.meanwhile import Meanwhile


def test_nobody_waits_for_the_second_one() -> None:
    begun, go_on = [], threading.Event()
    go_on.set()

    def work(key: int) -> str:
        begun.append(key)
        assert go_on.wait(30)
        return f"made of {key}"

    made = Meanwhile(work)
    assert made.latest(1, 30) == "made of 1"
    assert made.latest(1, 30) == "made of 1"
    assert begun == [1]
    go_on.clear()
    assert made.latest(2, 30) == "made of 1"
    assert made.latest(2, 30) == "made of 1"
    go_on.set()
    while made.latest(2, 30) == "made of 1":
        pass
    assert begun == [1, 2]


def test_where_there_is_nothing_yet_it_says_so() -> None:
    go_on = threading.Event()
    made = Meanwhile(lambda _: go_on.wait(30))
    assert made.latest(1, 0) is None
    go_on.set()
    assert made.latest(1, 30) is True


def test_a_failure_is_heard_and_begun_again() -> None:
    tries = iter([ValueError("away"), "there"])

    def work(_: int) -> str:
        made = next(tries)
        if isinstance(made, Exception):
            raise made
        return made

    made = Meanwhile(work)
    with pytest.raises(ValueError, match="away"):
        made.latest(1, 30)
    assert made.latest(1, 30) == "there"
