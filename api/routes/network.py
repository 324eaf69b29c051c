"""The network of partners and partnerships: described, measured partner by partner, over time, by register."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response

from api.network import NetworkService
from api.problems import documented
from api.routes.days import Day
from api.service import today
from api.slicing import Sliced
from api.wire_network import (
    HealthAnswer,
    LossAnswer,
    NetworkAnswer,
    PartnersAnswer,
    PartnershipsAnswer,
    PartsAnswer,
)
from api.writing import DESK, NOT_DESK
from graph.analytics.network.files import partners_csv, partnerships_csv
from graph.analytics.network.method import Method
from graph.analytics.network.null_models import FEWEST_DRAWS
from graph.analytics.network.projection import Weights

router = APIRouter(tags=["network"])

MOST = 1_000
"""Partners on a page."""

_MOST_DRAWS = 200
_MOST_SOURCES = 512
_PROBLEMS = documented(HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.SERVICE_UNAVAILABLE)
_OF_ONE = documented(HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.SERVICE_UNAVAILABLE)
_TABLE: dict[int | str, dict[str, Any]] = {
    200: {"description": "A page as JSON, or all of them as a table.", "content": {"text/csv": {}}}
}


def _network(request: Request) -> NetworkService:
    service: NetworkService = request.app.state.network
    return service


AskedNetwork = Annotated[NetworkService, Depends(_network)]
_Codes = Annotated[list[str], Query(default_factory=list, max_length=30)]


def _asked(
    weights: Annotated[Weights, Query(description="Of the ties of the projection.")] = "newman",
    sources: Annotated[
        int, Query(ge=0, le=_MOST_SOURCES, description="Partners that betweenness is sampled from; 0: exact.")
    ] = 256,
    seed: Annotated[int, Query(ge=0, le=2**31 - 1, description="Of the sample and of what chance gives.")] = 17,
    draws: Annotated[int, Query(ge=FEWEST_DRAWS, le=_MOST_DRAWS, description="Networks of chance.")] = 100,
    as_of: Annotated[Day | None, Query(description="The asking date; today if left out.")] = None,
) -> Method:
    return Method(as_of=as_of or today(), weights=weights, sources=sources or None, seed=seed, draws=draws)


AskedMethod = Annotated[Method, Depends(_asked)]


@router.get("/network", responses=_PROBLEMS)
def network(
    service: AskedNetwork,
    slice: Sliced,
    method: AskedMethod,
    part: Annotated[_Codes, Query(description="Parts of the description; all of them if left out.")],
) -> NetworkAnswer:
    """The network of a slice described: who leads, what it hangs on, communities, mixing beside chance; in words."""
    return service.describe(slice, method, part)


@router.get("/network/partners", response_model=PartnersAnswer, responses={**_TABLE, **_PROBLEMS})
def partners(
    *,
    service: AskedNetwork,
    slice: Sliced,
    method: AskedMethod,
    measure: Annotated[_Codes, Query(description="Measures, such as `pagerank`; an unknown one is told them all.")],
    by: Annotated[str, Query(max_length=100, description="The measure to order by; the first if left out.")] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
    offset: Annotated[int, Query(ge=0)] = 0,
    format: Annotated[Literal["json", "csv"], Query(description="`csv` has all partners.")] = "json",
) -> PartnersAnswer | Response:
    """Partners with their measures, greatest first."""
    if format == "csv":
        table, _ = service.table(slice, method, measure)
        return Response(partners_csv(table), media_type="text/csv")
    return service.partners(slice, method, measure, by, limit, offset)


@router.get("/network/partnerships", response_model=PartnershipsAnswer, responses={**_TABLE, **_PROBLEMS})
def partnerships(
    *,
    service: AskedNetwork,
    slice: Sliced,
    method: AskedMethod,
    measure: Annotated[_Codes, Query(description="Measures, such as `partners`; an unknown one is told them all.")],
    by: Annotated[str, Query(max_length=100, description="The measure to order by; the first if left out.")] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
    offset: Annotated[int, Query(ge=0)] = 0,
    format: Annotated[Literal["json", "csv"], Query(description="`csv` has all partnerships.")] = "json",
) -> PartnershipsAnswer | Response:
    """Partnerships with their measures, tied by the partners that they share, greatest first."""
    if format == "csv":
        table, _ = service.partnership_table(slice, method, measure)
        return Response(partnerships_csv(table), media_type="text/csv")
    return service.partnerships(slice, method, measure, by, limit, offset)


@router.get("/network/without/{partner}", responses=_OF_ONE)
def without(
    service: AskedNetwork, slice: Sliced, partner: Annotated[str, Path(max_length=500, description="Id of a partner.")]
) -> LossAnswer:
    """What would fall apart without one partner, by the lists."""
    return service.without(slice, partner)


@router.get("/network/years", responses=_PROBLEMS)
def years(
    service: AskedNetwork,
    slice: Sliced,
    reach: Annotated[
        Literal["cumulative", "window"], Query(description="All that began until a year, or only what began in it.")
    ] = "cumulative",
    span: Annotated[int, Query(ge=1, le=100, description="Years of a period.")] = 1,
) -> PartsAnswer:
    """The network over time, by the year in which partnerships began; those without a start are counted."""
    return service.periods(slice, reach, span)


@router.get("/network/registers", responses=_PROBLEMS)
def registers(service: AskedNetwork, slice: Sliced) -> PartsAnswer:
    """The network by register."""
    return service.registers(slice)


@router.get(
    "/partnerships/{id}/health",
    dependencies=[DESK],
    responses={**_OF_ONE, **NOT_DESK},
)
def health(
    service: AskedNetwork,
    id: Annotated[str, Path(max_length=500)],
    as_of: Annotated[Day | None, Query(description="The asking date; today if left out.")] = None,
) -> HealthAnswer:
    """One partnership's health by name: for its focal point and the desk, who show the desk's token."""
    return service.health(id, as_of or today())
