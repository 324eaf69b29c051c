"""The shapes of the answers about needs, offers and plans, as `docs/api.md` and the OpenAPI document show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from api.wire import Credit, Model, credited
from graph.matching.match import Evidence, Gate, Reason
from graph.matching.needs.answer import NeedMatch, NeedUnderstood, OfferMatch
from graph.matching.needs.fit import Fit
from graph.matching.plan.problem import Problem
from graph.matching.plan.solve import SCENARIOS, Plan, Scenario
from graph.model.records import Register


@dataclass(frozen=True, slots=True)
class OfferSummary:
    """What could meet a need, in short; see `graph.matching.needs.answer.OfferMatch`."""

    kind: str
    id: str
    name: str
    url: str
    standing: str
    status: str
    countries: tuple[str, ...]
    partners: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class NeedSummary:
    """A need, in short; see `graph.matching.needs.answer.NeedMatch`."""

    id: str
    name: str
    standing: str
    country: str
    groups: tuple[str, ...]
    area: str
    sector: str
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferMatchAnswer:
    """An offer for a need; the contributions of its reasons sum to its score, and gates are not in it."""

    offer: OfferSummary
    score: float
    fit: Fit
    right_place: float
    right_action: float
    gates: tuple[Gate, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class NeedMatchAnswer:
    """A need for an offer; the contributions of its reasons sum to its score, and gates are not in it."""

    need: NeedSummary
    score: float
    fit: Fit
    right_place: float
    right_action: float
    gates: tuple[Gate, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class OfferMatches:
    """What could meet a need, best first."""

    matches: tuple[OfferMatchAnswer, ...]
    understood: NeedUnderstood
    model: Model
    as_of: str
    notice: str
    version: int
    registers: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class NeedMatches:
    """Whose need an offer could meet: by fit, then by country."""

    matches: tuple[NeedMatchAnswer, ...]
    understood: NeedUnderstood
    model: Model
    as_of: str
    notice: str
    version: int
    registers: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class PlannedEntry:
    """A need or offer in a plan; `id` is empty for one that was only described."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class AssignmentAnswer:
    """An offer for a need: `fit` is how well it serves it, 0 to 1, inferred; `why` has the strongest reasons.

    `pot` pays `cost`.
    """

    need: PlannedEntry
    offer: PlannedEntry
    fit: float
    cost: float
    pot: str
    country: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnservedAnswer:
    """A need that isn't served, why, and the codes of the limits that did it."""

    need: PlannedEntry
    country: str
    why: str
    constraints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScenarioAnswer:
    """One draft of a plan; see `graph.matching.plan.solve.Scenario`."""

    code: str
    wish: str
    best: bool
    assignment: tuple[AssignmentAnswer, ...]
    total: int
    cost: float
    fit: float
    by_pot: Mapping[str, float]
    by_group: Mapping[str, int]
    unserved: tuple[UnservedAnswer, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One of several limits that can't hold together."""

    code: str
    why: str


@dataclass(frozen=True, slots=True)
class PlanAnswer:
    """A plan: `assignment`, `total` and `unserved` are those of the first scenario.

    Where no plan keeps all limits there are no scenarios, and `conflict` names limits that can't hold together: giving
    up any one of them would end this conflict; `remark` says where that wasn't tried of all, otherwise it is empty.
    `unserved` then names the needs that no offer may serve at all.
    """

    assignment: tuple[AssignmentAnswer, ...]
    total: int
    unserved: tuple[UnservedAnswer, ...]
    scenarios: tuple[ScenarioAnswer, ...]
    conflict: tuple[Conflict, ...]
    remark: str
    needs: int
    offers: int
    as_of: str
    notice: str
    version: int


DRAFT = "A draft for whoever decides: how an offer fits a need is inferred, and a country asks for itself."


def plan_answer(problem: Problem, made: Plan, as_of: date, version: int) -> PlanAnswer:
    """A plan as it is sent."""
    scenarios = tuple(_scenario(problem, each) for each in made.scenarios)
    first = scenarios[0] if scenarios else None
    return PlanAnswer(
        assignment=first.assignment if first else (),
        total=first.total if first else 0,
        unserved=first.unserved if first else _barred(problem),
        scenarios=scenarios,
        conflict=tuple(Conflict(code, f"{why}.") for code, why in made.conflict),
        remark=_untried(made),
        needs=len(problem.items),
        offers=len(problem.supplies),
        as_of=as_of.isoformat(),
        notice=DRAFT,
        version=version,
    )


def _untried(made: Plan) -> str:
    """What a reader should know of a conflict that not all limits were tried of; otherwise nothing."""
    if not made.untried:
        return ""
    return (
        f"The time was too short to try all of these limits: without {made.untried} of the {len(made.conflict)} the"
        " others may not hold together either."
    )


def _barred(problem: Problem) -> tuple[UnservedAnswer, ...]:
    """The needs that no offer may serve, whatever the limits."""
    return tuple(
        UnservedAnswer(
            PlannedEntry(problem.items[row].id, problem.items[row].name), problem.items[row].country, why, ()
        )
        for row, why in problem.barred.items()
    )


def _scenario(problem: Problem, scenario: Scenario) -> ScenarioAnswer:
    def need(row: int) -> PlannedEntry:
        return PlannedEntry(problem.items[row].id, problem.items[row].name)

    return ScenarioAnswer(
        code=scenario.code,
        wish=SCENARIOS[scenario.code],
        best=scenario.best,
        assignment=tuple(
            AssignmentAnswer(
                need=need(each.need),
                offer=PlannedEntry(problem.supplies[each.offer].id, problem.supplies[each.offer].name),
                fit=round(float(problem.value[each.need, each.offer]), 4),
                cost=problem.items[each.need].cost,
                pot=problem.items[each.need].pot,
                country=problem.items[each.need].country,
                why=each.why,
            )
            for each in scenario.assigned
        ),
        total=len(scenario.assigned),
        cost=scenario.cost,
        fit=scenario.fit,
        by_pot=scenario.by_pot,
        by_group=scenario.by_group,
        unserved=tuple(
            UnservedAnswer(need(each.need), problem.items[each.need].country, each.why, each.constraints)
            for each in scenario.unserved
        ),
    )


INFERRED = (
    "How an entry fits is inferred from its words; what is done is decided by the country that asks and by who offers."
)


def offer_matches(
    matches: Iterable[OfferMatch],
    urls: dict[str, str],
    understood: NeedUnderstood,
    model: Model,
    as_of: date,
    version: int,
    registers: Iterable[Register],
) -> OfferMatches:
    """What could meet a need, as it is sent; `urls` has the page of those that state one."""
    made = tuple(
        OfferMatchAnswer(
            OfferSummary(
                each.kind,
                each.id,
                each.name,
                urls.get(each.id, ""),
                each.standing,
                each.status,
                each.countries,
                each.partners,
            ),
            each.score,
            each.fit,
            each.right_place,
            each.right_action,
            each.gates,
            each.reasons,
        )
        for each in matches
    )
    return OfferMatches(made, understood, model, as_of.isoformat(), INFERRED, version, credited(registers))


def need_matches(
    matches: Iterable[NeedMatch],
    understood: NeedUnderstood,
    model: Model,
    as_of: date,
    version: int,
    registers: Iterable[Register],
) -> NeedMatches:
    """Whose need an offer could meet, as it is sent."""
    made = tuple(
        NeedMatchAnswer(
            NeedSummary(
                each.id,
                each.name,
                each.standing,
                each.country,
                each.groups,
                each.area,
                each.sector,
                each.actions,
            ),
            each.score,
            each.fit,
            each.right_place,
            each.right_action,
            each.gates,
            each.reasons,
        )
        for each in matches
    )
    return NeedMatches(made, understood, model, as_of.isoformat(), INFERRED, version, credited(registers))
