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
from graph.matching.plan.used import Use
from graph.model.entities import Entity
from graph.model.records import Register


@dataclass(frozen=True, slots=True)
class OfferSummary:
    """What could meet a need, in short; see `graph.matching.needs.answer.OfferMatch`.

    `start` and `end` are when it began and ends or ended, `until` is until when it is open: as exactly as stated, ""
    where not stated.
    """

    kind: str
    id: str
    name: str
    url: str
    standing: str
    status: str
    start: str
    end: str
    until: str
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
    """A need or offer in a plan: its place among those asked, from 0; `id` is empty for one only described."""

    place: int
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class AssignmentAnswer:
    """An offer for a need: `fit` is how well it serves it, 0 to 1, inferred; `why` has the strongest reasons.

    `pot` pays `cost`; `fixed` where somebody asked for this pair.
    """

    need: PlannedEntry
    offer: PlannedEntry
    fit: float
    cost: float
    pot: str
    country: str
    fixed: bool
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
    limits: tuple[Use, ...]
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
        UnservedAnswer(_need(problem, row), problem.items[row].country, why, ()) for row, why in problem.barred.items()
    )


def _need(problem: Problem, row: int) -> PlannedEntry:
    return PlannedEntry(row, problem.items[row].id, problem.items[row].name)


def _scenario(problem: Problem, scenario: Scenario) -> ScenarioAnswer:
    return ScenarioAnswer(
        code=scenario.code,
        wish=SCENARIOS[scenario.code],
        best=scenario.best,
        assignment=tuple(
            AssignmentAnswer(
                need=_need(problem, each.need),
                offer=PlannedEntry(each.offer, problem.supplies[each.offer].id, problem.supplies[each.offer].name),
                fit=round(float(problem.value[each.need, each.offer]), 4),
                cost=problem.items[each.need].cost,
                pot=problem.items[each.need].pot,
                country=problem.items[each.need].country,
                fixed=(each.need, each.offer) in problem.limits.fixed,
                why=each.why,
            )
            for each in scenario.assigned
        ),
        total=len(scenario.assigned),
        cost=scenario.cost,
        fit=scenario.fit,
        by_pot=scenario.by_pot,
        by_group=scenario.by_group,
        limits=scenario.limits,
        unserved=tuple(
            UnservedAnswer(_need(problem, each.need), problem.items[each.need].country, each.why, each.constraints)
            for each in scenario.unserved
        ),
    )


INFERRED = (
    "How an entry fits is inferred from its words; what is done is decided by the country that asks and by who offers."
)


def offer_matches(
    matches: Iterable[OfferMatch],
    entities: Mapping[str, Entity],
    understood: NeedUnderstood,
    model: Model,
    as_of: date,
    version: int,
    registers: Iterable[Register],
) -> OfferMatches:
    """What could meet a need, as it is sent; `entities` has what each states of its page and its dates."""
    made = tuple(
        OfferMatchAnswer(
            _summary(each, entities.get(each.id)),
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


def _summary(match: OfferMatch, entity: Entity | None) -> OfferSummary:
    stated = {field: entity.fact(field) if entity else None for field in ("url", "start", "end", "window")}
    window = stated["window"]
    return OfferSummary(
        kind=match.kind,
        id=match.id,
        name=match.name,
        url=str(stated["url"] or ""),
        standing=match.standing,
        status=match.status,
        start=str(stated["start"] or ""),
        end=str(stated["end"] or ""),
        until=str(window.get("until") or "") if isinstance(window, Mapping) else "",
        countries=match.countries,
        partners=match.partners,
    )


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
