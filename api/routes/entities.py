"""One entity: its facts, who said them, and what it is tied to."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BeforeValidator

from api.dependencies import Asked
from api.problems import documented
from api.service import Service
from api.wire import EntityAnswer
from graph.errors import MovedError, NotFoundError
from graph.model.entities import Kind
from graph.model.vocabularies import read_country

router = APIRouter(tags=["entities"])

_MOVED: dict[int | str, dict[str, Any]] = {308: {"description": "It was merged into another; Location names the heir."}}
_GONE = documented(HTTPStatus.NOT_FOUND, HTTPStatus.SERVICE_UNAVAILABLE)
_UNREADABLE = documented(HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.SERVICE_UNAVAILABLE)


def _number(goal: object) -> object:
    """The number in a goal's id (`sdg-14`); whatever else was given as it is."""
    return goal.removeprefix("sdg-") if isinstance(goal, str) else goal


@router.get("/entities/{id}", response_model=EntityAnswer, responses={**_MOVED, **_GONE})
def entity(request: Request, service: Asked, id: str) -> EntityAnswer | Response:
    """Any entry by the id that answers give: of a partner, a partnership, a country, goal, target, theme or programme.

    A record's id (`register:key`) leads to its entry.
    """
    return _entity(request, service, None, id)


@router.get("/partners/{id}", response_model=EntityAnswer, responses={**_MOVED, **_GONE})
def partner(request: Request, service: Asked, id: str) -> EntityAnswer | Response:
    """A partner: its names, type, country, and the partnerships it takes part in."""
    return _entity(request, service, "partner", id)


@router.get("/partnerships/{id}", response_model=EntityAnswer, responses={**_MOVED, **_GONE})
def partnership(request: Request, service: Asked, id: str) -> EntityAnswer | Response:
    """A partnership: its facts with their sources, its partners by role, its goals, countries and themes."""
    return _entity(request, service, "partnership", id)


@router.get("/countries/{country}", responses=_GONE)
def country(
    service: Asked, country: Annotated[str, Path(description="Alpha-3 or alpha-2 code, or a name.")]
) -> EntityAnswer:
    """A country: its groups, its organisations, and what is active in it."""
    code = read_country(country)
    if code is None:
        raise NotFoundError("country", country)
    return service.term("country", code)


@router.get("/sdgs/{goal}", responses=_UNREADABLE)
def sdg(
    service: Asked,
    goal: Annotated[int, BeforeValidator(_number), Path(ge=1, le=17, description="Number of the goal, or its id.")],
) -> EntityAnswer:
    """A goal: its targets, and the partnerships that address it."""
    return service.term("sdg", str(goal))


@router.get("/themes/{code}", responses=_GONE)
def theme(service: Asked, code: Annotated[str, Path(description="Its code, or its id.")]) -> EntityAnswer:
    """A theme, and the partnerships that address it."""
    return service.term("theme", code.removeprefix("theme-"))


@router.get("/targets/{code}", responses=_GONE)
def target(
    service: Asked, code: Annotated[str, Path(description="As the UN writes it: 14.2, 17.b; or its id.")]
) -> EntityAnswer:
    """A target, its goal, and the partnerships that address it."""
    return service.term("target", code.removeprefix("target-"))


@router.get("/programmes/{code}", responses=_GONE)
def programme(
    service: Asked, code: Annotated[str, Path(description="Code of its portfolio, or its id.")]
) -> EntityAnswer:
    """A programme, and the partnerships of its portfolio."""
    return service.term("programme", code.removeprefix("programme-"))


def _entity(request: Request, service: Service, kind: Kind | None, id: str) -> EntityAnswer | Response:
    try:
        return service.show(id, kind)
    except MovedError as moved:
        before, _, _ = request.url.path.rpartition("/")
        heir = quote(moved.heir, safe="")
        return JSONResponse({"moved": moved.heir}, HTTPStatus.PERMANENT_REDIRECT, {"Location": f"{before}/{heir}"})
