"""Which country is of the South, and who could facilitate: by named, dated lists, and by nothing else.

"South" is no flag of any standard. A country is taken for one of the South where it stands on one of the lists of the
vocabulary `groups`; every answer names them. Economies in transition are a class of their own, whatever other list
they stand on. A country on no list is on no list: nothing here calls it North. Who could facilitate between countries
of the South (D4 §8: tripartite cooperation) is a multilateral or regional body, or one based in a country on no list.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Literal

from graph.model.vocabularies import countries, groups_of, south_lists

Standing = Literal["south", "transition", "no-list", "unknown"]
"""What the lists say of a country: of the South, an economy in transition, on no list, or no country at all."""

Facilitating = Literal["multilateral", "no-list", ""]
"""As what a partner could facilitate: a body of several States, one based in a country on no list, or not at all."""

MULTILATERAL = ("un-system", "intergovernmental")
"""Types of bodies of several States, regional ones among them (D1 §19)."""

_TRANSITION = "transition"


@lru_cache(maxsize=4096)
def standing(code: str, on: date) -> Standing:
    """What the lists say of a country on a day.

    Args:
        code: alpha-3; "" where it isn't known.
        on: the day.

    >>> [standing(code, date(2025, 1, 1)) for code in ("KEN", "SRB", "NOR", "")]
    ['south', 'transition', 'no-list', 'unknown']
    """
    if code not in countries():
        return "unknown"
    if is_in_transition(code, on):
        return "transition"
    return "south" if south_lists(code, on) else "no-list"


def is_in_transition(code: str, on: date) -> bool:
    """Whether a country is an economy in transition on a day."""
    return any(group.kind == _TRANSITION for group in groups_of(code, on))


@lru_cache(maxsize=4096)
def list_names(code: str, on: date) -> tuple[str, ...]:
    """The dated names of the lists of the South that a country stands on; none for one on no list.

    >>> list_names("TUR", date(2025, 1, 1))
    ('Developing economies (UNCTAD), 2021-12', 'DAC list of ODA recipients, 2024-01-01')
    """
    return tuple(group.dated_name() for group in south_lists(code, on))


def facilitating(type: str, country: str, on: date) -> Facilitating:
    """As what a partner could facilitate, by its type and by where it is based.

    Args:
        type: code of its type; "" where it isn't known.
        country: alpha-3 code of where it is based; "" where it isn't known.
        on: the day.

    >>> [facilitating(*each, date(2025, 1, 1)) for each in (("un-system", ""), ("ngo", "NOR"), ("ngo", "KEN"))]
    ['multilateral', 'no-list', '']
    """
    if type in MULTILATERAL:
        return "multilateral"
    return "no-list" if standing(country, on) == "no-list" else ""
