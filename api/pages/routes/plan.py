"""`/match/plan`: many needs, few offers; which could serve which, within limits, and what stays unmet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fastapi.responses import Response

from api.dependencies import Asked
from api.needs import NeedsService
from api.pages.asking import TIDY, WrongFieldsError, asked, asking_day, read
from api.pages.match.choosing import called
from api.pages.page import AskedPage, Page, Pages
from api.pages.planning import BESIDE, EACH, FIELDS, GROUPS, limits, lines, need_of, offer_of, pairs
from api.pages.routes.needs import choices
from api.problems import ProblemPart
from api.routes.needs import AskedNeeds, PlanRequest
from api.service import Service, today
from api.tables import plan_table
from api.wire import Credit, credited
from api.wire_needs import PlanAnswer, ScenarioAnswer
from graph.matching.codes import no_country
from graph.matching.limit import MOST
from graph.matching.needs.described import WORLD, NeedDescription
from graph.matching.plan.planner import MOST_NEEDS, MOST_OFFERS, PlannedNeed, PlannedOffer
from graph.model.vocabularies import read_country

router = Pages([TIDY])

SPARE = 20
"""Offers looked at beyond those proposed for a need, as a condition may bar some."""


@dataclass(frozen=True, slots=True)
class InPlan:
    """A need or an offer of a plan.

    Attributes:
        key: by which pairs name it: its id, or the line that describes it.
        id: of a stored one; "" for one in words.
        name: what it is called.
        country: whose need it is: an alpha-3 code; "" for an offer, or for an item for all.
        number: what serving the need costs, or how many needs the offer can serve; None: not said.
        proposed: nobody named it: it is among those that fit a need best.
    """

    key: str
    id: str
    name: str
    country: str = ""
    number: float | None = None
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan.

    Attributes:
        answer: the drafts; None where nothing was asked, or not enough.
        shown: code of the draft that is shown in full.
        needs: the needs, in the order in which the answer counts them.
        offers: the offers, likewise.
        fixed: pairs of keys that somebody wants.
        forbidden: pairs of keys that somebody doesn't want.
        must: keys of needs that have to be served.
        countries: countries whose stored needs are planned for, as alpha-3 codes.
        examples: countries with stored needs to begin with.
        held: kind of entry to how many the store has.
        registers: what the answer draws on.
        problems: what is wrong with the question.
    """

    answer: PlanAnswer | None = None
    shown: str = ""
    needs: tuple[InPlan, ...] = ()
    offers: tuple[InPlan, ...] = ()
    fixed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    held: Mapping[str, int] | None = None
    registers: tuple[Credit, ...] = ()
    problems: tuple[ProblemPart, ...] = ()


@router.page("/match/plan", csv=True)
def plan(page: AskedPage, service: Asked, needs: AskedNeeds) -> Response:
    """Drafts of a plan side by side; one of them in full, with what stays unmet and why."""
    query = page.query
    begun = PlanPage(
        fixed=tuple(query.values("fix")),
        forbidden=tuple(query.values("forbid")),
        must=tuple(query.values("must")),
        held=service.view.status().entities,
    )
    made, status = asked(page, begun, lambda begun: _plan(page, service, needs, begun))
    if made.answer is None:
        made = replace(made, examples=tuple(dict.fromkeys(each.country for each in needs.examples(today()))))
    found = made.answer
    return page.show(
        "plan.html",
        made,
        csv=(lambda: plan_table(found)) if found else None,
        status=status,
        scenario=_shown(made),
        names={each.key: each.name for each in (*made.needs, *made.offers)},
        least_of=GROUPS,
        each=EACH,
        beside=BESIDE,
        **choices(page),
    )


def _plan(page: Page, service: Service, needs: NeedsService, begun: PlanPage) -> PlanPage:
    query, gettext = page.query, page.language.words.gettext
    if not any(each for name in ("need", "needs", "country") for each in query.values(name)):
        return begun
    day = asking_day(query)
    wanted = _needs(page, needs, begun.must, day)
    if not wanted:
        said = gettext(
            "None of these countries has a stored need that depends on support; describe one, or take its priorities."
        )
        raise WrongFieldsError([ProblemPart(place="needs", message=said)])
    if len(wanted) > MOST_NEEDS:
        # Before offers are looked for, which takes an answer for each need.
        said = gettext("A plan can have %(most)s needs; these are %(number)s.")
        message = said % {"most": MOST_NEEDS, "number": len(wanted)}
        raise WrongFieldsError([ProblemPart(place="needs", message=message)])
    offered = _offers(page, service, needs, wanted, day)
    if not offered:
        said = gettext("No offer of this store fits any of these needs; describe one, a line each, or name some.")
        raise WrongFieldsError([ProblemPart(place="offers", message=said)])
    request = read(
        PlanRequest,
        {
            "needs": [body for _, body in wanted],
            "offers": [body for _, body in offered],
            "constraints": limits(query, gettext),
            "fix": pairs(begun.fixed, [each.key for each, _ in wanted], [each.key for each, _ in offered]),
            "forbid": pairs(begun.forbidden, [each.key for each, _ in wanted], [each.key for each, _ in offered]),
        },
        FIELDS,
    )
    answer = needs.plan(
        [PlannedNeed(each) if isinstance(each, str) else each.planned() for each in request.needs],
        [PlannedOffer(each) if isinstance(each, str) else each.planned() for each in request.offers],
        request.limits(),
        as_of=day,
        open_only=request.constraints.open_only,
    )
    return replace(
        begun,
        answer=answer,
        shown=query.first("scenario"),
        registers=credited(service.registers()),
        needs=tuple(each for each, _ in wanted),
        offers=tuple(each for each, _ in offered),
        countries=tuple(dict.fromkeys(read_country(each) or "" for each in query.values("country") if each)),
    )


