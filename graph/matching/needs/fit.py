"""How an entry fits a need, in a word: right action in the wrong place is told from the wrong action.

It is inferred by the model's two chances, and said so wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from graph.matching.needs.weights import Weights
from graph.snapshot.exchange import Floats

Fit = Literal["meets", "partly", "wrong place", "wrong action", "neither"]

FITS: Mapping[Fit, str] = {
    "meets": "does what is needed, and works there",
    "partly": "does part of what is needed, or does it without saying where",
    "wrong place": "does what is needed, and works elsewhere",
    "wrong action": "works there, and does something else",
    "neither": "works elsewhere, and does something else",
}
"""Every fit and what it means."""

LIKELY = 0.5
"""The chance from which a place or an action is taken for the right one."""

IN_PART = 0.3
"""The chance from which an action is taken for part of what is needed."""


def fit(weights: Weights, values: Mapping[str, float]) -> Fit:
    """How one entry fits a need.

    Args:
        weights: the model.
        values: feature to its value.
    """
    at = fits(weights, {name: np.array(value, dtype=np.float32) for name, value in values.items()})
    return next(each for each in get_args(Fit) if each == at)


def fits(weights: Weights, values: Mapping[str, Floats]) -> NDArray[np.str_]:
    """How every entry fits every need: names of fits, of the shape of the values."""
    place, action = weights.right_place(values) >= LIKELY, weights.right_action(values)
    # A text that only speaks of a country doesn't state that anything is done there.
    stated = (values["place-here"] >= 1) | (values["place-near"] >= 1)
    return np.select(
        [~place & (action >= LIKELY), ~place, action < IN_PART, (action >= LIKELY) & stated],
        ["wrong place", "neither", "wrong action", "meets"],
        "partly",
    )
