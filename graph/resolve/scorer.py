"""How sure it is that two names are one organisation: the features added up, each times its weight.

The sum is a log-odds; the probability is its logistic. Weights are data (`data/weights.json`): `scripts/learn_names.py`
learns them, says on what, and how good they were on names they had not seen. What every feature adds to the sum is the
reason that a reader is given.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from graph.resolve.features import FEATURES, Pair, pair_of
from graph.resolve.read import ReadName

_TELLING = 0.25
"""Log-odds from which a feature is a reason worth a line."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt.

    Attributes:
        version: name and number, as judgements by score carry it.
        bias: log-odds of a pair of candidates of which nothing is known.
        of: code of a feature to its weight, log-odds for each unit.
        merge: probability from which a pair is taken for one.
        queue: probability from which a person is asked.
        learnt: on what, when, and how good they were, in words and figures.
    """

    version: str
    bias: float
    of: Mapping[str, float]
    merge: float
    queue: float
    learnt: Mapping[str, object]


def with_thresholds(merge: float | None = None, queue: float | None = None) -> Weights:
    """The weights that come with goal17, with other thresholds; a queue that would begin above the merges ends there.

    Args:
        merge: the probability from which on names are joined, 0 to 1; None: as it comes.
        queue: that from which on a person is asked.

    >>> with_thresholds(merge=0.4).queue
    0.4
    """
    given = shipped()
    merge = given.merge if merge is None else merge
    return replace(given, merge=merge, queue=min(merge, given.queue if queue is None else queue))


@dataclass(frozen=True, slots=True)
class Score:
    """How sure it is, and why.

    Attributes:
        probability: 0 to 1.
        parts: code of a feature to the log-odds that it adds; with the bias they sum to the probability's log-odds.
        pair: the names and how they meet.
    """

    probability: float
    parts: Mapping[str, float]
    pair: Pair

    @property
    def reasons(self) -> tuple[str, ...]:
        """What speaks for and against it, in words, the weightiest first."""
        says = {feature.code: feature.says for feature in FEATURES}
        return tuple(f"{_filled(says[code], self.pair)} ({part:+.1f})" for code, part in telling(self.parts))


def telling(parts: Mapping[str, float]) -> list[tuple[str, float]]:
    """The features that add or take enough for a line of their own, the weightiest first, with their log-odds."""
    return sorted(((code, part) for code, part in parts.items() if abs(part) >= _TELLING), key=lambda one: -abs(one[1]))


def score(a: ReadName, b: ReadName, weights: Weights | None = None) -> Score:
    """Compare two names.

    Args:
        a: the one.
        b: the other; the order makes no difference to the probability.
        weights: others than those shipped.
    """
    weights = weights or shipped()
    pair = pair_of(a, b)
    parts = {
        feature.code: value * weight
        for feature in FEATURES
        if (weight := weights.of.get(feature.code, 0.0)) and (value := feature.value(pair))
    }
    return Score(1 / (1 + math.exp(-max(-50.0, min(50.0, weights.bias + sum(parts.values()))))), parts, pair)


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """The weights that come with goal17."""
    text = resources.files("graph.resolve").joinpath("data", "weights.json").read_text(encoding="utf-8")
    return Weights(**json.loads(text))


def _filled(says: str, pair: Pair) -> str:
    a, b = (", ".join(f"“{word.written}”" for word in rest) or "nothing" for rest in (pair.met.rest_a, pair.met.rest_b))
    rest = ", ".join(f"“{word.written}”" for word in (*pair.met.rest_a, *pair.met.rest_b)) or "nothing"
    return says.format(a=a, b=b, rest=rest)
