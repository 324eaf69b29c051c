"""How far an entry reaches, by the places that it states: a country, a region, or more.

The rule, which every answer tells: an entry that states that it works worldwide is global. One that states a single
country is national; one that states several is regional where all of them lie in one region of M49, and global where
they lie in several. One that names a part of the world instead of countries reaches as far as that part. A register's
own word for the scope isn't used: it is given for few entries, and means another thing in each register.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from graph.analytics.gaps.lines import Bools, works_in
from graph.model.vocabularies import countries, country_name, groups, regions, regions_of
from graph.model.vocabularies.region_names import is_group, members_of
from graph.snapshot.exchange import Candidates
from graph.snapshot.snapshot import Snapshot
from graph.text.sentence import listed

Reach = Literal["national", "regional", "global"]

RULE = (
    "National: states this country alone. Regional: states several countries, all in one region of M49. Global: states"
    " countries of several regions of M49, or the country and that it works worldwide. What names a part of the world"
    " that holds the country, or the world, and not the country itself is told apart."
)

_CONTINENT = -2
"""Place of the largest region below the world among those that a country lies in."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where an entry works, as it states it.

    Attributes:
        countries: alpha-3 codes.
        parts: codes of regions and other parts of the world that it names (`graph.model.vocabularies.region_names`).
        world: it states the world.
    """

    countries: tuple[str, ...]
    parts: tuple[str, ...] = ()
    world: bool = False


@dataclass(frozen=True, slots=True)
class Reaching:
    """That an entry works in a country, and how far it reaches beside it.

    Attributes:
        reach: national, regional or global.
        why: the rule that says so, in words.
        names_it: it states the country itself, and no part of the world that holds it.
    """

    reach: Reach
    why: str
    names_it: bool


def reaching(places: Places, code: str) -> Reaching | None:
    """How far an entry reaches that works in a country; None for one that doesn't state to work there.

    >>> reaching(Places(("KEN",)), "KEN")
    Reaching(reach='national', why='states Kenya alone', names_it=True)
    >>> reaching(Places(("KEN", "UGA")), "KEN").why, reaching(Places(("FJI", "KEN")), "KEN").reach
    ('states 2 countries, all in Africa', 'global')
    >>> reaching(Places((), ("002",)), "KEN")
    Reaching(reach='regional', why='states Africa, and not the country by name', names_it=False)
    >>> reaching(Places(("FJI",)), "KEN") is None
    True
    """
    named = code in places.countries
    if places.world:
        return Reaching("global", "says in its coverage, or its title, that it works worldwide", named)
    if named and len(places.countries) == 1:
        return Reaching("national", f"states {country_name(code)} alone", names_it=True)
    if named:
        where = sorted({_continent(each) for each in places.countries})
        said = f"states {len(places.countries)} countries"
        if len(where) == 1:
            return Reaching("regional", f"{said}, all in {where[0]}", names_it=True)
        return Reaching("global", f"{said}, in {listed(where)}", names_it=True)
    parts = [part for part in places.parts if not is_group(part) and code in members_of(part)]
    if not parts or places.countries:
        # Who names countries beside a part of the world says in which of its countries it works.
        return None
    return Reaching(
        "regional",
        f"states {listed([_part_name(part) for part in parts])}, and not the country by name",
        names_it=False,
    )


class Stated:
    """Where the entries of a snapshot state to work.

    Args:
        snapshot: whole or sliced.
        whole: what it was cut from: only a whole snapshot tells of parts of the world. One that doesn't tells of
            countries alone.
    """

    def __init__(self, snapshot: Snapshot, whole: Snapshot) -> None:
        self._snapshot = snapshot
        self._said = whole.exchange.candidates if whole.exchange is not None else None
        own = range(len(snapshot.partnerships))
        rows = own if snapshot is whole else [whole.partnership_row[id] for id in snapshot.partnerships]
        self._at = np.array(rows, dtype=np.intp)

    def of(self, row: int) -> Places:
        """Where one entry does, by its row in the snapshot."""
        named = self._snapshot.countries_of(row)
        if self._said is None:
            return Places(named)
        said, at = self._said, int(self._at[row])
        columns = said.stated.indices[said.stated.indptr[at] : said.stated.indptr[at + 1]].tolist()
        parts = tuple(code for column in columns if (code := said.places[column]) not in countries())
        return Places(named, parts, bool(said.worldwide[at]))

    def reaching(self, code: str) -> Iterator[tuple[int, Reaching]]:
        """The entries that work in a country, each by its row with how far it reaches."""
        likely = works_in(self._snapshot, {code})
        if self._said is not None:
            holding = [part for part in self._said.places if part not in countries() and code in members_of(part)]
            likely |= self._stating(self._said, holding) | self._said.worldwide[self._at]
        for row in np.flatnonzero(likely).tolist():
            found = reaching(self.of(row), code)
            if found is not None:
                yield row, found

    def nowhere(self) -> int:
        """How many entries state no country, no part of the world and not the world."""
        somewhere = works_in(self._snapshot, countries().keys())
        if self._said is not None:
            parts = [part for part in self._said.places if part not in countries()]
            somewhere |= self._stating(self._said, parts) | self._said.worldwide[self._at]
        return int((~somewhere).sum())

    def _stating(self, said: Candidates, parts: Collection[str]) -> Bools:
        """Which entries state one of some parts of the world: (m,)."""
        columns = [said.place_column[part] for part in parts]
        return np.asarray(np.asarray(said.stated[:, columns].sum(axis=1)).reshape(-1) > 0)[self._at]


@cache
def _continent(code: str) -> str:
    chain = regions_of(code)
    return regions()[chain[_CONTINENT]].label() if len(chain) > 1 else "no region of M49"


def _part_name(code: str) -> str:
    if code in groups():
        return groups()[code].name()
    return regions()[code].label() if code in regions() else f"“{code.removeprefix('~')}”"
