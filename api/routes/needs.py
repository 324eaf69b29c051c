"""Needs and offers: what could meet a need, whose need an offer could meet, a plan for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Request
from pydantic import Discriminator, Field, Tag

from api.needs import NeedsService
from api.problems import ONE_WAY, documented
from api.routes.body import Body, Filter
from api.routes.days import Day
from api.routes.limits import MOST_ITEMS, Code, Codes, Excluded, Goal, Goals, Id, Name, Names, Places, Text
from api.service import today
from api.wire_needs import NeedMatches, OfferMatches, PlanAnswer
from graph.errors import InputError
from graph.matching.limit import MOST
from graph.matching.needs.described import NeedDescription, OfferDescription
from graph.matching.plan.constraints import MOST_COUNTED
from graph.matching.plan.planner import MOST_NEEDS, MOST_OFFERS, PlannedNeed, PlannedOffer
from graph.matching.plan.problem import Limits

router = APIRouter(prefix="/match", tags=["match"])

Described = TypeVar("Described")
PROBLEMS = documented(
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.SERVICE_UNAVAILABLE,
)


class DescribedNeed(Body):
    """A need in words: whose it is, and what is needed."""

    country: Annotated[Name, Field(description="A code or a name.")] = ""
    text: Annotated[Text, Field(description="A list is read piece by piece.")] = ""
    sdgs: Goals = []
    themes: Codes = []

    def described(self) -> NeedDescription:
        """The same for the matcher."""
        return NeedDescription(self.country, self.text, tuple(self.sdgs), tuple(self.themes))


class DescribedOffer(Body):
    """An offer in words; a sentence is enough."""

    text: Text = ""
    programme: Name = ""
    partner: Name = ""
    sdgs: Goals = []
    themes: Codes = []
    regions: Annotated[Places, Field(description="Countries by code or name, parts of the world by name.")] = []
    until: Annotated[Code, Field(description="Until when it is open: a date, possibly only a year or a month.")] = ""
    eligible: Annotated[Codes, Field(description="Groups of countries, such as `ldc`.")] = []
    asks: Annotated[Name, Field(description="Who must ask.")] = ""
    through: Annotated[Name, Field(description="Through whom.")] = ""
    capacity: Annotated[int | None, Field(ge=0, le=1_000_000, description="How many needs it can serve.")] = None

    def described(self) -> OfferDescription:
        """The same for the matcher."""
        return OfferDescription(
            self.text,
            self.programme,
            self.partner,
            tuple(self.sdgs),
            tuple(self.themes),
            tuple(self.regions),
            self.until,
            tuple(self.eligible),
            self.asks,
            self.through,
            self.capacity,
        )


class OfferFilter(Filter):
    """Which matches to answer."""

    kind: Codes | Code = []
    standing: Codes | Code = []
    fit: Codes | Code = []
    sdg: Goals | Goal = []


class NeedFilter(Filter):
    """Which needs to answer."""

    country: Places | Name = []
    group: Codes | Code = []
    standing: Codes | Code = []
    fit: Codes | Code = []
    sector: Names | Name = []


def _shape(asked: object) -> str:
    return _ID if isinstance(asked, str) else _DESCRIPTION


# Pydantic would otherwise tell of both shapes what is wrong with one of them.
_ID, _DESCRIPTION = f"{ONE_WAY}id", f"{ONE_WAY}description"
AskedNeed = Annotated[Annotated[Id, Tag(_ID)] | Annotated[DescribedNeed, Tag(_DESCRIPTION)], Discriminator(_shape)]
AskedOffer = Annotated[Annotated[Id, Tag(_ID)] | Annotated[DescribedOffer, Tag(_DESCRIPTION)], Discriminator(_shape)]


class OffersRequest(Body):
    """What could meet a need."""

    need: AskedNeed
    limit: Annotated[int, Field(ge=1, le=MOST)] = 10
    exclude: Excluded = []
    only: Annotated[
        list[Id], Field(max_length=MOST_ITEMS, description="Ids of those alone to answer, whatever fits better.")
    ] = []
    filter: OfferFilter = OfferFilter()
    as_of: Annotated[Day | None, Field(description="The asking date; today if left out.")] = None


class NeedsRequest(Body):
    """Whose need an offer could meet."""

    offer: AskedOffer
    limit: Annotated[int, Field(ge=1, le=MOST)] = 10
    exclude: Excluded = []
    only: Annotated[
        list[Id], Field(max_length=MOST_ITEMS, description="Ids of those alone to answer, whatever fits better.")
    ] = []
    filter: NeedFilter = NeedFilter()
    as_of: Annotated[Day | None, Field(description="The asking date; today if left out.")] = None


class NeedToPlan(DescribedNeed):
    """A need to plan for: an id, or a description; one whose country is "global" is an item for all."""

    id: str = ""
    cost: Annotated[float, Field(gt=0, le=1e12, description="What serving it takes of the budget.")] = 1.0
    must: Annotated[bool, Field(description="It has to be served.")] = False

    def planned(self) -> PlannedNeed:
        """The same for the planner."""
        return PlannedNeed(_one(self.id, self.described(), NeedDescription()), self.cost, self.must)


class OfferToPlan(DescribedOffer):
    """An offer to plan with: an id, or a description."""

    id: str = ""

    def planned(self) -> PlannedOffer:
        """The same for the planner."""
        described = replace(self.described(), capacity=None)
        return PlannedOffer(_one(self.id, described, OfferDescription()), self.capacity)


def _one(id: str, described: Described, nothing: Described) -> str | Described:
    """An id or a description, and not both."""
    if id and described != nothing:
        raise InputError(f"{id!r} is an id; give it alone, or describe the need or offer without one.")
    return id or described


_Number = Annotated[int, Field(ge=0, le=MOST_COUNTED)]


class Constraints(Body):
    """The limits of a plan; what is left out doesn't bind."""

    budget: Annotated[float | None, Field(ge=0, le=1e15, description="The most that all may cost together.")] = None
    pots: Annotated[
        dict[str, Annotated[float, Field(ge=0, le=1)]],
        Field(description="Share that a pot (global, countries) may take of the budget, or of what is spent."),
    ] = {}
    least: Annotated[
        dict[str, _Number],
        Field(description="Needs of a group of countries to be served at least."),
    ] = {}
    least_share: Annotated[
        dict[str, Annotated[float, Field(ge=0, le=1)]],
        Field(description="Share of what is spent that goes to a group of countries at least."),
    ] = {}
    per_country: Annotated[_Number | None, Field(description="Needs of one country to be served at most.")] = None
    serve: Annotated[_Number | None, Field(description="Needs to be served at least.")] = None
    open_only: Annotated[bool, Field(description="Only offers whose window is stated to be open.")] = False

    def limits(self) -> Limits:
        """The same for the planner."""
        return Limits(self.budget, self.pots, self.least, self.least_share, self.per_country, self.serve)


