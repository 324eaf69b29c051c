"""How comparable two countries are: where they lie, and which groups of countries both are in.

Countries are grouped, never ranked: what is measured is what two of them have in common.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from graph.model.vocabularies import Group, groups_of, regions, regions_of

_WORLD = "001"
_KINDS = ("category", "income")
"""Groups that tell what countries face: least developed, landlocked, small islands, and income."""

SUBREGION, REGION, GROUPS = 0.5, 0.25, 0.5
"""What counts how much: one smallest region of M49, one larger region, all groups in common."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two countries have in common.

    Attributes:
        value: 0 to 1: 0.5 for the same smallest region of M49 or 0.25 for the same larger one, and up to 0.5 for the
            share of their groups (categories of the United Nations, income of the World Bank) that both are in.
        region: name of the smallest region of M49 that holds both; "" where that is the world.
        groups: the groups that both are in.
    """

    value: float
    region: str
    groups: tuple[Group, ...]

    @property
    def said(self) -> str:
        """The same in words; empty where they have nothing in common.

        >>> compare("TGO", "BEN", date(2025, 1, 1)).said
        'Western Africa; Least developed countries, 2024-12-13'
        """
        return "; ".join(part for part in (self.region, *(group.dated_name() for group in self.groups)) if part)


@lru_cache(maxsize=65536)
def compare(one: str, other: str, on: date) -> Comparison:
    """What two countries have in common on a day.

    Args:
        one: alpha-3 code.
        other: alpha-3 code.
        on: the day.

    Returns:
        Nothing in common where a code isn't known.
    """
    mine, theirs = regions_of(one), regions_of(other)
    shared = next((code for code in mine if code in theirs and code != _WORLD), "")
    near = 0.0
    if shared:
        near = SUBREGION if next(iter(mine)) == next(iter(theirs)) else REGION
    ours, others = _groups(one, on), _groups(other, on)
    both = tuple(group for group in ours if group in others)
    union = len({*ours, *others})
    return Comparison(
        value=near + (GROUPS * len(both) / union if union else 0.0),
        region=regions()[shared].label() if shared else "",
        groups=both,
    )


def _groups(code: str, on: date) -> tuple[Group, ...]:
    return tuple(group for group in groups_of(code, on) if group.kind in _KINDS)
