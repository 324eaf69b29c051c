"""The features of the model: each a way in which a partner and a partnership may fit, measured by itself.

A feature has a value in its own unit. It counts for ln(1 + value / scale), its amount: twice as much of a lot says less
than twice as much of a little, and nothing counts for nothing. It also counts for its standing beside the best of the
candidates. The score is the sum of weight times these, over all features.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graph.snapshot.snapshot import Floats


@dataclass(frozen=True, slots=True)
class Feature:
    """A way in which a partner and a partnership may fit.

    Attributes:
        name: by which answers and weights call it.
        measures: what is measured, how, in which unit, with an example: shown to users as it stands.
        scale: value at which it counts for ln 2; values are divided by it.
        full: least value that has full standing: the best of nothing much doesn't stand as high as the best of much.
            For what a text says it is what the best of nine in ten questions of one sentence reach.
    """

    name: str
    measures: str
    scale: float
    full: float = 0.0


_ALL = (
    Feature(
        "network",
        "Personalised PageRank from what is asked about, over partners, partnerships, countries and goals (restart"
        " 0.3, 8 steps; a partner's tie weighs 1, a country 0.3, a goal, target or theme 0.1). Unit: probability, 0 to"
        " 1. Example: 0.01 for one that is two steps away over a partner who takes part in few other things.",
        1e-6,
    ),
    Feature(
        "shared-partners",
        "Partnerships in which the partner meets partners of this one: each counts for the number that it meets"
        " there, divided by the size of that partnership's list. Unit: partnerships in which everybody is shared."
        " Example: 0.5 for one other partnership of four, two of which are on this list.",
        0.05,
    ),
    Feature(
        "ties",
        "Share of the partners on the list with whom the partner works elsewhere. Unit: 0 to 1. Example: 0.25 where it"
        " works with two of eight.",
        0.25,
    ),
    Feature(
        "words",
        "Likeness in words to all that the partner takes part in: for a partner to invite, the 300 partnerships"
        " nearest to this one vote for their partners, each with what its TF-IDF cosine has more than that of the"
        " next one after them, to the power of 1.5; for a partnership to join, the squares of its cosines with the"
        " partner's own partnerships and text are summed. Unit: sum of these powers. Example: 0.2 for a partner of"
        " three entries on mangrove nurseries.",
        1e-4,
        0.03,
    ),
    Feature(
        "nearest-words",
        "TF-IDF cosine with the one partnership of the partner that is likest in words. Unit: cosine, 0 to 1. Example:"
        " 0.4 where the partner has an entry on the same fishery.",
        0.02,
        0.17,
    ),
    Feature(
        "meaning",
        "As `words`, by the mean vectors of the texts in the multilingual space. Unit: sum of powers. Example: an"
        " entry on seagrass in Spanish, for a description of underwater meadows in English.",
        1e-4,
        0.18,
    ),
    Feature(
        "nearest-meaning",
        "Cosine of the mean vectors with the one partnership of the partner that is nearest in meaning. Unit: 0 to 1."
        " Example: 0.7 where the partner has an entry on the same subject in another language.",
        0.05,
        0.43,
    ),
    Feature(
        "places",
        "How much of what the partner does is in the countries that the partnership states or names: the sum over"
        " countries of the one's share times the other's. Unit: 0 to 1. Example: 0.5 for a partnership in Fiji, and"
        " a partner half of whose mentions of countries are of Fiji.",
        0.01,
    ),
    Feature(
        "home",
        "Whether the partnership works in the country where the partner is based, by how surely the partnership is"
        " about it. Unit: 0 to 1.5. Example: 1 for a Kenyan ministry and an entry that is stated to work in Kenya.",
        0.5,
    ),
    Feature(
        "compatriots",
        "Share of the partners on the list that are based in the partner's country. Unit: 0 to 1. Example: 0.5 where"
        " two of four are.",
        0.1,
    ),
    Feature(
        "regions",
        "As `places`, by M49 regions in the place of countries. Unit: 0 to 1. Example: 0.8 for a partner whose work is"
        " in Melanesia, and a partnership in Vanuatu.",
        0.05,
    ),
    Feature(
        "type",
        "How many partners of the same type are on the list. Unit: partners. Example: 3 for a university where three"
        " universities take part.",
        1.0,
    ),
    Feature(
        "name",
        "TF-IDF cosine between the words of the partner's names and the partnership's text, words that many names have"
        " (university, ministry, youth) counting less. Unit: 0 to 1. Example: 0.3 for a sea turtle trust and an entry"
        " on turtle nests.",
        0.02,
        0.06,
    ),
    Feature(
        "goals",
        "Share of the goals, targets, countries and themes of what is asked about that the other has: for a partner to"
        " invite, of the partnership's those that the partner has elsewhere; for a partnership to join, of the"
        " partner's those that the partnership has. Rare ones count more (by their inverse frequency). Unit: 0 to 1."
        " Example: 0.6 for one that works on the goal and not in the country.",
        0.5,
    ),
    Feature(
        "size",
        "How many partners a partnership to join has: one that has taken many takes more. Unit: partners. Example: 12.",
        1.0,
    ),
    Feature(
        "popularity",
        "How many partnerships a partner to invite takes part in already. Its weight is never above zero: who is in"
        " everything needs no finding. Unit: partnerships. Example: 150 for a body that is asked by everybody.",
        1.0,
    ),
)

FEATURES: Mapping[str, Feature] = {feature.name: feature for feature in _ALL}
"""Feature by name, in the order of the columns of values."""

COLUMN: Mapping[str, int] = {name: column for column, name in enumerate(FEATURES)}

_SCALES = np.array([feature.scale for feature in _ALL], dtype=np.float32)


_FULL = np.array([feature.full for feature in _ALL], dtype=np.float32)


def standing(values: Floats, beside: Floats | None = None) -> Floats:
    """Values beside the greatest of their column, or beside `full` where that is more: 0 to 1; (c, k) as the values.

    Args:
        values: (c, k), in the features' units.
        beside: (b, k), those whose greatest counts; what has more stands at 1. By default the values themselves.
    """
    greatest = np.maximum((values if beside is None else beside).max(axis=0, initial=0), _FULL)
    made: Floats = np.divide(values, greatest, out=np.zeros_like(values), where=greatest > 0)
    return np.minimum(made, 1, out=made)


def counted(values: Floats) -> Floats:
    """What values count for before they are weighed: ln(1 + value / scale), at least 0; shape (c, k) as the values."""
    return np.asarray(np.log1p(np.maximum(values, 0) / _SCALES), dtype=np.float32)
