"""How much a name speaks for each type: what its features tell, added up.

The sum of a type is the log of how often it would be right, up to a constant; the probabilities are its softmax. Each
feature adds what a person's table says of it (`data/type-words.csv`) times one factor, and what was learnt beside that
(`data/type-weights.csv`). `scripts/learn_types.py` learns it, says on what (`data/type-model.json`), and how good it
was on names that it had not seen.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from graph.resolve.type_words import features, listed_words
from graph.text.fold import fold


@dataclass(frozen=True, slots=True)
class Model:
    """What is known of features and types.

    Attributes:
        version: name and number.
        types: codes of the types that are told apart.
        bias: log-odds of each type for a name that says nothing.
        factor: what the weights of listed words are multiplied by.
        least: probability below which nothing is said.
        shares: probabilities in rising order, each with the share of names that were right when read at least so
            surely, and less surely than the next: on names not learnt from.
        learnt: on what, when, and how good it was, in words and figures.
        weights: feature to what it adds to each type, as pairs of the type's place in `types` and log-odds.
    """

    version: str
    types: tuple[str, ...]
    bias: tuple[float, ...]
    factor: float
    least: float
    shares: Sequence[tuple[float, float]]
    learnt: Mapping[str, object]
    weights: Mapping[str, Sequence[tuple[int, float]]]

    def share(self, probability: float) -> float:
        """How often a type read with a probability was right."""
        return next((share for least, share in reversed(self.shares) if probability >= least), 0.0)


@dataclass(frozen=True, slots=True)
class Reading:
    """The likeliest type of a name.

    Attributes:
        type: its code.
        probability: 0 to 1.
        words: folded words of the name that speak for it rather than for the next likely type, the weightiest first.
    """

    type: str
    probability: float
    words: tuple[str, ...]


_TELLING = 0.25
"""Log-odds from which a word is a reason worth a line."""


def read(name: str, model: Model | None = None) -> Reading | None:
    """The likeliest type of a name, be it ever so unsure; None for a name without letters or digits.

    >>> read("Ministerio de Ambiente").type
    'government'
    """
    model = model or shipped()
    found = [
        (written, model.weights[feature]) for feature, written in features(name).items() if feature in model.weights
    ]
    if not found and not fold(name):
        return None
    sums = list(model.bias)
    for _, weights in found:
        for place, weight in weights:
            sums[place] += weight
    highest = max(sums)
    best = sums.index(highest)
    probability = 1 / sum(math.exp(each - highest) for each in sums)
    sums[best] = -math.inf
    second = sums.index(max(sums))
    speaking: dict[str, float] = {}
    for written, weights in found:
        if written:
            speaks = sum(weight if place == best else -weight for place, weight in weights if place in (best, second))
            speaking[written] = speaking.get(written, 0.0) + speaks
    telling = sorted((each for each in speaking if speaking[each] >= _TELLING), key=lambda each: -speaking[each])
    return Reading(model.types[best], probability, tuple(telling))


@lru_cache(maxsize=1)
def shipped() -> Model:
    """The model that comes with goal17."""
    data = resources.files("graph.resolve").joinpath("data")
    document = json.loads(data.joinpath("type-model.json").read_text(encoding="utf-8"))
    types: tuple[str, ...] = tuple(document["types"])
    header, *rows = csv.reader(data.joinpath("type-weights.csv").read_text(encoding="utf-8").splitlines())
    return Model(
        version=document["version"],
        types=types,
        bias=tuple(document["bias"]),
        factor=document["factor"],
        least=document["least"],
        shares=tuple((least, share) for least, share in document["shares"]),
        learnt=document["learnt"],
        weights=_together(
            types,
            document["factor"],
            {row[0]: {type_: float(row[at]) for at, type_ in enumerate(header[1:], 1) if row[at]} for row in rows},
        ),
    )


def _together(
    types: Sequence[str], factor: float, learnt: Mapping[str, Mapping[str, float]]
) -> Mapping[str, Sequence[tuple[int, float]]]:
    """Listed and learnt weights of every feature, added."""
    places = {type_: place for place, type_ in enumerate(types)}
    weights = {feature: {places[type_]: weight for type_, weight in of.items()} for feature, of in learnt.items()}
    for feature, of in listed_words().items():
        own = weights.setdefault(feature, {})
        for type_, weight in of.items():
            own[places[type_]] = own.get(places[type_], 0.0) + factor * weight
    return {feature: tuple(of.items()) for feature, of in weights.items()}
