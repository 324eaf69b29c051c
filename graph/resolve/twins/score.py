"""How sure it is that two records register one initiative: the features added up, and what they say."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.resolve.scorer import telling
from graph.resolve.twins.features import BIAS, FEATURES, PLACES, Pair, contradict, dates_of, own_numbers

VERSION = "twins-1"
"""Name of the table, as judgements carry it; another table or other weights are another version."""

MERGE = 0.9
"""Probability from which two records are taken for one initiative."""

ASK = 0.05
"""Probability from which a person is asked, and under which two records can't be of one initiative at all."""

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
        return tuple(f"{sentence(says[code], self.pair)} ({part:+.1f})" for code, part in telling(self.parts))


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
    rests = (pair.titles.rest_a, pair.titles.rest_b) if pair.other_title else ((), ())
    a, b = (_quoted(word.written for word in rest) for rest in rests)
    places = [_quoted(word.written for word in rest if word.role in PLACES) for rest in rests]
    common = len(pair.partners)
    return says.format(
        a=a,
        b=b,
        places=", ".join(places),
        numbers=", ".join(_quoted(sorted(numbers)) for numbers in own_numbers(pair)),
        share=f"{pair.text.share:.0%}",
        partners=f"{common} partner{'s' if common > 1 else ''}",
        dates="; ".join(f"{one}, {other}" for one, other in dates_of(pair) if contradict(one, other)),
    )


def _quoted(words: Iterable[str]) -> str:
    return " ".join(f"“{word}”" for word in words) or "nothing"
