"""Weights of the matching model from questions whose answers are known: a conditional logit.

Of the candidates of a question the hidden one was chosen. Features are standardised, and no weight may be on the wrong
side of zero: a reason in favour never speaks against.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.evaluation.conditional_logit import Bounds, fit
from graph.matching.features import COLUMN, FEATURES
from graph.matching.model import AGAINST, ENDS, FORMS, Doubles, forms, newcomer_share
from graph.snapshot.snapshot import Floats

MOST = 300
"""Candidates of a question that are learnt from: the chosen one, and a sample of the others."""

_SEED = 17
_FOREIGN = {"partners": ("size",), "partnerships": ("popularity",)}
"""Features that don't belong to a question."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One question with its answer.

    Attributes:
        values: (c, k), of the candidates, in the features' units.
        chosen: place of the right one among them.
        known: partnerships of the partner, or partners on the list, as `Model.weigh` takes it.
        weight: how much it counts.
    """

    values: Floats
    chosen: int
    known: int
    weight: float = 1.0


def learn(question: str, choices: Sequence[Choice]) -> Doubles:
    """The weights of one question: (2 ends, 2 forms, k), float64.

    Args:
        question: "partners" or "partnerships".
        choices: at least one.
    """
    rng = np.random.default_rng(_SEED)
    rows, starts, chosen = [], [0], []
    for each in choices:
        sample = _sample(each, rng)
        counted = forms(each.values)[sample].reshape(len(sample), -1)
        share = newcomer_share(each.known)
        rows.append(np.concatenate([counted * (1 - share), counted * share], axis=1).astype(np.float32))
        chosen.append(starts[-1])
        starts.append(starts[-1] + len(sample))
    table = np.concatenate(rows)
    spread = table.std(axis=0, dtype=np.float64)
    # What is the same for all tells nothing; scaled up, its rounding would drown the rest.
    same = spread < 1e-6
    table[:, same], spread[same] = 0, 1
    table /= spread.astype(np.float32)
    importance = np.array([each.weight for each in choices])
    fitted = fit(table, np.array(starts), np.array(chosen), importance, _bounds(question))
    return np.asarray((fitted / spread).reshape(len(ENDS), len(FORMS), len(FEATURES)))


def _sample(choice: Choice, rng: np.random.Generator) -> NDArray[np.intp]:
    """The chosen one first, then a sample of the others."""
    others = np.delete(np.arange(len(choice.values)), choice.chosen)
    if len(others) >= MOST:
        others = rng.choice(others, MOST - 1, replace=False)
    return np.concatenate([[choice.chosen], others])


def _bounds(question: str) -> Bounds:
    foreign = {COLUMN[name] for name in _FOREIGN[question]}
    one: list[tuple[float | None, float | None]] = [
        (0.0, 0.0) if column in foreign else (None, 0.0) if name == AGAINST else (0.0, None)
        for name, column in COLUMN.items()
    ]
    return one * (len(ENDS) * len(FORMS))
