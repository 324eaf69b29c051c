"""Where the right answer stands in the ranking of each method."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graph.evaluation.hidden.learning import Choice, learn
from graph.evaluation.hidden.questions import Fold, Question
from graph.evaluation.hidden.simple import Simple
from graph.matching import candidates
from graph.matching.model import Doubles, Model, weigh
from graph.snapshot.snapshot import Floats

LEARNT = "goal17"
UNSPREAD = "goal17, without spread"
SHIPPED = "goal17, as shipped"

SPREAD = 0.4
"""What is taken from the weight of `popularity` beside what was learnt (`graph.matching.model.Model`).

Chosen on P1 and P3, as the least with which the twenty most recommended take no more than three tenths of all slots;
what it costs in hits stands beside it in both tables. It was not learnt, and nothing else was chosen on P3.
"""

FIRST = 10

NOVEL = 2.0
"""How much a question of whom to invite counts in learning whose answer meets nobody of the list elsewhere.

The future has more of them than the past. Of 1, 2, 4 and 8 it is the one that finds most in a fifth of the earlier
registrations from the rest.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what every feature measured of its candidates.

    Attributes:
        question: the question.
        rows: (c,), rows of the candidates.
        choice: their values; its `chosen` is -1 where the right answer isn't among them.
    """

    question: Question
    rows: NDArray[np.intp]
    choice: Choice


@dataclass(frozen=True, slots=True)
class Measured:
    """A fold whose questions were asked.

    Attributes:
        fold: its questions and their world.
        asked: the questions with their candidates, in the same order.
    """

    fold: Fold
    asked: Sequence[Asked]


@dataclass
class Ranks:
    """Where the right answers stand, by method, question by question in one order.

    Attributes:
        questions: the questions.
        ranks: method to (q,): rank from 1, the mean of equals; infinite where the right answer isn't ranked.
        firsts: method to the rows that it ranks first, up to `FIRST` of each question.
    """

    questions: list[Question] = field(default_factory=list)
    ranks: dict[str, list[float]] = field(default_factory=dict)
    firsts: dict[str, list[NDArray[np.intp]]] = field(default_factory=dict)

    def add(self, method: str, rows: NDArray[np.intp], scores: Floats | Doubles, answer: int) -> None:
        """The ranking of one question by one method: candidates with their scores; those above 0 are ranked.

        Args:
            method: its name.
            rows: (c,), of the candidates.
            scores: (c,), theirs.
            answer: row of the right one.
        """
        place = np.flatnonzero(rows == answer)
        score = scores[place[0]] if len(place) else 0
        equal = int((scores == score).sum())
        rank = float((scores > score).sum() + (equal + 1) / 2) if score > 0 else np.inf
        self.ranks.setdefault(method, []).append(rank)
        order = np.argsort(-scores, kind="stable")[:FIRST]
        self.firsts.setdefault(method, []).append(rows[order[scores[order] > 0]])


def asked(kind: str, fold: Fold) -> Iterator[Asked]:
    """The questions of a fold with their candidates.

    Args:
        kind: "partners" or "partnerships".
        fold: the questions and their world.
    """
    find = candidates.partners if kind == "partners" else candidates.partnerships
    for question in fold.questions:
        found = find(fold.terrain, question.subject, question.allowed)
        place = np.flatnonzero(found.rows == question.answer)
        known = len(question.subject.partners if kind == "partners" else question.subject.own)
        weight = NOVEL if kind == "partners" and "novel" in question.slices else 1.0
        yield Asked(question, found.rows, Choice(found.values, int(place[0]) if len(place) else -1, known, weight))


def learnable(some: Sequence[Asked]) -> list[Choice]:
    """Those of which the right answer is among the candidates."""
    return [each.choice for each in some if each.choice.chosen >= 0]


def rank_simple(kind: str, fold: Fold, into: Ranks) -> None:
    """Rank the questions of a fold by the simple methods."""
    simple = Simple(fold.terrain)
    ask = simple.partners if kind == "partners" else simple.partnerships
    every = np.arange(len(fold.terrain.degrees if kind == "partners" else fold.terrain.sizes))
    for question in fold.questions:
        for method, scores in ask(question.subject, question.allowed).items():
            into.add(method, every, scores, question.answer)


def rank_by(kind: str, model: Model, method: str, some: Sequence[Asked], into: Ranks) -> None:
    """Rank questions by a model."""
    for each in some:
        scores = weigh(
            each.choice.values, model.between(kind, each.choice.known, readable=each.question.subject.known)
        ).sum(axis=1)
        into.add(method, each.rows, scores - scores.min(initial=0) + 1, each.question.answer)


def rank_learnt(kind: str, weights: Doubles, some: Sequence[Asked], into: Ranks) -> None:
    """Rank questions by learnt weights; partners with and without the spread, to show its price."""
    rank_by(kind, Model(LEARNT, {kind: weights}, SPREAD), LEARNT, some, into)
    if kind == "partners":
        rank_by(kind, Model(UNSPREAD, {kind: weights}), UNSPREAD, some, into)


def measured(kind: str, folds: Iterable[Fold]) -> list[Measured]:
    """Folds with what every feature measured of the candidates of their questions: what takes the time."""
    return [Measured(fold, list(asked(kind, fold))) for fold in folds]


def learnt_elsewhere(
    kind: str, folds: Sequence[Measured], tested: Container[int] | None = None
) -> list[Doubles | None]:
    """The weights of each fold, learnt from the others.

    Args:
        kind: "partners" or "partnerships".
        folds: the questions.
        tested: rows of the partnerships of which links are looked for: nothing is learnt from them, and the others are
            learnt from alone, in whatever fold. None: every question is ranked.

    Returns:
        For every fold its weights; None for all where the questions of one have nothing to learn from: the learnt
        weights are measured on all or on none.
    """
    taught = [learnable([each for each in fold.asked if not _is_tested(kind, each, tested)]) for fold in folds]
    others = [
        [each for at, other in enumerate(taught) if at != number or tested is not None for each in other]
        for number in range(len(folds))
    ]
    if not all(known for known, fold in zip(others, folds, strict=True) if _tested(kind, fold, tested)):
        return [None] * len(folds)
    return [
        learn(kind, known) if _tested(kind, fold, tested) else None for known, fold in zip(others, folds, strict=True)
    ]


def cross_validated(
    kind: str, folds: Sequence[Measured], models: Mapping[str, Model], tested: Container[int] | None = None
) -> Ranks:
    """Rank questions by the simple methods, by weights learnt from the other folds, and by given models.

    Args:
        kind: "partners" or "partnerships".
        folds: the questions.
        models: by their names.
        tested: as `learnt_elsewhere` takes it.
    """
    ranks = Ranks()
    for fold, weights in zip(folds, learnt_elsewhere(kind, folds, tested), strict=True):
        part = _tested(kind, fold, tested)
        ranks.questions += [each.question for each in part]
        rank_simple(kind, Fold(fold.fold.terrain, [each.question for each in part]), ranks)
        if weights is not None:
            rank_learnt(kind, weights, part, ranks)
        for method, model in models.items():
            rank_by(kind, model, method, part, ranks)
    return ranks


def _tested(kind: str, fold: Measured, tested: Container[int] | None) -> list[Asked]:
    return [each for each in fold.asked if tested is None or _is_tested(kind, each, tested)]


def _is_tested(kind: str, each: Asked, tested: Container[int] | None) -> bool:
    where = each.question.group if kind == "partners" else each.question.answer
    return tested is not None and where in tested


def learnt_before(kind: str, before: Iterable[Fold], fold: Fold, models: Mapping[str, Model]) -> Ranks:
    """Rank the questions of a fold by the simple methods, by weights learnt from folds before, and by given models."""
    ranks = Ranks(list(fold.questions))
    rank_simple(kind, fold, ranks)
    known = [choice for each in before for choice in learnable(list(asked(kind, each)))]
    part = list(asked(kind, fold))
    if known:
        rank_learnt(kind, learn(kind, known), part, ranks)
    for method, model in models.items():
        rank_by(kind, model, method, part, ranks)
    return ranks
