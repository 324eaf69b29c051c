"""The areas that coverage is counted in: named and dated schemes of regions and groups of countries.

No scheme is the right one: M49's regions, the five of D1 §15, the electoral groups of the United Nations (D3 §20), the
four of D4 §5, categories and income groups stand side by side, and an answer names the one that it is by. Countries are
grouped in them, never ranked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graph.errors import InputError
from graph.model.vocabularies import countries, groups, members, regions, vocabulary
from graph.model.vocabularies.region_names import members_of

_WORLD = "001"

M49 = "m49"
SUBREGIONS = "m49-subregions"
CATEGORIES = "categories"
SOUTH = "south-lists"

_LISTS = {CATEGORIES: ("ldc", "lldc", "sids"), SOUTH: ("g77", "unctad-developing", "dac-recipients", "transition")}
"""Groups that stand alone and are looked at side by side; "South" is no standard flag, so its lists are."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the world, or a group of countries.

    Attributes:
        code: of the vocabulary `regions` or `groups`.
        name: in English.
        countries: alpha-3 codes of those that are in it on the asking date.
    """

    code: str
    name: str
    countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A named and dated list of areas.

    Attributes:
        code: by which it is asked for.
        name: what it is, in English.
        source: who keeps it.
        date: as of when it holds.
        areas: in the order of the source.
        note: what a reader should know of it.
        overlapping: a country may be in several of its areas, or in none: each area is then held against all countries
            outside it.
    """

    code: str
    name: str
    source: str
    date: str
    areas: tuple[Area, ...]
    note: str = ""
    overlapping: bool = False

    @property
    def countries(self) -> frozenset[str]:
        """All countries in its areas; of an overlapping scheme all countries there are."""
        inside = frozenset[str]().union(*(area.countries for area in self.areas))
        return frozenset(countries()) if self.overlapping else inside


def schemes() -> Mapping[str, str]:
    """Code to name of the schemes there are.

    >>> [code for code in schemes() if code.startswith("m49")]
    ['m49', 'm49-subregions']
    """
    sets = {group.parent for group in groups().values() if group.parent}
    named = {
        M49: "Regions of M49",
        SUBREGIONS: "Smallest regions of M49 (sub-regions, and intermediate regions where there are some)",
        CATEGORIES: "Least developed, landlocked developing and small island developing countries",
        SOUTH: "Lists of the South side by side, and economies in transition",
    }
    return named | {code: groups()[code].name() for code in groups() if code in sets}


def scheme(code: str, on: date) -> Scheme:
    """A scheme, with the members that its areas have on a day.

    Args:
        code: one of `schemes`.
        on: the asking date.

    Raises:
        InputError: no scheme is called so; the message says which there are.

    >>> [area.name for area in scheme("csd-regions", date(2025, 1, 1)).areas][-1]
    'Western Asia'
    """
    if code not in schemes():
        raise InputError(f"No scheme of regions is called {code!r}; there are {', '.join(schemes())}.")
    name = schemes()[code]
    if code in {M49, SUBREGIONS}:
        listed = vocabulary("regions")
        return Scheme(code, name, listed.source, listed.date, tuple(map(_region, _regions(code))), listed.note)
    if code in _LISTS:
        kept = [groups()[each] for each in _LISTS[code]]
        areas = tuple(Area(group.code, group.dated_name(), members(group.code, on)) for group in kept)
        sources = "; ".join(dict.fromkeys(group.source for group in kept))
        dates = "; ".join(dict.fromkeys(group.date for group in kept))
        return Scheme(code, name, sources, dates, areas, "A country may be in several, or in none.", overlapping=True)
    kept = [group for group in groups().values() if group.parent == code]
    areas = tuple(Area(group.code, group.name(), members(group.code, on)) for group in kept)
    whole = groups()[code]
    overlap = len(frozenset[str]().union(*(area.countries for area in areas))) < sum(len(a.countries) for a in areas)
    return Scheme(code, name, whole.source, whole.date, areas, whole.note, overlapping=overlap)


def _regions(code: str) -> list[str]:
    if code == M49:
        return [term.code for term in regions().values() if term.parent == _WORLD]
    smallest = {country.region for country in countries().values()}
    return [code for code in regions() if code in smallest]


def _region(code: str) -> Area:
    return Area(code, regions()[code].label(), members_of(code))
