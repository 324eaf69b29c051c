"""The graph follows decisions in the background: once for several, again after a failure, not after the end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.deriving import Following, follow
from graph.build.rebuild import Changes
from graph.build.vectors import embed_missing
from graph.embed.spaces import Embedders
from graph.errors import StoreUnavailableError
from graph.review.desk import Desk
from graph.store import open_store
from graph.store.interface import Store
from tests.desk import fill


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'desk.db'}") as opened:
        fill(opened)
        yield opened


def soon(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_what_is_asked_while_it_works_is_done_once_and_after(store: Store, tmp_path: Path) -> None:
    done: list[Changes] = []
    going = threading.Event()

    def derive() -> Changes:
        done.append(follow(store, tmp_path / "none"))
        going.wait(30)
        return done[-1]

    following = Following(store, derive)
    desk = Desk(store)
    first, *rest = desk.open()
    desk.decide(first.pair, "same", "Ama")
    following.ask()
    soon(lambda: len(done) == 1)
    for question in rest:
        desk.decide(question.pair, "same", "Ama")
        following.ask()
    going.set()
    soon(lambda: len(done) == 2 and not store.view().status().pending)
    following.end()
    assert len(done) == 2
    assert all(changes.any for changes in done)


def test_a_failure_is_tried_again(store: Store, tmp_path: Path) -> None:
    tried = []

    def derive() -> Changes:
        tried.append(True)
        if len(tried) < 3:
            raise StoreUnavailableError("It is away.")
        return follow(store, tmp_path / "none")

    desk = Desk(store)
    desk.decide(desk.open()[0].pair, "same", "Ama")
    following = Following(store, derive, retry=0.01)
    following.ask()
    soon(lambda: not store.view().status().pending)
    following.end()
    assert len(tried) == 3


def test_an_error_that_nobody_expected_leaves_later_decisions_their_effect(store: Store, tmp_path: Path) -> None:
    tried = []

    def derive() -> Changes:
        tried.append(True)
        if len(tried) == 1:
            raise RuntimeError
        return follow(store, tmp_path / "none")

    desk = Desk(store)
    first, second, *_ = desk.open()
    following = Following(store, derive)
    desk.decide(first.pair, "same", "Ama")
    following.ask()
    soon(lambda: len(tried) == 1)
    desk.decide(second.pair, "same", "Ama")
    following.ask()
    soon(lambda: not store.view().status().pending)
    following.end()


def test_nothing_is_derived_where_nothing_is_pending(store: Store, tmp_path: Path) -> None:
    following = Following(store, lambda: pytest.fail("it was derived"))
    following.catch_up()
    following.end()
    following.ask()


def test_names_that_are_shown_newly_get_their_vectors(store: Store, models: Path, embedders: Embedders) -> None:
    embed_missing(store, embedders.all)
    desk = Desk(store)
    word = desk.decide(desk.names("Harbour Bank", "The Harbour Bank"), "different", "Ama").judgement
    follow(store, models)
    spaces = [embedder.space for embedder in embedders.all]
    assert all(next(store.view().without_vectors(space), None) is None for space in spaces)
    desk.undo(word.id, "Ama")
    follow(store, models, lambda: embedders)
    assert all(next(store.view().without_vectors(space), None) is None for space in spaces)


def test_a_store_without_vectors_gets_none(store: Store, models: Path) -> None:
    desk = Desk(store)
    desk.decide(desk.open()[0].pair, "same", "Ama")
    assert follow(store, models).any
    assert store.view().status().spaces == ()
