"""`/corrections`: say that something is wrong, or ask that a person's data be taken out; the desk settles it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import cast

from fastapi.responses import Response

from api.corrections import LONGEST, About, Corrections, CorrectionsAnswer
from api.pages.page import AskedPage, Page, Pages
from api.pages.posted import Posted
from api.pages.session import at_desk, only_desk, remember
from api.problems import EnglishPart, ProblemPart
from api.routes.corrections import Reported
from graph.errors import InputError, NotFoundError, StoreFullError
from graph.model.corrections import Asked, Outcome
from graph.text.csvtext import csv_text

router = Pages()

_ASKED = ("error", "redaction", "site")


@dataclass(frozen=True, slots=True)
class ReportForm:
    """What can be reported.

    Attributes:
        about: what the report will be about; empty parts where it is about none, or none of that id is here.
        asked: what can be asked for.
        longest: field to how many characters it can have.
        open: reports that wait for the desk now.
    """

    about: About
    asked: Sequence[str]
    longest: Mapping[str, int]
    open: int


@router.page("/corrections")
def form(page: AskedPage, corrections: Reported) -> Response:
    """The form, about the entry or record of `about`."""
    return _form(page, corrections, dict(page.query))


@router.post("/corrections")
def report(page: AskedPage, corrections: Reported, form: Posted) -> Response:
    """Take a report, and show its receipt."""
    gettext = page.language.words.gettext
    asked = form.get("asked", "error")
    parts = []
    if not form.get("wrong"):
        parts.append(ProblemPart(place="wrong", message=gettext("Say what is wrong.")))
    too_long = gettext("This is too long: %(most)s characters fit.")
    parts += [
        ProblemPart(place=name, message=too_long % {"most": most})
        for name, most in LONGEST.items()
        if len(form.get(name, "")) > most
    ]
    try:
        corrections.about(form.get("about", ""))
    except NotFoundError:
        parts.append(ProblemPart(place="about", message=gettext("No entry and no record here has this id.")))
    if asked not in _ASKED:
        parts.append(ProblemPart(place="asked", message=gettext("Say what it is.")))
    if parts:
        return _form(page, corrections, form, parts)
    try:
        made = corrections.report(
            form.get("about", ""),
            cast("Asked", asked),
            form["wrong"],
            form.get("right", ""),
            form.get("source", ""),
            form.get("contact", ""),
        )
    except StoreFullError as full:
        return _form(page, corrections, form, [EnglishPart(place="", message=str(full))])
    return page.moved(f"/corrections/{made.id}")


@router.page("/corrections/{id}")
def receipt(page: AskedPage, corrections: Reported, id: str) -> Response:
    """What became of a report, for who knows its id."""
    made = page.show("correction.html", corrections.show(id))
    # Who finds the address in an index wasn't meant to.
    made.headers["X-Robots-Tag"] = "noindex"
    return made


@router.page("/desk/corrections", csv=True)
def worklist(page: AskedPage, corrections: Reported, state: str = "open") -> Response:
    """The reports, for the desk."""
    only_desk(page.request)
    return _worklist(page, corrections, settled=state == "settled")


@router.post("/desk/corrections/{id}")
def settle(page: AskedPage, corrections: Reported, form: Posted, id: str) -> Response:
    """Settle a report, and go on with the others."""
    only_desk(page.request)
    outcome, by = form.get("outcome", ""), form.get("by", "")[:200]
    gettext = page.language.words.gettext
    parts = []
    if not by:
        parts.append(ProblemPart(place=f"{id}-by", message=gettext("Say who settles it.")))
    if not form.get("note"):
        message = gettext("Say what was done, or why nothing was: who reported it reads that.")
        parts.append(ProblemPart(place=f"{id}-note", message=message))
    if outcome not in {"done", "not-done"}:
        parts.append(ProblemPart(place="", message=gettext("Say what became of it: done, or not done.")))
    if not parts:
        try:
            corrections.settle(id, cast("Outcome", outcome), by, form["note"][:2000])
        except InputError as error:
            parts.append(EnglishPart(place="", message=str(error)))
        else:
            answer = page.moved("/desk/corrections")
            remember(answer, by)
            return answer
    return _worklist(page, corrections, form=form, of=id, parts=parts)


def _form(page: Page, corrections: Corrections, form: Mapping[str, str], parts: Sequence[ProblemPart] = ()) -> Response:
    try:
        about = corrections.about(form.get("about", "").strip())
    except NotFoundError:
        about = About("", "", "")
    answer = ReportForm(about, _ASKED, LONGEST, corrections.open())
    status = HTTPStatus.UNPROCESSABLE_ENTITY if parts else HTTPStatus.OK
    return page.show("corrections.html", answer, status=status, form=form, parts=parts, **at_desk(page.request))


def _worklist(
    page: Page,
    corrections: Corrections,
    *,
    settled: bool = False,
    form: Mapping[str, str] | None = None,
    of: str = "",
    parts: Sequence[ProblemPart] = (),
) -> Response:
    answer = corrections.listed(settled=settled)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if parts else HTTPStatus.OK
    return page.show("desk-corrections.html", answer, csv=lambda: _table(answer), status=status, settled=settled,
                     form=form or {}, of=of, parts=parts, **at_desk(page.request))  # fmt: skip


def _table(answer: CorrectionsAnswer) -> str:
    columns = ("report", "at", "asked", "about", "name", "wrong", "right", "source", "contact", "state", "by",
               "settled_at", "note")  # fmt: skip
    rows = (
        (said.id, said.at, said.asked, said.about.id, said.about.name, said.wrong, said.right, said.source,
         each.contact, said.state, each.by, said.settled_at, said.note)
        for each in answer.corrections
        for said in [each.report]
    )  # fmt: skip
    return csv_text(columns, rows)
