"""What is to be planned: needs, offers, which may serve which, and the limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graph.snapshot.exchange import Bools

POTS = ("global", "countries")
"""The two pots of a fund: work-plan items for all, and support to countries (D2, Joint resource mobilization: 35 and
65 %)."""


@dataclass(frozen=True, slots=True)
class Item:
    """A need in a plan.

    Attributes:
        name: what it is called in the plan.
        id: of a stored need; "" for a described one.
        country: alpha-3 code; "" for an item that is for all.
        groups: codes of the groups that the country is in.
        cost: what serving it takes of the budget, in its unit; above 0.
        must: it has to be served.
    """

    name: str
    id: str = ""
    country: str = ""
    groups: frozenset[str] = frozenset()
    cost: float = 1.0
    must: bool = False

    @property
    def pot(self) -> str:
        """The pot that pays for it."""
        return "countries" if self.country else "global"


@dataclass(frozen=True, slots=True)
class Supply:
    """An offer in a plan.

    Attributes:
        name: what it is called in the plan.
        id: of a stored offer or partnership; "" for a described one.
        capacity: how many needs it can serve; None: not stated, and not limited.
    """

    name: str
    id: str = ""
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The constraints of a plan; what isn't given doesn't bind.

    Attributes:
        budget: the most that all served needs may cost together.
        pots: pot to the share of the budget (of what is spent, where there is no budget) that it may take, 0 to 1.
        least: group of countries to how many of its needs are to be served at least.
        least_share: group of countries to the share of what is spent that has to go to it at least, 0 to 1.
        per_country: at most so many needs of a country.
        serve: at least so many needs in all.
        fixed: (need, offer) by their rows: pairs that somebody chose, and that are to be in the plan.
        forbidden: pairs that aren't to be in it.
    """

    budget: float | None = None
    pots: Mapping[str, float] = field(default_factory=dict)
    least: Mapping[str, int] = field(default_factory=dict)
    least_share: Mapping[str, float] = field(default_factory=dict)
    per_country: int | None = None
    serve: int | None = None
    fixed: Sequence[tuple[int, int]] = ()
    forbidden: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, eq=False)
class Problem:
    """n needs and o offers.

    Attributes:
        items: the needs.
        supplies: the offers.
        allowed: (n, o), which offer may serve which need.
        value: (n, o), how well it would, 0 to 1: chance of the right place times chance of the right action.
        barred: need to why no offer may serve it, for those that none may.
        apart: (need, offer) to why the one may not be served by the other, for those that may not.
        limits: the constraints.
        why: tells by their rows why an offer fits a need, the strongest reason first.
    """

    items: Sequence[Item]
    supplies: Sequence[Supply]
    allowed: Bools
    value: NDArray[np.float64]
    barred: Mapping[int, str]
    limits: Limits
    apart: Mapping[tuple[int, int], str] = field(default_factory=dict)
    why: Callable[[int, int], tuple[str, ...]] = lambda *_: ()
