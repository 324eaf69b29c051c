"""What is hidden is really hidden, and what is asked can be answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest

from graph.evaluation.hidden.masking import Masker
from graph.evaluation.hidden.questions import (
    FOLDS,
    SMALL,
    Fold,
    Question,
    across_time,
    earlier_and_later,
    newcomer_folds,
    partner_folds,
    partnership_folds,
    world_of,
)
from graph.snapshot.snapshot import Snapshot
from graph.store import open_store
from graph.store.interface import Store
from graph.text.fold import terms
from tests.arrays import Body, Entry, arrays
from tests.world import draft, read


@pytest.fixture(scope="module")
def to_invite(known: Snapshot, masker: Masker) -> list[Fold]:
    return list(partner_folds(known, masker))


@pytest.fixture(scope="module")
def to_join(known: Snapshot, masker: Masker) -> list[Fold]:
    return list(partnership_folds(known, masker))


@pytest.fixture(scope="module")
def of_newcomers(known: Snapshot, masker: Masker) -> list[Fold]:
    return list(newcomer_folds(known, masker))


def each(folds: list[Fold]) -> list[tuple[Snapshot, Question]]:
    return [(fold.terrain.snapshot, question) for fold in folds for question in fold.questions]


def tells(known: Snapshot, made: Snapshot, who: int, where: int) -> bool:
    """Whether the terms of a text hold a word that only the names of a partner have."""
    names = {term for name in known.partner_aliases[who] for term in terms(name)}
    others = {t for row, each in enumerate(known.partner_aliases) if row != who for name in each for t in terms(name)}
    columns = [known.vocabulary[term] for term in names - others if term in known.vocabulary]
    return bool(made.terms[[where], :][:, columns].sum() > 0)


def test_of_every_initiative_one_partner_is_hidden(known: Snapshot, to_invite: list[Fold]) -> None:
    assert len(to_invite) == FOLDS
    asked = each(to_invite)
    assert len(asked) > 20
    assert len({question.group for _, question in asked}) == len(asked), "one question an initiative"
    told = 0
    for world, question in asked:
        who, where = question.answer, question.group
        assert known.links[who, where] == 1
        assert known.link_roles.get((who, where)) != "lead"
        assert len(known.partners_of(where)) >= 3
        assert world.links[who, where] == 0
        assert who not in question.subject.partners
        assert question.subject.partnership == where
        assert set(question.subject.partners) == set(world.partners_of(where).tolist())
        assert len(world.partnerships_of(who)) >= 1, "it keeps another initiative"
        keeping = {row for row in range(len(world.partners)) if len(world.partnerships_of(row))}
        assert set(np.flatnonzero(question.allowed).tolist()) == keeping - set(question.subject.partners)
        assert question.allowed[who]
        told += tells(known, known, who, where)
        assert not tells(known, world, who, where)
        if tells(known, known, who, where):
            assert question.subject.vector @ known.vectors[where] < 0.9999
            assert question.subject.vector == pytest.approx(world.vectors[where])
    assert told, "some texts would have told"


def test_of_every_partner_one_initiative_is_hidden(known: Snapshot, to_join: list[Fold]) -> None:
    asked = each(to_join)
    assert {question.group for _, question in asked} == {
        who for who in range(len(known.partners)) if len(known.partnerships_of(who)) >= 2
    }
    for world, question in asked:
        who, where = question.group, question.answer
        assert known.links[who, where] == 1
        assert known.link_roles.get((who, where)) != "lead"
        assert world.links[who, where] == 0
        assert question.subject.partner == who
        assert where not in question.subject.own
        assert set(question.subject.own) == set(known.partnerships_of(who).tolist()) - {where}
        assert set(np.flatnonzero(~question.allowed).tolist()) == set(question.subject.own)
        assert not tells(known, world, who, where)


def test_of_a_newcomer_all_is_cut_but_its_name_and_one_text(known: Snapshot, of_newcomers: list[Fold]) -> None:
    asked = each(of_newcomers)
    assert len(asked) >= 8
    for world, question in asked:
        who, subject = question.group, question.subject
        own = set(known.partnerships_of(who).tolist())
        assert not len(world.partnerships_of(who))
        assert not any(pair[0] == who for pair in world.link_roles)
        assert (subject.partner, subject.partnership) == (None, None)
        assert not subject.own
        assert not subject.partners
        assert not subject.tags
        assert question.answer in own
        assert known.link_roles.get((who, question.answer)) != "lead"
        (text,) = np.flatnonzero(~question.allowed).tolist()
        assert text in own
        assert text != question.answer
        led = {where for where in own if known.link_roles.get((who, where)) == "lead"}
        assert not led or text in led
        assert subject.terms.toarray() == pytest.approx(world.terms[[text], :].toarray())
        assert not any(tells(known, world, who, where) for where in own)
        name = [known.vocabulary[term] for term in terms(known.partner_names[who]) if term in known.vocabulary]
        assert sorted(subject.name.indices.tolist()) == sorted(set(name)), "it is asked for by its name"
        assert subject.country == "", "its country and goals nobody said"


def same(one: list[Fold], other: list[Fold]) -> bool:
    def told(folds: list[Fold]) -> list[list[tuple[int, int]]]:
        return [[(question.group, question.answer) for question in fold.questions] for fold in folds]

    return told(one) == told(other)


def test_the_questions_are_the_same_each_time(
    known: Snapshot, masker: Masker, to_invite: list[Fold], to_join: list[Fold], of_newcomers: list[Fold]
) -> None:
    assert same(to_invite, list(partner_folds(known, masker)))
    assert same(to_join, list(partnership_folds(known, masker)))
    assert same(of_newcomers, list(newcomer_folds(known, masker)))
    assert Counter(len(fold.questions) > 0 for fold in to_invite)[True] >= 4


def test_slices_say_how_well_the_hidden_one_is_known(to_invite: list[Fold]) -> None:
    for world, question in each(to_invite):
        own, rest = set(world.partnerships_of(question.answer).tolist()), set(question.subject.partners)
        meets = any(rest & set(world.partners_of(where).tolist()) for where in own)
        assert ("repeat" in question.slices) == meets
        assert ("novel" in question.slices) != meets
        assert ("incumbent" in question.slices) == (len(own) >= 2)
        assert ("one remaining" in question.slices) == (len(own) == 1)
        assert (f"novel, under {SMALL}, no country" in question.slices) == (not meets)


@contextmanager
def masking(made: Snapshot) -> Iterator[Masker]:
    """A masker of a made-up snapshot, over a store that has the titles of its partnerships."""
    with open_store("sqlite://") as store:
        read(store, [draft("coast", str(row), title, "") for row, title in enumerate(made.titles)])
        yield Masker(store.view(), made, None)


def listed(bodies: Sequence[Body], lists: Sequence[tuple[int, ...]]) -> Snapshot:
    made = [Entry(f"Initiative {at}", partners=each) for at, each in enumerate(lists)]
    return arrays(bodies, made, [f"coast-{at}" for at in range(len(lists))])


def test_who_would_keep_nothing_is_not_asked_for() -> None:
    """Hidden from both of its initiatives in one fold, a partner is nobody who could be found."""
    lists = [(3 * at, 3 * at + 1, 90 + at // 2) for at in range(30)]
    made = listed([Body(f"Body {at}") for at in range(120)], lists)
    with masking(made) as masker:
        asked = each(list(partner_folds(made, masker)))
    assert asked
    assert all(question.allowed[question.answer] for _, question in asked)
    assert len(asked) < 30, "some of them were"


def test_countries_and_governments_are_no_small_novel_partners() -> None:
    bodies = [Body("Government of Kenya"), Body("Kenya Reef Trust"), *(Body(f"b{at}") for at in range(24))]
    pairs = [(at % 2, 2 * at + 2, 2 * at + 3) for at in range(12)]
    made = listed(bodies, pairs)
    with masking(made) as masker:
        asked = each(list(partner_folds(made, masker)))
    by_answer = {question.answer: question.slices for _, question in asked}
    assert f"novel, under {SMALL}, no country" in by_answer[1]
    assert f"novel, under {SMALL}, no country" not in by_answer[0]


def test_across_time_nothing_later_is_known(known: Snapshot, register: Store) -> None:
    before, later = earlier_and_later(known)
    assert {*before.partnerships} | {*later.partnerships} == {*known.partnerships}
    assert not {*before.partnerships} & {*later.partnerships}
    numbers = [int(id.rpartition("-")[2]) for id in later.partnerships]
    assert min(numbers) > max(int(id.rpartition("-")[2]) for id in before.partnerships)
    assert len(numbers) == pytest.approx(len(known.partnerships) / 5, abs=1)
    fold = across_time(before, later, Masker(register.view(), later, None))
    assert fold.terrain.snapshot is before
    assert len(fold.questions) > 10
    for question in fold.questions:
        listed = {who for who in later.partners_of(question.group).tolist() if len(before.partnerships_of(who))}
        assert question.answer in listed
        assert set(question.subject.partners) == listed - {question.answer}
        assert question.subject.partnership is None
        assert question.allowed[question.answer]
        assert not question.allowed[list(question.subject.partners)].any()
        assert not any(
            question.allowed[who] for who in range(len(before.partners)) if not len(before.partnerships_of(who))
        )
    asked = Counter(question.group for question in fold.questions)
    for where, number in asked.items():
        assert number == sum(len(before.partnerships_of(who)) > 0 for who in later.partners_of(where).tolist())


def test_who_came_later_alone_is_asked_for_nothing() -> None:
    made = listed([Body(f"Body {at}") for at in range(4)], [(0, 1), (0, 2, 3), (0, 1)])
    before, later = earlier_and_later(made, {1, 2})
    with masking(made) as masker:
        fold = across_time(before, later, masker)
    assert [(question.group, question.answer) for question in fold.questions] == [(1, 0), (1, 1)], "b has one known"


def test_each_series_of_ids_has_a_future_of_its_own() -> None:
    ids = (
        [f"a-{number}" for number in (9, 10, 100, 1, 2, 3, 4, 5, 6, 7)]
        + [f"b{number}" for number in range(5)]
        + [f"c{number}" for number in range(4)]
        + ["alone-1", "plain"]
    )
    made = arrays([Body()], [Entry() for _ in ids], ids)
    _, later = earlier_and_later(made)
    assert later.partnerships == ["a-10", "a-100", "b4"]
    _, named = earlier_and_later(made, {0, len(ids) - 1})
    assert named.partnerships == ["a-9", "plain"]


def test_a_world_has_one_entry_of_every_group() -> None:
    made = arrays([Body()], [Entry("Reef", "a"), Entry("reef", "b", (0,)), Entry("Wells")])
    assert world_of(made).partnerships == ["e-1", "e-2"]
    assert world_of(replace(made)).links.shape == (1, 2)
