"""The learnt weights: how much each feature tells of the right place, and of the right action.

Two logistic regressions with weights of known sign, learnt apart: of the place on whether labelled entries can work in
the country, of the action on whether they do what is needed. The score is the sum of both log-odds without their
constants, so that every feature adds its own part, and "right action, wrong place" is told from "wrong action" by the
chances. `scripts/learn_needs.py` learns them again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np

from graph.matching.needs.features import ACTION, PLACE
from graph.snapshot.exchange import Floats

SIGNS: Mapping[str, int] = {
    name: -1 if name in {"reports-only", "place-elsewhere"} else 1 for name in (*PLACE, *ACTION)
}
"""Which way a feature may count: what speaks for a match never counts against it."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The model.

    Attributes:
        version: name and version.
        place: feature of the place to its weight, in log-odds.
        action: feature of the action to its weight.
        place_constant: log-odds of the right place without any feature.
        action_constant: of the right action.
        learnt_on: SHA-256 of the labelled rows; empty for weights that were only just learnt.
        countries: alpha-3 codes of the countries whose needs they were learnt on.
    """

    version: str
    place: Mapping[str, float]
    action: Mapping[str, float]
    place_constant: float
    action_constant: float
    learnt_on: str = ""
    countries: tuple[str, ...] = ()

    def of(self, feature: str) -> float:
        """The weight of a feature."""
        return self.place[feature] if feature in self.place else self.action[feature]

    def score(self, values: Mapping[str, Floats]) -> Floats:
        """Sum of all contributions, of every need and candidate."""
        return np.asarray(
            sum(np.float32(self.of(name)) * values[name] for name in (*self.place, *self.action)), dtype=np.float32
        )

    def right_place(self, values: Mapping[str, Floats]) -> Floats:
        """Chance that it can work there, 0 to 1, of the shape of the values."""
        return _chance(self.place_constant, self.place, values)

    def right_action(self, values: Mapping[str, Floats]) -> Floats:
        """Chance that it does what is needed, 0 to 1, of the shape of the values."""
        return _chance(self.action_constant, self.action, values)


def _chance(constant: float, weights: Mapping[str, float], values: Mapping[str, Floats]) -> Floats:
    log_odds = constant + sum(weight * values[name] for name, weight in weights.items())
    return np.asarray(1 / (1 + np.exp(-np.asarray(log_odds))), dtype=np.float32)


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """The weights that come with goal17."""
    text = resources.files("graph.matching.needs").joinpath("data/weights.json").read_text("utf-8")
    document = json.loads(text)
    return Weights(
        document["version"],
        document["place"],
        document["action"],
        document["place_constant"],
        document["action_constant"],
        document["learnt_on"],
        tuple(document["countries"]),
    )
