"""What counts in a triple beside the solution itself, each with its weight.

The action features of needs, which tell how near the pivotal partner's partnership is to the need, have learnt weights
(log-odds; `graph.matching.needs.weights`). These are set by thought, for no register says which triples worked: all
that they add together is less than what tells a solution from none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.matching.match import Evidence, Reason


@dataclass(frozen=True, slots=True)
class Feature:
    """A way in which a triple may fit.

    Attributes:
        measures: what is measured, in which unit, with an example: shown to users as it stands.
        weight: of the feature.
    """

    measures: str
    weight: float


FEATURES: Mapping[str, Feature] = {
    "role": Feature(
        "Whether the pivotal partner led or carried it out: 1 as its record states, or the score (0 to 1) by which its"
        " text is read to say so. Example: 1 for a stated lead.",
        0.8,
    ),
    "more-experience": Feature(
        "In how many further partnerships that do what is needed the pivotal partner takes part: ln(1 + number)."
        " Example: 0.69 for one more.",
        0.4,
    ),
    "comparable-country": Feature(
        "What the countries of beneficiary and pivotal partner have in common: 0.5 for the same smallest region of M49"
        " or 0.25 for the same larger one, and up to 0.5 for the share of their groups (LDC, LLDC, SIDS, income) that"
        " both are in. Unit: 0 to 1. Example: 1 for Togo and Benin.",
        1.0,
    ),
    "known-there": Feature(
        "Whether one of the pivotal partner's partnerships states the beneficiary country. Unit: 0 or 1.",
        0.5,
    ),
    "themes": Feature(
        "Share of the themes asked for that the partnership states. Unit: 0 to 1.",
        0.5,
    ),
    "tie-to-pivotal": Feature(
        "In how many partnerships pivotal and facilitating partner meet: ln(1 + number). Example: 0.69 for one.",
        0.6,
    ),
    "tie-to-beneficiary": Feature(
        "How many partnerships of the facilitating partner state the beneficiary country: ln(1 + number).",
        0.4,
    ),
    "facilitator-solution": Feature(
        "Chance, 0 to 1, that the likeliest partnership of the facilitating partner does what is needed.",
        0.6,
    ),
    "household-name": Feature(
        "In how many partnerships the facilitating partner takes part: ln(1 + number). Its weight is below zero: who is"
        " in everything is near to everybody.",
        -0.15,
    ),
}
"""Feature by name."""


def reason(feature: str, value: float, text: str, evidence: Sequence[Evidence] = ()) -> Reason:
    """A reason of one of these features: what it measured, and what that adds."""
    weight = FEATURES[feature].weight
    return Reason(feature, round(value, 6), weight, weight * value, text, tuple(evidence))


def in_order(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Reasons, strongest first."""
    return tuple(sorted(reasons, key=lambda each: (-abs(each.contribution), each.feature)))
