"""How sure it is that two records register one initiative: the features added up, and what they say."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from graph.resolve.twins_features import BIAS, FEATURES, Pair, contradict, dates_of
from graph.resolve.words import Role

VERSION = "twins-1"
"""Name of the table, as judgements carry it; another table or other weights are another version."""

MERGE = 0.9
"""Probability from which two records are taken for one initiative."""

ASK = 0.05
"""Probability from which a person is asked, and under which two records can't be of one initiative at all."""

_TELLING = 0.25
"""Log-odds from which a feature is a reason worth a line."""

_QUESTION = math.log(ASK / (1 - ASK))

_HOPE = [sum(max(0.0, feature.weight * feature.most) for feature in FEATURES[at:]) for at in range(len(FEATURES))]
"""What the features from a place in the table on can add at most."""


@dataclass(frozen=True, slots=True)
class Score:
    """How sure it is, and why.

    Attributes:
        probability: 0 to 1.
        parts: code of a feature to the log-odds that it adds; with `BIAS` they sum to the probability's log-odds.
        pair: the two entries.
    """

    probability: float
    parts: Mapping[str, float]
    pair: Pair

    @property
    def reasons(self) -> tuple[str, ...]:
        """What speaks for and against it, in words, the weightiest first."""
        says = {feature.code: feature.says for feature in FEATURES}
        telling = sorted(
            ((code, part) for code, part in self.parts.items() if abs(part) >= _TELLING), key=lambda one: -abs(one[1])
        )
        return tuple(f"{sentence(says[code], self.pair)} ({part:+.1f})" for code, part in telling)


def score(pair: Pair) -> Score:
    """Compare two entries; which of them is called `a` makes no difference to the probability.

    Most pairs need no look at all their features: where all that is left in the table could not make a question of
    them, they are apart, with the sum of what was looked at.
    """
    parts: dict[str, float] = {}
    total = BIAS
    for feature, hope in zip(FEATURES, _HOPE, strict=True):
        if total + hope < _QUESTION:
            break
        value = feature.value(pair)
        if value:
            parts[feature.code] = feature.weight * value
            total += parts[feature.code]
    return Score(1 / (1 + math.exp(-total)), parts, pair)


def sentence(says: str, pair: Pair) -> str:
    """Fill in what a feature says of a pair."""
    if "{" not in says:
        return says
    a, b = (_quoted(pair, side, "") for side in (0, 1))
    dates = "; ".join(f"{one}, {other}" for one, other in dates_of(pair) if contradict(one, other))
    common = len(pair.partners)
    return says.format(
        a=a,
        b=b,
        places=f"{_quoted(pair, 0, 'place')}, {_quoted(pair, 1, 'place')}",
        numbers=f"{_quoted(pair, 0, 'number')}, {_quoted(pair, 1, 'number')}",
        share=f"{pair.text.share:.0%}",
        partners=f"{common} partner{'s' if common > 1 else ''}",
        dates=dates,
    )


def _quoted(pair: Pair, side: int, role: Role) -> str:
    if not pair.other_title:
        return ""
    rest = (pair.titles.rest_a, pair.titles.rest_b)[side]
    words = [f"“{word.written}”" for word in rest if not role or word.role == role]
    return " ".join(words) or "nothing"
