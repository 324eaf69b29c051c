"""The questions about gaps, niches and a country's own view, over the service of all surfaces."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from api.wire_gaps import CountryAnswer, GapsAnswer, NichesAnswer
from api.wire_slice import Rests, of_slice

if TYPE_CHECKING:
    from api.service import Service
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

    Raises:
        InputError: the scheme, or what the slice names, isn't known.
        NotReadyError: too many wait already.
    """
    from graph.analytics.gaps.asked import own_needs
    from graph.analytics.gaps.coverage import coverage

    part = _cut(service, slice)
    with service.measuring.one():
        made = coverage(
            part.sliced,
            as_of,
            of=of,
            regions=regions,
            baseline=baseline,
            needs=own_needs(part.snapshot),
            places_chosen=bool(slice.countries or slice.regions),
        )
    whole, cells = (
        tuple(replace(cell, partnerships=cell.partnerships[:ids]) for cell in each) for each in (made.whole, made.cells)
    )
    return GapsAnswer(coverage=replace(made, whole=whole, cells=cells), **_rests(service, part))


def niches(service: Service, slice: Slice, country: str, *, of: Of = "goals", as_of: date) -> NichesAnswer:
    """What has no entry in a country and some in comparable ones: see `graph.analytics.gaps.niches.niches`.

    Raises:
        InputError: the country, or what the slice names, isn't known.
    """
    from graph.analytics.gaps.asked import own_needs
    from graph.analytics.gaps.niches import niches as found

    part = _cut(service, slice)
    made = found(part.sliced, country, as_of, of=of, needs=own_needs(part.snapshot))
    return NichesAnswer(niches=made, **_rests(service, part))


def country_view(service: Service, slice: Slice, country: str, *, window: int, most: int, as_of: date) -> CountryAnswer:
    """Everything of one country: see `graph.analytics.country.view.country_view`.

    Raises:
        InputError: the country, or what the slice names, isn't known.
    """
    from graph.analytics.country.view import country_view as viewed

    part = _cut(service, slice)
    made = viewed(part.sliced, country, as_of, window=window, most=most, whole=part.snapshot)
    return CountryAnswer(view=made, **_rests(service, part))


def _cut(service: Service, slice: Slice) -> Cut:
    from graph.analytics.slices import cut

    return cut(service.snapshot(), slice)


def _rests(service: Service, part: Cut) -> Rests:
    return of_slice(part, service.registers_with(part.snapshot))
