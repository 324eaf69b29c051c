"""Where the right answer stands in the ranking of each method."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
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

SPREAD = 0.35
"""What is taken from the weight of `popularity` beside what was learnt (`graph.matching.model.Model`): the twenty most
recommended then take under three tenths of all slots, across time too, and about one hit in a hundred is lost."""

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
        scores = weigh(each.choice.values, model.between(kind, each.choice.known)).sum(axis=1)
        into.add(method, each.rows, scores - scores.min(initial=0) + 1, each.question.answer)


def rank_learnt(kind: str, weights: Doubles, some: Sequence[Asked], into: Ranks) -> None:
    """Rank questions by learnt weights; partners with and without the spread, to show its price."""
    rank_by(kind, Model(LEARNT, {kind: weights}, SPREAD), LEARNT, some, into)
    if kind == "partners":
        rank_by(kind, Model(UNSPREAD, {kind: weights}), UNSPREAD, some, into)


def cross_validated(
    kind: str, folds: Iterator[Fold], models: Mapping[str, Model], tested: Container[int] | None = None
) -> Ranks:
    """Rank questions by the simple methods, by weights learnt from the other folds, and by given models.

    Args:
        kind: "partners" or "partnerships".
        folds: the questions.
        models: by their names.
        tested: rows of the partnerships of which links are looked for: nothing is learnt from them, and the others are
            learnt from alone, in whatever fold. None: every question is ranked.
    """
    ranks = Ranks()
    parts, taught = list[list[Asked]](), list[list[Choice]]()
    for fold in folds:
        every = list(asked(kind, fold))
        where = [each.question.group if kind == "partners" else each.question.answer for each in every]
        part = [each for each, row in zip(every, where, strict=True) if tested is None or row in tested]
        parts.append(part)
        rest = [each for each, row in zip(every, where, strict=True) if tested is None or row not in tested]
        taught.append(learnable(rest))
        questions = [each.question for each in part]
        ranks.questions += questions
        rank_simple(kind, Fold(fold.terrain, questions), ranks)
    others = [
        [each for at, other in enumerate(taught) if at != number or tested is not None for each in other]
        for number in range(len(parts))
    ]
    # Where the questions of one fold have nothing to learn from, the learnt weights are measured on none.
    if all(known for known, part in zip(others, parts, strict=True) if part):
        for known, part in zip(others, parts, strict=True):
            if part:
                rank_learnt(kind, learn(kind, known), part, ranks)
    for method, model in models.items():
        for part in parts:
            rank_by(kind, model, method, part, ranks)
    return ranks


def learnt_before(kind: str, before: Iterator[Fold], fold: Fold, models: Mapping[str, Model]) -> Ranks:
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
