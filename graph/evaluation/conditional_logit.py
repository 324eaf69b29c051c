"""Weights by which the right one is chosen among the candidates of a question: a conditional logit.

The model says with which probability each candidate is chosen, as a softmax of the scores (McFadden, "Conditional logit
analysis of qualitative choice behavior", 1974). The weights maximise the likelihood of the choices, less L2 of the
weights, within their bounds.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from graph.matching.model import Doubles
from graph.snapshot.snapshot import Floats

Bounds = Sequence[tuple[float | None, float | None]]

L2 = 10.0
"""How much a weight is held down: on columns of one standard deviation."""


def fit(
    table: Floats | Doubles, starts: NDArray[np.intp], chosen: NDArray[np.intp], importance: Doubles, bounds: Bounds
) -> Doubles:
    """The weights of the columns: (k,), float64.

    Args:
        table: (c, k), the candidates of all questions, question by question; standardised. Sums are done in its
            precision: float32 halves the time on large tables.
        starts: (questions + 1,), where each question's candidates begin; the last one: where they end.
        chosen: (questions,), row of each question's right one.
        importance: (questions,), how much each counts.
        bounds: least and largest weight of each column; None: any.
    """
    number = np.repeat(np.arange(len(chosen)), np.diff(starts))
    first = starts[:-1]
    right = importance @ table[chosen].astype(np.float64)
    each = importance[number]

    def loss(weights: Doubles) -> tuple[float, Doubles]:
        scores = table @ weights.astype(table.dtype)
        above = scores - np.maximum.reduceat(scores, first)[number]
        raised = np.exp(above, dtype=np.float64)
        sums = np.add.reduceat(raised, first)
        likelihood = importance @ (above[chosen] - np.log(sums))
        slope = (raised / sums[number] * each).astype(table.dtype) @ table - right + 2 * L2 * weights
        return L2 * float(weights @ weights) - float(likelihood), slope

    begin = np.zeros(table.shape[1])
    found = minimize(loss, begin, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 200})
    return np.asarray(found.x)
