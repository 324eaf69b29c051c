"""`/figures`: what the numbers of a register, or of any slice, say; and the partnerships behind each."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Path, Query
from fastapi.responses import Response
from markupsafe import Markup

from api.dependencies import Asked
from api.figures import IDS, MOST_IDS, figure_rows, shortened
from api.figures import figures as counted
from api.pages.asking import TIDY
from api.pages.page import AskedPage, Pages
from api.pages.slicing import answered, slicing
from api.pages.working import AskedWorking
from api.routes.days import Day
from api.service import today
from api.slicing import Sliced
from api.wire_figures import FigureRowsAnswer, FiguresAnswer
from api.wire_rows import listed_csv
from graph.analytics.figures.chart import chart
from graph.analytics.figures.every import FIGURES
from graph.analytics.figures.figure import Figure, Series
from graph.analytics.figures.files import bars_csv
from graph.analytics.figures.published import document
from graph.analytics.figures.words import apart, beside, chosen, documents, value
from graph.errors import NotFoundError

router = Pages([TIDY])

ROWS = 100
"""Partnerships on a page."""

_MOST_ROWS = 1_000
_Ids = Annotated[int, Query(ge=0, le=MOST_IDS)]


@router.page("/figures", csv=True)
def figures(page: AskedPage, working: AskedWorking, service: Asked, slice: Sliced, ids: _Ids = IDS) -> Response:
    """Every figure of a slice, with its largest bars."""

    def shown(answer: FiguresAnswer) -> Response:
        return page.show(
            "figures.html",
            shortened(answer, ids) if page.form == "json" else answer,
            csv=lambda: bars_csv(answer.figures),
            slicing=slicing(page, service),
            first={each.code: chosen(each) for each in answer.figures},
        )

    what = ("figures", slice)
    return answered(page, working, service, what, lambda progress: counted(service, slice, progress=progress), shown)


@router.page("/figures/{code}", csv=True)
def figure(
    page: AskedPage,
    working: AskedWorking,
    service: Asked,
    slice: Sliced,
    code: Annotated[str, Path(max_length=50)],
    ids: _Ids = IDS,
) -> Response:
    """One figure: each of its series as a table and a chart, beside what was published."""
    if code.casefold() not in {each.casefold() for each in FIGURES}:
        raise NotFoundError("figure", code)

    def shown(answer: FiguresAnswer) -> Response:
        (found,) = answer.figures
        return page.show(
            "figure.html",
            shortened(answer, ids) if page.form == "json" else answer,
            csv=lambda: bars_csv(answer.figures),
            slicing=slicing(page, service),
            charts={each.code: _chart(found, each) for each in found.series if each.readable},
            beside={each.code: list(beside(found, each)) for each in found.series},
            apart=list(apart(found)),
            value=value,
            documents=documents(answer.figures),
            document=document,
        )

    what = ("figure", slice, code.casefold())
    return answered(page, working, service, what, lambda progress: counted(service, slice, (code,), progress), shown)


@router.page("/figures/{code}/rows", csv=True)
def rows(
    page: AskedPage,
    working: AskedWorking,
    service: Asked,
    slice: Sliced,
    code: Annotated[str, Path(max_length=50)],
    series: Annotated[str, Query(max_length=100)],
    bar: Annotated[str, Query(max_length=500)],
    limit: Annotated[int, Query(ge=1, le=_MOST_ROWS)] = ROWS,
    offset: Annotated[int, Query(ge=0)] = 0,
    as_of: Annotated[Day | None, Query()] = None,
) -> Response:
    """The partnerships behind one bar; the table has all of them."""
    if code.casefold() not in {each.casefold() for each in FIGURES}:
        raise NotFoundError("figure", code)
    day = as_of or today()

    def shown(answer: FigureRowsAnswer) -> Response:
        part = replace(answer, offset=offset, partnerships=answer.partnerships[offset : offset + limit])
        return page.show("figure_rows.html", part, csv=lambda: listed_csv(answer.partnerships), limit=limit)

    return answered(
        page,
        working,
        service,
        ("figure rows", slice, code.casefold(), series, bar, day),
        lambda progress: figure_rows(
            service, slice, code, series=series, bar=bar, limit=None, as_of=day, progress=progress
        ),
        shown,
    )


def _chart(figure: Figure, series: Series) -> Markup:
    # Made by us of escaped text, so it may stand as it is.
    return Markup(chart(figure, series, alone=False))  # noqa: S704
