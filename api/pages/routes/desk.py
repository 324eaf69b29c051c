"""`/desk`: what needs care, and the worklist behind every number."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi.responses import Response

from api.care import PAGE, CareService
from api.pages.page import AskedPage, Pages
from api.pages.session import at_desk, only_desk
from api.pages.working import CARE, NAMES, AskedWorking
from api.routes.corrections import Reported
from api.routes.review import Reviewed
from api.wire_care import WorklistAnswer
from graph.care.care import Care
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
def desk(page: AskedPage, working: AskedWorking, service: Cared, review: Reviewed, corrections: Reported) -> Response:
    """What needs care, in numbers; each leads to its list."""

    def shown(care: Care) -> Response:
        gathered = working.latest(NAMES, "/review", review.gather, patience=0)
        questions = review.desk.queue(limit=1).total if gathered is not None else None
        return page.show("desk.html", service.desk(care, questions, corrections.open()), **at_desk(page.request))

    return working.show(page, CARE, service.gather, shown, lasting=True)


@router.page("/desk/{code}", csv=True)
def worklist(page: AskedPage, working: AskedWorking, service: Cared, code: str, start: Start = 0) -> Response:
    """One list, a page at a time."""
    if code not in WORKLISTS:
        raise NotFoundError("worklist", code)
    if WORKLISTS[code].is_private:
        only_desk(page.request)

    def shown(care: Care) -> Response:
        answer = service.worklist(care, code, start)
        return page.show(
            "worklist.html", answer, csv=lambda: _table(service.worklist(care, code, limit=None)), size=PAGE
        )

    return working.show(page, CARE, service.gather, shown, lasting=True)


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
