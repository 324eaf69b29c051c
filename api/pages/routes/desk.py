"""`/desk`: what needs care, and the worklist behind every number."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi.responses import Response

from api.care import PAGE, CareService
from api.pages.page import AskedPage, Pages
from api.pages.session import at_desk, only_desk
from api.pages.waiting import waiting
from api.routes.corrections import Reported
from api.wire_care import WorklistAnswer
from graph.care.worklists import WORKLISTS
from graph.errors import NotFoundError
from graph.text.csvtext import csv_text

router = Pages()


def _care(request: Request) -> CareService:
    care: CareService = request.app.state.care
    return care


Cared = Annotated[CareService, Depends(_care)]

Start = Annotated[int, Query(alias="offset", ge=0, le=10_000_000)]
"""How many entries of a list come before the page."""


@router.page("/desk")
def desk(page: AskedPage, service: Cared, corrections: Reported) -> Response:
    """What needs care, in numbers; each leads to its list."""
    care = service.care()
    if care is None:
        return waiting(page, "desk")
    return page.show("desk.html", service.desk(care, corrections.open()), **at_desk(page.request))


@router.page("/desk/{code}", csv=True)
def worklist(page: AskedPage, service: Cared, code: str, start: Start = 0) -> Response:
    """One list, a page at a time."""
    if code not in WORKLISTS:
        raise NotFoundError("worklist", code)
    if WORKLISTS[code].is_private:
        only_desk(page.request)
    care = service.care()
    if care is None:
        return waiting(page, "desk")
    answer = service.worklist(care, code, start)
    return page.show("worklist.html", answer, csv=lambda: _table(service.worklist(care, code, limit=None)), size=PAGE)


def _table(answer: WorklistAnswer) -> str:
    columns = ("kind", "id", "name", "other", "other_name", "field", "value", "record", "column", "written", "score")
    rows = (
        (case.kind, case.id, case.name, case.other, case.other_name,
         *("; ".join(str(getattr(point, name) or "") for point in case.points)
           for name in ("field", "value", "record", "column", "written")),
         case.points[0].score if case.points else None)
        for case in answer.cases
    )  # fmt: skip
    return csv_text(columns, rows)
