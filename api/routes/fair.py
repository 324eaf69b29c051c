"""A fair's programme: who should meet whom."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import Field

from api.dependencies import Asked
from api.problems import documented
from api.routes.body import Body
from api.routes.days import Day, Time
from api.routes.limits import Title
from api.service import today
from api.wire import credited
from api.wire_fair import FairAnswer, fair_answer
from graph.matching.fair.files import as_calendar, as_csv
from graph.matching.fair.programme import MOST_ATTENDEES, MOST_SLOTS, MOST_TABLES, SLOTS, TABLES, Room

router = APIRouter(prefix="/match", tags=["match"])

_PROBLEMS = documented(
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
_FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The programme: as JSON, as a table of comma-separated values, or as a calendar.",
        "content": {"text/csv": {}, "text/calendar": {}},
    }
}
_Slot = Annotated[int, Field(ge=1, le=MOST_SLOTS)]


class FairRequest(Body):
    """Who comes to a fair, and what there is room for."""

    attendees: Annotated[
        list[Title],
        Field(max_length=10 * MOST_ATTENDEES, description="Ids or names of partners and partnerships that come."),
    ]
    slots: Annotated[_Slot, Field(description="Meetings one after another.")] = SLOTS
    tables: Annotated[int, Field(ge=1, le=MOST_TABLES, description="Meetings held at once.")] = TABLES
    most: Annotated[
        _Slot | None, Field(description="Meetings of one attendee at most; left out: one in every slot.")
    ] = None
    start: Annotated[Time | None, Field(description="When the first slot begins; left out: no times.")] = None
    minutes: Annotated[int, Field(ge=1, le=1440, description="How long a meeting lasts.")] = 20
    pause: Annotated[int, Field(ge=0, le=1440, description="Minutes between two slots.")] = 0
    away: Annotated[
        dict[Title, Annotated[list[_Slot], Field(max_length=MOST_SLOTS)]],
        Field(max_length=10 * MOST_ATTENDEES, description="Id or name, as given, to the slots in which it can't come."),
    ] = {}
    as_of: Annotated[Day | None, Field(description="The day of the fair; its start's day, or today, if left out.")] = (
        None
    )


@router.post("/fair", response_model=FairAnswer, responses={**_FILES, **_PROBLEMS})
def fair(
    service: Asked,
    body: FairRequest,
    format: Annotated[Literal["json", "csv", "ical"], Query(description="How to write the programme.")] = "json",
) -> FairAnswer | Response:
    """Who should meet whom at a fair, when, at which table and why."""
    room = Room(body.slots, body.tables, body.most, body.start, body.minutes, body.pause, body.away)
    day = body.as_of or (body.start.date() if body.start else today())
    programme = service.programme(body.attendees, room, day)
    if format == "json":
        return fair_answer(programme, day.isoformat(), service.view.version(), credited(service.registers()))
    if format == "csv":
        return Response(as_csv(programme), media_type="text/csv")
    return Response(as_calendar(programme, datetime.now(UTC)), media_type="text/calendar")
