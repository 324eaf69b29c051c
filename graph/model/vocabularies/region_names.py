"""Names of parts of the world in running text, and which countries lie in them.

A part of the world is called by its folded name after a `~`, as `~west africa`: what it holds is told by regions of
M49, by groups of countries (`sids`), or, of a sea, a river or a mountain range, by the countries themselves. The list
is ours; a name that it lacks says nothing.
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
    """The parts of the world that a text names; of names within one another the longest counts.

    >>> sorted(regions_in("From West Africa to the Coral Triangle"))
    ['~coral triangle', '~west africa']
    """
    return frozenset(f"~{name}" for name in _pattern().findall(f" {fold(text)} "))


@cache
def members_of(code: str) -> frozenset[str]:
    """The countries of a part of the world, a region, a group (on this day), or the country itself; else none."""
    if code.startswith("~"):
        return frozenset[str]().union(*(members_of(part) for part in _parts().get(code[1:], ())))
    if code in countries():
        return frozenset({code})
    if code in groups():
        return members(code)
    return _by_region().get(code, frozenset())


@cache
def is_group(code: str) -> bool:
    """Whether it is a group of countries (`~least developed countries`, `ldc`): it says for whom, and not where.

    >>> is_group("~small islands"), is_group("~coral triangle"), is_group("009"), is_group("FJI")
    (True, False, False, False)
    """
    return any(part in groups() for part in _parts().get(code[1:], ())) if code.startswith("~") else code in groups()


def countries_of(codes: Collection[str]) -> frozenset[str]:
    """The countries of several such codes.

    >>> "FJI" in countries_of(regions_in("small islands")), "FJI" in countries_of(["002"])
    (True, False)
    """
    return frozenset[str]().union(*(members_of(code) for code in codes))


@lru_cache(maxsize=1)
def _parts() -> dict[str, tuple[str, ...]]:
    return {fold(row["written"]): tuple(row["codes"].split()) for row in table("region-names")}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_parts(), key=len, reverse=True)
    return re.compile(rf"(?<= )(?:{'|'.join(map(re.escape, longest_first))})(?= )")


@lru_cache(maxsize=1)
def _by_region() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code in countries():
        for region in regions_of(code):
            found.setdefault(region, set()).add(code)
    return {region: frozenset(codes) for region, codes in found.items()}
