"""The matchmaker: whom to invite, what to join, what overlaps."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal, Self

from fastapi import APIRouter, Depends, Request
from pydantic import Discriminator, Field, Tag, model_validator

from api.dependencies import Asked
from api.matching import Further
from api.overlaps import OverlapsService
from api.problems import ONE_WAY, documented
from api.routes.body import Body, Filter
from api.routes.days import Day
from api.routes.limits import (
    MOST_ITEMS,
    MOST_PARTNERS,
    MOST_TEXT,
    Code,
    Codes,
    Excluded,
    Goal,
    Goals,
    Id,
    Name,
    Places,
    Text,
    Title,
)
from api.service import today
from api.wire import PartnerMatches, PartnershipMatches
from api.wire_overlaps import OverlapMatches
from graph.matching.limit import MOST
from graph.matching.model import MOST_SPREAD
from graph.matching.subject import PartnerDescription, PartnershipDescription

router = APIRouter(prefix="/match", tags=["match"])

YesNo = Literal["yes", "no"]
YesNos = Annotated[list[YesNo], Field(max_length=MOST_ITEMS)]
_PROBLEMS = documented(
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.SERVICE_UNAVAILABLE,
)


class DescribedPartnership(Body):
    """A partnership in words; anything may be left out, but not everything."""

    title: Title = ""
    text: Text = ""
    partners: Annotated[list[Name], Field(max_length=MOST_PARTNERS, description="Names, as written.")] = []
    sdgs: Goals = []
    countries: Annotated[Places, Field(description="Codes or names.")] = []
    themes: Codes = []

    def described(self) -> PartnershipDescription:
        """The same for the matcher."""
        return PartnershipDescription(
            self.title,
            self.text,
            tuple(self.partners),
            tuple(self.sdgs),
            tuple(self.countries),
            tuple(self.themes),
        )


class DescribedPartner(Body):
    """A partner in words: a name and a sentence are enough."""

    name: Name = ""
    text: Text = ""
    type: Code = ""
    country: Annotated[Name, Field(description="A code or a name.")] = ""
    sdgs: Goals = []
    brings: Annotated[Codes, Field(description="Codes of `contributions`: they say which role it could play.")] = []
    seeks: Annotated[
        list[Text],
        Field(max_length=MOST_ITEMS, description="What it looks for; read as words so far, together with the text."),
    ] = []

    @model_validator(mode="after")
    def _as_long_as_a_text(self) -> Self:
        """What it looks for is read as a part of its text, so both have one limit."""
        if sum(map(len, (self.text, *self.seeks))) > MOST_TEXT:
            raise ValueError(f"text and seeks together should have at most {MOST_TEXT} characters")
        return self

    def described(self) -> PartnerDescription:
        """The same for the matcher."""
        text = "\n".join([self.text, *self.seeks]).strip()
        return PartnerDescription(self.name, text, self.type, self.country, tuple(self.sdgs), tuple(self.brings))


_OnlyStated = Field(description="Only as it is stated: nothing is concluded from texts, or from who takes part.")


class PartnerFilter(Filter):
    """Which partners to offer."""

    type: Codes | Code = []
    country: Places | Name = []
    brings: Annotated[Codes | Code, Field(description="Codes of `contributions`, as they are stated.")] = []
    with_business: Annotated[YesNos | YesNo, _OnlyStated] = []


class PartnershipFilter(Filter):
    """Which partnerships to offer."""

    sdg: Goals | Goal = []
    country: Places | Name = []
    theme: Codes | Code = []
    mechanism: Codes | Code = []
    goal_type: Codes | Code = []
    business_type: Annotated[Codes | Code, Field(description="Types of the United Nations Guidelines.")] = []
    funding_type: Codes | Code = []
    non_cash: Annotated[Codes | Code, _OnlyStated] = []
    with_business: Annotated[YesNos | YesNo, _OnlyStated] = []


def _shape(asked: object) -> str:
    return _ID if isinstance(asked, str) else _DESCRIPTION


# Pydantic would otherwise tell of both shapes what is wrong with one of them.
_ID, _DESCRIPTION = f"{ONE_WAY}id", f"{ONE_WAY}description"
_Partnership = Annotated[
    Annotated[Id, Tag(_ID)] | Annotated[DescribedPartnership, Tag(_DESCRIPTION)], Discriminator(_shape)
]
_Partner = Annotated[Annotated[Id, Tag(_ID)] | Annotated[DescribedPartner, Tag(_DESCRIPTION)], Discriminator(_shape)]


class MatchRequest(Body):
    """What every question of the matchmaker may say of its list, and ask for beside it."""

    limit: Annotated[int, Field(ge=1, le=MOST)] = 10
    exclude: Excluded = []
    keep: Annotated[
        Excluded, Field(description="Ids of entries whose match is given with its place, wherever it stands.")
    ] = []
    why_not: Annotated[Id, Field(description="Id of an entry: why isn't it among the first, or where is it?")] = ""
    leave_out: Annotated[
        bool,
        Field(description="Tell what the first would be without each thing that was said, for one in words."),
    ] = False

    def further(self) -> Further:
        """The same for the service."""
        return Further(self.keep, self.why_not, self.leave_out)


class InviteRequest(MatchRequest):
    """Whom to invite into a partnership."""

    partnership: _Partnership
    filter: PartnerFilter = PartnerFilter()
    spread: Annotated[
        float | None,
        Field(
            ge=0, le=MOST_SPREAD, description="How much less readily those are offered who take part in much already."
        ),
    ] = None


class JoinRequest(MatchRequest):
    """What a partner should join."""

    partner: _Partner
    filter: PartnershipFilter = PartnershipFilter()
    as_of: Annotated[Day | None, Field(description="The asking date; today if left out.")] = None
    include: Annotated[
        list[Literal["ended"]], Field(max_length=MOST_ITEMS, description="`ended`: also those to learn from.")
    ] = []
    joinable: Annotated[
        bool, Field(description="Leave out what a source says can't be joined; what isn't stated is kept.")
    ] = False


class OverlapRequest(MatchRequest):
    """What has to do with a partnership: a stored one, or one that is about to be registered."""

    partnership: _Partnership
    filter: PartnershipFilter = PartnershipFilter()
    as_of: Annotated[Day | None, Field(description="The day on which statuses are told; today if left out.")] = None


def asked_overlaps(request: Request) -> OverlapsService:
    """What answers about overlaps."""
    service: OverlapsService = request.app.state.overlaps
    return service


@router.post("/partners", responses=_PROBLEMS)
def partners(service: Asked, body: InviteRequest) -> PartnerMatches:
    """Whom a partnership should invite, with reasons; its own partners are never offered."""
    asked = body.partnership if isinstance(body.partnership, str) else body.partnership.described()
    return service.invite(
        asked,
        limit=body.limit,
        exclude=body.exclude,
        where=body.filter.where(),
        spread=body.spread,
        further=body.further(),
    )


@router.post("/partnerships", responses=_PROBLEMS)
def partnerships(service: Asked, body: JoinRequest) -> PartnershipMatches:
    """What a partner should join, in which role, with reasons and gates; ended ones only to learn from."""
    return service.join(
        body.partner if isinstance(body.partner, str) else body.partner.described(),
        limit=body.limit,
        exclude=body.exclude,
        where=body.filter.where(),
        as_of=body.as_of or today(),
        ended="ended" in body.include,
        joinable=body.joinable,
        further=body.further(),
    )


@router.post("/overlaps", responses=_PROBLEMS)
def overlaps(service: Annotated[OverlapsService, Depends(asked_overlaps)], body: OverlapRequest) -> OverlapMatches:
    """Which entries are the same, follow or overlap one, complete it, or are of one campaign with it, and why."""
    return service.matches(
        body.partnership if isinstance(body.partnership, str) else body.partnership.described(),
        limit=body.limit,
        exclude=body.exclude,
        where=body.filter.where(),
        as_of=body.as_of or today(),
        further=body.further(),
    )
