"""Figures of a register or of any slice: as data, as a table, as a chart."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from api.dependencies import Asked
from api.figures import IDS, MOST_IDS, shortened
from api.figures import figures as counted
from api.problems import documented
from api.slicing import Sliced
from api.wire_figures import FiguresAnswer
from graph.analytics.figures.chart import chart
from graph.analytics.figures.every import FIGURES
from graph.analytics.figures.files import bars_csv, rows_csv
from graph.analytics.figures.words import chosen
from graph.errors import NotFoundError

router = APIRouter(tags=["figures"])

_Ids = Annotated[
    int, Query(ge=0, le=MOST_IDS, description="Ids of partnerships in each bar of the JSON; `format=rows` has all.")
]
_PROBLEMS = documented(HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.SERVICE_UNAVAILABLE)
_TABLES: dict[int | str, dict[str, Any]] = {
    200: {"description": "The figures: as JSON, or as a table.", "content": {"text/csv": {}}}
}
_FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The figure: as JSON, as a table of bars or of the rows behind them, or as a chart.",
        "content": {"text/csv": {}, "image/svg+xml": {}},
    }
}


@router.get("/figures", response_model=FiguresAnswer, responses={**_TABLES, **_PROBLEMS})
def figures(
    service: Asked,
    slice: Sliced,
    format: Annotated[Literal["json", "csv", "rows"], Query(description="`rows`: what is behind every bar.")] = "json",
    ids: _Ids = IDS,
) -> FiguresAnswer | Response:
    """Every figure of a slice, with its denominators, its rules and the rows behind each bar."""
    return _written(counted(service, slice), format, ids)


@router.get(
    "/figures/{code}",
    response_model=FiguresAnswer,
    responses={**_FILES, **_PROBLEMS, **documented(HTTPStatus.NOT_FOUND)},
)
def figure(
    service: Asked,
    slice: Sliced,
    code: Annotated[
        str, Path(description="`I` to `VIII`, or a word: `leads`, `size`, `resources`, `funds-sought`, `progress`.")
    ],
    format: Annotated[
        Literal["json", "csv", "rows", "svg"], Query(description="`rows`: what is behind every bar; `svg`: a chart.")
    ] = "json",
    ids: _Ids = IDS,
    series: Annotated[
        str, Query(max_length=100, description="Which series the chart shows; the first that has bars if left out.")
    ] = "",
) -> FiguresAnswer | Response:
    """One figure of a slice; a chart holds its text alternative."""
    if code.casefold() not in {each.casefold() for each in FIGURES}:
        raise NotFoundError("figure", code)
    answer = counted(service, slice, (code,))
    if format == "svg":
        (figure,) = answer.figures
        return Response(chart(figure, chosen(figure, series)), media_type="image/svg+xml")
    return _written(answer, format, ids)


def _written(answer: FiguresAnswer, format: Literal["json", "csv", "rows"], ids: int) -> FiguresAnswer | Response:
    if format == "json":
        return shortened(answer, ids)
    made = bars_csv(answer.figures) if format == "csv" else rows_csv(answer.figures)
    return Response(made, media_type="text/csv")