class Pair(Body):
    """A need and an offer of a plan: each by its id as given, or by its place among those asked, from 0."""

    need: Id | int
    offer: Id | int


class PlanRequest(Body):
    """Who could serve whom, within limits."""

    needs: Annotated[list[str | NeedToPlan], Field(min_length=1, max_length=MOST_NEEDS)]
    offers: Annotated[list[str | OfferToPlan], Field(min_length=1, max_length=MOST_OFFERS)]
    constraints: Constraints = Constraints()
    fix: Annotated[
        list[Pair],
        Field(max_length=MOST_NEEDS, description="Pairs that are to be in the plan, however they fit."),
    ] = []
    forbid: Annotated[
        list[Pair], Field(max_length=MOST_NEEDS * MOST_OFFERS, description="Pairs that aren't to be in the plan.")
    ] = []
    as_of: Annotated[Day | None, Field(description="The asking date; today if left out.")] = None

    def limits(self) -> Limits:
        """The same for the planner."""
        fixed, forbidden = (tuple(self._rows(pair) for pair in pairs) for pairs in (self.fix, self.forbid))
        return replace(self.constraints.limits(), fixed=fixed, forbidden=forbidden)

    def _rows(self, pair: Pair) -> tuple[int, int]:
        return _place(pair.need, self.needs, "need"), _place(pair.offer, self.offers, "offer")


def _place(named: str | int, among: Sequence[str | NeedToPlan | OfferToPlan], what: str) -> int:
    """Where a need or offer of a pair stands among those asked."""
    if isinstance(named, int):
        return named
    places = (at for at, each in enumerate(among) if (each if isinstance(each, str) else each.id) == named)
    if (place := next(places, None)) is None:
        raise InputError(f"{named!r} is fixed or forbidden and is no {what} of this plan.")
    return place


def needs_service(request: Request) -> NeedsService:
    """The service of this application for needs and offers."""
    service: NeedsService = request.app.state.needs
    return service


AskedNeeds = Annotated[NeedsService, Depends(needs_service)]


@router.post("/offers", responses=PROBLEMS)
def offers(service: AskedNeeds, body: OffersRequest) -> OfferMatches:
    """What could meet a need: offers, and partnerships and projects whose experience could serve again."""
    asked = body.need if isinstance(body.need, str) else body.need.described()
    return service.offers(
        asked,
        limit=body.limit,
        exclude=body.exclude,
        only=body.only,
        where=body.filter.where(),
        as_of=body.as_of or today(),
    )


@router.post("/needs", responses=PROBLEMS)
def needs(service: AskedNeeds, body: NeedsRequest) -> NeedMatches:
    """Whose need an offer could meet: by fit, then by country; countries are not ranked."""
    asked = body.offer if isinstance(body.offer, str) else body.offer.described()
    return service.needs(
        asked,
        limit=body.limit,
        exclude=body.exclude,
        only=body.only,
        where=body.filter.where(),
        as_of=body.as_of or today(),
    )


@router.post("/plan", responses=PROBLEMS)
def plan(service: AskedNeeds, body: PlanRequest) -> PlanAnswer:
    """Who could serve whom, within limits: several drafts for whoever decides, and what keeps a need unserved."""
    return service.plan(
        [PlannedNeed(each) if isinstance(each, str) else each.planned() for each in body.needs],
        [PlannedOffer(each) if isinstance(each, str) else each.planned() for each in body.offers],
        body.limits(),
        as_of=body.as_of or today(),
        open_only=body.constraints.open_only,
    )
