"""How an entry fits a need, in a word: right action in the wrong place is told from the wrong action.

It is inferred by the model's two chances, and said so wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.matching.needs.weights import Weights

FITS: Mapping[str, str] = {
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


def fit(weights: Weights, values: Mapping[str, float]) -> str:
    """How one entry fits a need: a key of `FITS`.

    Args:
        weights: the model.
        values: feature to its value.
    """
    action = weights.right_action(values)
    if weights.right_place(values) < LIKELY:
        return "wrong place" if action >= LIKELY else "neither"
    if action < IN_PART:
        return "wrong action"
    stated = values["here"] or values["near"]
    return "meets" if action >= LIKELY and stated else "partly"
