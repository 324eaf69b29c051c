"""How far an entry reaches, by the places that it states: a country, a region, or more.

The rule, which every answer tells: an entry that states that it works worldwide is global. One that states a single
country is national; one that states several is regional where all of them lie in one region of M49, and global where
they lie in several. One that names a part of the world instead of countries reaches as far as that part. A register's
own word for the scope isn't used: it is given for few entries, and means another thing in each register.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.model.vocabularies import countries, country_name, groups, regions, regions_of
from graph.model.vocabularies.region_names import is_group, members_of
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


def stated_places(snapshot: Snapshot, whole: Snapshot) -> Sequence[Places]:
    """Where each entry of a snapshot states to work.

    Args:
        snapshot: whole or sliced.
        whole: what it was cut from: only a whole snapshot tells of parts of the world. One that doesn't tells of
            countries alone.
    """
    if whole.exchange is None:
        return [Places(snapshot.countries_of(row)) for row in range(len(snapshot.partnerships))]
    said = whole.exchange.candidates
    parts = {column: code for column, code in enumerate(said.places) if code not in countries()}
    made = []
    for row, id in enumerate(snapshot.partnerships):
        at = whole.partnership_row[id]
        columns = said.stated.indices[said.stated.indptr[at] : said.stated.indptr[at + 1]].tolist()
        named = tuple(parts[column] for column in columns if column in parts)
        made.append(Places(snapshot.countries_of(row), named, bool(said.worldwide[at])))
    return made


def _continent(code: str) -> str:
    chain = regions_of(code)
    return _names()[chain[_CONTINENT]] if len(chain) > 1 else "no region of M49"


def _part_name(code: str) -> str:
    if code in groups():
        return groups()[code].name()
    return _names().get(code) or f"“{code.removeprefix('~')}”"


def _names() -> Mapping[str, str]:
    return {code: region.label() for code, region in regions().items()}
