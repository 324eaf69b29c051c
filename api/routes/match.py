"""The matchmaker: whom to invite, what to join, what overlaps."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from api.dependencies import Asked
from api.overlaps import OverlapsService
from api.problems import ONE_WAY, documented
from api.service import today
from api.wire import PartnerMatches, PartnershipMatches
from api.wire_overlaps import OverlapMatches
from graph.matching.matcher import MOST
from graph.matching.model import MOST_SPREAD
from graph.matching.subject import PartnerDescription, PartnershipDescription

router = APIRouter(prefix="/match", tags=["match"])

Text = Annotated[str, Field(max_length=100_000)]
Goal = Annotated[int, Field(ge=1, le=17)]
YesNo = Literal["yes", "no"]
_PROBLEMS = documented(
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.SERVICE_UNAVAILABLE,
)


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DescribedPartnership(_Body):
    """A partnership in words; anything may be left out, but not everything."""

    title: Text = ""
    text: Text = ""
    partners: Annotated[list[str], Field(max_length=1000, description="Names, as written.")] = []
    sdgs: list[Goal] = []
    countries: Annotated[list[str], Field(max_length=300, description="Codes or names.")] = []
    themes: list[str] = []

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


class DescribedPartner(_Body):
    """A partner in words: a name and a sentence are enough."""

    name: Text = ""
    text: Text = ""
    type: str = ""
    country: Annotated[str, Field(description="A code or a name.")] = ""
    sdgs: list[Goal] = []
    brings: Annotated[list[str], Field(description="Codes of `contributions`: they say which role it could play.")] = []
    seeks: Annotated[list[str], Field(description="What it looks for; read as words so far.")] = []

    def described(self) -> PartnerDescription:
        """The same for the matcher."""
        text = "\n".join([self.text, *self.seeks]).strip()
        return PartnerDescription(self.name, text, self.type, self.country, tuple(self.sdgs), tuple(self.brings))


class _Filter(_Body):
    """Filters by their names in every answer: `goal-type`; `goal_type` is understood too."""

    model_config = ConfigDict(
        extra="forbid", populate_by_name=True, alias_generator=lambda field: field.replace("_", "-")
    )


_OnlyStated = Field(description="Only as it is stated: nothing is concluded from texts, or from who takes part.")


class PartnerFilter(_Filter):
    """Which partners to offer."""

    type: list[str] | str = []
    country: list[str] | str = []
    brings: Annotated[list[str] | str, Field(description="Codes of `contributions`, as they are stated.")] = []
    with_business: Annotated[list[YesNo] | YesNo, _OnlyStated] = []


class PartnershipFilter(_Filter):
    """Which partnerships to offer."""

    sdg: list[Goal] | Goal = []
    country: list[str] | str = []
    theme: list[str] | str = []
    mechanism: list[str] | str = []
    goal_type: list[str] | str = []
    business_type: Annotated[list[str] | str, Field(description="Types of the United Nations Guidelines.")] = []
    funding_type: list[str] | str = []
    non_cash: Annotated[list[str] | str, _OnlyStated] = []
    with_business: Annotated[list[YesNo] | YesNo, _OnlyStated] = []


def _shape(asked: object) -> str:
    return _ID if isinstance(asked, str) else _DESCRIPTION


# Pydantic would otherwise tell of both shapes what is wrong with one of them.
_ID, _DESCRIPTION = f"{ONE_WAY}id", f"{ONE_WAY}description"
_Partnership = Annotated[
    Annotated[str, Tag(_ID)] | Annotated[DescribedPartnership, Tag(_DESCRIPTION)], Discriminator(_shape)
]
_Partner = Annotated[Annotated[str, Tag(_ID)] | Annotated[DescribedPartner, Tag(_DESCRIPTION)], Discriminator(_shape)]


class InviteRequest(_Body):
    """Whom to invite into a partnership."""

    partnership: _Partnership
    limit: Annotated[int, Field(ge=1, le=MOST)] = 10
    exclude: list[str] = []
    filter: PartnerFilter = PartnerFilter()
    spread: Annotated[
        float | None,
        Field(
            ge=0, le=MOST_SPREAD, description="How much less readily those are offered who take part in much already."
        ),
    ] = None


class JoinRequest(_Body):
    """What a partner should join."""

    partner: _Partner
    limit: Annotated[int, Field(ge=1, le=MOST)] = 10
    exclude: list[str] = []
    filter: PartnershipFilter = PartnershipFilter()
    as_of: Annotated[date | None, Field(description="The asking date; today if left out.")] = None
    include: Annotated[list[Literal["ended"]], Field(description="`ended`: also those to learn from.")] = []
    joinable: Annotated[
        bool, Field(description="Leave out what a source says can't be joined; what isn't stated is kept.")
    ] = False


class OverlapRequest(_Body):
    """What has to do with a partnership: a stored one, or one that is about to be registered."""

    partnership: _Partnership
    limit: Annotated[int, Field(ge=1, le=MOST)] = 10
    exclude: list[str] = []
    filter: PartnershipFilter = PartnershipFilter()
    as_of: Annotated[date | None, Field(description="The day on which statuses are told; today if left out.")] = None


def _overlaps(request: Request) -> OverlapsService:
    service: OverlapsService = request.app.state.overlaps
    return service


@router.post("/partners", responses=_PROBLEMS)
def partners(service: Asked, body: InviteRequest) -> PartnerMatches:
    """Whom a partnership should invite, with reasons; its own partners are never offered."""
    asked = body.partnership if isinstance(body.partnership, str) else body.partnership.described()
    return service.invite(asked, limit=body.limit, exclude=body.exclude, where=_where(body.filter), spread=body.spread)


@router.post("/partnerships", responses=_PROBLEMS)
def partnerships(service: Asked, body: JoinRequest) -> PartnershipMatches:
    """What a partner should join, in which role, with reasons and gates; ended ones only to learn from."""
    return service.join(
        body.partner if isinstance(body.partner, str) else body.partner.described(),
        limit=body.limit,
        exclude=body.exclude,
        where=_where(body.filter),
        as_of=body.as_of or today(),
        ended="ended" in body.include,
        joinable=body.joinable,
    )


@router.post("/overlaps", responses=_PROBLEMS)
def overlaps(service: Annotated[OverlapsService, Depends(_overlaps)], body: OverlapRequest) -> OverlapMatches:
    """Which entries are the same, follow or overlap one, complete it, or are of one campaign with it, and why."""
    return service.matches(
        body.partnership if isinstance(body.partnership, str) else body.partnership.described(),
        limit=body.limit,
        exclude=body.exclude,
        where=_where(body.filter),
        as_of=body.as_of or today(),
    )


def _where(filter: PartnerFilter | PartnershipFilter) -> dict[str, list[str]]:
    chosen = filter.model_dump(by_alias=True).items()
    return {
        field: [str(value) for value in (values if isinstance(values, list) else [values])]
        for field, values in chosen
        if values
    }
