"""Which known partner a written name is."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field

from api.dependencies import Asked
from api.problems import documented
from api.resolving import LONGEST_NAME
from api.resolving import resolve as resolve_names
from api.routes.body import Body
from api.wire import Named, ResolveAnswer, WrittenName

router = APIRouter(tags=["resolve"])


MOST = 1_000
"""Names in one call."""


class NameToResolve(Body):
    """A name as someone wrote it."""

    name: Annotated[str, Field(description=f"At most {LONGEST_NAME:,} characters.")]
    type: Annotated[str, Field(description="Code of the vocabulary `types`, if known.")] = ""
    country: Annotated[str, Field(description="Code or name of its country, if known.")] = ""


class ResolveRequest(Body):
    """Names to look up."""

    # One that can't be read mustn't cost the others their answers.
    names: Annotated[
        list[Annotated[NameToResolve | Any, Field(union_mode="left_to_right")]],
        Field(max_length=MOST, description="What is no name gets a `problem`, and the others are answered."),
    ]


_NO_NAME = "This is no name: it takes a `name`, and perhaps a `type` and a `country`, all of them texts."

_PROBLEMS = documented(
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.SERVICE_UNAVAILABLE,
)


@router.post("/resolve", responses=_PROBLEMS)
def resolve(service: Asked, body: ResolveRequest) -> ResolveAnswer:
    """The partners that written names may mean, in the order asked, each with its reasons."""
    read = [each for each in body.names if isinstance(each, NameToResolve)]
    answer = resolve_names(service, (WrittenName(each.name, each.type, each.country) for each in read))
    answered = iter(answer.results)
    results = [next(answered) if isinstance(each, NameToResolve) else Named("", (), _NO_NAME) for each in body.names]
    return replace(answer, results=tuple(results))
