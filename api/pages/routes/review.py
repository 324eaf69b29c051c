"""`/review`: which names are one organisation, which records one partnership; deciding it, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Annotated, Any, Literal, cast
from urllib.parse import quote

from fastapi import Depends, Query
from fastapi.responses import Response

from api.pages.links import Query as Asked
from api.pages.page import AskedPage, Page, Pages
from api.pages.posted import Posted, local_path
from api.pages.session import at_desk, only_desk, refusal, remember
from api.pages.working import NAMES, AskedWorking
from api.problems import ProblemPart
from api.review import Gathered, Review
from api.routes.review import Reviewed
from api.wire_review import JudgementAnswer
from graph.errors import InputError
from graph.model.judgements import Verdict
from graph.review.queue import Wanted
from graph.text.csvtext import csv_text

router = Pages()

KEYS = "desk-keys"
"""Cookie: `off` where a person has turned the single keys off."""

FILTERS = ("kind", "country", "register", "score", "q")
"""What a queue is narrowed down by; a question keeps it, so that one goes on in the same queue."""

_A_YEAR = 31_536_000
_VERDICTS = ("same", "different", "unsure")


def _wanted(
    kind: Annotated[Literal["partner", "reference", "partnership", ""], Query()] = "",
    country: Annotated[str, Query()] = "",
    register: Annotated[str, Query()] = "",
    score: Annotated[str, Query()] = "",
    q: Annotated[str, Query(max_length=2000)] = "",
) -> Wanted:
    return Wanted(kind, country.strip(), register, _score(score), q)


def _score(written: str) -> float:
    """A least score; a field of a form that was left empty asks for none."""
    try:
        least = float(written or 0)
    except ValueError:
        least = -1.0
    if not 0 <= least <= 1:
        raise InputError(f"{written!r} is no score; scores are between 0 and 1.")
    return least


Narrowed = Annotated[Wanted, Depends(_wanted)]


@router.page("/review", csv=True)
def queue(page: AskedPage, working: AskedWorking, review: Reviewed, wanted: Narrowed, cursor: str = "") -> Response:
    """The open questions, what matters most first."""

    def shown(_: Gathered) -> Response:
        answer = review.queue(wanted, 20, cursor or None)
        receipt = review.said(page.query.first("said"))
        registers = [(each.code, each.title or each.code) for each in review.store.view().registers()]
        return page.show("review.html", answer, csv=lambda: _table(review, wanted), receipt=receipt, choices=registers,
                         narrowed=_narrowed(page.query), **_desk(page))  # fmt: skip

    return working.show(page, NAMES, review.gather, shown, lasting=True)


@router.page("/review/history", csv=True)
def history(page: AskedPage, review: Reviewed, by: str = "", cursor: str = "") -> Response:
    """What persons have decided, the last first, with what was undone."""
    return _history(page, review, by, cursor)


@router.post("/review/undo")
def undo(page: AskedPage, review: Reviewed, form: Posted) -> Response:
    """Take a decision back, and go to its question, which is open again."""
    only_desk(page.request)
    by = form.get("by", "")[:200]
    if not by:
        gettext = page.language.words.gettext
        return _history(page, review, parts=[ProblemPart(place="by", message=gettext("Say who takes it back."))])
    undone = review.undo(form.get("judgement", ""), by)
    onwards = Asked.read(page.request.query_params).setting("said", undone.judgement.id)
    return _going(page, f"/review/{undone.judgement.question}{onwards}", by)


@router.post("/review/keys")
def keys(page: AskedPage, form: Posted) -> Response:
    """Turn the single keys off, or on again; kept in this browser."""
    answer = page.moved(local_path(form.get("next", "")))
    off = form.get("keys") == "off"
    answer.set_cookie(KEYS, "off" if off else "on", max_age=_A_YEAR, httponly=True, samesite="strict")
    return answer


@router.page("/review/entries/{id}")
def cluster(page: AskedPage, working: AskedWorking, review: Reviewed, id: str) -> Response:
    """All open questions about one entry, side by side; each is decided by itself."""
    return working.show(page, NAMES, review.gather, lambda _: _cluster(page, review, id), lasting=True)


@router.post("/review/entries/{id}")
def decide_one(page: AskedPage, review: Reviewed, form: Posted, id: str) -> Response:
    """Decide one of the questions about an entry, and come back to the others."""
    only_desk(page.request)
    by, (question, _, verdict) = form.get("by", "")[:200], form.get("answer", "").partition(" ")
    gettext, parts = page.language.words.gettext, []
    if not by:
        parts.append(ProblemPart(place="by", message=gettext("Say who decides: a name.")))
    if verdict not in _VERDICTS:
        parts.append(ProblemPart(place="", message=gettext("Say what it is: same, different or unsure.")))
    if parts:
        return _cluster(page, review, id, form, parts)
    said, answer = review.decide(
        review.desk.pair(question), cast("Verdict", verdict), by, note=form.get("note", "")[:2000]
    )
    if said.taken(by):
        written = {"by": by, "note": form.get("note", ""), "verdict": verdict}
        return _conflict(page, review, Wanted(), question, written, answer.judgement)
    still = any(id in {each.a.id, each.b.id} for each in review.desk.open())
    asked = _narrowed(page.query).setting("said", answer.judgement.id)
    return _going(page, f"/review{f'/entries/{quote(id)}' if still else ''}{asked}", by)


def _cluster(
    page: Page, review: Review, id: str, form: Mapping[str, str] | None = None, parts: Sequence[ProblemPart] = ()
) -> Response:
    answer = review.cluster(id, page.query.first("said"))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if parts else HTTPStatus.OK
    return page.show("review-entry.html", answer, status=status, parts=parts, form=form or {},
                     narrowed=_narrowed(page.query), **_desk(page))  # fmt: skip


@router.page("/review/{id}")
def question(page: AskedPage, working: AskedWorking, review: Reviewed, wanted: Narrowed, id: str) -> Response:
    """One question: both sides, what speaks for and against it, and what each answer would do."""
    return working.show(page, NAMES, review.gather, lambda _: _question(page, review, wanted, id, {}), lasting=True)


@router.post("/review/{id}")
def decide(page: AskedPage, review: Reviewed, wanted: Narrowed, form: Posted, id: str) -> Response:
    """Decide a question, and go on to the next one of the same queue."""
    if refused := refusal(page.request):
        return _question(page, review, wanted, id, form, refused, HTTPStatus.UNAUTHORIZED)
    by, verdict = form.get("by", "")[:200], form.get("verdict", "")
    if not by:
        return _question(
            page, review, wanted, id, form, page.language.words.gettext("Say who decides: a name."), place="by"
        )
    if verdict not in _VERDICTS:
        return _question(
            page, review, wanted, id, form, page.language.words.gettext("Say same, different or unsure."), place="same"
        )
    queue = [each.id for each in review.questions(wanted)]
    said, answer = review.decide(
        review.desk.pair(id),
        cast("Verdict", verdict),
        by,
        note=form.get("note", "")[:2000],
        replacing=form.get("replace") == "yes",
    )
    if said.taken(by):
        return _conflict(page, review, wanted, id, form, answer.judgement)
    onwards = review.after(id, queue)
    asked = _narrowed(Asked.read(page.request.query_params)).setting("said", answer.judgement.id)
    place = f"/review{'/' if onwards else ''}{onwards}{asked}"
    return _going(page, place, by)


def _question(
    page: Page,
    review: Review,
    wanted: Wanted,
    id: str,
    form: Mapping[str, str],
    problem: str = "",
    status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY,
    place: str = "",
) -> Response:
    """The page of a question; with a problem, what was written stays."""
    answer = review.page(id, wanted, page.query.first("said"))
    parts = [ProblemPart(place=place, message=problem)] if problem else []
    return page.show(
        "review-question.html",
        answer,
        status=status if problem else HTTPStatus.OK,
        parts=parts,
        form=form,
        narrowed=_narrowed(page.query),
        **_desk(page),
    )


def _conflict(
    page: Page, review: Review, wanted: Wanted, id: str, form: Mapping[str, str], word: JudgementAnswer
) -> Response:
    """Another person was quicker: what they said, and keeping or replacing it."""
    answer = review.page(id, wanted)
    return page.show("review-conflict.html", answer, status=HTTPStatus.CONFLICT, word=word, form=form,
                     narrowed=_narrowed(page.query), **_desk(page))  # fmt: skip


def _history(
    page: Page,
    review: Review,
    by: str = "",
    cursor: str = "",
    parts: Sequence[ProblemPart] = (),
) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if parts else HTTPStatus.OK
    answer = review.history(by, 20, cursor or None)

    def table() -> str:
        whole = review.history(by, 1_000_000)
        columns = ("judgement", "question", "a", "b", "verdict", "by", "at", "note", "undone_at", "counts")
        rows = (
            (each.id, each.question, each.a.name, each.b.name, each.verdict, each.by, each.at, each.note,
             each.undone_at, "yes" if each.counts else "no")
            for each in whole.judgements
        )  # fmt: skip
        return csv_text(columns, rows)

    return page.show("review-history.html", answer, csv=table, status=status, parts=parts, **_desk(page))


def _table(review: Review, wanted: Wanted) -> str:
    columns = ("question", "kind", "a", "a_name", "b", "b_name", "score", "weight", "unsure")
    rows = (
        (each.id, each.kind, each.a.id, each.a.name, each.b.id, each.b.name, each.score, each.weight,
         each.unsure.by if each.unsure else "")
        for each in review.questions(wanted)
    )  # fmt: skip
    return csv_text(columns, rows)


def _narrowed(query: Asked) -> Asked:
    """What of a query narrows the queue down, and the language."""
    return Asked.of((name, value) for name, value in query if value and name in {*FILTERS, "lang"})


def _desk(page: Page) -> dict[str, Any]:
    return {**at_desk(page.request), "keys": page.request.cookies.get(KEYS) != "off"}


def _going(page: Page, place: str, by: str) -> Response:
    """Go on, with the name of who decided kept for the next time."""
    answer = page.moved(place)
    remember(answer, by)
    return answer
