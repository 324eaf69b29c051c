"""Reports of errors: anybody makes one, the desk reads and settles them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field

from api.corrections import LONGEST, CorrectionAnswer, Corrections, CorrectionsAnswer
from api.problems import documented
from api.routes.body import Body
from api.writing import DESK, NOT_DESK, REFUSALS, WRITES

router = APIRouter(prefix="/corrections", tags=["corrections"])


def _corrections(request: Request) -> Corrections:
    corrections: Corrections = request.app.state.corrections
    return corrections


Reported = Annotated[Corrections, Depends(_corrections)]

_UNAVAILABLE = HTTPStatus.SERVICE_UNAVAILABLE
_BAD = (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY, _UNAVAILABLE)
_NOT_TAKEN = (HTTPStatus.UNSUPPORTED_MEDIA_TYPE, HTTPStatus.INSUFFICIENT_STORAGE)


class Report(Body):
    """What somebody reports."""

    about: Annotated[
        str, Field(max_length=LONGEST["about"], description="Id of an entry, or of a record (`register:key`).")
    ] = ""
    asked: Annotated[
        Literal["error", "redaction", "site"],
        Field(description="`redaction`: data of a person is to be taken out; `site`: it is about this site."),
    ] = "error"
    wrong: Annotated[str, Field(min_length=1, max_length=LONGEST["wrong"], pattern=r"\S", description="What is wrong.")]
    right: Annotated[str, Field(max_length=LONGEST["right"], description="What would be right.")] = ""
    source: Annotated[str, Field(max_length=LONGEST["source"], description="Where that can be seen.")] = ""
    contact: Annotated[
        str,
        Field(max_length=LONGEST["contact"], description="For questions: the desk alone sees it, until it is settled."),
    ] = ""


class Settlement(Body):
    """What became of a report."""

    outcome: Literal["done", "not-done"]
    by: Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S", description="Name of who settles it.")]
    note: Annotated[
        str, Field(min_length=1, max_length=2000, pattern=r"\S", description="What was done, or why nothing was.")
    ]


@router.post("", responses=documented(*_BAD, *_NOT_TAKEN))
def report(corrections: Reported, body: Report) -> CorrectionAnswer:
    """Report an error, or ask that data of a person be taken out. The answer's `id` shows later what became of it."""
    return corrections.report(body.about, body.asked, body.wrong, body.right, body.source, body.contact)


@router.get("", dependencies=[DESK], responses={**NOT_DESK, **documented(_UNAVAILABLE)})
def listed(
    corrections: Reported,
    state: Annotated[Literal["open", "settled"], Query(description="Open ones oldest first, settled latest.")] = "open",
) -> CorrectionsAnswer:
    """The reports, for the desk."""
    return corrections.listed(settled=state == "settled")


@router.get("/{id}", responses=documented(HTTPStatus.NOT_FOUND, _UNAVAILABLE))
def show(corrections: Reported, id: str) -> CorrectionAnswer:
    """One report and what became of it, for who knows its id."""
    return corrections.show(id)


@router.post("/{id}/settle", dependencies=[WRITES], responses={**REFUSALS, **documented(*_BAD)})
def settle(corrections: Reported, id: str, body: Settlement) -> CorrectionAnswer:
    """Settle a report: how to reach its author is erased."""
    return corrections.settle(id, body.outcome, body.by, body.note)
