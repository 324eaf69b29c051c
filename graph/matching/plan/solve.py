"""Scenarios of a plan: the same limits, other wishes; each is a draft for whoever decides.

An integer programme (HiGHS through `scipy.optimize.milp`). A scenario wishes for several things, one after the other:
one need more of a wish that comes first weighs more than all that comes after it, and nothing is told to be the best
that falls short by however little. Where no plan keeps all limits, limits are taken out one by one as long as none
does (deletion filter; Chinneck, "Feasibility and Infeasibility in Optimization", 2008, ch. 6): what is left can't
hold together, and would if any one of it were given up.
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
from graph.matching.plan.used import Use, used
from graph.progress import Progress, silent, told_of

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
        limits: how much of each limit it uses.
    """

    code: str
    best: bool
    assigned: tuple[Assignment, ...]
    unserved: tuple[Unserved, ...]
    cost: float
    fit: float
    by_pot: Mapping[str, float]
    by_group: Mapping[str, int]
    limits: tuple[Use, ...]


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

    def solved(self, cost: Coefficients, seconds: float, kept: Sequence[int] | None = None) -> Any:
        """What `scipy.optimize.milp` finds; scipy has no types.

        Args:
            cost: (v,), made as small as can be.
            seconds: how long it may take.
            kept: places of the rows that count; None: all.
        """
        from scipy.optimize import Bounds, LinearConstraint, milp

        places = range(len(self.rows)) if kept is None else kept
        limits = []
        if len(places):
            low, high = ([getattr(self.rows[at], end) for at in places] for end in ("low", "high"))
            limits.append(LinearConstraint(self.matrix[list(places), :], low, high))
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


def plan(problem: Problem, seconds: float = SECONDS, progress: Progress = silent) -> Plan:
    """All scenarios of a problem.

    Args:
        problem: what is to be planned.
        seconds: the longest that it is worked on, above 0.
        progress: told how many drafts are made, or how many limits are tried where they can't hold together.

    Raises:
        InputError: a limit can't be what it is, or no plan was found in time.
    """
    if wrong := check(problem):
        raise InputError(" ".join(dict.fromkeys(wrong)))
    variables = pairs(problem)
    progress("drafts", 0, len(SCENARIOS))
    programme = _Programme.of(list(constraints(problem, variables)), len(variables), seconds)
    if (found := _conflict(programme, seconds * _WHETHER, progress)) is not None:
        conflict, untried = found
        return Plan((), tuple((each.code, each.why) for each in conflict), untried)
    made = []
    for done, code in enumerate(told_of(SCENARIOS, "drafts", len(SCENARIOS), progress)):
        left = len(SCENARIOS) - done
        chosen, best = _solve(_wish(code, problem, variables), programme, programme.left / left)
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
        limits=tuple(used(problem, programme.rows, programme.matrix @ chosen, served)),
    )


def _wish(code: str, problem: Problem, variables: NDArray[np.intp]) -> Coefficients:
    """What each variable adds to the wish, which is made as large as can be."""
    fit = problem.value[variables[:, 0], variables[:, 1]].astype(np.float64)
    if code == "best-fit":
        return fit
    # A fit is 1 at most, and every need is served once: all fits, and all needs, weigh less than this.
    more = len(problem.items) + 1.0
    if code == "most":
        return more + fit
    first = np.array(["ldc" in problem.items[need].groups for need in variables[:, 0]], dtype=np.float64)
    return more * more * first + more + fit


def _solve(wish: Coefficients, programme: _Programme, seconds: float) -> tuple[Coefficients, bool]:
    """The choice that fulfils the wish best, and whether that is proven.

    Raises:
        InputError: no choice was found in time.
    """
    if not len(wish):
        return np.zeros(0), True
    found = programme.solved(-wish, max(seconds, _SHORTEST))
    if found.x is None:
        raise InputError("No plan was found in time; ask for fewer needs, or with fewer limits.")
    return np.round(found.x), bool(found.status == 0)


_SHORTEST = 1.0
"""Seconds that every scenario is worked on, whatever took long before it."""


def _conflict(programme: _Programme, seconds: float, progress: Progress) -> tuple[list[Constraint], int] | None:
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
    for at in told_of(given, "limits", len(given), progress):
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
