"""Ranks counted by hand; what is ranked was never learnt from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.evaluation.hidden.masking import Masker
from graph.evaluation.hidden.questions import Fold, partner_folds, partnership_folds
from graph.evaluation.hidden.ranking import (
    FIRST,
    LEARNT,
    SHIPPED,
    UNSPREAD,
    Asked,
    Ranks,
    asked,
    cross_validated,
    learnable,
    learnt_before,
    measured,
    rank_by,
)
from graph.evaluation.hidden.simple import METHODS
from graph.matching.model import shipped
from graph.snapshot.snapshot import Snapshot


def ranked(scores: list[float], answer: int, rows: list[int] | None = None) -> tuple[float, list[int]]:
    ranks = Ranks()
    at = np.array(rows if rows is not None else range(len(scores)), dtype=np.intp)
    ranks.add("made", at, np.array(scores, dtype=np.float32), answer)
    return ranks.ranks["made"][0], ranks.firsts["made"][0].tolist()


def test_the_highest_score_is_first() -> None:
    assert ranked([0.5, 0.9, 0.1], 1) == (1, [1, 0, 2])
    assert ranked([0.5, 0.9, 0.1], 2) == (3, [1, 0, 2])


def test_equals_share_their_mean_rank() -> None:
    assert ranked([0.5, 0.5, 0.9, 0.5], 0)[0] == 3
    assert ranked([0.5, 0.5], 1)[0] == 1.5


def test_what_is_not_found_has_no_rank() -> None:
    assert ranked([0.5, 0.0], 1)[0] == np.inf
    assert ranked([0.5, 0.2], 7)[0] == np.inf, "it is no candidate"
    assert ranked([], 0) == (np.inf, [])


def test_rows_are_those_of_the_candidates() -> None:
    assert ranked([0.2, 0.7], 12, [30, 12]) == (1, [12, 30])
    assert ranked([0.0, 0.7], 30, [30, 12]) == (np.inf, [12])


@settings(deadline=None)
@given(st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=1, max_size=30), st.data())
def test_a_rank_is_the_mean_place_over_all_orders_of_equals(scores: list[float], data: st.DataObject) -> None:
    answer = data.draw(st.integers(0, len(scores) - 1))
    rank, firsts = ranked(scores, answer)
    above, equal = (sum(test(each) for each in scores) for test in (scores[answer].__lt__, scores[answer].__eq__))
    assert rank == (above + (1 + equal) / 2 if scores[answer] else np.inf)
    assert len(firsts) == min(FIRST, sum(each > 0 for each in scores))
    assert [scores[row] for row in firsts] == sorted((each for each in scores if each), reverse=True)[:FIRST]


@pytest.fixture(scope="module")
def folds(known: Snapshot, masker: Masker) -> list[Fold]:
    return list(partner_folds(known, masker))


def test_every_question_is_ranked_by_every_method(folds: list[Fold], known: Snapshot, masker: Masker) -> None:
    for kind, made in (("partners", folds), ("partnerships", list(partnership_folds(known, masker)))):
        ranks = cross_validated(kind, measured(kind, made), {SHIPPED: shipped()})
        questions = [question for fold in made for question in fold.questions]
        assert [each.answer for each in ranks.questions] == [each.answer for each in questions]
        assert set(ranks.ranks) == {*METHODS, LEARNT, SHIPPED} | ({UNSPREAD} if kind == "partners" else set())
        for method, each in ranks.ranks.items():
            assert len(each) == len(questions) == len(ranks.firsts[method])
            for question, rank, firsts in zip(questions, each, ranks.firsts[method], strict=True):
                assert rank >= 1
                assert all(question.allowed[row] for row in firsts), "nobody is offered who may not be"
                assert (rank <= FIRST) or question.answer not in firsts.tolist()[:1]


def test_nothing_is_learnt_from_the_fold_that_is_ranked(folds: list[Fold]) -> None:
    """With other answers in one fold its own ranking stays as it was; that of the others need not."""
    before = cross_validated("partners", measured("partners", folds), {})
    first = next(at for at, fold in enumerate(folds) if fold.questions)
    turned = [
        replace(
            question,
            answer=int(
                np.flatnonzero(question.allowed)[-1 if question.answer != np.flatnonzero(question.allowed)[-1] else 0]
            ),
        )
        for question in folds[first].questions
    ]
    other = [Fold(folds[first].terrain, turned) if at == first else fold for at, fold in enumerate(folds)]
    after = cross_validated("partners", measured("partners", other), {})
    number = len(turned)
    assert [each.tolist() for each in before.firsts[LEARNT][:number]] == [
        each.tolist() for each in after.firsts[LEARNT][:number]
    ]
    assert before.ranks[LEARNT][:number] != after.ranks[LEARNT][:number], "it is another answer that is looked for"
    assert before.ranks[LEARNT][number:] != after.ranks[LEARNT][number:], "the others learn from it"


def test_where_one_fold_alone_has_questions_nothing_is_learnt(folds: list[Fold]) -> None:
    full = next(fold for fold in folds if fold.questions)
    alone = [full, *(Fold(fold.terrain, []) for fold in folds[1:])]
    ranks = cross_validated("partners", measured("partners", alone), {SHIPPED: shipped()})
    assert LEARNT not in ranks.ranks
    assert {len(each) for each in ranks.ranks.values()} == {len(full.questions)}
    nothing = cross_validated("partners", measured("partners", []), {SHIPPED: shipped()})
    assert (nothing.questions, nothing.ranks) == ([], {})


def test_what_comes_later_is_ranked_by_what_was_learnt_before(folds: list[Fold]) -> None:
    *before, last = (fold for fold in folds if fold.questions)
    ranks = learnt_before("partners", iter(before), last, {SHIPPED: shipped()})
    assert ranks.questions == list(last.questions)
    assert {method: len(each) for method, each in ranks.ranks.items()} == dict.fromkeys(
        (*METHODS, LEARNT, UNSPREAD, SHIPPED), len(last.questions)
    )
    unlearnt = learnt_before("partners", iter([]), last, {SHIPPED: shipped()})
    assert LEARNT not in unlearnt.ranks
    assert unlearnt.ranks[SHIPPED] == ranks.ranks[SHIPPED]


def test_of_an_answer_that_is_no_candidate_nothing_is_learnt(folds: list[Fold]) -> None:
    fold = next(fold for fold in folds if fold.questions)
    barred = [
        replace(question, allowed=np.arange(len(question.allowed)) != question.answer) for question in fold.questions
    ]
    made = list(asked("partners", Fold(fold.terrain, barred)))
    assert all(each.choice.chosen == -1 for each in made)
    assert learnable(made) == []
    ranks = Ranks()
    rank_by("partners", shipped(), SHIPPED, made, ranks)
    assert set(ranks.ranks[SHIPPED]) == {np.inf}


def test_a_question_carries_how_much_is_known(folds: list[Fold]) -> None:
    made: list[Asked] = [each for fold in folds for each in asked("partners", fold)]
    for each in made:
        assert each.choice.known == len(each.question.subject.partners)
        assert each.choice.values.shape[0] == len(each.rows)
        if each.choice.chosen >= 0:
            assert each.rows[each.choice.chosen] == each.question.answer
