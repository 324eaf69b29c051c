"""Goals, targets, themes, programmes and countries: all of them, and each with who works on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import Query
from fastapi.responses import Response

from api.dependencies import Asked
from api.pages.links import path_of
from api.pages.page import AskedPage, Page, Pages
from api.pages.routes.entries import Offset
from api.profiles.places import country_index, country_page, goal_index, programme_index, theme_index
from api.profiles.terms import NEITHER, PAGE, standing_here, term_page
from api.service import Service
from api.wire_terms import TermIndex
from graph.analytics.country.view import WINDOW
from graph.model.entities import Kind
from graph.text.csvtext import csv_text

router = Pages()

TIES = 500
"""Relations of each name and direction that the JSON of an entry holds, as the API's does."""


@router.page("/countries", csv=True)
def all_countries(page: AskedPage, service: Asked) -> Response:
    """The countries by region."""
    return _index(page, country_index(service), "countries.html")


@router.page("/countries/{country}")
def one_country(
    page: AskedPage,
    service: Asked,
    country: str,
    window: Annotated[int, Query(ge=0, le=36_500)] = WINDOW,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 10,
    sdg: Annotated[int | None, Query(ge=1, le=17)] = None,
) -> Response:
    """A country's own view, on all or on one goal: what runs, what ends soon, who is there, what it asked for."""
    answer = country_page(service, country, window=window, most=limit, goal=sdg, ties=_ties(page))
    if page.form == "html" and country != answer.answer.view.country:
        return page.moved(path_of("country", answer.answer.view.country) + str(page.query))
    return page.show("country.html", answer)


@router.page("/sdgs", csv=True)
def all_goals(page: AskedPage, service: Asked) -> Response:
    """The 17 goals."""
    return _index(page, goal_index(service), "goals.html")


@router.page("/sdgs/{code}")
def one_goal(page: AskedPage, service: Asked, code: str) -> Response:
    """A goal: its targets, who states it, who works on it."""
    return _term(page, service, "sdg", code)


@router.page("/targets/{code}", csv=True)
def one_target(page: AskedPage, service: Asked, code: str, offset: Offset = 0) -> Response:
    """A target: its goal, its neighbours, the partnerships that state it."""
    return _with_lists(page, service, "target", code, {"offset": offset})


@router.page("/themes", csv=True)
def all_themes(page: AskedPage, service: Asked) -> Response:
    """The themes by the list that they stand on."""
    return _index(page, theme_index(service), "themes.html")


@router.page("/themes/{code}")
def one_theme(page: AskedPage, service: Asked, code: str) -> Response:
    """A theme: who states it, who works on it, the other themes of its list."""
    return _term(page, service, "theme", code)


@router.page("/programmes", csv=True)
def all_programmes(page: AskedPage, service: Asked) -> Response:
    """The programmes that registers name."""
    return _index(page, programme_index(service), "programmes.html")


@router.page("/programmes/{code}", csv=True)
def one_programme(
    page: AskedPage, service: Asked, code: str, core: Offset = 0, affiliated: Offset = 0, other: Offset = 0
) -> Response:
    """A programme: what it runs itself and what it took in, apart."""
    return _with_lists(page, service, "programme", code, {"core": core, "affiliated": affiliated, NEITHER: other})


def _term(page: Page, service: Service, kind: Kind, code: str) -> Response:
    return page.show("term.html", term_page(service, kind, code.removeprefix(f"{kind}-"), ties=_ties(page)), size=PAGE)


def _with_lists(page: Page, service: Service, kind: Kind, code: str, offsets: Mapping[str, int]) -> Response:
    """A term with lists that stand nowhere else; the table is all of them."""
    own = code.removeprefix(f"{kind}-")

    def table() -> str:
        rows = (
            (each.id, each.name, each.role, each.status, each.start, each.end, each.degree)
            for each in standing_here(service, kind, own)
        )
        return csv_text(("partnership", "title", "role", "status", "start", "end", "partners"), rows)

    return page.show("term.html", term_page(service, kind, own, offsets, _ties(page)), csv=table, size=PAGE)


def _ties(page: Page) -> int:
    """How many relations of a sort an entry needs: a page shows lists instead, a program may want some."""
    return TIES if page.form == "json" else 0


def _index(page: Page, answer: TermIndex, template: str) -> Response:
    def table() -> str:
        rows = ((each.code, each.name, group.name, each.count) for group in answer.groups for each in group.terms)
        return csv_text(("code", "name", "group", "partnerships"), rows)

    return page.show(template, answer, csv=table)
