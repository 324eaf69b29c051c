"""How much of every limit a plan uses, and how much is left."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.matching.plan.constraints import Coefficients, Constraint
from graph.matching.plan.problem import Item, Problem

_NO_AMOUNT = frozenset({"need", "must", "fix", "forbid"})
"""Kinds of rows that hold or don't, and of which nothing is used."""

_COSTS = frozenset({"budget", "pot", "least-share"})


@dataclass(frozen=True, slots=True)
class Use:
    """A limit, and what a plan uses of it.

    Attributes:
        code: of the limit, such as `pot:global`.
        why: what it asks, in words.
        used: needs served, or cost.
        least: the least of it that is asked for; None: no least.
        most: the most of it that there is; None: no end.
        left: what is left of the most; None where there is no end.
        unit: what is counted.
    """

    code: str
    why: str
    used: float
    least: float | None
    most: float | None
    left: float | None
    unit: Literal["needs", "cost"]


def used(problem: Problem, rows: Sequence[Constraint], values: Coefficients, served: Sequence[Item]) -> Iterator[Use]:
    """What a choice uses of every limit that has an amount.

    Shares of what is spent are told as amounts of it: `most` is then the share of this plan's own cost.

    Args:
        problem: what is planned.
        rows: its constraints, r of them.
        values: (r,), what they come to.
        served: the needs that the choice serves.
    """
    spent = sum(item.cost for item in served)
    for row, comes_to in zip(rows, values.tolist(), strict=True):
        kind, _, which = row.code.partition(":")
        if kind in _NO_AMOUNT:
            continue
        value, least = comes_to, row.low if row.low > 0 else None
        most = row.high if math.isfinite(row.high) else None
        if kind == "pot" and problem.limits.budget is None:
            value, most = sum(item.cost for item in served if item.pot == which), problem.limits.pots[which] * spent
        elif kind == "least-share":
            value = sum(item.cost for item in served if which in item.groups)
            least = problem.limits.least_share[which] * spent
        yield Use(
            code=row.code,
            why=f"{row.why}.",
            used=_exact(value),
            least=least,
            most=None if most is None else _exact(most),
            left=None if most is None else _exact(most - value),
            unit="cost" if kind in _COSTS else "needs",
        )


def _exact(amount: float) -> float:
    """Without what adding binary fractions leaves behind, such as 0.30000000000000004."""
    return round(amount, 9)
