"""The shapes of answers about gaps, niches and a country, as `docs/api.md` and the OpenAPI document show them."""

from __future__ import annotations

from dataclasses import dataclass

from api.wire_rows import ListedPartnership
from api.wire_slice import OfSlice
from graph.analytics.country.answer import CountryView
from graph.analytics.gaps.answer import AreaTold, BaselineTold, Cell, Coverage, LineTold, Population, SchemeTold
from graph.analytics.gaps.lines import Of
from graph.analytics.gaps.niches import Niches


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsAnswer(OfSlice):
    """Goals or themes by region, each cell beside what the baseline expects.

    Attributes:
        coverage: the table.
        comparable: of what there can be one: `goals`, `themes`, where an entry states it and a country.
    """

    coverage: Coverage
    comparable: tuple[Of, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NichesAnswer(OfSlice):
    """What has no entry in a country, and has some in comparable ones.

    Attributes:
        niches: of the country.
        comparable: of what there can be some: `goals`, `themes`, where an entry states it and a country.
    """

    niches: Niches
    comparable: tuple[Of, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryAnswer(OfSlice):
    """Everything that registers hold of a country on a day."""

    view: CountryView


@dataclass(frozen=True, slots=True, kw_only=True)
class GapCellAnswer(OfSlice):
    """One cell of the table of gaps, with the entries behind it and what is near it.

    Attributes:
        of: `goals` or `themes`.
        scheme: the areas' scheme.
        baseline: what the count is held against.
        population: the denominators.
        line: the goal or theme; None for the area as a whole.
        area: the region or group of countries.
        countries: its countries, by code.
        cell: the count, beside what the baseline expects.
        total: entries behind it.
        offset: how many of them come before this page.
        partnerships: those of this page, in the order of the store.
        needs: declared needs and priorities of these countries about the goal or theme, in the whole store.
        offers: offers about the goal or theme, wherever they are made, in the whole store.
        as_of: the asking date.
        notice: what every answer about gaps says.
    """

    of: str
    scheme: SchemeTold
    baseline: BaselineTold
    population: Population
    line: LineTold | None
    area: AreaTold
    countries: tuple[str, ...]
    cell: Cell
    total: int
    offset: int
    partnerships: tuple[ListedPartnership, ...]
    needs: int
    offers: int
    as_of: str
    notice: str
