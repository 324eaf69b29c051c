"""Names of parts of the world in running text, and which countries lie in them.

A part is told by codes: regions of M49, groups of countries (`sids`), or the countries themselves where a sea, a river
or a mountain range is meant. The list is ours; a name that it lacks says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

from graph.model.vocabularies.country_groups import groups, members
from graph.model.vocabularies.tables import table
from graph.model.vocabularies.territories import countries, regions_of
from graph.text.fold import fold


def regions_in(text: str) -> frozenset[str]:
    """The codes of the parts of the world that a text names; of names within one another the longest counts.

    >>> sorted(regions_in("Reefs of the Coral Triangle")), sorted(regions_in("West Africa"))
    (['IDN', 'MYS', 'PHL', 'PNG', 'SLB', 'TLS'], ['011'])
    """
    found = _pattern().findall(f" {fold(text)} ")
    return frozenset(code for name in found for code in _codes()[name])


@cache
def members_of(code: str) -> frozenset[str]:
    """The countries of such a code: of a region, of a group on this day, or the country itself; none for another."""
    if code in countries():
        return frozenset({code})
    if code in groups():
        return members(code)
    return _by_region().get(code, frozenset())


def countries_of(codes: Collection[str]) -> frozenset[str]:
    """The countries of several such codes.

    >>> "FJI" in countries_of({"sids"}), "FJI" in countries_of({"002"})
    (True, False)
    """
    return frozenset[str]().union(*(members_of(code) for code in codes))


@lru_cache(maxsize=1)
def _codes() -> dict[str, tuple[str, ...]]:
    return {fold(row["written"]): tuple(row["codes"].split()) for row in table("region-names")}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_codes(), key=len, reverse=True)
    return re.compile(rf"(?<= )(?:{'|'.join(map(re.escape, longest_first))})(?= )")


@lru_cache(maxsize=1)
def _by_region() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code in countries():
        for region in regions_of(code):
            found.setdefault(region, set()).add(code)
    return {region: frozenset(codes) for region, codes in found.items()}
