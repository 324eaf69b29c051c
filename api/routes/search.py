"""Search: words, names and meaning, with filters and facets."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request

from api.dependencies import Asked
from api.problems import documented
from api.routes.days import Day
from api.wire import SearchAnswer
from graph.errors import InputError
from graph.model.status import NOT_ENDED, STATUSES
from graph.search.search import FURTHEST, MOST, Order
from graph.store.query import FACETS

router = APIRouter(tags=["search"])

Values = Annotated[
    list[str],
    Query(default_factory=list, description="Any of these; repeat the parameter. Empty: those that state none."),
]
Statuses = Annotated[
    list[str],
    Query(
        default_factory=list,
        description=f"Only partnerships of any of these statuses on the day `as_of`: {', '.join(STATUSES)}; repeat the"
        f" parameter. `{NOT_ENDED}` leaves out those that have ended and keeps all else, partners too. Empty: what is"
        " no partnership, and so has no status.",
    ),
]
_KNOWN = {*FACETS, "q", "order", "start", "limit", "cursor", "as_of"}


@router.get("/search", responses=documented(HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.SERVICE_UNAVAILABLE))
def search(
    request: Request,
    service: Asked,
    *,
    q: Annotated[str, Query(description="The question; empty lists everything that passes the filters.")] = "",
    kind: Values,
    status: Statuses,
    sdg: Values,
    country: Values,
    theme: Values,
    type: Values,
    register: Values,
    portfolio: Values,
    order: Annotated[Order, Query(description="The best match first, or the best connected.")] = "relevance",
    start: Annotated[int, Query(ge=0, le=FURTHEST, description="Entries to pass over; a cursor counts first.")] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST, description="Entries on this page.")] = 20,
    cursor: Annotated[str | None, Query(description="`next` of the page before.")] = None,
    as_of: Annotated[Day | None, Query(description="The day on which statuses are told; today if left out.")] = None,
) -> SearchAnswer:
    """Find partnerships, partners and the rest; the facets count what their filter would give."""
    unknown = sorted(set(request.query_params) - _KNOWN)
    if unknown:
        raise InputError(f"{unknown[0]!r} is no parameter of a search; there are {', '.join(sorted(_KNOWN))}.")
    named = {
        "kind": kind,
        "status": status,
        "sdg": sdg,
        "country": country,
        "theme": theme,
        "type": type,
        "register": register,
        "portfolio": portfolio,
    }
    where = {field: values for field, values in named.items() if values}
    return service.search(q, where, limit, cursor, as_of, order=order, start=start)
