"""Scenarios of a plan: the same limits, other wishes; each is a draft for whoever decides.

An integer programme (HiGHS through `scipy.optimize.milp`). Where no plan keeps all limits, limits are taken out one by
one as long as none does (deletion filter; Chinneck, "Feasibility and Infeasibility in Optimization", 2008, ch. 6): what
is left can't hold together, and would if any one of it were given up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.errors import InputError
from graph.matching.plan.constraints import Coefficients, Constraint, check, constraints, pairs
from graph.matching.plan.problem import Problem

SCENARIOS: Mapping[str, str] = {
    "most": "Serves as many needs as can be; among such plans the one that fits best.",
    "best-fit": "The highest sum of fits: fewer needs, where offers fit others better.",
    "least-developed-first": "Serves as many needs of the least developed countries as can be, then as many as can be.",
}
"""Scenario to what it wishes for."""

SECONDS = 10.0
"""The longest that one programme is worked on; what was found until then is shown, and said so."""

_FIRST = 1000.0
"""What a wish that comes first weighs beside all that comes after it, for each need."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """An offer for a need, by their rows."""

    need: int
    offer: int


@dataclass(frozen=True, slots=True)
class Unserved:
    """A need that a scenario doesn't serve.

    Attributes:
        need: its row.
        why: in words.
        constraints: codes of the limits that did it; empty where no offer may serve it at all.
    """

    need: int
    why: str
    constraints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """One draft.

    Attributes:
        code: a key of `SCENARIOS`.
        best: whether it is proven that no plan fulfils the wish better.
        assigned: who serves whom, by need.
        unserved: the needs that aren't served, and why.
        cost: of all that is served.
        fit: sum of fits of all that is served.
        by_pot: pot to what it spends.
        by_group: group to how many of its needs are served.
    """

    code: str
    best: bool
    assigned: tuple[Assignment, ...]
    unserved: tuple[Unserved, ...]
    cost: float
    fit: float
    by_pot: Mapping[str, float]
    by_group: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """Scenarios; or, where no plan keeps all limits, those that can't hold together.

    Attributes:
        scenarios: the drafts; none where no plan keeps all limits.
        conflict: (code, why) of limits that can't hold together, of which giving up any one would do for these.
    """

    scenarios: tuple[Scenario, ...]
    conflict: tuple[tuple[str, str], ...] = ()


def plan(problem: Problem) -> Plan:
    """All scenarios of a problem.

    Raises:
        InputError: a limit can't be what it is.
    """
    if wrong := check(problem):
        raise InputError(" ".join(dict.fromkeys(wrong)))
    variables = pairs(problem)
    rows = list(constraints(problem, variables))
    if (conflict := _conflict(rows, len(variables))) is not None:
        return Plan((), tuple((each.code, each.why) for each in conflict))
    return Plan(tuple(_scenario(code, problem, variables, rows) for code in SCENARIOS))


def _scenario(code: str, problem: Problem, variables: NDArray[np.intp], rows: Sequence[Constraint]) -> Scenario:
    wish = _wish(code, problem, variables)
    chosen, best = _solve(wish, rows)
    taken = variables[chosen > 0.5] if len(variables) else variables
    assigned = tuple(Assignment(need, offer) for need, offer in taken.tolist())
    served = [problem.items[each.need] for each in assigned]
    pots = sorted({item.pot for item in served})
    return Scenario(
        code=code,
        best=best,
        assigned=assigned,
        unserved=tuple(_unserved(problem, variables, rows, chosen, {each.need for each in assigned})),
        cost=sum(item.cost for item in served),
        fit=round(float(sum(problem.value[each.need, each.offer] for each in assigned)), 4),
        by_pot={pot: sum(item.cost for item in served if item.pot == pot) for pot in pots},
        by_group=dict(sorted(Counter(group for item in served for group in item.groups).items())),
    )


def _wish(code: str, problem: Problem, variables: NDArray[np.intp]) -> Coefficients:
    """What each variable adds to the wish, which is made as large as can be."""
    value = problem.value[variables[:, 0], variables[:, 1]].astype(np.float64)
    if code == "best-fit":
        return value
    if code == "most":
        return _FIRST + value
    first = np.array(["ldc" in problem.items[need].groups for need in variables[:, 0]], dtype=np.float64)
    return _FIRST * _FIRST * first + _FIRST + value


def _solve(wish: Coefficients, rows: Sequence[Constraint]) -> tuple[Coefficients, bool]:
    """The choice that fulfils the wish best, and whether that is proven.

    Raises:
        InputError: no choice was found in time.
    """
    if not len(wish):
        return np.zeros(0), True
    found = _milp(-wish, rows)
    if found.x is None:
        raise InputError(f"No plan was found in {SECONDS:g} seconds; ask for fewer needs, or with fewer limits.")
    return np.round(found.x), bool(found.status == 0)


def _milp(cost: Coefficients, rows: Sequence[Constraint]) -> Any:
    """What `scipy.optimize.milp` finds; scipy has no types."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    kept = [
        LinearConstraint(
            np.array([row.coefficients for row in rows]), [row.low for row in rows], [row.high for row in rows]
        )
    ]
    return milp(
        cost,
        constraints=kept if rows else (),
        integrality=np.ones(len(cost)),
        bounds=Bounds(0, 1),
        options={"time_limit": SECONDS},
    )


def _conflict(rows: Sequence[Constraint], size: int) -> list[Constraint] | None:
    """Limits that can't hold together, each of them needed for that; None where all hold together."""
    if _possible(rows, size):
        return None
    kept = [row for row in rows if row.given]
    always = [row for row in rows if not row.given]
    for row in list(kept):
        without = [each for each in kept if each is not row]
        if not _possible([*always, *without], size):
            kept = without
    return kept


def _possible(rows: Sequence[Constraint], size: int) -> bool:
    if not size:
        return all(row.low <= 0 <= row.high for row in rows)
    return bool(_milp(np.zeros(size), rows).status != _INFEASIBLE)


_INFEASIBLE = 2
"""The status of `scipy.optimize.milp` for a programme that no choice fulfils."""


def _unserved(
    problem: Problem,
    variables: NDArray[np.intp],
    rows: Sequence[Constraint],
    chosen: Coefficients,
    served: set[int],
) -> list[Unserved]:
    found = []
    for need in range(len(problem.items)):
        if need in served:
            continue
        mine = np.flatnonzero(variables[:, 0] == need) if len(variables) else np.zeros(0, dtype=np.intp)
        if not len(mine):
            found.append(Unserved(need, problem.barred.get(need, "No offer fits it.")))
            continue
        broken = [_broken(rows, chosen, int(variable)) for variable in mine]
        fewest = min(broken, key=len)
        if fewest:
            why = "; ".join(row.why for row in fewest)
            found.append(Unserved(need, f"{why}.", tuple(row.code for row in fewest)))
        else:
            found.append(Unserved(need, "Serving it too would fulfil the wish of this scenario less well."))
    return found


def _broken(rows: Sequence[Constraint], chosen: Coefficients, variable: int) -> list[Constraint]:
    """The limits that wouldn't hold if one more pair were chosen."""
    more = chosen.copy()
    more[variable] = 1.0
    return [row for row in rows if not row.holds(more)]