def _needs(
    page: Page, needs: NeedsService, must: Sequence[str], day: date
) -> list[tuple[InPlan, dict[str, object] | str]]:
    """The needs: those named by id, those of countries, those in words; each with how the API is asked for it."""
    query = page.query
    stated = {id: needs.stored(id, day) for id in query.values("need") if id}
    for written in query.values("country"):
        if not written.strip():
            continue
        code = read_country(written)
        if code is None:
            raise WrongFieldsError([ProblemPart(place="country", message=no_country(written))])
        wanted = ("need", "priority") if query.first("priorities") == "yes" else ("need",)
        stated |= {each.id: each for each in needs.stated(code, as_of=day) if each.standing in wanted}
    found: list[tuple[InPlan, dict[str, object] | str]] = []
    for each in stated.values():
        body: dict[str, object] = {"id": each.id, "must": each.id in must}
        found.append((InPlan(each.id, each.id, "; ".join(each.actions), each.country), body))
    for line in lines(query.first("needs")):
        described = need_of(line, page.language.words.gettext) | {"must": line.key in must}
        country, cost = str(described["country"]), float(line.number) if line.number else None
        everywhere = country.casefold() in WORLD
        if not everywhere and read_country(country) is None:
            raise WrongFieldsError([ProblemPart(place="needs", message=no_country(country))])
        whose = "" if everywhere else read_country(country) or ""
        found.append((InPlan(line.key, "", str(described["text"]), whose, cost), described))
    return found


def _offers(
    page: Page,
    service: Service,
    needs: NeedsService,
    wanted: Sequence[tuple[InPlan, dict[str, object] | str]],
    day: date,
) -> list[tuple[InPlan, dict[str, object] | str]]:
    """The offers: those named by id, those in words; and those that fit each need best, where none is named."""
    query, gettext = page.query, page.language.words.gettext
    found: list[tuple[InPlan, dict[str, object] | str]] = []
    for line in (line for written in query.values("offer") for line in lines(written)):
        known = called(service, line.key)
        places = float(line.number) if line.number else None
        body: dict[str, object] = {"id": known.id, **({"capacity": line.number} if line.number else {})}
        found.append((InPlan(line.key, known.id, known.label, number=places), body))
    for line in lines(query.first("offers")):
        places = float(line.number) if line.number else None
        found.append((InPlan(line.key, "", line.key, number=places), offer_of(line)))
    each = query.first("each").strip() or ("0" if found else str(EACH))
    if not each.isdecimal() or int(each) > MOST_OFFERS:
        said = gettext("“%(written)s” is no number of offers; it can be 0 to %(most)s.")
        message = said % {"written": each, "most": MOST_OFFERS}
        raise WrongFieldsError([ProblemPart(place="each", message=message)])
    named_already = {one.id for one, _ in found}
    room = MOST_OFFERS - len(found)
    proposed = _proposed(needs, [one for one, _ in wanted], int(each), day, open_only=query.first("open_only") == "yes")
    fresh = [(id, name) for id, name in proposed if id not in named_already]
    return found + [(InPlan(id, id, name, proposed=True), id) for id, name in fresh[: max(room, 0)]]


def _proposed(
    needs: NeedsService, wanted: Sequence[InPlan], each: int, day: date, *, open_only: bool
) -> list[tuple[str, str]]:
    """Ids and names of the offers that fit the needs best and that no condition bars: the first of every need first."""
    if not each:
        return []
    where = {"kind": ["offer"], "fit": ["meets", "partly"], **({"standing": ["offer"]} if open_only else {})}
    best: list[list[tuple[str, str]]] = []
    for one in wanted:
        if not one.id and not one.country:
            continue  # An item for all is no country's, so nothing tells where its offers should work.
        asked = one.id or NeedDescription(one.country, one.name)
        found = needs.offers(asked, limit=min(each + SPARE, MOST), where=where, as_of=day).matches
        may = [match.offer for match in found if all(gate.passed is not False for gate in match.gates)]
        best.append([(offer.id, offer.name) for offer in may[:each]])
    return list(dict.fromkeys(of[place] for place in range(each) for of in best if place < len(of)))


def _shown(made: PlanPage) -> ScenarioAnswer | None:
    """The draft that is shown in full: the one asked for, else the first."""
    drafts = made.answer.scenarios if made.answer else ()
    return next((each for each in drafts if each.code == made.shown), drafts[0] if drafts else None)
