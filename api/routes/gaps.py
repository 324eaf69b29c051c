"""Gaps of a register or of any slice, a country's niches, and a country's own view."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from api.dependencies import Asked
from api.gaps import IDS, MOST_IDS
from api.gaps import country_view as viewed
from api.gaps import gaps as covered
from api.gaps import niches as found
from api.problems import documented
from api.routes.days import Day
from api.service import today
from api.slicing import Sliced
from api.wire_gaps import CountryAnswer, GapsAnswer, NichesAnswer
from graph.analytics.gaps.files import cells_csv
from graph.errors import NotFoundError
from graph.model.vocabularies import read_country

router = APIRouter(tags=["gaps"])

_PROBLEMS = documented(HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.SERVICE_UNAVAILABLE)
_OF_A_COUNTRY = documented(HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.SERVICE_UNAVAILABLE)
_TABLE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The table: as JSON, or every cell as a line.", "content": {"text/csv": {}}}
}

_Country = Annotated[str, Path(description="Alpha-3 or alpha-2 code, or a name.")]
_Of = Annotated[Literal["goals", "themes"], Query(description="What is counted.")]


_Day = Annotated[Day | None, Query(description="The asking date; today if left out.")]


@router.get("/gaps", response_model=GapsAnswer, responses={**_TABLE, **_PROBLEMS})
def gaps(
    service: Asked,
    slice: Sliced,
    of: _Of = "goals",
    by: Annotated[
        str, Query(max_length=100, description="Scheme of regions or groups; an unknown one is told them all.")
    ] = "m49",
    baseline: Annotated[
        Literal["independence", "countries", "needs"], Query(description="What counts are held against.")
    ] = "independence",
    ids: Annotated[int, Query(ge=0, le=MOST_IDS, description="Ids of entries in each cell.")] = IDS,
    as_of: _Day = None,
    format: Annotated[Literal["json", "csv"], Query(description="`csv`: a line for every cell.")] = "json",
) -> GapsAnswer | Response:
    """Goals or themes by region, each cell with its rows beside what a named baseline would expect."""
    answer = covered(service, slice, of=of, regions=by, baseline=baseline, ids=ids, as_of=as_of or today())
    if format == "csv":
        return Response(cells_csv(answer.coverage, answer.slice), media_type="text/csv")
    return answer


@router.get("/countries/{iso3}/niches", responses=_OF_A_COUNTRY)
def niches(service: Asked, slice: Sliced, iso3: _Country, of: _Of = "goals", as_of: _Day = None) -> NichesAnswer:
    """What has no entry in a country and has some in its sub-region or a group of it, with who works there."""
    return found(service, slice, _known(iso3), of=of, as_of=as_of or today())


@router.get("/countries/{iso3}/view", responses=_OF_A_COUNTRY)
def view(
    service: Asked,
    slice: Sliced,
    iso3: _Country,
    window: Annotated[int, Query(ge=0, le=36_500, description="Days in which what ends is shown.")] = 365,
    limit: Annotated[int, Query(ge=0, le=1_000, description="Items that each list shows.")] = 20,
    as_of: _Day = None,
) -> CountryAnswer:
    """What is active in a country, what ends soon, what it asked for, who is here, what has ended."""
    return viewed(service, slice, _known(iso3), window=window, most=limit, as_of=as_of or today())


def _known(country: str) -> str:
    code = read_country(country)
    if code is None:
        raise NotFoundError("country", country)
    return code
