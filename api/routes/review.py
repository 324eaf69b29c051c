"""The review desk: which names are one organisation, which records one partnership; who said so, and taking it back."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field, model_validator
from starlette.exceptions import HTTPException

from api.problems import documented
from api.review import Review
from api.routes.body import Body
from api.wire_review import DecisionAnswer, InquiryAnswer, JudgementsAnswer, QueueAnswer, UndoAnswer
from api.writing import REFUSALS, WRITES
from graph.review.queue import Wanted

router = APIRouter(prefix="/review", tags=["review"])


def _review(request: Request) -> Review:
    review: Review = request.app.state.review
    return review


Reviewed = Annotated[Review, Depends(_review)]

Who = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S", description="Name of the person who decides.")]
Said = Annotated[
    str, Field(min_length=1, max_length=2000, description="Id of an entry, id of a record, or a name as it is written.")
]

_READING = documented(HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.SERVICE_UNAVAILABLE)
_ONE = documented(HTTPStatus.NOT_FOUND, HTTPStatus.SERVICE_UNAVAILABLE)
_WRITING = {
    **REFUSALS,
    **documented(
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.SERVICE_UNAVAILABLE,
    ),
}


class Decision(Body):
    """What a person decides: on an open question by its id, or on any two names."""

    question: Annotated[str, Field(max_length=100, description="Id of a question; or `a` and `b`.")] = ""
    a: Said | None = None
    b: Said | None = None
    verdict: Literal["same", "different", "unsure"]
    by: Who
    note: Annotated[str, Field(max_length=2000, description="Why, in the person's words.")] = ""
    replace: Annotated[bool, Field(description="Let it count where another person has decided the same names.")] = False

    @model_validator(mode="after")
    def _asked(self) -> Decision:
        named = self.a is not None and self.b is not None
        if bool(self.question) == named or (self.a is None) != (self.b is None):
            raise ValueError("say either the question, or both a and b")
        return self


class Undo(Body):
    """Who takes a decision back."""

    by: Who


@router.get("", responses=_READING)
def queue(
    review: Reviewed,
    kind: Annotated[
        Literal["partner", "reference", "partnership", ""],
        Query(
            description="Organisations, organisations and entries of reference registers, or records of partnerships."
        ),
    ] = "",
    country: Annotated[str, Query(description="Code or name; one side is of it.")] = "",
    register: Annotated[str, Query(description="Code of a register that names one side.")] = "",
    score: Annotated[float, Query(ge=0, le=1, description="Least score.")] = 0.0,
    q: Annotated[str, Query(max_length=2000, description="Words that names begin with, in any order.")] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(description="`next` of the page before.")] = None,
) -> QueueAnswer:
    """The open questions, what matters most first; what a person called unsure comes last."""
    return review.queue(Wanted(kind, country, register, score, q), limit, cursor or None)


@router.get("/history", responses=_READING)
def history(
    review: Reviewed,
    by: Annotated[str, Query(description="Only what this person said.")] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(description="`next` of the page before.")] = None,
) -> JudgementsAnswer:
    """What persons have decided, the last first, with what was undone."""
    return review.history(by, limit, cursor or None)


@router.get("/{id}", responses=_ONE)
def question(review: Reviewed, id: str) -> InquiryAnswer:
    """One question: both sides, what speaks for and against it, and what each answer would do to the graph."""
    return review.inquire(review.desk.pair(id))


@router.post("", dependencies=[WRITES], responses={**_WRITING, **documented(HTTPStatus.CONFLICT)})
def decide(review: Reviewed, body: Decision) -> DecisionAnswer:
    """Decide a question, or any two names. It is stored before this answers; the graph follows in the background.

    Where another person has decided the same names, nothing is stored and 409 tells who and what; `replace` lets the
    new word count. The same decision by the same person again changes nothing.
    """
    if body.a is not None and body.b is not None:
        pair = review.desk.names(body.a, body.b)
    else:
        pair = review.desk.pair(body.question)
    said, answer = review.decide(pair, body.verdict, body.by, note=body.note, replacing=body.replace)
    if said.taken(body.by):
        word = answer.judgement
        raise HTTPException(
            HTTPStatus.CONFLICT,
            f"{word.by} has decided that already ({word.verdict}, {word.at}, judgement {word.id}); nothing was stored."
            ' With "replace": true the new word counts.',
        )
    return answer


@router.post("/{judgement}/undo", dependencies=[WRITES], responses=_WRITING)
def undo(review: Reviewed, judgement: str, body: Undo) -> UndoAnswer:
    """Take a decision back: what was said of the same names before counts again; the graph follows.

    What was undone already stays so, and that is said.
    """
    return review.undo(judgement, body.by)
