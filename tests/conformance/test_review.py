"""The review desk on every engine: the same questions, the same graph after the same words, and back again."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from graph.build.rebuild import rebuild
from graph.errors import NotFoundError
from graph.review.desk import Desk
from graph.store.interface import Store
from tests.desk import derived, exported, fill


def test_the_same_questions_in_the_same_order(store: Store, aside: Callable[[str], Store]) -> None:
    beside = aside("beside")
    fill(store)
    fill(beside)
    assert Desk(store).queue() == Desk(beside).queue()
    for question in Desk(store).open():
        assert Desk(store).inquire(question.pair) == Desk(beside).inquire(question.pair)


@pytest.mark.parametrize("seed", range(3))
def test_words_and_their_undoing_end_where_they_began(store: Store, aside: Callable[[str], Store], seed: int) -> None:
    beside = aside("beside")
    fill(store)
    fill(beside)
    before = exported(store)
    assert before == exported(beside)
    desks = [Desk(store), Desk(beside)]
    chance = random.Random(seed)
    pairs = [each.pair for each in desks[0].open()]
    pairs.append(desks[0].names("Harbour Bank", "The Harbour Bank"))
    pairs.append(desks[0].names("coast:2", "coast:3"))
    for pair in chance.sample(pairs, 4):
        verdict = chance.choice(["same", "different"])
        for desk in desks:
            assert desk.decide(pair, verdict, "Ama").stored
    assert derived(store) == derived(beside)
    for desk in desks:
        said = desk.history()
        for word in chance.sample(said, len(said)):
            assert not desk.undo(word.id, "Ama").already
    assert derived(store) == derived(beside) == before


def test_a_word_that_may_not_be_said_leaves_no_trace(store: Store) -> None:
    fill(store)
    desk = Desk(store)
    (pair, *_) = (each.pair for each in desk.open())
    word = desk.decide(pair, "same", "Ama").judgement
    version = store.view().version()
    assert not desk.decide(pair, "different", "Ben").stored
    with pytest.raises(NotFoundError):
        desk.undo("nothing", "Ben")
    assert store.view().version() == version
    assert store.view().judgements() == [word]
    rebuild(store)
    assert not store.view().status().pending
