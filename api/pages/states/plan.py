"""Plans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from api.pages.links import Query
from api.pages.page import Page
from api.pages.planning import BESIDE
from api.pages.routes.plan import InPlan, PlanPage
from api.pages.states.state import State, asked_at
from api.problems import ProblemPart
from api.wire_needs import AssignmentAnswer, PlanAnswer, PlannedEntry, ScenarioAnswer, UnservedAnswer
from graph.matching.plan.used import Use

SHEET = "needs.css"

_WELLS, _RAIN, _FUND = (
    PlannedEntry(0, "plan-7", "Wells"),
    PlannedEntry(1, "", "تخزين مياه الأمطار"),
    PlannedEntry(0, "fund-3", "A fund"),
)
_PAIR = AssignmentAnswer(_WELLS, _FUND, 0.81, 1.0, "countries", "KEN", fixed=False, why=("Same words.",))
_FIXED = replace(_PAIR, need=_RAIN, pot="global", country="", fixed=True, why=())
_LEFT = (
    UnservedAnswer(_WELLS, "KEN", "The budget is used up.", ("budget",)),
    UnservedAnswer(_RAIN, "", "No offer fits it.", ()),
)
_LIMITS = (
    Use("budget", "all together cost at most 12", 9.0, None, 12.0, 3.0, "cost"),
    Use("ldc", "at least 2 in least developed countries", 2.0, 2.0, None, None, "needs"),
)
_DRAFT = ScenarioAnswer(
    *("most", "as many needs as possible", True, (_PAIR, _FIXED), 2, 9.0, 1.62),
    by_pot={"global": 1.0, "countries": 8.0},
    by_group={"ldc": 2, "sids": 1},
    limits=_LIMITS,
    unserved=_LEFT,
)
_OTHER = replace(_DRAFT, code="best-fit", wish="the best fit of all together", best=False, by_pot={}, by_group={})
_ANSWER = PlanAnswer((), 2, (), (_DRAFT, _OTHER), (), "", 4, 2, "2026-11-22", "", 3)


def states(page: Page) -> Iterator[State]:
    """All of `components/plan.html`."""
    asked = asked_at(page, "/match/plan", ("needs", "KEN: wells"), ("fix", "rain~fund-3"), ("budget", "much"))
    for code in ("most", "best-fit", "least-developed-first"):
        yield State("draft_words", code, code)
    yield State("in_plan", "one of the store", _FUND, "offer")
    yield State("in_plan", "one in words, from right to left", _RAIN, "need")
    yield State("whose", "of a country", "KEN")
    yield State("whose", "for all", "")
    yield State("drafts", "two, the first is shown", asked, _ANSWER, _DRAFT)
    yield State("limits_used", "with an end, and without", _LIMITS)
    yield State("limits_used", "none", ())
    planned = PlanPage(
        needs=(InPlan("plan-7", "plan-7", "Wells", "KEN"), InPlan("rain", "", _RAIN.name)),
        offers=(InPlan("fund-3", "fund-3", "A fund", proposed=True),),
    )
    yield State("chosen_pairs", "one proposed, one fixed", asked, planned, _DRAFT, BESIDE)
    yield State("chosen_pairs", "none", asked, planned, replace(_DRAFT, assignment=()), BESIDE)
    yield State("unmet", "for a limit, and for want of an offer", asked, planned, _LEFT)
    yield State("amount", "empty", "budget", "Budget", Query(), (), "your unit")
    yield State("amount", "wrong", "budget", "Budget", asked.query, [ProblemPart(place="budget", message="No number.")])
