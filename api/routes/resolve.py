"""Which known partner a written name is."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import Asked
from api.problems import documented
from api.wire import ResolveAnswer, WrittenName

router = APIRouter(tags=["resolve"])


class NameToResolve(BaseModel):
    """A name as someone wrote it."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(max_length=2000)]
    type: Annotated[str, Field(description="Code of the vocabulary `types`, if known.")] = ""
    country: Annotated[str, Field(description="Code or name of its country, if known.")] = ""


class ResolveRequest(BaseModel):
    """Names to look up."""

    model_config = ConfigDict(extra="forbid")

    names: Annotated[list[NameToResolve], Field(max_length=1000)]


_PROBLEMS = documented(
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.SERVICE_UNAVAILABLE,
)


@router.post("/resolve", responses=_PROBLEMS)
def resolve(service: Asked, body: ResolveRequest) -> ResolveAnswer:
    """The partners that written names may mean, in the order asked, each with its reasons."""
    return service.resolve(WrittenName(each.name, each.type, each.country) for each in body.names)
