"""`/match/plan`: many needs, few offers; which could serve which, within limits, and what stays unmet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus

from fastapi.responses import Response

from api.dependencies import Asked
from api.needs import NeedsService
from api.pages.asking import TIDY, WrongFieldsError, asking_day, read, refused
from api.pages.match.choosing import called
from api.pages.match.needs import choices
from api.pages.page import AskedPage, Page, Pages
from api.pages.planning import BESIDE, EACH, FIELDS, GROUPS, limits, lines, need_of, offer_of, pairs
from api.pages.working import AskedWorking
from api.problems import EnglishPart, ProblemPart
from api.routes.needs import AskedNeeds, PlanRequest
from api.service import Service, today
from api.tables import plan_table
from api.wire import Credit, credited
from api.wire_needs import PlanAnswer, ScenarioAnswer
from graph.errors import InputError, NotFoundError
from graph.matching.codes import no_country
from graph.matching.limit import MOST
from graph.matching.needs.described import WORLD, NeedDescription
from graph.matching.plan.planner import MOST_NEEDS, MOST_OFFERS, PlannedNeed, PlannedOffer
from graph.model.vocabularies import read_country
from graph.progress import Progress, told_of

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


@dataclass(frozen=True, slots=True)
class _Planned:
    """What takes long of a plan.

    Attributes:
        offers: the offers, in the order in which the answer counts them.
        answer: the drafts; None where there is no offer.
        version: of the store.
    """

    offers: tuple[InPlan, ...]
    answer: PlanAnswer | None
    version: int


@router.page("/match/plan", csv=True)
def plan(page: AskedPage, working: AskedWorking, service: Asked, needs: AskedNeeds) -> Response:
    """Drafts of a plan side by side; one of them in full, with what stays unmet and why."""
    query = page.query
    begun = PlanPage(
        fixed=tuple(query.values("fix")),
        forbidden=tuple(query.values("forbid")),
        must=tuple(query.values("must")),
        held=service.status().entities,
    )
    if not any(each for name in ("need", "needs", "country") for each in query.values(name)):
        return _shown(page, needs, begun)
    try:
        question = _question(page, service, needs, begun)

        def shown(planned: _Planned) -> Response:
            if planned.answer is None:
                said = page.language.words.gettext(
                    "No offer of this store fits any of these needs; describe one, a line each, or name some."
                )
                raise WrongFieldsError([ProblemPart(place="offers", message=said)])
            made = replace(
                begun,
                answer=planned.answer,
                shown=query.first("scenario"),
                registers=credited(service.registers()),
                needs=tuple(each for each, _ in question.needs),
                offers=planned.offers,
                countries=tuple(dict.fromkeys(read_country(each) or "" for each in query.values("country") if each)),
            )
            return _shown(page, needs, made)

        # Which draft is shown in full, the first or another, is the same question.
        what = ("plan", query.without("scenario", "lang"))
        return working.show(page, what, lambda progress: _planned(service, needs, question, progress), shown)
    except (InputError, NotFoundError) as error:
        return _shown(page, needs, *refused(page, begun, error))


def _shown(page: Page, needs: NeedsService, made: PlanPage, status: HTTPStatus = HTTPStatus.OK) -> Response:
    if made.answer is None:
        made = replace(made, examples=tuple(dict.fromkeys(each.country for each in needs.examples(today()))))
    found = made.answer
    return page.show(
        "plan.html",
        made,
        csv=(lambda: plan_table(found)) if found else None,
        status=status,
        scenario=_in_full(made),
        names={each.key: each.name for each in (*made.needs, *made.offers)},
        # A country that can't be read is to be mended where it was typed; the others are ticked.
        typed=next((each for each in page.query.values("country") if read_country(each) is None), ""),
        least_of=GROUPS,
        each=EACH,
        beside=BESIDE,
        **choices(page),
    )


_Named = Sequence[tuple[InPlan, dict[str, object] | str]]
"""Needs or offers, each with how the API is asked for it."""


@dataclass(frozen=True, slots=True)
class _Question:
    """What a query asks.

    Attributes:
        needs: the needs.
        offers: the offers that are named.
        each: how many are proposed for each need beside them.
        limits: the limits, as the API takes them.
        fixed: pairs of keys that somebody wants.
        forbidden: pairs of keys that somebody doesn't want.
        open_only: only offers with a window that is stated to be open.
        day: the asking date.
    """

    needs: _Named
    offers: _Named
    each: int
    limits: Mapping[str, object]
    fixed: Sequence[str]
    forbidden: Sequence[str]
    open_only: bool
    day: date


def _question(page: Page, service: Service, needs: NeedsService, begun: PlanPage) -> _Question:
    """What is asked, without what takes long.

    Raises:
        WrongFieldsError: a field can't be what it is.
        NotFoundError: an id is no need's, or no offer's.
    """
    query, gettext = page.query, page.language.words.gettext
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
    offered = _offers(page, service)
    return _Question(
        wanted,
        offered,
        _each(page, offered),
        limits(query, gettext),
        begun.fixed,
        begun.forbidden,
        query.first("open_only") == "yes",
        day,
    )


def _planned(service: Service, needs: NeedsService, question: _Question, progress: Progress) -> _Planned:
    """The drafts, with offers that fit each need best beside those that are named."""
    wanted, offered = question.needs, list(question.offers)
    if question.each:
        with service.counting.one(progress):
            proposed = _proposed(needs, [one for one, _ in wanted], question, progress)
        known = {one.id for one, _ in offered}
        fresh = [(id, name) for id, name in proposed if id not in known]
        room = max(MOST_OFFERS - len(offered), 0)
        offered += [(InPlan(id, id, name, proposed=True), id) for id, name in fresh[:room]]
    if not offered:
        return _Planned((), None, service.view.version())
    keys = [each.key for each, _ in wanted], [each.key for each, _ in offered]
    request = read(
        PlanRequest,
        {
            "needs": [body for _, body in wanted],
            "offers": [body for _, body in offered],
            "constraints": question.limits,
            "fix": pairs(question.fixed, *keys),
            "forbid": pairs(question.forbidden, *keys),
        },
        FIELDS,
    )
    answer = needs.plan(
        [PlannedNeed(each) if isinstance(each, str) else each.planned() for each in request.needs],
        [PlannedOffer(each) if isinstance(each, str) else each.planned() for each in request.offers],
        request.limits(),
        as_of=question.day,
        open_only=request.constraints.open_only,
        progress=progress,
    )
    return _Planned(tuple(each for each, _ in offered), answer, answer.version)


def _needs(page: Page, needs: NeedsService, must: Sequence[str], day: date) -> _Named:
    """The needs: those named by id, those of countries, those in words; each with how the API is asked for it."""
    query = page.query
    stated = {id: needs.stored(id, day) for id in query.values("need") if id}
    for written in query.values("country"):
        if not written.strip():
            continue
        code = read_country(written)
        if code is None:
            raise WrongFieldsError([EnglishPart(place="country", message=no_country(written))])
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
            raise WrongFieldsError([EnglishPart(place="needs", message=no_country(country))])
        whose = "" if everywhere else read_country(country) or ""
        found.append((InPlan(line.key, "", str(described["text"]), whose, cost), described))
    return found


def _offers(page: Page, service: Service) -> _Named:
    """The offers that are named: by their ids, then in words."""
    query = page.query
    found: list[tuple[InPlan, dict[str, object] | str]] = []
    for line in (line for written in query.values("offer") for line in lines(written)):
        known = called(service, line.key)
        places = float(line.number) if line.number else None
        body: dict[str, object] = {"id": known.id, **({"capacity": line.number} if line.number else {})}
        found.append((InPlan(line.key, known.id, known.label, number=places), body))
    for line in lines(query.first("offers")):
        places = float(line.number) if line.number else None
        found.append((InPlan(line.key, "", line.key, number=places), offer_of(line)))
    return found


def _each(page: Page, offered: _Named) -> int:
    """How many offers are proposed for each need: where one is named, none unless it is said.

    Raises:
        WrongFieldsError: it is no such number.
    """
    written = page.query.first("each").strip() or ("0" if offered else str(EACH))
    # No more digits are read than the greatest number has: Python refuses to read thousands of them.
    if not written.isdecimal() or len(written) > len(str(MOST_OFFERS)) or int(written) > MOST_OFFERS:
        said = page.language.words.gettext("“%(written)s” is no number of offers; it can be 0 to %(most)s.")
        message = said % {"written": written, "most": MOST_OFFERS}
        raise WrongFieldsError([ProblemPart(place="each", message=message)])
    return int(written)


def _proposed(
    needs: NeedsService, wanted: Sequence[InPlan], question: _Question, progress: Progress
) -> list[tuple[str, str]]:
    """Ids and names of the offers that fit the needs best and that no condition bars: the first of every need first."""
    each, day = question.each, question.day
    where = {
        "kind": ["offer"],
        "fit": ["meets", "partly"],
        **({"standing": ["offer"]} if question.open_only else {}),
    }
    best: list[list[tuple[str, str]]] = []
    for one in told_of(wanted, "needs", len(wanted), progress):
        if not one.id and not one.country:
            continue  # An item for all is no country's, so nothing tells where its offers should work.
        asked = one.id or NeedDescription(one.country, one.name)
        found = needs.offers(asked, limit=min(each + SPARE, MOST), where=where, as_of=day).matches
        may = [match.offer for match in found if all(gate.passed is not False for gate in match.gates)]
        best.append([(offer.id, offer.name) for offer in may[:each]])
    return list(dict.fromkeys(of[place] for place in range(each) for of in best if place < len(of)))


def _in_full(made: PlanPage) -> ScenarioAnswer | None:
    """The draft that is shown in full: the one asked for, else the first."""
    drafts = made.answer.scenarios if made.answer else ()
    return next((each for each in drafts if each.code == made.shown), drafts[0] if drafts else None)
