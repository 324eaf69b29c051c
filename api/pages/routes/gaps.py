"""`/gaps`: goals or themes by region beside a baseline, each cell with its entries; and the niches of a country."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Literal

from fastapi import Query
from fastapi.responses import Response

from api.dependencies import Asked
from api.gaps import IDS, MOST_IDS, gap_cell
from api.gaps import gaps as covered
from api.gaps import niches as found
from api.pages.asking import TIDY
from api.pages.page import AskedPage, Page, Pages
from api.pages.slicing import answered, slicing
from api.pages.working import AskedWorking, Working
from api.routes.days import Day
from api.service import Service, today
from api.slicing import Sliced
from api.wire_gaps import GapCellAnswer, GapsAnswer, NichesAnswer
from api.wire_rows import listed, listed_csv
from graph.analytics.gaps.answer import Cell
from graph.analytics.gaps.areas import scheme, schemes
from graph.analytics.gaps.files import cells_csv, niches_csv
from graph.analytics.slices import Slice
from graph.model.vocabularies import countries

router = Pages([TIDY])

ROWS = 100
"""Entries of a cell on a page."""

SHADES = 4
"""Shades of cells with entries; one without has none."""

NAMED = 5
"""Entries of a niche that are named, those that have not ended first."""

_Of = Annotated[Literal["goals", "themes"], Query()]
_By = Annotated[str, Query(max_length=100)]
_Baseline = Annotated[Literal["independence", "countries", "needs"], Query()]
_AsOf = Annotated[Day | None, Query()]


@router.page("/gaps", csv=True)
def gaps(
    *,
    page: AskedPage,
    working: AskedWorking,
    service: Asked,
    slice: Sliced,
    of: _Of = "goals",
    by: _By = "m49",
    baseline: _Baseline = "independence",
    ids: Annotated[int, Query(ge=0, le=MOST_IDS)] = IDS,
    as_of: _AsOf = None,
    country: Annotated[str, Query(alias="for", max_length=100)] = "",
) -> Response:
    """The table, or with `for` the niches of a country."""
    day = as_of or today()
    if country:
        return _niches(page, working, service, slice, country, of, day)

    def shown(answer: GapsAnswer) -> Response:
        cells = {(each.line, each.area): each for each in (*answer.coverage.whole, *answer.coverage.cells)}
        return page.show(
            "gaps.html",
            answer,
            csv=lambda: cells_csv(answer.coverage, answer.slice),
            slicing=slicing(page, service),
            cells=cells,
            shades=_shades(answer.coverage.cells),
            places={area.code: sorted(area.countries) for area in scheme(by, day).areas},
            searchable=slice == Slice(),
            schemes=schemes(),
            countries=_by_name(page),
        )

    return answered(
        page,
        working,
        service,
        ("gaps", slice, of, by, baseline, ids, day),
        lambda progress: covered(
            service, slice, of=of, regions=by, baseline=baseline, ids=ids, as_of=day, progress=progress
        ),
        shown,
    )


@router.page("/gaps/cell", csv=True)
def cell(
    *,
    page: AskedPage,
    working: AskedWorking,
    service: Asked,
    slice: Sliced,
    area: Annotated[str, Query(max_length=100)],
    line: Annotated[str, Query(max_length=100)] = "",
    of: _Of = "goals",
    by: _By = "m49",
    baseline: _Baseline = "independence",
    limit: Annotated[int, Query(ge=1, le=1_000)] = ROWS,
    offset: Annotated[int, Query(ge=0)] = 0,
    as_of: _AsOf = None,
) -> Response:
    """One cell: its entries, what the baseline expects, and the needs and offers near it; the table has all entries."""
    day = as_of or today()

    def shown(answer: GapCellAnswer) -> Response:
        return page.show(
            "gap_cell.html",
            replace(answer, offset=offset, partnerships=answer.partnerships[offset : offset + limit]),
            csv=lambda: listed_csv(answer.partnerships),
            limit=limit,
            searchable=slice == Slice(),
        )

    return answered(
        page,
        working,
        service,
        ("gap cell", slice, line, area, of, by, baseline, day),
        lambda progress: gap_cell(
            service,
            slice,
            line,
            area,
            of=of,
            regions=by,
            baseline=baseline,
            limit=None,
            as_of=day,
            progress=progress,
        ),
        shown,
    )


def _niches(
    page: Page, working: Working, service: Service, slice: Slice, country: str, of: Literal["goals", "themes"], day: Day
) -> Response:
    def shown(answer: NichesAnswer) -> Response:
        told = answer.niches
        named = {
            id
            for niche in told.niches
            for id in (*niche.ended_here[:NAMED], *(id for among in niche.among for id in among.partnerships[:NAMED]))
        }
        snapshot = service.snapshot()
        here = [id for id in sorted(named) if id in snapshot.partnership_row]
        return page.show(
            "niches.html",
            answer,
            csv=lambda: niches_csv(told, answer.slice),
            slicing=slicing(page, service),
            listed={each.id: each for each in listed(snapshot, here, day)},
            named=NAMED,
            searchable=slice == Slice(),
            countries=_by_name(page),
        )

    return answered(
        page,
        working,
        service,
        ("niches", slice, country, of, day),
        lambda progress: found(service, slice, country, of=of, as_of=day, progress=progress),
        shown,
    )


def _shades(cells: Sequence[Cell]) -> Mapping[tuple[str, str], int]:
    """How dark each cell is: by the root of its count, so that small numbers differ too."""
    most = max((each.count for each in cells), default=0)
    return {
        (each.line, each.area): math.ceil(SHADES * math.sqrt(each.count / most)) if each.count else 0 for each in cells
    }


def _by_name(page: Page) -> Sequence[tuple[str, str]]:
    named = [(code, each.name(page.language.code)) for code, each in countries().items()]
    return sorted(named, key=lambda each: each[1])
