"""The Reconciliation Service API 0.2: what OpenRefine and its like ask."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated
from urllib.parse import parse_qs, quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from api.dependencies import Asked
from api.problems import documented
from api.reconciliation.candidates import candidates
from api.reconciliation.extension import extend, proposed
from api.reconciliation.manifest import manifest
from api.reconciliation.page import CONTENT_SECURITY_POLICY, flyout, flyout_of_term, page
from api.reconciliation.properties import properties
from api.reconciliation.queries import MOST, read_batch
from api.reconciliation.queries import Query as ReadQuery
from api.reconciliation.quoting import quoted
from api.reconciliation.suggestions import suggested_entities, suggested_properties, suggested_types
from api.reconciliation.types import entity_types
from api.reconciliation.wire import (
    EntitySuggestions,
    Extension,
    Flyout,
    Manifest,
    PropertySuggestions,
    ProposedProperties,
    Result,
    TypeSuggestions,
)
from api.service import Service
from graph.errors import InputError, MovedError, NotFoundError

router = APIRouter(prefix="/reconcile", tags=["reconcile"])

Answer = Manifest | Extension | dict[str, Result]

LARGEST = 4 * 1024 * 1024
"""Bytes of a form at most: a thousand names with a country each take some 200,000."""

_FORM = "application/x-www-form-urlencoded"

_PROBLEMS = documented(
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
_UNREADABLE = documented(HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.SERVICE_UNAVAILABLE)
_MISSING = documented(HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.SERVICE_UNAVAILABLE)
_MOVED: dict[int | str, dict[str, object]] = {308: {"description": "It was merged into another; Location is its page."}}

Prefix = Annotated[str, Query(description="What was typed.", max_length=2000)]
Cursor = Annotated[int, Query(ge=0, le=1_000_000, description="Suggestions to pass over.")]
Id = Annotated[str, Query(description="Its id.", max_length=2000)]
Queries = Annotated[str | None, Query(description="A batch of queries, in JSON.")]
Extend = Annotated[str | None, Query(description="A data extension query, in JSON.")]


@router.get("", responses=_PROBLEMS, response_model_exclude_none=True)
def reconcile(request: Request, service: Asked, queries: Queries = None, extend: Extend = None) -> Answer:
    """The manifest of the service; with a parameter, the answer to a batch of queries or to a data extension query."""
    if queries is None and extend is None:
        return manifest(_base(request), request.app.version)
    return _answer(service, queries, extend)


@router.post(
    "",
    responses=_PROBLEMS,
    response_model_exclude_none=True,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                _FORM: {
                    "schema": {
                        "type": "object",
                        "properties": {
                            "queries": {"type": "string", "description": "A batch of queries, in JSON."},
                            "extend": {"type": "string", "description": "A data extension query, in JSON."},
                        },
                        "minProperties": 1,
                        "maxProperties": 1,
                        "additionalProperties": False,
                    }
                }
            },
        }
    },
)
async def reconcile_form(request: Request, service: Asked) -> Extension | dict[str, Result]:
    """Match a batch of names with entities, or fetch properties of entities that were matched."""
    form = await _form(request)
    return await run_in_threadpool(_answer, service, form.get("queries"), form.get("extend"))


@router.get("/suggest/entity", responses=_UNREADABLE)
def suggest_entity(service: Asked, prefix: Prefix = "", cursor: Cursor = 0) -> EntitySuggestions:
    """Entities whose names begin so, or whose id it is."""
    return suggested_entities(service, prefix, cursor)


@router.get("/suggest/property", responses=_UNREADABLE)
def suggest_property(prefix: Prefix = "", cursor: Cursor = 0) -> PropertySuggestions:
    """Properties with a word that begins so; all of them for an empty prefix."""
    return suggested_properties(prefix, cursor)


@router.get("/suggest/type", responses=_UNREADABLE)
def suggest_type(prefix: Prefix = "", cursor: Cursor = 0) -> TypeSuggestions:
    """Types with a word that begins so; all of them for an empty prefix."""
    return suggested_types(prefix, cursor)


@router.get("/suggest/entity/flyout", responses=_MISSING)
def entity_flyout(service: Asked, id: Id) -> Flyout:
    """A small preview of an entity, in HTML; a merged one is shown as its heir."""
    try:
        found = service.view.entity(id)
    except MovedError as moved:
        found = service.view.entity(moved.heir)
    return Flyout(id, flyout(found))


@router.get("/suggest/property/flyout", responses=_MISSING)
def property_flyout(id: Id) -> Flyout:
    """What a property is, in HTML."""
    known = properties().get(id)
    if known is None:
        raise NotFoundError("property", id)
    return Flyout(id, flyout_of_term(known.name, known.description, id))


@router.get("/suggest/type/flyout", responses=_MISSING)
def type_flyout(id: Id) -> Flyout:
    """What a type is, in HTML."""
    known = entity_types().get(id)
    if known is None:
        raise NotFoundError("type", id)
    return Flyout(id, flyout_of_term(known.name, known.description, id))


@router.get("/properties", responses=_UNREADABLE)
def propose_properties(
    type: Annotated[str, Query(description="Id of a type; empty: any.", max_length=2000)] = "",
    limit: Annotated[int | None, Query(ge=1, description="Properties at most.")] = None,
) -> ProposedProperties:
    """The properties that can be fetched for entities of a type."""
    return proposed(type, limit)


@router.get("/preview", response_class=HTMLResponse, responses={**_MOVED, **_MISSING})
def preview(request: Request, service: Asked, id: Id) -> Response:
    """A small page about an entity, made to be shown in a frame."""
    view = service.view
    try:
        found = view.entity(id)
    except MovedError as moved:
        # Relative, and so the same behind a proxy.
        return RedirectResponse(f"?id={quote(moved.heir, safe='')}", HTTPStatus.PERMANENT_REDIRECT)
    headers = {"Content-Security-Policy": CONTENT_SECURITY_POLICY, "Referrer-Policy": "no-referrer"}
    return HTMLResponse(page(view, found, f"{_base(request)}/api/v1"), headers=headers)


def _base(request: Request) -> str:
    """Address of the application as the client sees it: below a proxy's path, under its scheme and name."""
    return str(request.base_url).rstrip("/")


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form.

    Raises:
        HTTPException: it is no form, or too long.
        InputError: it is no UTF-8, or a field stands in it twice.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != _FORM:
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"Send a form ({_FORM}) with `queries` or `extend`.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A form can have {LARGEST} bytes.")
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise InputError(f"The form can't be read: {error}.") from error
    twice = [name for name, given in fields.items() if len(given) > 1]
    if twice:
        raise InputError(f"{quoted(twice[0])} stands in the form {len(fields[twice[0]])} times.")
    return {name: given[0] for name, given in fields.items()}


_MOST_FIELDS = 20


def _answer(service: Service, queries: str | None, extension: str | None) -> Extension | dict[str, Result]:
    if (queries is None) == (extension is None):
        raise InputError("Send either `queries` or `extend`.")
    if extension is not None:
        return extend(service, extension)
    batch = read_batch(queries or "")
    if len(batch) > MOST:
        said = f"{len(batch)} queries in one batch; send at most {MOST}."
        raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, said)
    return {key: _result(service, query) for key, query in batch.items()}


def _result(service: Service, query: ReadQuery | InputError) -> Result:
    """The candidates of one query; of one that can't be read none, and why."""
    try:
        if isinstance(query, InputError):
            raise query
        return Result(result=candidates(service, query))
    except InputError as error:
        return Result(error=str(error))
