"""The weights of the features: learnt, versioned, shipped as a data file, and replaceable by an operator's own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.errors import InputError
from graph.matching.features import COLUMN, FEATURES, counted, standing
from graph.snapshot.snapshot import Floats

Doubles = NDArray[np.float64]

QUESTIONS = ("partners", "partnerships")
"""Whom to invite, what to join."""

ENDS = ("known", "newcomer")
"""Weights for one that is well known, and for one of which nothing is known but what it says."""

FORMS = ("amount", "standing")
"""What a feature counts by: how much of it there is, and how much beside the candidate that has most of it."""


AGAINST = "popularity"
"""The feature that may only speak against; all others speak in favour."""

_MOST = 1e6
"""A weight beyond which sums lose their digits."""

MOST_SPREAD = 2.0
"""A spread above which nobody who is well known would ever be offered."""

_OF_TEXT = {"words": "meaning", "nearest-words": "nearest-meaning", "name": ""}
"""Features that read the words of a text to the ones that take their place where these can't be read."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the features, for either question.

    Attributes:
        name: name and version, told with every answer.
        weights: question to (2 ends, 2 forms, k features), float64; columns as in `graph.matching.features.COLUMN`.
        spread: what is taken from the weight of `popularity` beside what was learnt, 0 to 2: who is in everything is
            right often enough for learning to offer it everywhere, and everybody knows it already.
    """

    name: str
    weights: Mapping[str, Doubles]
    spread: float = 0.0

    def between(self, question: str, known: int, spread: float | None = None, readable: float = 1.0) -> Doubles:
        """Weights between the two ends, less the spread: (2 forms, k). The newcomer's count 1 / (1 + known).

        A text of which the entries have few words (one in another language, say) shares a cognate, a name or a year
        with entries that it isn't about: words count with the square of the share that is readable, as partial matches
        of a search do, and what they lose goes to meaning.

        Args:
            question: one of QUESTIONS.
            known: partnerships of the partner that asks; partners on the list of the partnership that asks.
            spread: in the place of the model's own.
            readable: share of the words of the asked text that the entries have, 0 to 1.
        """
        share = newcomer_share(known)
        ends = self.weights[question]
        made = np.asarray(ends[0] * (1 - share) + ends[1] * share)
        if question == "partners":
            made[0, COLUMN["popularity"]] -= self.spread if spread is None else spread
        unread = 1 - readable**2
        for words, meaning in _OF_TEXT.items():
            lost = made[:, COLUMN[words]] * unread
            made[:, COLUMN[words]] -= lost
            if meaning:
                made[:, COLUMN[meaning]] += lost
        return made

    def weights_of(self, feature: str) -> str:
        """The weights of a feature, for a reader.

        >>> Model("none", {question: np.zeros((2, 2, len(FEATURES))) for question in QUESTIONS}).weights_of("words")
        'to invite: 0 by amount, 0 by standing; to join: 0 and 0, for a newcomer 0 and 0'
        """
        invite, join = (self.weights[question][:, :, COLUMN[feature]] for question in QUESTIONS)
        return (
            f"to invite: {invite[0, 0]:.2g} by amount, {invite[0, 1]:.2g} by standing; to join: {join[0, 0]:.2g} and"
            f" {join[0, 1]:.2g}, for a newcomer {join[1, 0]:.2g} and {join[1, 1]:.2g}"
        )


def weigh(values: Floats, weights: Doubles, beside: Floats | None = None) -> Doubles:
    """What each feature adds to the score of each candidate: (c, k), float64; the score is the sum of a row.

    A feature of value v adds a · ln(1 + v / scale) + b · v / greatest v among the candidates, or `full` if that
    is more.

    Args:
        values: (c, k), in the features' units.
        weights: (2, k), a and b of each feature: of `Model.between`.
        beside: (b, k), values of the candidates, where these aren't theirs.
    """
    return np.asarray(np.einsum("cfk,fk->ck", forms(values, beside), weights))


def newcomer_share(known: int) -> float:
    """How much the weights of a newcomer count: 1 where nothing is known, a half for one tie, a third for two."""
    return 1 / (1 + known)


def forms(values: Floats, beside: Floats | None = None) -> Doubles:
    """Values as what they count for: (c, 2, k); the amount, and the standing beside the greatest: see `standing`."""
    return np.stack([counted(values), standing(values, beside)], axis=1).astype(np.float64)


@lru_cache(maxsize=1)
def shipped() -> Model:
    """The model that goal17 comes with."""
    text = files("graph.matching").joinpath("data/weights.json").read_text(encoding="utf-8")
    return read_model(text, "the weights that goal17 comes with")


def read_model_file(file: Path) -> Model:
    """An operator's own model.

    Raises:
        InputError: the file can't be read, or isn't a model of these features.
    """
    try:
        return read_model(file.read_text(encoding="utf-8"), str(file))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The weights in {file} can't be read: {error}.") from error


def read_model(text: str, where: str) -> Model:
    """Read a model from its JSON; features that it doesn't name weigh nothing.

    Args:
        text: `{"name", "spread", "weights": {question: {end: {form: {feature: weight}}}}}`; what else stands in it is
            ignored.
        where: where it stands, for errors.

    Raises:
        InputError: it isn't JSON of this form, names a feature that doesn't exist, or a weight or the spread is out of
            range or on the wrong side of zero.
    """
    ends_at, forms_at = ({name: at for at, name in enumerate(names)} for names in (ENDS, FORMS))
    try:
        document = json.loads(text)
        name, given, spread = str(document["name"]), document["weights"], _spread(document.get("spread", 0.0))
        weights = {question: np.zeros((len(ENDS), len(FORMS), len(FEATURES))) for question in QUESTIONS}
        for question, ends in given.items():
            for end, by_form in ends.items():
                for form, by_feature in by_form.items():
                    for feature, weight in by_feature.items():
                        place = (ends_at[end], forms_at[form], COLUMN[feature])
                        weights[question][place] = _weight(feature, weight)
    except KeyError as error:
        raise InputError(f"{where}: this is no model of weights: {error} is missing, or is no name in it.") from error
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"{where}: this is no model of weights: {error}.") from error
    return Model(name, weights, spread)


def _number(weight: object) -> float:
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not -_MOST <= weight <= _MOST:
        raise ValueError(f"a weight is {repr(weight)[:40]}, which is no number from -{_MOST:g} to {_MOST:g}")
    return float(weight)


def _weight(feature: str, given: object) -> float:
    """A weight on the right side of zero: what a reason says in favour must not speak against."""
    weight = _number(given)
    if weight > 0 and feature == AGAINST:
        raise ValueError(f"{feature} weighs {weight:g}; it may only speak against, with 0 or less")
    if weight < 0 and feature != AGAINST:
        raise ValueError(f"{feature} weighs {weight:g}; it may only speak in favour, with 0 or more")
    return weight


def _spread(given: object) -> float:
    spread = _number(given)
    if not 0 <= spread <= MOST_SPREAD:
        raise ValueError(f"the spread is {spread:g}, which is not from 0 to {MOST_SPREAD:g}")
    return spread


def written(model: Model) -> dict[str, object]:
    """A model as its JSON has it, features that weigh nothing left out."""
    return {
        "name": model.name,
        "spread": model.spread,
        "weights": {
            question: {
                end: {
                    form: {
                        feature: round(float(ends[at, kind, column]), 4)
                        for feature, column in COLUMN.items()
                        if abs(ends[at, kind, column]) >= 5e-5
                    }
                    for kind, form in enumerate(FORMS)
                }
                for at, end in enumerate(ENDS)
            }
            for question, ends in model.weights.items()
        },
    }
