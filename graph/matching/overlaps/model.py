"""How features become a score and a relation: weights that are data (`data/overlaps.json`), learnt by a script.

The score is a sum of weight times value, one summand for each reason. The relation is the likeliest of six by a
multinomial logit over all features (softmax of bias plus sum of weight times value). Stores without vectors have
weights of their own: there `meaning` is measured by words. `scripts/learn_overlaps.py` learns them, and says inside on
what, and how good they were on pairs they had not seen.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

RELATIONS = ("same", "follow-up", "overlapping", "complementary", "sibling", "unrelated")
"""What two entries can be to each other; the last one is never answered."""

ONE_WORK = RELATIONS[:3]
"""Relations of entries that are one work, or one that follows or overlaps the other: what the score ranks first."""


ONE_TITLE = 0.99
"""Likeness of titles from which two entries bear one."""

TELLING = 0.25
"""What `phrases` are worth of entries that bear one title, if that tells something: "Training" doesn't."""


HOLDS: Mapping[str, float] = {"phrases": 0.15, "partners": 0.1, "words": 0.3, "titles": 0.3}
"""What holds siblings together, each from which value on: who only speak of like things are of no campaign."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt.

    Attributes:
        score: feature to what a value of 1 adds to the score.
        bias: relation to its log-odds where all features are 0.
        relation: relation to feature to what a value of 1 adds to its log-odds.
        enough: score from which on entries may be called one work, or one that follows or overlaps the other.
        near: `meaning` under which entries are neither complementary nor siblings.
        usual: feature to its mean over the pairs learnt on: what a value is compared with when it is said what told a
            relation from another.
    """

    score: Mapping[str, float]
    bias: Mapping[str, float]
    relation: Mapping[str, Mapping[str, float]]
    enough: float
    near: float
    usual: Mapping[str, float]

    def parts(self, values: Mapping[str, float]) -> dict[str, float]:
        """What each feature adds to the score; features that add nothing are left out."""
        return {code: weight * values[code] for code, weight in self.score.items() if weight * values[code]}

    def total(self, values: Mapping[str, float]) -> float:
        """The score: the sum of `parts`."""
        return sum(self.parts(values).values())

    def likely(self, values: Mapping[str, float]) -> dict[str, float]:
        """Probability of each relation; they sum to 1."""
        logits = {
            relation: self.bias[relation] + sum(weight * values[code] for code, weight in weights.items())
            for relation, weights in self.relation.items()
        }
        most = max(logits.values())
        raised = {relation: math.exp(logit - most) for relation, logit in logits.items()}
        whole = sum(raised.values())
        return {relation: each / whole for relation, each in raised.items()}

    def relations(self, values: Mapping[str, float]) -> tuple[str, str]:
        """The likeliest relation and the next likely.

        Four rules stand before what is likely. Entries of one title that tells something are one work. Others are not,
        of a score below `enough`; and are neither complementary nor siblings where not even their meaning is `near`.
        Siblings have something in common that a template leaves: phrases or words of titles, words, or partners
        (`HOLDS`); and where a title is missing nothing can tell them, who have something of their own in theirs.
        """
        likely = self.likely(values)
        apart = all(values[code] < least for code, least in HOLDS.items())
        last: set[str] = {"sibling"} if values["untitled"] or apart else set()
        if values["titles"] >= ONE_TITLE and values["phrases"] >= TELLING and not values["numbers-apart"]:
            last |= set(RELATIONS) - set(ONE_WORK)
        else:
            last |= set(ONE_WORK) if self.total(values) < self.enough else set()
            last |= {"complementary", "sibling"} if values["meaning"] < self.near else set()
        ranked = sorted(RELATIONS, key=lambda each: (each in last, -likely[each], RELATIONS.index(each)))
        return ranked[0], ranked[1]

    def telling(self, values: Mapping[str, float], one: str, other: str) -> list[tuple[str, float]]:
        """What tells one relation from another: features with what they add to the difference, most first.

        Each is compared with its usual value.
        """
        differences = {
            code: (weight - self.relation[other][code]) * (values[code] - self.usual[code])
            for code, weight in self.relation[one].items()
        }
        return sorted(differences.items(), key=lambda item: (-item[1], item[0]))


@dataclass(frozen=True, slots=True)
class Model:
    """The weights that come with goal17.

    Attributes:
        version: name and number.
        vectors: weights where the store holds vectors.
        words: weights where it holds none.
        learnt: on what, when and how good they were, in words and figures.
    """

    version: str
    vectors: Weights
    words: Weights
    learnt: Mapping[str, object]

    @property
    def learnt_on(self) -> frozenset[str]:
        """Fingerprints of the pairs learnt on (`graph.evaluation.overlaps.gold.fingerprints`)."""
        pairs = self.learnt["pairs"]
        return frozenset(pairs) if isinstance(pairs, list) else frozenset()

    def weights(self, space: str) -> Weights:
        """The weights for a store with vectors of a space, or without any."""
        return self.vectors if space else self.words


@cache
def shipped() -> Model:
    """The model that comes with goal17."""
    document = json.loads(resources.files(__package__).joinpath("data", "overlaps.json").read_text(encoding="utf-8"))
    return Model(
        version=document["version"],
        vectors=Weights(**document["vectors"]),
        words=Weights(**document["words"]),
        learnt=document["learnt"],
    )
