"""Newcomers ranked for an initiative: one of them is right, and nobody else may be."""

from __future__ import annotations

import numpy as np
import pytest

from graph.evaluation.hidden.masking import Masker
from graph.evaluation.hidden.newcomers import KIND, newcomers_ranked
from graph.evaluation.hidden.questions import newcomer_folds
from graph.evaluation.hidden.ranking import FIRST, LEARNT, SHIPPED, Measured, learnt_elsewhere, measured
from graph.matching.model import shipped
from graph.snapshot.snapshot import Snapshot


@pytest.fixture(scope="module")
def folds(known: Snapshot, masker: Masker) -> list[Measured]:
    return measured(KIND, newcomer_folds(known, masker))


def test_every_method_ranks_the_newcomers_of_a_fold(known: Snapshot, folds: list[Measured]) -> None:
    weights = learnt_elsewhere(KIND, folds)
    ranks = newcomers_ranked(known, folds, weights, {SHIPPED: shipped()})
    assert set(ranks.ranks) == {"words", "vectors", "fusion", LEARNT, SHIPPED}
    asked = [each.question for fold in folds for each in fold.asked]
    assert [(each.answer, each.group) for each in ranks.questions] == [(each.group, each.answer) for each in asked]
    sizes = [len(fold.asked) for fold in folds for _ in fold.asked]
    for method, each in ranks.ranks.items():
        for rank, size, firsts, question in zip(each, sizes, ranks.firsts[method], ranks.questions, strict=True):
            assert rank == np.inf or 1 <= rank <= size
            assert len(firsts) <= min(FIRST, size)
            inside = set(known.partners_of(question.group).tolist())
            assert inside & set(firsts.tolist()) <= {question.answer}, "who is in it too is no wrong answer"


def test_only_those_tested_are_ranked(known: Snapshot, folds: list[Measured]) -> None:
    where = next(each.question.answer for fold in folds for each in fold.asked)
    ranks = newcomers_ranked(known, folds, [None] * len(folds), {SHIPPED: shipped()}, {where})
    assert {question.group for question in ranks.questions} == {where}
    assert LEARNT not in ranks.ranks


def test_without_newcomers_there_are_no_ranks(known: Snapshot) -> None:
    ranks = newcomers_ranked(known, [], [], {SHIPPED: shipped()})
    assert (ranks.questions, ranks.ranks) == ([], {})
