"""Which goals, targets and themes a text speaks of."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from api.dependencies import Asked
from api.problems import documented
from api.routes.body import Body
from api.routes.limits import Text, Title
from api.wire_inferred import SuggestAnswer

router = APIRouter(tags=["suggest"])

_PROBLEMS = documented(
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.SERVICE_UNAVAILABLE,
)


class SuggestRequest(Body):
    """A partnership in words."""

    title: Title = ""
    text: Annotated[Text, Field(description="What it does, in a sentence or a page.")] = ""


@router.post("/suggest", responses=_PROBLEMS)
def suggest(service: Asked, body: SuggestRequest) -> SuggestAnswer:
    """A main goal and at most five others, targets, themes and the typology of a partnership in words."""
    return service.suggest(body.title, body.text)
