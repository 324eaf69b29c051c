"""The limits of a plan as named rows of an integer programme.

Every pair of a need and an offer that may serve it is a variable, 0 or 1. Every row has a name in words: by it a plan
says what keeps a need unserved, and which limits can't hold together.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.matching.plan.problem import POTS, Problem

Coefficients = NDArray[np.float64]

MOST_COUNTED = 1_000_000
"""The highest number of needs that a limit can name: more than any plan has."""


@dataclass(frozen=True, eq=False)
class Constraint:
    """One row: low <= coefficients @ chosen <= high.

    Attributes:
        code: a short name, such as `capacity:Blue Bank`.
        why: what it asks, in words.
        variables: (k,), those of the v variables that it is about, ascending.
        coefficients: (k,), of these; those of the others are 0.
        low: the least.
        high: the most.
        given: it is a limit that somebody set, and that could be relaxed; otherwise it belongs to what a plan is.
    """

    code: str
    why: str
    variables: NDArray[np.intp]
    coefficients: Coefficients
    low: float
    high: float
    given: bool = True

    def holds(self, chosen: Coefficients) -> bool:
        """Whether a choice keeps it."""
        return self.allows(float(self.coefficients @ chosen[self.variables]))

    def allows(self, value: float) -> bool:
        """Whether its left side may be so much."""
        return self.low - _SLACK <= value <= self.high + _SLACK


_SLACK = 1e-6


def pairs(problem: Problem) -> NDArray[np.intp]:
    """The variables: (v, 2), rows of need and offer."""
    return np.argwhere(problem.allowed)


def constraints(problem: Problem, variables: NDArray[np.intp]) -> Iterator[Constraint]:
    """All rows of the programme.

    Args:
        problem: what is to be planned.
        variables: of `pairs`.
    """
    for code, why, coefficients, low, high in _dense(problem, variables):
        held = np.flatnonzero(coefficients)
        # That a need is served once at most belongs to what a plan is; all else was set by somebody.
        yield Constraint(code, why, held, coefficients[held], low, high, given=not code.startswith("need:"))


def _dense(problem: Problem, variables: NDArray[np.intp]) -> Iterator[tuple[str, str, Coefficients, float, float]]:
    """Code, words, (v,) coefficients, least and most of every row, one after the other."""
    items, supplies, limits = problem.items, problem.supplies, problem.limits
    need, offer = variables[:, 0], variables[:, 1]
    cost = np.array([items[row].cost for row in need], dtype=np.float64)
    countries = np.array([items[row].country for row in need])
    for row, item in enumerate(items):
        mine = (need == row).astype(float)
        yield f"need:{item.name}", f"“{item.name}” is served once at most", mine, 0.0, 1.0
        if item.must:
            yield f"must:{item.name}", f"“{item.name}” has to be served", mine, 1.0, math.inf
    for column, supply in enumerate(supplies):
        if supply.capacity is not None:
            why = f"“{supply.name}” can serve {_needs(supply.capacity)}"
            yield f"capacity:{supply.name}", why, (offer == column).astype(float), 0.0, float(supply.capacity)
    if limits.budget is not None:
        yield "budget", f"All together may cost {limits.budget:g}", cost, 0.0, limits.budget
    for pot, share in limits.pots.items():
        mine = np.array([items[row].pot == pot for row in need], dtype=float) * cost
        if limits.budget is not None:
            why = f"The pot “{pot}” holds {share:.0%} of the budget of {limits.budget:g}"
            yield f"pot:{pot}", why, mine, 0.0, share * limits.budget
        else:
            why = f"The pot “{pot}” takes at most {share:.0%} of what is spent"
            yield f"pot:{pot}", why, mine - share * cost, -math.inf, 0.0
    for group, number in limits.least.items():
        inside = np.array([group in items[row].groups for row in need], dtype=float)
        why = f"At least {_needs(number)} of countries in “{group}” to be served"
        yield f"least:{group}", why, inside, float(number), math.inf
    for group, share in limits.least_share.items():
        inside = np.array([group in items[row].groups for row in need], dtype=float) * cost
        why = f"At least {share:.0%} of what is spent goes to countries in “{group}”"
        yield f"least-share:{group}", why, inside - share * cost, 0.0, math.inf
    if limits.per_country is not None:
        for country in sorted({code for code in countries.tolist() if code}):
            why = f"At most {_needs(limits.per_country)} of {country} to be served"
            yield f"per-country:{country}", why, (countries == country).astype(float), 0.0, float(limits.per_country)
    for pair in dict.fromkeys(limits.fixed):
        why = f"“{items[pair[0]].name}” is to be served by “{supplies[pair[1]].name}”"
        if apart := problem.apart.get(pair):
            why = f"{why}, which {apart}"
        yield f"fix:{_named(problem, pair)}", why, _only(variables, pair), 1.0, math.inf
    for pair in dict.fromkeys(limits.forbidden):
        why = f"“{items[pair[0]].name}” isn't to be served by “{supplies[pair[1]].name}”"
        yield f"forbid:{_named(problem, pair)}", why, _only(variables, pair), 0.0, 0.0
    if limits.serve is not None:
        every = np.ones(len(variables))
        yield "serve", f"At least {_needs(limits.serve)} to be served", every, float(limits.serve), math.inf


def _only(variables: NDArray[np.intp], pair: tuple[int, int]) -> Coefficients:
    return np.asarray((variables == np.array(pair)).all(axis=1), dtype=np.float64)


def _named(problem: Problem, pair: tuple[int, int]) -> str:
    return f"{problem.items[pair[0]].name}~{problem.supplies[pair[1]].name}"


def _needs(number: int) -> str:
    return "1 need" if number == 1 else f"{number:,} needs"


def check(problem: Problem) -> list[str]:
    """What is wrong with the limits themselves, in words; empty where nothing is."""
    limits = problem.limits
    wrong = [f"There is no pot {pot!r}; there are {' and '.join(POTS)}." for pot in limits.pots if pot not in POTS]
    shares = (*limits.pots.values(), *limits.least_share.values())
    wrong += [f"A share is between 0 and 1, and not {share:g}." for share in shares if not 0 <= share <= 1]
    numbers = (*limits.least.values(), limits.per_country or 0, limits.serve or 0)
    wrong += [f"{number} needs can't be served." for number in numbers if number < 0]
    if any(number > MOST_COUNTED for number in numbers):
        wrong.append(f"A limit counts {MOST_COUNTED:,} needs at most.")
    for need, offer in (*limits.fixed, *limits.forbidden):
        if not (0 <= need < len(problem.items) and 0 <= offer < len(problem.supplies)):
            wrong.append(f"There is no pair of need {need} and offer {offer}; both are counted from 0.")
    if limits.budget is not None and not 0 <= limits.budget < math.inf:
        wrong.append("A budget is a number from 0 on: neither negative nor without end.")
    wrong += [f"“{item.name}” costs {item.cost:g}; a cost is above 0." for item in problem.items if item.cost <= 0]
    return wrong
