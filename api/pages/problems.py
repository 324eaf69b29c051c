"""Errors in a browser: one voice for all of them. What happened, what to do, and the way out."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import Request
from fastapi.responses import Response

from api.pages.page import Page
from api.pages.posted import written_texts
from api.problems import Problem

_NOT_PAGES = ("/api/", "/reconcile", "/docs", "/openapi.json")
"""What machines ask, and answers every error as a problem document."""


def problem_page(request: Request, problem: Problem) -> Response | None:
    """The page for a problem; None for who asked for data, and gets the document."""
    if request.url.path.startswith(_NOT_PAGES) or request.url.path.endswith((".json", ".csv")):
        return None
    page = Page(request)
    if page.form != "html":
        return None
    return page.show(
        "problem.html",
        problem,
        status=HTTPStatus(problem.status),
        asked=_asked(page, problem) if request.method == "GET" else (),
        written=written_texts(request),
    )


def _asked(page: Page, problem: Problem) -> list[tuple[str, str, str]]:
    """What can be mended of a question that can't be answered, also what it lacks: name, value, what is wrong."""
    if problem.status != HTTPStatus.UNPROCESSABLE_ENTITY:
        return []
    slips = {part.place.removeprefix("query."): part.message for part in problem.errors}
    said = page.query.without("lang")
    lacking = [(name, "") for name in slips if not said.values(name)]
    return [(name, value, slips.get(name, "")) for name, value in (*said, *lacking)]
