"""Learn how much each feature tells of the right place and the right action, from labelled needs and offers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from graph.matching.needs.features import ACTION, PLACE
from graph.matching.needs.weights import SIGNS, Weights

RIGHT_PLACE: Mapping[str, float] = {"meets": 1, "partly": 1, "wrong action": 1, "wrong place": 0, "no": 0}
RIGHT_ACTION: Mapping[str, float] = {"meets": 1, "partly": 0.5, "wrong place": 1, "wrong action": 0, "no": 0}
"""What a label says of the place and of the action; one that meets a need in part does half of what is needed."""

PENALTY = 0.3
"""Half of this times the sum of squared weights is added to the loss: of few rows no weight is learnt that is large."""

Values = NDArray[np.float64]


def learn(values: Mapping[str, Sequence[float]], labels: Sequence[str], version: str, learnt_on: str = "") -> Weights:
    """Learn the weights: two logistic regressions with weights of known sign, by L-BFGS-B.

    Args:
        values: feature to its value in every labelled row.
        labels: of the rows: keys of `RIGHT_PLACE`; rows of other labels teach nothing.
        version: name and version of what is learnt.
        learnt_on: SHA-256 of the labelled rows.
    """
    rows = [row for row, label in enumerate(labels) if label in RIGHT_PLACE]
    found = {}
    for names, right in ((PLACE, RIGHT_PLACE), (ACTION, RIGHT_ACTION)):
        matrix = np.array([[values[name][row] for name in names] for row in rows], dtype=np.float64)
        found[names] = _fit(
            matrix.reshape(len(rows), len(names)),
            np.array([right[labels[row]] for row in rows], dtype=np.float64),
            [SIGNS[name] for name in names],
        )
    place, action = found[PLACE], found[ACTION]
    return Weights(
        version=version,
        place=dict(zip(PLACE, place.tolist(), strict=False)),
        action=dict(zip(ACTION, action.tolist(), strict=False)),
        place_constant=float(place[-1]),
        action_constant=float(action[-1]),
        learnt_on=learnt_on,
    )


def _fit(matrix: Values, right: Values, signs: Sequence[int]) -> Values:
    """Weights and constant of the least penalised log-loss, each weight of its sign."""
    from scipy.optimize import minimize

    def loss(parameters: Values) -> tuple[float, Values]:
        weights, constant = parameters[:-1], parameters[-1]
        log_odds = matrix @ weights + constant
        missing = 1 / (1 + np.exp(-log_odds)) - right
        value = float((np.logaddexp(0, log_odds) - right * log_odds).sum() + PENALTY * (weights @ weights) / 2)
        return value, np.append(matrix.T @ missing + PENALTY * weights, missing.sum())

    bounds = [(0, math.inf) if sign > 0 else (-math.inf, 0) for sign in signs] + [(-math.inf, math.inf)]
    found = minimize(loss, np.zeros(matrix.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x, dtype=np.float64)
