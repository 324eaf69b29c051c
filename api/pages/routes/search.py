"""`/search`: what is there, by words and by facets; the whole list for a spreadsheet or a program."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import Query as Parameter
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import TypeAdapter

from api.dependencies import Asked
from api.pages.facets import alike, groups
from api.pages.found import SearchPageAnswer, found
from api.pages.links import Query, path_of
from api.pages.marking import marked_excerpt, marked_name
from api.pages.page import AskedPage, Page, Pages
from api.pages.paging import page_number, paging
from api.pages.rendering import facet_words
from api.routes.days import Day
from api.service import Service, today
from api.wire import credited
from graph.errors import InputError
from graph.search.answer import Hit, Understood
from graph.search.search import FURTHEST, MOST, Order
from graph.store.query import FACETS
from graph.text.csvtext import csv_lines

router = Pages()

SIZE = 20
"""Entries on a page."""

COLUMNS = (
    *("id", "kind", "name", "status", "as_of", "connections", "score", "found_by"),
    *(field for field in FACETS if field not in {"kind", "status"}),
    "address",
)
"""Of the table: facets as codes, several of them with a semicolon and a space between."""

_HIT = TypeAdapter(Hit)
_STATE = ("q", "sort", "order", "limit", "page", "cursor", "as_of", "lang", *(f"in_{field}" for field in FACETS))
"""What a query can say beside the facets."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a query asks for.

    Attributes:
        text: its words.
        where: its filters.
        order: what comes first.
        as_of: the day on which statuses are told; None: today.
        limit: entries on a page.
        unknown: names in it that say nothing here.
    """

    text: str
    where: Mapping[str, Sequence[str]]
    order: Order
    as_of: date | None
    limit: int
    unknown: tuple[str, ...]


def question(page: Page, as_of: date | None) -> Question:
    """Read a query: one reading for the page, the table and the whole list.

    Raises:
        InputError: a program names what is no parameter; a person is told so on the page.
    """
    query = page.query
    unknown = tuple(dict.fromkeys(name for name, _ in query if name not in FACETS and name not in _STATE))
    if unknown and page.form != "html":
        raise InputError(f"{unknown[0]!r} is no parameter of a search; there are {', '.join((*FACETS, *_STATE))}.")
    where = {field: query.values(field) for field in FACETS if query.values(field)}
    order: Order = "connections" if query.first("sort") == "connections" else "relevance"
    limit = query.first("limit")
    size = int(limit) if limit.isascii() and limit.isdigit() and len(limit) <= 3 and 1 <= int(limit) <= MOST else SIZE
    return Question(query.first("q").strip(), where, order, as_of, size, unknown)


@router.page("/search", csv=True)
def search(page: AskedPage, service: Asked, as_of: Annotated[Day | None, Parameter()] = None) -> Response:
    """Entries, facets with counts, and the chips of what was chosen."""
    page.query = _in_codes(service, page.query)
    asked = question(page, as_of)
    if page.form == "csv":
        return page.show("search.html", None, csv=lambda: _table(page, service, asked))
    wrong: list[tuple[str, str]] = []
    try:
        answer = _found(page, service, asked)
    except InputError:
        if page.form != "html":
            raise
        wrong = list(_unreadable(service, asked)) or [("cursor", page.query.first("cursor"))]
        # A form to choose from; the list stays empty until the question is mended.
        answer = replace(_found(page, service, replace(asked, text="", where={}), start=FURTHEST), hits=(), total=0)
    return page.show(
        "search.html",
        answer,
        csv=lambda: "",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        wrong=wrong,
        asked=asked,
        ended=next((each.count for each in answer.facets.get("status", ()) if each.value == "ended"), 0),
        groups=groups(answer.facets, page.query, page.language, service.registers()),
        chips=[(name, value) for name, value in page.query if name in FACETS],
        titles={each.code: each.title for each in service.registers()},
        rows=[
            (hit, marked_name(hit.name, answer.understood.words), marked_excerpt(hit.excerpt) if hit.excerpt else [])
            for hit in answer.hits
        ],
        paging=paging(page.query, answer.total, answer.start, len(answer.hits), asked.limit, answer.next),
        named=_named(service, page.query, answer.understood),
        everything=page.query.without(*FACETS, "page", "cursor"),
        furthest=FURTHEST,
    )


@router.get("/search/all.json")
def everything(page: AskedPage, service: Asked, as_of: Annotated[Day | None, Parameter()] = None) -> Response:
    """The whole list behind a search, as JSON: each entry as `/search.json` has it, without its passage."""
    page.form = "json"
    asked = question(page, as_of)
    day = asked.as_of or today()
    listed, hits = service.search_all(asked.text, asked.where, day, asked.order)
    head = {
        "total": listed.total,
        "query": [list(pair) for pair in page.query.without("page", "cursor", "limit", "lang")],
        "as_of": day.isoformat(),
        "version": listed.version,
        "registers": [asdict(each) for each in credited(service.registers())],
    }

    def written() -> Iterator[str]:
        yield json.dumps(head, ensure_ascii=False)[:-1] + ', "hits": ['
        for place, hit in enumerate(hits):
            yield (",\n" if place else "\n") + _HIT.dump_json(hit).decode()
        yield "\n]}\n"

    headers = {"Content-Disposition": page.attachment("json"), "X-Content-Type-Options": "nosniff"}
    return StreamingResponse(written(), media_type="application/json", headers=headers)


@router.get("/search/values.json")
def values(
    page: AskedPage,
    service: Asked,
    field: Annotated[str, Parameter(max_length=50)],
    like: Annotated[str, Parameter(max_length=100)] = "",
) -> JSONResponse:
    """Which values of a facet have a name that begins so at one of its words, in whatever language."""
    if field not in FACETS:
        raise InputError(f"{field!r} is no facet; there are {', '.join(FACETS)}.")
    titles = {each.code: each.title for each in service.registers()}
    codes = [each.value for each in service.search("", limit=1).facets.get(field, ())]
    called = {code: titles.get(code) or facet_words(code, field, page.language) for code in codes}
    return JSONResponse(alike(field, like, called), headers={"Cache-Control": "private, max-age=300"})


def _in_codes(service: Service, query: Query) -> Query:
    """The same with the codes of facets, which groups and chips go by; what is none stays as it was written."""

    def code(field: str, value: str) -> str:
        with suppress(InputError):
            return service.code(field, value)
        return value

    return Query.of((name, code(name, value) if name in FACETS else value) for name, value in query)


def _found(page: Page, service: Service, asked: Question, start: int | None = None) -> SearchPageAnswer:
    """The page that is asked for; one further than pages can be called up by number is empty."""
    cursor = page.query.first("cursor") if start is None else ""
    begin = (page_number(page.query) - 1) * asked.limit if start is None else start
    too_far = begin > FURTHEST and not cursor
    answer = found(
        service,
        asked.text,
        asked.where,
        limit=asked.limit,
        start=FURTHEST if too_far else begin,
        cursor=cursor or None,
        order=asked.order,
        as_of=asked.as_of,
        language=page.language.code,
    )
    return replace(answer, start=begin, hits=(), next=None) if too_far else answer


def _unreadable(service: Service, asked: Question) -> Iterator[tuple[str, str]]:
    """Filters with a value that there isn't."""
    for field, chosen in asked.where.items():
        for value in chosen:
            try:
                service.code(field, value)
            except InputError:
                yield field, value


