"""How much the words and the meaning of a text speak for each goal: two additive readers, and their data.

The log-odds of goal g of a text are, by its words and by its meaning,

    words_g   = bias_g + sum over terms of weight(t, g) x tfidf(t)
    meaning_g = shift_g + direction_g . (v - centre)

where tfidf is (1 + ln count) x idf over the terms that the model knows, brought to length 1, and v is the mean of the
text's passage vectors in one space of meaning, brought to length 1. A text that has both is read by both,

    probability_g = 1 / (1 + exp(-(a x words_g + b x meaning_g + c)))

one without a vector by its words alone, and one of which few words are known (a sentence, a language that registers
seldom write) by its meaning alone, each with factors of its own: learnt so that the probabilities hold on entries that
were not learnt from (Platt, "Probabilistic outputs for support vector machines", 1999).

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
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

GOALS = 17
"""How many goals there are; goal g stands in column g - 1."""

MOST = 6
"""Goals that are suggested at most: a main one and five others (One Planet platform, D2)."""


HABIT = 0.9
"""Share of a register's entries that declare a goal from which that is the register's habit, and no choice."""

LEAST_HABIT = 100
"""Entries from which a register has habits."""

LEAST_KNOWN = 12
"""Distinct known terms from which the words of a text are read, where it has a meaning too."""


_SURE = 30.0
"""Log-odds beyond which a probability is as good as 0 or 1."""


@dataclass(frozen=True, slots=True)
class Mix:
    """How log-odds by words and by meaning make a probability.

    Attributes:
        words: factor of the log-odds by words.
        meaning: factor of those by meaning.
        shift: what is added.
        least: probability from which a goal is suggested.
    """

    words: float
    meaning: float
    shift: float
    least: float

    def probabilities(self, words: Floats, meaning: Floats) -> Floats:
        """Probabilities of log-odds, of any shape."""
        odds = np.clip(self.words * words + self.meaning * meaning + self.shift, -_SURE, _SURE)
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Read:
    """What a text was read to be about.

    Attributes:
        by: `words`, `meaning`, or `words and meaning`.
        probabilities: of each goal: (17,).
        least: the probability from which a goal is suggested.
    """

    by: str
    probabilities: Floats
    least: float


@dataclass(frozen=True, eq=False)
class GoalModel:
    """The weights.

    Attributes:
        version: name and number.
        terms: term to its row in `weights`.
        idf: (w,), inverse document frequency of each term.
        weights: (w, 17), what a term adds to the log-odds of each goal.
        bias: (17,), log-odds by words for a text that says nothing.
        space: the vector space of `directions`; empty: words alone.
        centre: (d,), mean vector of the texts that were learnt from.
        directions: (d, 17), what meaning adds.
        shift: (17,), log-odds by meaning of a text in the centre.
        mixes: `words`, `meaning` and `words and meaning` to how they make probabilities.
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
    shift: Floats
    mixes: Mapping[str, Mix]
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

    def by_words(self, tfidf: Mapping[str, float]) -> Floats:
        """Log-odds of each goal by words: (17,)."""
        rows = [self.terms[term] for term in tfidf]
        values = np.fromiter(tfidf.values(), dtype=np.float32, count=len(rows))
        return np.asarray(self.bias + values @ self.weights[rows], dtype=np.float32)

    def by_meaning(self, vector: Floats) -> Floats:
        """Log-odds of each goal by a vector of length 1: (17,)."""
        return np.asarray(self.shift + (vector - self.centre) @ self.directions, dtype=np.float32)

    def read(self, counts: Counter[str], vector: Floats | None = None) -> Read:
        """What a text is about.

        Args:
            counts: its terms.
            vector: its vector in `space`, of length 1; None or zeros: words alone are read.
        """
        tfidf = self.tfidf(counts)
        words, meaning = self.by_words(tfidf), np.zeros(GOALS, dtype=np.float32)
        by = "words"
        if vector is not None and vector.any():
            meaning = self.by_meaning(vector)
            by = "words and meaning" if len(tfidf) >= LEAST_KNOWN else "meaning"
        mix = self.mixes[by]
        return Read(by, mix.probabilities(words, meaning), mix.least)


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
        shift=said.array("shift"),
        mixes={name: Mix(**mix) for name, mix in said.table("mixes").items()},
        learnt=said.table("learnt"),
    )


class _Document:
    """A JSON document whose parts have the types that they should have."""

    def __init__(self, document: Mapping[str, object]) -> None:
        self._document = document

    def array(self, name: str) -> Floats:
        return np.array(self._document[name], dtype=np.float32)

    def table(self, name: str) -> dict[str, Any]:
        value = self._document[name]
        return value if isinstance(value, dict) else {}
