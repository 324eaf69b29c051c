"""The other side of P4: which of the newcomers should an initiative take?"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

import numpy as np

from graph.evaluation.hidden.questions import Question
from graph.evaluation.hidden.ranking import LEARNT, Asked, Measured, Ranks
from graph.evaluation.hidden.simple import Simple, fused
from graph.matching.model import Doubles, Model, weigh
from graph.snapshot.snapshot import Floats, Snapshot

KIND = "partnerships"
_SAYING = ("words", "vectors")
"""Simple methods that have something to say of a newcomer: it has no ties, and no number of partnerships."""


def newcomers_ranked(
    world: Snapshot,
    folds: Sequence[Measured],
    weights: Sequence[Doubles | None],
    models: Mapping[str, Model],
    tested: Container[int] | None = None,
) -> Ranks:
    """Rank the newcomers of a fold for each initiative that one of them is hidden from.

    What a model says of newcomers is compared by the probability that a newcomer joins the initiative and no other one:
    the softmax of its scores over all that it could join. Else whoever fits everything a little would fit best.

    Args:
        world: with all links.
        folds: of P4, where each newcomer asks what to join.
        weights: of each fold, learnt from the others; None: not measured.
        models: given ones, by their names.
        tested: rows of the partnerships that newcomers are ranked for; None: all.
    """
    ranks = Ranks()
    for fold, learnt in zip(folds, weights, strict=True):
        known = dict(models) if learnt is None else {LEARNT: Model(LEARNT, {KIND: learnt}), **models}
        simple = Simple(fold.fold.terrain)
        said = [simple.partnerships(each.question.subject, each.question.allowed) for each in fold.asked]
        tables = {method: np.array([each[method] for each in said]) for method in _SAYING}
        tables |= {
            method: np.array([_joins(each, model, len(fold.fold.terrain.sizes)) for each in fold.asked])
            for method, model in known.items()
        }
        newcomers = np.array([each.question.group for each in fold.asked], dtype=np.intp)
        for each in fold.asked:
            who, where = each.question.group, each.question.answer
            if tested is not None and where not in tested:
                continue
            # Others who were in it are right answers too, and aren't asked for here.
            inside = np.isin(newcomers, world.partners_of(where)) & (newcomers != who)
            may = ~inside & [other.question.allowed[where] for other in fold.asked]
            scored = {method: np.where(may, table[:, where], 0) for method, table in tables.items()}
            scored["fusion"] = fused([scored[method] for method in _SAYING])
            ranks.questions.append(Question(each.question.subject, may, who, where))
            for method, scores in scored.items():
                ranks.add(method, newcomers, scores, who)
    return ranks


def _joins(asked: Asked, model: Model, partnerships: int) -> Floats:
    """Probability that a newcomer joins each partnership and no other: (m,), 0 for those that aren't candidates."""
    scores = weigh(
        asked.choice.values, model.between(KIND, asked.choice.known, readable=asked.question.subject.known)
    ).sum(axis=1)
    raised = np.exp(scores - scores.max(initial=0))
    made = np.zeros(partnerships, dtype=np.float32)
    made[asked.rows] = raised / max(raised.sum(), 1e-12)
    return made
