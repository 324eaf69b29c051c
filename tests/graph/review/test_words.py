"""Words of persons: the last one counts, none is lost."""

from __future__ import annotations

import threading
from datetime import datetime

import pytest

from graph.errors import InputError, NotFoundError
from graph.model.judgements import Judgement, Name
from graph.review.words import history, last_of, note_of, pair_of, say, standing, undo
from graph.store.interface import Store

PAIR = pair_of(Name("lagoon keepers"), Name("lagoon keepers association"))


def test_a_word_is_kept_with_its_note_and_reasons(store: Store) -> None:
    said = say(store, PAIR, "same", "  Ama  Desk ", note="one\naddress", reasons=("alike (+2.0)",), score=0.7)
    assert said.stored
    (kept,) = store.view().judgements()
    assert kept == said.judgement
    assert (kept.by, kept.judge, kept.verdict, kept.score) == ("Ama Desk", "person", "same", 0.7)
    assert note_of(kept) == "one address"
    assert "alike (+2.0)" in kept.reasons
    assert datetime.fromisoformat(kept.at).utcoffset() is not None
    assert store.view().status().pending


def test_another_persons_word_stands_until_it_is_meant_to_be_replaced(store: Store) -> None:
    first = say(store, PAIR, "same", "Ama")
    version = store.view().version()
    for verdict in ("different", "same", "unsure"):
        said = say(store, PAIR, verdict, "Ben")
        assert not said.stored
        assert said.taken("Ben")
        assert said.judgement == first.judgement
    assert store.view().version() == version
    said = say(store, PAIR, "different", "Ben", replacing=True)
    assert said.stored
    assert said.before == first.judgement
    assert standing(store.view().judgements())[PAIR] == said.judgement
    assert len(store.view().judgements()) == 2


def test_the_own_word_can_be_changed_and_the_same_word_again_is_nothing(store: Store) -> None:
    first = say(store, PAIR, "same", "Ama")
    again = say(store, PAIR, "same", "Ama")
    assert (again.stored, again.judgement, again.taken("Ama")) == (False, first.judgement, False)
    assert say(store, PAIR, "same", "Ama", note="now with a reason").stored
    assert say(store, PAIR, "different", "Ama").stored
    assert standing(store.view().judgements())[PAIR].verdict == "different"


def test_unsure_keeps_nobody_from_deciding(store: Store) -> None:
    say(store, PAIR, "unsure", "Ama")
    assert say(store, PAIR, "same", "Ben").stored


def test_an_undo_lets_the_word_before_count_again(store: Store) -> None:
    first = say(store, PAIR, "same", "Ama").judgement
    second = say(store, PAIR, "different", "Ben", replacing=True).judgement
    undone = undo(store, second.id, "Ama")
    assert not undone.already
    assert undone.judgement.id == second.id
    assert undone.judgement.undone_at > second.at
    assert undone.judgement.reasons[-1] == "Undone by Ama."
    assert standing(store.view().judgements())[PAIR] == first
    assert [each.id for each in history(store.view().judgements())] == [second.id, first.id]
    assert [each.id for each in history(store.view().judgements(), "Ama")] == [first.id]


def test_undoing_twice_is_undoing_once(store: Store) -> None:
    word = say(store, PAIR, "same", "Ama").judgement
    once = undo(store, word.id, "Ama")
    version = store.view().version()
    twice = undo(store, word.id, "Ben")
    assert twice.already
    assert twice.judgement == once.judgement
    assert store.view().version() == version


def test_the_last_word_of_a_person_is_the_one_to_undo(store: Store) -> None:
    other = pair_of(Name("a"), Name("b"))
    first, second = say(store, PAIR, "same", "Ama"), say(store, other, "same", "Ama")
    say(store, pair_of(Name("a"), Name("c")), "same", "Ben")
    assert last_of(store.view().judgements(), "Ama") == second.judgement
    undo(store, second.judgement.id, "Ama")
    assert last_of(store.view().judgements(), "Ama") == first.judgement
    with pytest.raises(NotFoundError, match="Cleo has no judgement"):
        last_of(store.view().judgements(), "Cleo")


def test_the_last_word_is_the_last_also_where_a_clock_was_turned_back(store: Store) -> None:
    early = Judgement(*PAIR, "same", "person", "Ama", "2999-01-01T00:00:00Z")
    with store.writer() as writer:
        writer.put_judgements([early])
    assert say(store, PAIR, "different", "Ben", replacing=True).judgement.at > early.at
    assert standing(store.view().judgements())[PAIR].by == "Ben"


def test_what_cannot_be_said_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match="name of the person"):
        say(store, PAIR, "same", " ")
    with pytest.raises(InputError, match="against itself"):
        say(store, (PAIR[0], PAIR[0]), "same", "Ama")
    with pytest.raises(NotFoundError):
        undo(store, "nothing", "Ama")
    with pytest.raises(InputError, match="name of the person"):
        undo(store, "nothing", "")
    assert store.view().judgements() == []


def test_of_many_who_decide_at_once_one_is_first(store: Store) -> None:
    stored: list[bool] = []

    def decide(by: str) -> None:
        stored.append(say(store, PAIR, "same" if len(by) % 2 else "different", by).stored)

    threads = [threading.Thread(target=decide, args=["x" * n]) for n in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(stored) == [False] * 7 + [True]
    assert len(store.view().judgements()) == 1
