"""Questions of one sentence: nothing but it is known of who asks, and it doesn't tell the answer."""

from __future__ import annotations

import numpy as np
import pytest

from graph.evaluation.hidden.described import described_newcomer_folds, described_partnership_folds
from graph.evaluation.hidden.masking import OPENING, Masker
from graph.evaluation.hidden.questions import Fold
from graph.snapshot.snapshot import Snapshot
from graph.text.fold import terms


@pytest.fixture(scope="module")
def of_partnerships(known: Snapshot, masker: Masker) -> list[Fold]:
    return list(described_partnership_folds(known, masker))


@pytest.fixture(scope="module")
def of_newcomers(known: Snapshot, masker: Masker) -> list[Fold]:
    return list(described_newcomer_folds(known, masker))


def test_of_a_partnership_nobody_is_known(known: Snapshot, of_partnerships: list[Fold]) -> None:
    stated = set()
    asked = [(fold.terrain.snapshot, question) for fold in of_partnerships for question in fold.questions]
    assert len(asked) >= 8
    for world, question in asked:
        where, who = question.group, question.answer
        listed = known.partners_of(where).tolist()
        assert who in listed
        assert len(world.partners_of(where)) == 0, "its links are cut"
        assert not question.subject.partners
        assert question.allowed[who]
        assert [row for row in listed if question.allowed[row]] == [who], "the others would be right too"
        stated.add(bool(question.subject.tags))
        names = {term for row in listed for name in known.partner_aliases[row] for term in terms(name)}
        elsewhere = {
            term
            for row, names_ in enumerate(known.partner_aliases)
            if row not in listed
            for name in names_
            for term in terms(name)
        }
        own = [known.vocabulary[term] for term in names - elsewhere if term in known.vocabulary]
        assert not question.subject.terms.toarray()[0, own].any(), "nor are their names in the text"
    assert stated == {True, False}, "some state their goals, some don't"


def test_of_a_newcomer_only_its_name_and_a_sentence_are_known(known: Snapshot, of_newcomers: list[Fold]) -> None:
    asked = [(fold.terrain.snapshot, question) for fold in of_newcomers for question in fold.questions]
    assert len(asked) >= 8
    for world, question in asked:
        who, subject = question.group, question.subject
        assert not len(world.partnerships_of(who))
        assert question.answer in known.partnerships_of(who)
        assert subject.country in {"", known.partner_countries[who]}
        assert not subject.own
        (text,) = np.flatnonzero(~question.allowed).tolist()
        assert text in known.partnerships_of(who)
    assert {bool(question.subject.country) for _, question in asked if known.partner_countries[question.group]} == {
        True,
        False,
    }


def test_an_opening_is_the_title_and_a_sentence(known: Snapshot, masker: Masker) -> None:
    rows = range(len(known.partnerships))
    openings, whole = masker.said({row: [] for row in rows}, opening=True), known.terms
    for row in rows:
        assert set(openings[row].own.terms.indices) <= set(whole[[row], :].indices)
        assert openings[row].own.title == known.titles[row]
    assert OPENING < 1000
