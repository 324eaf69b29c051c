"""Needs as they are compared with what could meet them: actions, fields, goals, country."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.matching.needs.fields import fields, fields_of
from graph.snapshot.exchange import GOALS, Bools, Candidates, Floats, Needs
from graph.text.fold import terms
from graph.text.signs import plain_signs

_PIECES = re.compile(r"[,;\n]|\.\s")
_MOST_ACTIONS = 30

_SAYS_LITTLE = frozenset(
    terms(
        "general management sustainable system development planning service national strengthening infrastructure"
        " improvement support project programme building need and for of the in with"
    )
)
"""Words of an action that stand in every second title: they count only where an action has no others."""

_DULL = frozenset(terms("reduce reuse avoid"))
"""Words that say what an action is only beside others: "Recycling, Reuse, Reduce" means waste, "Reduce" anything."""

_CAPACITY = frozenset(terms("capacity monitoring inventory reporting assessment governance"))
"""Words of an action that reports, plans and assessments do serve."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One need.

    Attributes:
        country: alpha-3 code of who needs it.
        actions: what is needed, piece by piece.
        themes: codes of the themes that are stated.
        goals: goals that are stated.
    """

    country: str
    actions: tuple[str, ...]
    themes: tuple[str, ...] = ()
    goals: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Questions:
    """A batch of n needs with p actions, in the terms of some candidates.

    Attributes:
        countries: of each need; length n.
        actions: the actions of each.
        fields: the fields of each.
        starts: (n + 1,), where the actions of each begin among the p.
        terms: (p, w), the share of an action's weight that each of its terms has; rows sum to at most 1.
        vectors: (p, d), zero where there is none.
        words: (n, w), 1 for every word of a need's fields.
        goals: (n, 17), those that are stated, or that the fields serve.
        about_capacity: (n,), whether the need is met by plans, reports and assessments too.
    """

    countries: Sequence[str]
    actions: Sequence[Sequence[str]]
    fields: Sequence[tuple[str, ...]]
    starts: NDArray[np.int64]
    terms: csr_array
    vectors: Floats
    words: csr_array
    goals: Bools
    about_capacity: Bools

    def __len__(self) -> int:
        return len(self.countries)


def pieces(text: str) -> tuple[str, ...]:
    """What a text asks for, piece by piece; at most 30.

    >>> pieces("Drip irrigation, storage of grain; seeds")
    ('Drip irrigation', 'storage of grain', 'seeds')
    >>> pieces("滴灌，种子")
    ('滴灌', '种子')
    """
    found = [piece.strip() for piece in _PIECES.split(plain_signs(text))]
    return tuple(dict.fromkeys(piece for piece in found if piece))[:_MOST_ACTIONS]


def questions(asked: Sequence[Asked], candidates: Candidates, vectors: Floats) -> Questions:
    """Needs in the terms of some candidates.

    Args:
        asked: the needs.
        candidates: those that are to meet them.
        vectors: (p, d), of all actions in order.
    """
    phrases = [action for each in asked for action in each.actions]
    empty = np.array([is_dull for each in asked for is_dull in dull(each.actions)], dtype=bool)
    of = [fields_of(each.themes, " ".join(each.actions)) for each in asked]
    goals = np.zeros((len(asked), GOALS), dtype=bool)
    for row, each in enumerate(asked):
        served = each.goals or tuple(goal for code in of[row] for goal in fields()[code].goals)
        goals[row, [goal - 1 for goal in served]] = True
    return Questions(
        countries=[each.country for each in asked],
        actions=[each.actions for each in asked],
        fields=of,
        starts=np.cumsum([0, *(len(each.actions) for each in asked)], dtype=np.int64),
        terms=_shares(
            [[] if is_dull else action_terms(phrase) for phrase, is_dull in zip(phrases, empty, strict=True)],
            candidates,
        ),
        vectors=np.where(empty[:, None], np.float32(0), vectors) if empty.any() else vectors,
        words=_words(of, candidates),
        goals=goals,
        about_capacity=np.array(
            [
                "cross-cutting" in of[row] or any(_CAPACITY & set(terms(action)) for action in each.actions)
                for row, each in enumerate(asked)
            ],
            dtype=bool,
        ),
    )


def stored(needs: Needs, row: int) -> Asked:
    """A need of the store."""
    return Asked(needs.countries[row], tuple(needs.actions[row]), tuple(needs.themes[row]), tuple(needs.goals[row]))


def action_terms(action: str) -> list[str]:
    """The terms of an action that tell what it is; all of them where none of them tells much.

    >>> action_terms("Waste: General"), action_terms("Planning")
    (['wast'], ['plan'])
    """
    every = list(dict.fromkeys(terms(action)))
    return [term for term in every if term not in _SAYS_LITTLE] or every


def dull(actions: Sequence[str]) -> list[bool]:
    """Which of a need's actions say nothing by themselves; none where all are so."""
    found = [_DULL.issuperset(terms(action)) for action in actions]
    return [False] * len(found) if all(found) else found


def _shares(phrases: Sequence[Sequence[str]], candidates: Candidates) -> csr_array:
    indptr, indices, data = [0], list[int](), list[float]()
    for phrase in phrases:
        weights = [candidates.weight(term) for term in phrase]
        whole = sum(weights) or 1.0
        for term, weight in zip(phrase, weights, strict=True):
            if term in candidates.vocabulary:
                indices.append(candidates.vocabulary[term])
                data.append(weight / whole)
        indptr.append(len(indices))
    arrays = (np.array(data, dtype=np.float32), np.array(indices, dtype=np.int32), np.array(indptr, dtype=np.int64))
    return csr_array(arrays, shape=(len(phrases), len(candidates.vocabulary)))


def _words(of: Sequence[tuple[str, ...]], candidates: Candidates) -> csr_array:
    rows = [
        sorted(
            {
                candidates.vocabulary[term]
                for code in codes
                for term in fields()[code].terms
                if term in candidates.vocabulary
            }
        )
        for codes in of
    ]
    indptr = np.cumsum([0, *map(len, rows)], dtype=np.int64)
    indices = np.array([column for row in rows for column in row], dtype=np.int32)
    return csr_array(
        (np.ones(len(indices), dtype=np.float32), indices, indptr), shape=(len(of), len(candidates.vocabulary))
    )
