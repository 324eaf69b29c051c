"""Errors over HTTP: one shape for all of them, the problem document of RFC 9457."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import ClassVar

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from graph.errors import (
    Goal17Error,
    InputError,
    NotFoundError,
    NotReadyError,
    StoreError,
    StoreFullError,
    StoreUnavailableError,
    UnsupportedError,
)

MEDIA_TYPE = "application/problem+json"

_STATUS: tuple[tuple[type[Goal17Error], HTTPStatus], ...] = (
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (InputError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (NotReadyError, HTTPStatus.SERVICE_UNAVAILABLE),
    (StoreUnavailableError, HTTPStatus.SERVICE_UNAVAILABLE),
    (StoreFullError, HTTPStatus.INSUFFICIENT_STORAGE),
    (UnsupportedError, HTTPStatus.NOT_IMPLEMENTED),
    (StoreError, HTTPStatus.INTERNAL_SERVER_ERROR),
    (Goal17Error, HTTPStatus.INTERNAL_SERVER_ERROR),
)
"""The most special first."""


class ProblemPart(BaseModel):
    """One thing that is wrong with a request."""

    place: str = Field(description="Where it stands: the parameter, or the path into the body.")
    message: str = Field(description="What is wrong and what would be right.")
    language: ClassVar[str] = ""
    """Of the message, on a page in another one; "" where it is that of the page."""


class EnglishPart(ProblemPart):
    """One that is told in the library's own words, whatever the language of the page."""

    language: ClassVar[str] = "en"


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str = Field(default="about:blank", description="A URI for the kind of problem; about:blank: see the status.")
    title: str = Field(description="The status in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What happened and what to do.")
    errors: list[ProblemPart] = Field(default_factory=list, description="Every part of the request that is wrong.")


Shown = Callable[[Request, Problem], Response | None]
"""Gives the page for a problem; None for a client that asked for data."""


def documented(*statuses: HTTPStatus) -> dict[int | str, dict[str, object]]:
    """What a route's OpenAPI entry says of its problems."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status.value: {"description": status.phrase, "content": {MEDIA_TYPE: {"schema": schema}}} for status in statuses
    }


def handle_problems(app: FastAPI, shown: Shown) -> None:
    """Answer every error of this application with a problem document, or in a browser with a page of it.

    Args:
        app: the application.
        shown: gives the page.
    """
    log = structlog.get_logger("goal17.api")

    def problem(request: Request, status: HTTPStatus, detail: str, errors: list[ProblemPart] | None = None) -> Response:
        document = Problem(title=status.phrase, status=status, detail=detail, errors=errors or [])
        answer = shown(request, document) or JSONResponse(document.model_dump(), status, media_type=MEDIA_TYPE)
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            answer.headers["Retry-After"] = "5"
        return answer

    @app.exception_handler(Goal17Error)
    def ours(request: Request, error: Goal17Error) -> Response:
        status = next(status for kind, status in _STATUS if isinstance(error, kind))
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            log.warning("failed", path=request.url.path, error=str(error))
        return problem(request, status, str(error))

    @app.exception_handler(RequestValidationError)
    def unreadable(request: Request, error: RequestValidationError) -> Response:
        written = request.headers.get("content-type", "")
        if request.method == "POST" and "json" not in written.lower():
            said = f"not {written[:100]!r}" if written else "which this one lacks"
            return problem(
                request,
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
                f"Send the body as JSON, with the header Content-Type: application/json ({said}).",
            )
        parts = [
            ProblemPart(
                place=".".join(_steps(each["loc"])),
                message=plainly(each["msg"], each["type"], each.get("input"), each.get("ctx")),
            )
            for each in error.errors()
        ]
        detail = "; ".join(f"{part.place}: {part.message}" for part in parts)
        return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, detail, parts)

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        status = HTTPStatus(error.status_code)
        detail = str(error.detail)
        if status == HTTPStatus.NOT_FOUND and detail == status.phrase:
            detail = f"There is nothing at {request.url.path}."
        answer = problem(request, status, detail)
        for name, value in (error.headers or {}).items():
            answer.headers[name] = value
        return answer

    @app.exception_handler(Exception)
    def unforeseen(request: Request, error: Exception) -> Response:
        log.error("unforeseen error", path=request.url.path, exc_info=error)
        return problem(
            request, HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong here; the log of the service says what."
        )


def plainly(message: str, kind: str = "", written: object = None, limits: Mapping[str, object] | None = None) -> str:
    """What is wrong with a value, as a person says it.

    Args:
        message: what Pydantic says of it.
        kind: Pydantic's name for that.
        written: the value.
        limits: what it says that would be right.

    >>> plainly("Input should be less than or equal to 17", "less_than_equal", 99, {"le": 17})
    '99 is too much: 17 at most.'
    >>> plainly("Value error, a day is written like 2026-05-31", "value_error")
    'a day is written like 2026-05-31'
    """
    limits = limits or {}
    what = _shown(written)
    if kind in {"less_than_equal", "less_than"}:
        return f"{what} is too much: {limits.get('le', limits.get('lt'))} at most."
    if kind in {"greater_than_equal", "greater_than"}:
        return f"{what} is too little: {limits.get('ge', limits.get('gt'))} at least."
    if kind in {"int_parsing", "int_type", "int_from_float"}:
        return f"{what} is no whole number."
    if kind in {"float_parsing", "float_type", "finite_number"}:
        return f"{what} is no number."
    if kind in {"literal_error", "enum"}:
        return f"{what} can't stand here; there are {limits.get('expected')}."
    if kind == "string_too_long":
        return f"That is too long: {limits.get('max_length')} characters at most."
    if kind == "too_long":
        return f"These are too many: {limits.get('max_length')} at most."
    if kind == "missing":
        return "This has to be said."
    return message.removeprefix("Value error, ")


def _shown(written: object) -> str:
    """A short value as it was written; what is long, or no text that could be shown, isn't repeated."""
    if isinstance(written, int | float) and not isinstance(written, bool):
        return f"{written}"[:_SHORT]
    if isinstance(written, str) and len(written) <= _SHORT and written.isprintable():
        return f"“{written}”"
    return "This"


_SHORT = 60


def _steps(place: Sequence[int | str]) -> list[str]:
    """The path to a part of a request, without the names of the ways in which it could have been written."""
    return [str(step) for step in place if not str(step).startswith(ONE_WAY)]


ONE_WAY = "one way: "
"""How the name of one of several shapes of a part begins, which is no step on the path to it."""
