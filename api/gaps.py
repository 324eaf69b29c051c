"""The questions about gaps, niches and a country's own view, over the service of all surfaces."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from api.wire_gaps import CountryAnswer, GapCellAnswer, GapsAnswer, NichesAnswer
from api.wire_slice import Rests, of_slice
from graph.errors import NotFoundError
from graph.progress import Progress, silent

if TYPE_CHECKING:
    from api.service import Service
    from graph.analytics.gaps.answer import Coverage
    from graph.analytics.gaps.baselines import Baseline
    from graph.analytics.gaps.lines import Of
    from graph.analytics.slices import Cut, Slice

IDS = 20
"""Ids of entries behind a cell that an answer holds, unless more are asked for."""

MOST_IDS = 1_000
"""Ids that it holds at most; its number is of all."""


def gaps(
    service: Service,
    slice: Slice,
    *,
    of: Of = "goals",
    regions: str = "m49",
    baseline: Baseline = "independence",
    ids: int = IDS,
    as_of: date,
    progress: Progress = silent,
) -> GapsAnswer:
    """Goals or themes by region: see `graph.analytics.gaps.coverage.coverage`. One at a time, whoever asks.

    Args:
        service: the service.
        slice: which records count.
        of: goals or themes.
        regions: code of a scheme of regions or groups of countries.
        baseline: what counts are held against.
        ids: how many ids of its entries each cell holds at most.
        as_of: the asking date.
        progress: told who waits before, and how many goals or themes are compared.

    Raises:
        InputError: the scheme, or what the slice names, isn't known.
        NotReadyError: too many wait already.
    """
    from graph.analytics.gaps.lines import comparable

    part, made = _covered(service, slice, of, regions, baseline, as_of, progress)
    whole, cells = (
        tuple(replace(cell, partnerships=cell.partnerships[:ids]) for cell in each) for each in (made.whole, made.cells)
    )
    return GapsAnswer(
        coverage=replace(made, whole=whole, cells=cells), comparable=comparable(part.sliced), **_rests(service, part)
    )


def gap_cell(
    service: Service,
    slice: Slice,
    line: str,
    area: str,
    *,
    of: Of = "goals",
    regions: str = "m49",
    baseline: Baseline = "independence",
    limit: int | None,
    offset: int = 0,
    as_of: date,
    progress: Progress = silent,
) -> GapCellAnswer:
    """One cell of that table, with its entries.

    Args:
        service: the service.
        slice: which records count.
        line: code of the goal or theme; "" for the area as a whole.
        area: code of the region or group.
        of: goals or themes.
        regions: code of a scheme of regions or groups of countries.
        baseline: what counts are held against.
        limit: entries on this page; None: all.
        offset: how many come before them.
        as_of: the asking date.
        progress: told who waits before, and how many goals or themes are compared.

    Raises:
        NotFoundError: the table has no such line or area.
        InputError, NotReadyError: as `gaps`.
    """
    from api.wire_rows import listed
    from graph.analytics.gaps.areas import scheme
    from graph.store.query import Query

    part, made = _covered(service, slice, of, regions, baseline, as_of, progress)
    lines, areas = {each.code: each for each in made.lines}, {each.code: each for each in made.areas}
    if line and line not in lines:
        raise NotFoundError("goal" if of == "goals" else "theme", line)
    if area not in areas:
        raise NotFoundError(f"area of {made.scheme.name}", area)
    found = next(each for each in (*made.whole, *made.cells) if (each.line, each.area) == (line, area))
    inside = next(each.countries for each in scheme(regions, as_of).areas if each.code == area)
    field = "sdg" if of == "goals" else "theme"
    about = {field: (line,)} if line else {}
    ids = found.partnerships
    shown = ids[offset:] if limit is None else ids[offset : offset + limit]
    return GapCellAnswer(
        of=of,
        scheme=made.scheme,
        baseline=made.baseline,
        population=made.population,
        line=lines.get(line),
        area=areas[area],
        countries=tuple(sorted(inside)),
        cell=replace(found, partnerships=()),
        total=len(ids),
        offset=offset,
        partnerships=listed(part.snapshot, shown, as_of),
        needs=service.view.count(Query(where={"kind": ("need",), "country": tuple(sorted(inside)), **about})),
        offers=service.view.count(Query(where={"kind": ("offer",), **about})),
        as_of=made.as_of,
        notice=made.notice,
        **_rests(service, part),
    )


def _covered(
    service: Service, slice: Slice, of: Of, regions: str, baseline: Baseline, as_of: date, progress: Progress
) -> tuple[Cut, Coverage]:
    """The whole table, with the ids of all entries of each cell."""
    from graph.analytics.gaps.asked import own_needs
    from graph.analytics.gaps.coverage import coverage

    part = _cut(service, slice)
    with service.counting.one(progress):
        return part, coverage(
            part.sliced,
            as_of,
            of=of,
            regions=regions,
            baseline=baseline,
            needs=own_needs(part.snapshot),
            places_chosen=bool(slice.countries or slice.regions),
            progress=progress,
        )


def niches(
    service: Service, slice: Slice, country: str, *, of: Of = "goals", as_of: date, progress: Progress = silent
) -> NichesAnswer:
    """What has no entry in a country and some in comparable ones: see `graph.analytics.gaps.niches.niches`.

    One at a time, whoever asks; `progress` is told who waits before, and how many goals or themes are looked at.

    Raises:
        InputError: the country, or what the slice names, isn't known.
        NotReadyError: too many wait already.
    """
    from graph.analytics.gaps.asked import own_needs
    from graph.analytics.gaps.lines import comparable
    from graph.analytics.gaps.niches import niches as found

    part = _cut(service, slice)
    with service.counting.one(progress):
        made = found(part.sliced, country, as_of, of=of, needs=own_needs(part.snapshot), progress=progress)
    return NichesAnswer(niches=made, comparable=comparable(part.sliced), **_rests(service, part))


def country_view(service: Service, slice: Slice, country: str, *, window: int, most: int, as_of: date) -> CountryAnswer:
    """Everything of one country: see `graph.analytics.country.view.country_view`.

    Raises:
        InputError: the country, or what the slice names, isn't known.
    """
    from graph.analytics.country.view import country_view as viewed

    part = _cut(service, slice)
    made = viewed(
        part.sliced, country, as_of, window=window, most=most, whole=part.snapshot, goals=frozenset(slice.goals)
    )
    return CountryAnswer(view=made, **_rests(service, part))


def _cut(service: Service, slice: Slice) -> Cut:
    from graph.analytics.slices import cut

    return cut(service.snapshot(), slice)


def _rests(service: Service, part: Cut) -> Rests:
    return of_slice(part, service.registers_with(part.snapshot))
