"""The shapes of answers about gaps, niches and a country, as `docs/api.md` and the OpenAPI document show them."""

from __future__ import annotations

from dataclasses import dataclass

from api.wire_slice import OfSlice
from graph.analytics.country.answer import CountryView
from graph.analytics.gaps.answer import Coverage
from graph.analytics.gaps.niches import Niches


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsAnswer(OfSlice):
    """Goals or themes by region, each cell beside what the baseline expects."""

    coverage: Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class NichesAnswer(OfSlice):
    """What has no entry in a country, and has some in comparable ones."""

    niches: Niches


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryAnswer(OfSlice):
    """Everything that registers hold of a country on a day."""

    view: CountryView
