"""Scenarios of a plan: the same limits, other wishes; each is a draft for whoever decides.

An integer programme (HiGHS through `scipy.optimize.milp`). A scenario wishes for several things, one after the other:
the first is made as large as can be and then kept, so that no weight has to stand between them. Where no plan keeps all
limits, limits are taken out one by one as long as none does (deletion filter; Chinneck, "Feasibility and Infeasibility
in Optimization", 2008, ch. 6): what is left can't hold together, and would if any one of it were given up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array

from graph.errors import InputError
from graph.matching.plan.constraints import Coefficients, Constraint, check, constraints, pairs
from graph.matching.plan.problem import Problem

SCENARIOS: Mapping[str, str] = {
    "most": "Serves as many needs as can be; among such plans the one that fits best.",
    "best-fit": "The highest sum of fits: fewer needs, where offers fit others better.",
    "least-developed-first": "Serves as many needs of the least developed countries as can be, then as many as can be.",
}
"""Scenario to what it wishes for."""

SECONDS = 30.0
"""The longest that one plan is worked on, all scenarios together; what was found until then is shown, and said so."""

_WHETHER = 0.5
"""Share of it in which limits that can't hold together are looked for."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """An offer for a need, by their rows, and why it fits, the strongest reason first."""

    need: int
    offer: int
    why: tuple[str, ...] = ()


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
        untried: of how many of them that wasn't tried, as there was no more time: others may do without them.
    """

    scenarios: tuple[Scenario, ...]
    conflict: tuple[tuple[str, str], ...] = ()
    untried: int = 0


@dataclass(frozen=True, eq=False)
class _Programme:
    """The rows of a problem as one matrix.

    Attributes:
        rows: the constraints, r of them.
        matrix: (r, v), their coefficients.
        until: when work on it ends, by `time.monotonic`.
    """

    rows: Sequence[Constraint]
    matrix: csr_array
    until: float

    @classmethod
    def of(cls, rows: Sequence[Constraint], size: int, seconds: float) -> _Programme:
        """The programme of some rows over `size` variables, to be worked on for so long."""
        ends = np.cumsum([0, *(len(row.variables) for row in rows)])
        columns = np.concatenate([np.zeros(0, dtype=np.intp), *(row.variables for row in rows)])
        data = np.concatenate([np.zeros(0), *(row.coefficients for row in rows)])
        return cls(rows, csr_array((data, columns, ends), shape=(len(rows), size)), monotonic() + seconds)

    @property
    def left(self) -> float:
        """Seconds that are left for it."""
        return max(self.until - monotonic(), 0.0)

    def solved(
        self, cost: Coefficients, seconds: float, kept: Sequence[int] | None = None, least: Sequence[Wished] = ()
    ) -> Any:
        """What `scipy.optimize.milp` finds; scipy has no types.

        Args:
            cost: (v,), made as small as can be.
            seconds: how long it may take.
            kept: places of the rows that count; None: all.
            least: what has to be reached beside them.
        """
        from scipy.optimize import Bounds, LinearConstraint, milp

        places = range(len(self.rows)) if kept is None else kept
        limits = []
        if len(places):
            low, high = ([getattr(self.rows[at], end) for at in places] for end in ("low", "high"))
            limits.append(LinearConstraint(self.matrix[list(places), :], low, high))
        limits += [LinearConstraint(wish[None, :], value, np.inf) for wish, value in least]
        return milp(
            cost,
            constraints=limits,
            integrality=np.ones(len(cost)),
            bounds=Bounds(0, 1),
            # Otherwise what falls short by a ten-thousandth counts as the best.
            options={"time_limit": seconds, "mip_rel_gap": 0.0},
        )

    def possible(self, kept: Sequence[int], seconds: float) -> bool:
        """Whether some choice keeps these rows, or none was shown to be impossible in time."""
        if not self.matrix.shape[1]:
            return all(self.rows[at].allows(0.0) for at in kept)
        return bool(self.solved(np.zeros(self.matrix.shape[1]), seconds, kept).status != _INFEASIBLE)


_INFEASIBLE = 2
"""The status of `scipy.optimize.milp` for a programme that no choice fulfils."""


def plan(problem: Problem, seconds: float = SECONDS) -> Plan:
    """All scenarios of a problem.

    Args:
        problem: what is to be planned.
        seconds: the longest that it is worked on, above 0.

    Raises:
        InputError: a limit can't be what it is, or no plan was found in time.
    """
    if wrong := check(problem):
        raise InputError(" ".join(dict.fromkeys(wrong)))
    variables = pairs(problem)
    programme = _Programme.of(list(constraints(problem, variables)), len(variables), seconds)
    if (found := _conflict(programme, seconds * _WHETHER)) is not None:
        conflict, untried = found
        return Plan((), tuple((each.code, each.why) for each in conflict), untried)
    wishes = {code: _wishes(code, problem, variables) for code in SCENARIOS}
    made, stages = [], sum(map(len, wishes.values()))
    for code, wished in wishes.items():
        chosen, best = _solve(wished, programme, stages)
        stages -= len(wished)
        made.append(_scenario(code, problem, variables, programme, chosen, is_best=best))
    return Plan(tuple(made))


def _scenario(
    code: str,
    problem: Problem,
    variables: NDArray[np.intp],
    programme: _Programme,
    chosen: Coefficients,
    *,
    is_best: bool,
) -> Scenario:
    taken = variables[chosen > 0.5] if len(variables) else variables
    assigned = tuple(Assignment(need, offer, problem.why(need, offer)) for need, offer in taken.tolist())
    served = [problem.items[each.need] for each in assigned]
    pots = sorted({item.pot for item in served})
    return Scenario(
        code=code,
        best=is_best,
        assigned=assigned,
        unserved=tuple(_unserved(problem, variables, programme, chosen, {each.need for each in assigned})),
        cost=sum(item.cost for item in served),
        fit=round(float(sum(problem.value[each.need, each.offer] for each in assigned)), 4),
        by_pot={pot: sum(item.cost for item in served if item.pot == pot) for pot in pots},
        by_group=dict(sorted(Counter(group for item in served for group in item.groups).items())),
    )


def _wishes(code: str, problem: Problem, variables: NDArray[np.intp]) -> list[Coefficients]:
    """What each variable adds to every wish of a scenario, the wish that comes first first."""
    fit = problem.value[variables[:, 0], variables[:, 1]].astype(np.float64)
    if code == "best-fit":
        return [fit]
    served = np.ones(len(variables))
    if code == "most":
        return [served, fit]
    first = np.array(["ldc" in problem.items[need].groups for need in variables[:, 0]], dtype=np.float64)
    return [first, served, fit] if first.any() else [served, fit]


def _solve(wishes: Sequence[Coefficients], programme: _Programme, stages: int) -> tuple[Coefficients, bool]:
    """The choice that fulfils the wishes best, one after the other, and whether that is proven.

    Args:
        wishes: the first comes first.
        programme: the rows that are kept.
        stages: into how many parts the time that is left is divided; each wish has one, and what it doesn't need goes
            to those after it.

    Raises:
        InputError: no choice was found in time.
    """
    size = programme.matrix.shape[1]
    chosen, is_best, least = np.zeros(size), True, list[Wished]()
    if not size:
        return chosen, is_best
    for at, wish in enumerate(wishes):
        found = programme.solved(-wish, max(programme.left / max(stages - at, 1), _SHORTEST), least=least)
        if found.x is None and not at:
            raise InputError("No plan was found in time; ask for fewer needs, or with fewer limits.")
        is_best = is_best and found.status == 0
        if found.x is not None:
            chosen = np.round(found.x)
        least.append((wish, float(wish @ chosen) - _KEPT))
    return chosen, is_best


Wished = tuple[Coefficients, float]
"""What each variable adds to a wish, and how much of it has to be reached."""

_KEPT = 1e-6
"""By how much a wish that was fulfilled may fall short, as numbers are rounded."""

_SHORTEST = 0.5
"""Seconds that every wish is worked on, whatever took long before it."""


def _conflict(programme: _Programme, seconds: float) -> tuple[list[Constraint], int] | None:
    """Limits that can't hold together, and of how many of them it wasn't tried whether the others can without them.

    None where all hold together, or the contrary wasn't shown in time.
    """
    until = monotonic() + seconds
    rows = programme.rows
    if programme.possible(range(len(rows)), seconds):
        return None
    always = [at for at, row in enumerate(rows) if not row.given]
    given = [at for at, row in enumerate(rows) if row.given]
    kept, untried = list(given), 0
    for at in given:
        left = until - monotonic()
        if left <= 0:
            untried += 1
            continue
        without = [each for each in kept if each != at]
        if not programme.possible([*always, *without], left):
            kept = without
    return [rows[at] for at in kept], untried


def _unserved(
    problem: Problem,
    variables: NDArray[np.intp],
    programme: _Programme,
    chosen: Coefficients,
    served: set[int],
) -> list[Unserved]:
    found = []
    values, by_variable = programme.matrix @ chosen, csc_array(programme.matrix)
    for need in range(len(problem.items)):
        if need in served:
            continue
        mine = np.flatnonzero(variables[:, 0] == need) if len(variables) else np.zeros(0, dtype=np.intp)
        if not len(mine):
            found.append(Unserved(need, problem.barred.get(need, "No offer fits it.")))
            continue
        broken = [_broken(programme.rows, values, by_variable, int(variable)) for variable in mine]
        fewest = min(broken, key=len)
        if fewest:
            why = "; ".join(row.why for row in fewest)
            found.append(Unserved(need, f"{why}.", tuple(row.code for row in fewest)))
        else:
            found.append(Unserved(need, "Serving it too would fulfil the wish of this scenario less well."))
    return found


def _broken(
    rows: Sequence[Constraint], values: Coefficients, by_variable: csc_array, variable: int
) -> list[Constraint]:
    """The limits that wouldn't hold if one more pair were chosen.

    Args:
        rows: the constraints, r of them.
        values: (r,), what they come to now.
        by_variable: (r, v), their coefficients.
        variable: of the pair.
    """
    start, end = by_variable.indptr[variable], by_variable.indptr[variable + 1]
    more = zip(by_variable.indices[start:end].tolist(), by_variable.data[start:end].tolist(), strict=True)
    return [rows[row] for row, adds in more if not rows[row].allows(float(values[row]) + adds)]
