"""How much the words and the meaning of a text speak for each goal: an additive model, and its data.

The log-odds of goal g of a text are

    bias_g + sum over terms of weight(t, g) x tfidf(t) + direction_g . (v - centre)

where tfidf is (1 + ln count) x idf over the terms that the model knows, brought to length 1, and v is the mean of the
text's passage vectors in one space of meaning, brought to length 1. Without a vector the last sum is left out. Two
numbers for each of the two cases turn log-odds into probabilities that hold on entries not learnt from (Platt,
"Probabilistic outputs for support vector machines", 1999).

So every term and every passage has its share in the answer, and the shares sum to it. `scripts/learn_goals.py` learns
the weights from the goals that registrants declared, and says in `data/goal-model.json` on what and how good they were.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

GOALS = 17
"""How many goals there are; goal g stands in column g - 1."""

MOST = 6
"""Goals that are suggested at most: a main one and five others (One Planet platform, D2)."""


@dataclass(frozen=True, slots=True)
class Platt:
    """What makes a probability of log-odds: 1 / (1 + exp(-(slope x log-odds + shift)))."""

    slope: float = 1.0
    shift: float = 0.0

    def probability(self, odds: Floats) -> Floats:
        """Probabilities of log-odds, of any shape."""
        return np.asarray(1 / (1 + np.exp(-(self.slope * odds + self.shift))), dtype=np.float32)


@dataclass(frozen=True, eq=False)
class GoalModel:
    """The weights.

    Attributes:
        version: name and number.
        terms: term to its row in `weights`.
        idf: (w,), inverse document frequency of each term.
        weights: (w, 17), what a term adds to the log-odds of each goal.
        bias: (17,), log-odds of each goal for a text that says nothing.
        space: the vector space of `directions`; empty: words alone.
        centre: (d,), mean vector of the texts that were learnt from.
        directions: (d, 17), what meaning adds.
        by_words: makes probabilities where there are words alone.
        by_meaning: makes them where there is a vector too.
        least: (words alone, with a vector): probability from which a goal is suggested.
        learnt: on what, when, and how good it was, in words and figures.
    """

    version: str
    terms: Mapping[str, int]
    idf: Floats
    weights: Floats
    bias: Floats
    space: str
    centre: Floats
    directions: Floats
    by_words: Platt
    by_meaning: Platt
    least: tuple[float, float]
    learnt: Mapping[str, object]

    def tfidf(self, counts: Counter[str]) -> dict[str, float]:
        """The weight of each known term of a text, of length 1 together; none for a text without one."""
        made = {
            term: (1 + math.log(number)) * float(self.idf[self.terms[term]])
            for term, number in counts.items()
            if term in self.terms and number > 0
        }
        length = math.sqrt(sum(weight * weight for weight in made.values()))
        return {term: weight / length for term, weight in made.items()}

    def of_words(self, tfidf: Mapping[str, float]) -> Floats:
        """What words add to the log-odds of each goal: (17,)."""
        rows = [self.terms[term] for term in tfidf]
        values = np.fromiter(tfidf.values(), dtype=np.float32, count=len(rows))
        return np.asarray(values @ self.weights[rows], dtype=np.float32)

    def of_meaning(self, vector: Floats) -> Floats:
        """What a vector of length 1 adds to the log-odds of each goal: (17,); none of zeros."""
        if not vector.any():
            return np.zeros(GOALS, dtype=np.float32)
        return np.asarray((vector - self.centre) @ self.directions, dtype=np.float32)

    def calibration(self, *, meaning: bool) -> tuple[Platt, float]:
        """What makes probabilities, and the least at which a goal is suggested."""
        return (self.by_meaning, self.least[1]) if meaning else (self.by_words, self.least[0])

    def probabilities(self, counts: Counter[str], vector: Floats | None = None) -> Floats:
        """The probability of each goal: (17,), float32.

        Args:
            counts: the terms of the text.
            vector: its vector in `space`, of length 1; None or zeros: words alone are read.
        """
        odds = self.bias + self.of_words(self.tfidf(counts))
        meaning = vector is not None and bool(vector.any())
        if vector is not None and meaning:
            odds = odds + self.of_meaning(vector)
        return self.calibration(meaning=meaning)[0].probability(odds)


@lru_cache(maxsize=1)
def shipped() -> GoalModel:
    """The model that comes with goal17."""
    data = resources.files("graph.infer.tagging").joinpath("data")
    document = json.loads(data.joinpath("goal-model.json").read_text(encoding="utf-8"))
    return read_model(document, data.joinpath("goal-words.csv").read_text(encoding="utf-8").splitlines())


def read_model(document: Mapping[str, object], lines: Sequence[str]) -> GoalModel:
    """A model out of its two files.

    Args:
        document: `goal-model.json`.
        lines: of `goal-words.csv`: term, idf, then weights as `goal:weight`, those that are nearly nothing left out.
    """
    terms: dict[str, int] = {}
    idf: list[float] = []
    weights = np.zeros((max(len(lines) - 1, 0), GOALS), dtype=np.float32)
    for row, line in enumerate(lines[1:]):
        term, inverse, *listed = line.split(",")
        terms[term] = row
        idf.append(float(inverse))
        for each in " ".join(listed).split():
            goal, _, weight = each.partition(":")
            weights[row, int(goal) - 1] = float(weight)
    said = _Document(document)
    return GoalModel(
        version=str(document["version"]),
        terms=terms,
        idf=np.array(idf, dtype=np.float32),
        weights=weights,
        bias=said.array("bias"),
        space=str(document["space"]),
        centre=said.array("centre"),
        directions=said.array("directions").reshape(-1, GOALS),
        by_words=Platt(*said.array("by_words").tolist()),
        by_meaning=Platt(*said.array("by_meaning").tolist()),
        least=(said.array("least").tolist()[0], said.array("least").tolist()[1]),
        learnt=said.table("learnt"),
    )


class _Document:
    """A JSON document whose parts have the types that they should have."""

    def __init__(self, document: Mapping[str, object]) -> None:
        self._document = document

    def array(self, name: str) -> Floats:
        return np.array(self._document[name], dtype=np.float32)

    def table(self, name: str) -> Mapping[str, object]:
        value = self._document[name]
        return value if isinstance(value, dict) else {}
