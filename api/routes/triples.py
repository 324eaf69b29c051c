"""South-South and South-South-North cooperation, and replication: who could help, and who did this elsewhere."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import Field

from api.problems import documented
from api.routes.body import Body
from api.routes.days import Day
from api.routes.limits import Codes, Excluded, Goals, Id, Name, Text
from api.service import today
from api.triples import TriplesService
from api.wire_triples import ReplicaMatches, TripleMatches
from graph.matching.limit import MOST
from graph.matching.triples.asking import Question

router = APIRouter(prefix="/match", tags=["match"])

_PROBLEMS = documented(
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.SERVICE_UNAVAILABLE,
)


class _Asked(Body):
    """A country with its need; what it doesn't know is refused."""

    country: Annotated[Name, Field(description="Who asks: a code or a name; may be left out with `need`.")] = ""
    text: Annotated[Text, Field(description="What is needed; a list is read piece by piece.")] = ""
    need: Annotated[Id, Field(description="Id of a stored need of the country, in the place of a text.")] = ""
    sdgs: Goals = []
    themes: Codes = []
    limit: Annotated[int, Field(ge=1, le=MOST)] = 10
    exclude: Excluded = []
    as_of: Annotated[Day | None, Field(description="The asking date; today if left out.")] = None


class TriplesRequest(_Asked):
    """Who in the South could help with a need, and who could facilitate."""

    facilitator: Annotated[
        bool | Id,
        Field(
            description="Whether a facilitating partner is wanted: `false` gives South-South pairs alone; the id of one"
            " holds it, and all for whom it could are answered."
        ),
    ] = True
    pivotal: Annotated[
        Id, Field(description="Id of a pivotal partner to hold: answered with all who could facilitate for it.")
    ] = ""


class ReplicationRequest(_Asked):
    """Who did this in a comparable country."""

    partnership: Annotated[Id, Field(description="Id of a partnership that does it, in the place of a text.")] = ""


def _triples(request: Request) -> TriplesService:
    service: TriplesService = request.app.state.triples
    return service


AskedTriples = Annotated[TriplesService, Depends(_triples)]


@router.post("/triples", responses=_PROBLEMS)
def triples(service: AskedTriples, body: TriplesRequest) -> TripleMatches:
    """Pivotal partners of the South for a country's need, each with whoever could facilitate; reasons and ties."""
    question = Question(body.country, body.text, body.need, "", tuple(body.sdgs), tuple(body.themes))
    return service.triples(
        question,
        limit=body.limit,
        exclude=body.exclude,
        facilitated=body.facilitator is not False,
        pivotal=body.pivotal,
        facilitator=body.facilitator if isinstance(body.facilitator, str) else "",
        as_of=body.as_of or today(),
    )


@router.post("/replication", responses=_PROBLEMS)
def replication(service: AskedTriples, body: ReplicationRequest) -> ReplicaMatches:
    """Who did this in a comparable country, with which stated result and lesson; ended ones too, to learn from."""
    question = Question(body.country, body.text, body.need, body.partnership, tuple(body.sdgs), tuple(body.themes))
    return service.replication(question, limit=body.limit, exclude=body.exclude, as_of=body.as_of or today())
