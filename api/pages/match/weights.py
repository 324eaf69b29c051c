"""The features of every model of matches, with their weights: what stands behind each "Adds"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.matching.features import COLUMN, FEATURES
from graph.matching.model import ENDS, FORMS, QUESTIONS
from graph.matching.needs.features import FEATURES as OF_NEEDS
from graph.matching.needs.weights import shipped as for_needs
from graph.matching.overlaps.likeness import FEATURES as OF_OVERLAPS
from graph.matching.overlaps.model import shipped as for_overlaps
from graph.matching.triples.features import FEATURES as OF_TRIPLES

if TYPE_CHECKING:
    from graph.matching.model import Model


@dataclass(frozen=True, slots=True)
class WeightAnswer:
    """One weight of a feature.

    Attributes:
        of: what it is the weight of: `score`; to invite and to join `invite-known-amount`, `join-newcomer-standing` …
        value: the weight.
    """

    of: str
    value: float


@dataclass(frozen=True, slots=True)
class FeatureAnswer:
    """A feature: a way in which two may fit.

    Attributes:
        code: by which reasons call it.
        measures: what is measured, how, in which unit, with an example.
        weights: in this model; none where it only decides on something else than the score.
    """

    code: str
    measures: str
    weights: tuple[WeightAnswer, ...]


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """A model of matches.

    Attributes:
        code: `join` (to invite and to join have one), `overlaps`, `needs` or `triples`.
        name: name and version; "" for weights that were set by thought.
        features: its features.
    """

    code: str
    name: str
    features: tuple[FeatureAnswer, ...]


@dataclass(frozen=True, slots=True)
class WeightsAnswer:
    """All models of matches.

    Attributes:
        models: each with its features.
        spread: what is taken from the weight of `popularity` beside what was learnt.
        version: of the store: which weights count for overlaps hangs on whether it holds vectors.
    """

    models: tuple[ModelAnswer, ...]
    spread: float
    version: int


def weights_answer(model: Model, space: str, version: int) -> WeightsAnswer:
    """The models as they answer now.

    Args:
        model: of what to join and whom to invite: shipped, or an operator's own.
        space: vector space of the snapshot; "" where it has no vectors.
        version: of the store.
    """
    overlaps, needs = for_overlaps(), for_needs()
    return WeightsAnswer(
        (
            ModelAnswer("join", model.name, _of_matches(model)),
            ModelAnswer("overlaps", overlaps.version, _of_overlaps(space)),
            ModelAnswer("needs", needs.version, _features(OF_NEEDS, {code: needs.of(code) for code in OF_NEEDS})),
            ModelAnswer(
                "triples", "", tuple(_feature(code, each.measures, each.weight) for code, each in OF_TRIPLES.items())
            ),
        ),
        model.spread,
        version,
    )


def _of_matches(model: Model) -> tuple[FeatureAnswer, ...]:
    """The features of what to join and whom to invite."""
    return tuple(FeatureAnswer(code, each.measures, tuple(_of_both(model, code))) for code, each in FEATURES.items())


def _of_overlaps(space: str) -> tuple[FeatureAnswer, ...]:
    """The features of overlaps, for a store with vectors of a space or without any."""
    return _features(OF_OVERLAPS, for_overlaps().weights(space).score)


def _features(measures: Mapping[str, str], weights: Mapping[str, float]) -> tuple[FeatureAnswer, ...]:
    return tuple(_feature(code, told, weights.get(code)) for code, told in measures.items())


def _feature(code: str, measures: str, weight: float | None) -> FeatureAnswer:
    return FeatureAnswer(code, measures, () if weight is None else (WeightAnswer("score", weight),))


def _of_both(model: Model, code: str) -> Iterator[WeightAnswer]:
    """Amount and standing, to invite and to join, for the well known and for a newcomer."""
    for question, verb in zip(QUESTIONS, ("invite", "join"), strict=True):
        for end, which in enumerate(ENDS):
            for form, by in enumerate(FORMS):
                yield WeightAnswer(
                    f"{verb}-{which}-{by}", round(float(model.weights[question][end, form, COLUMN[code]]), 4)
                )
