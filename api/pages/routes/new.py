"""`/new`: what was read since a day, and its feed."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from fastapi.responses import Response

from api.dependencies import Asked
from api.pages.feed import TYPE, atom
from api.pages.news import SIZE, NewAnswer, news
from api.pages.page import AskedPage, Page, Pages
from api.problems import EnglishPart, ProblemPart
from api.service import Service
from graph.errors import InputError
from graph.text.csvtext import csv_lines
from graph.text.dates import read_date

router = Pages()

_FEED = 50
"""Records in the feed."""

_COLUMNS = ("record", "register", "first_read", "kind", "id", "name")


@router.page("/new", csv=True)
def new(page: AskedPage, service: Asked) -> Response:
    """Records first read since a day: what each is, when and by which register."""
    parts: list[ProblemPart] = []
    try:
        answer = _news(page, service, page.query.first("cursor"))
    except InputError as error:
        if page.form != "html":
            raise
        parts = [EnglishPart(place=_place(page), message=str(error))]
        answer = news(service, limit=1)
    return page.show(
        "new.html",
        answer,
        csv=lambda: csv_lines(_COLUMNS, _rows(page, service)),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if parts else HTTPStatus.OK,
        parts=parts,
        titles={each.code: each.title or each.code for each in service.registers()},
        feed=f"/new.atom{page.query.without('cursor', 'lang')}",
        codes=sorted({each.register for each in service.days_of_reading()}),
    )


@router.get("/new.atom")
def feed(page: AskedPage, service: Asked) -> Response:
    """The newest as a feed."""
    title = page.language.words.gettext("goal17: what is new in the registers")
    base = str(page.request.base_url).rstrip("/")
    query = page.query.without("cursor", "lang")
    content = atom(_news(page, service, "", _FEED), base, str(query), title)
    headers = {"Cache-Control": "public, max-age=600", "X-Content-Type-Options": "nosniff"}
    return Response(content, headers=headers, media_type=TYPE)


def _news(page: Page, service: Service, cursor: str, limit: int = SIZE) -> NewAnswer:
    since, until = (_day(page.query.first(name)) for name in ("since", "until"))
    return news(service, since, until, [each for each in page.query.values("register") if each], cursor, limit)


def _day(written: str) -> str:
    """A day as it is stored.

    Raises:
        InputError: it is none.
    """
    if not written.strip():
        return ""
    read = read_date(written.strip())
    if read.value is None or len(read.value.iso) < len("2026-01-01"):
        raise InputError(f"{written[:40]!r} is no day; write it like 2026-05-31.")
    return read.value.iso


def _place(page: Page) -> str:
    """The field in which something is wrong."""
    for name in ("since", "until"):
        try:
            _day(page.query.first(name))
        except InputError:
            return name
    return "" if page.query.first("cursor") else "register"


def _rows(page: Page, service: Service) -> Iterator[tuple[str, ...]]:
    """The whole list, page after page."""
    cursor: str | None = ""
    while cursor is not None:
        answer = _news(page, service, cursor)
        yield from ((each.record, each.register, each.at, each.kind, each.id, each.name) for each in answer.records)
        cursor = answer.next