def _named(service: Service, query: Query, understood: Understood) -> list[tuple[str, str, str, Query | None]]:
    """What the question names: kind, id and name of each, and for a filter's value the query that narrows to it."""
    kinds = {each.id: each.kind for each in service.view.get([id for id, _ in understood.names])}
    named = []
    for id, name in understood.names:
        kind = kinds.get(id, "")
        value = id.removeprefix(f"{kind}-")
        narrowed = query.adding(kind, value) if kind in FACETS and value not in query.values(kind) else None
        named.append((kind, id, name, narrowed))
    return named


def _table(page: Page, service: Service, asked: Question) -> Iterator[str]:
    """The whole list, line by line."""
    day = asked.as_of or today()
    _, hits = service.search_all(asked.text, asked.where, day, asked.order)
    base = str(page.request.base_url).rstrip("/")
    fields = COLUMNS[8:-1]
    return csv_lines(
        COLUMNS,
        (
            (
                *(hit.id, hit.kind, hit.name, hit.status, day.isoformat() if hit.status else ""),
                *(hit.degree, hit.score if asked.text else None, "; ".join(hit.found_by)),
                *("; ".join(hit.facets.get(field, ())) for field in fields),
                base + path_of(hit.kind, hit.id),
            )
            for hit in hits
        ),
    )
