"""Countries and M49 regions: codes, names in many languages, and the spellings by which registers write them.

A country here is an entry of ISO 3166-1, which has territories too; being listed says nothing about statehood. Names
are those of Unicode CLDR, except where the United Nations writes a name differently (`un-names.csv`): that one is
shown, and both are understood.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from graph.model.vocabularies.tables import table
from graph.model.vocabularies.terms import Term, readings
from graph.text.fold import fold

_CODE = re.compile(r"[A-Z]{2,3}")
# Abbreviations (UK, UAE, DRC) are read in capitals only.
_CAPITALS = re.compile(r"[A-Z]{2,4}")
_ARTICLE = re.compile(r"^the | the$")


@dataclass(frozen=True, slots=True)
class Country:
    """One entry of ISO 3166-1, or Kosovo.

    Attributes:
        iso3: alpha-3, the code that goal17 stores.
        iso2: alpha-2.
        numeric: ISO 3166-1 numeric, which is the M49 code for all that M49 lists; empty for a user-assigned code.
        names: language to name, the UN's where it has its own; en fr es ar ru zh pt de it nl.
        region: M49 code of the smallest region it lies in; empty for Antarctica.
        note: what a reader should know about this entry.
    """

    iso3: str
    iso2: str
    numeric: str
    names: Mapping[str, str] = field(hash=False)
    region: str
    note: str = ""

    def name(self, language: str = "en") -> str:
        """The name in a language, in English where there is none."""
        return self.names.get(language) or self.names["en"]

    @property
    def user_assigned(self) -> bool:
        """Whether the code isn't the standard's but one in common use (XKX)."""
        return self.iso3.startswith("X")


@dataclass(frozen=True, slots=True)
class FormerCountry:
    """A country name withdrawn from ISO 3166-1, as ISO 3166-3 lists it.

    Attributes:
        code: ISO 3166-3, four letters.
        iso3: its former alpha-3.
        name: its former name.
        withdrawn: the year in which the entry was withdrawn.
        heirs: alpha-3 of the present entries for its territory.
        note: what became of it: renamed, merged or divided.
    """

    code: str
    iso3: str
    name: str
    withdrawn: str
    heirs: tuple[str, ...]
    note: str


@lru_cache(maxsize=1)
def countries() -> Mapping[str, Country]:
    """All countries by alpha-3, in the order of the codes: the 249 of ISO 3166-1, and XKX at the end."""
    cldr = _names_of_territories()
    united_nations = {row.pop("code"): row for row in table("un-names")}
    return {
        row["code"]: Country(
            iso3=row["code"],
            iso2=row["alpha2"],
            numeric=row["numeric"],
            names=cldr[row["code"]] | united_nations.get(row["code"], {}),
            region=row["region"],
            note=row["note"],
        )
        for row in table("countries")
    }


def country(code: str) -> Country | None:
    """The country of an alpha-3, alpha-2 or three-figure numeric code, in capitals; None for an unknown one.

    >>> country("KE").name("fr"), country("404").iso3, country("ke")
    ('Kenya', 'KEN', None)
    """
    return countries().get(code) or countries().get(_by_other_code().get(code, ""))


def country_name(code: str) -> str:
    """The English name of a country; a code that is none stays as it is.

    >>> country_name("FJI"), country_name("~caribbean")
    ('Fiji', '~caribbean')
    """
    known = country(code)
    return known.name() if known else code


def read_country(written: str, *, codes: bool = True) -> str | None:
    """Which country a register's field means: alpha-3, or None.

    Names in ten languages, UN and World Bank forms, common and former names and ISO codes are understood; letter case,
    accents, punctuation and "the" are forgiven, but codes and abbreviations (`KE`, `KEN`, `UK`, `DRC`) count in
    capitals only. Former countries are read where they have one heir.

    None, and never a guess, for what could be two countries: Korea, Republic of China, Virgin Islands, Yugoslavia.
    "Congo" alone is the UN's name of the Republic (COG); Guinea, Niger and Georgia are exact names. This reads a field
    that holds a country and nothing else: in running text Georgia may be a state, Jordan a river, Mali a person.

    Args:
        written: as the register writes it, HTML entities decoded.
        codes: whether two and three capitals may be an ISO code. Say no where acronyms stand too: a `(CAN)` after an
            organisation's name may be a network.

    >>> read_country("Venezuela, Bolivarian Republic of"), read_country("the GAMBIA"), read_country("Zaire")
    ('VEN', 'GMB', 'COD')
    >>> read_country("UK"), read_country("CAN"), read_country("CAN", codes=False), read_country("Korea")
    ('GBR', 'CAN', None, None)
    """
    written = written.strip()
    capitals = written.replace(".", "").replace(" ", "")
    if _CAPITALS.fullmatch(capitals):
        if capitals in _abbreviations():
            return _abbreviations()[capitals]
        if codes and _CODE.fullmatch(written) and (found := country(written)):
            return found.iso3
    return country_readings().get(_ARTICLE.sub("", fold(written))) or None


@lru_cache(maxsize=1)
def former_countries() -> Mapping[str, FormerCountry]:
    """The entries of ISO 3166-3 by their four letters."""
    return {
        row["code"]: FormerCountry(
            row["code"], row["alpha3"], row["name"], row["withdrawn"], tuple(row["heirs"].split()), row["note"]
        )
        for row in table("former-countries")
    }


def read_former_country(written: str) -> FormerCountry | None:
    """The former country that a name or four-letter code means; None for all others.

    >>> read_former_country("Yugoslavia").heirs
    ('SRB', 'MNE')
    """
    return former_countries().get(_former_readings().get(fold(written), ""))


@lru_cache(maxsize=1)
def regions() -> Mapping[str, Term]:
    """The geographical regions of M49 by code, the world first, each with its parent."""
    names = _names_of_territories()
    return {
        row["code"]: Term(
            code=row["code"], labels=names[row["code"]], source="UN M49", note=row["note"], parent=row["parent"]
        )
        for row in table("regions")
    }


def regions_of(iso3: str) -> tuple[str, ...]:
    """The M49 regions that a country lies in, from the smallest to the world; none for an unknown code.

    >>> regions_of("KEN")
    ('014', '202', '002', '001')
    """
    found = countries().get(iso3)
    chain = [found.region] if found and found.region else []
    while chain and (parent := regions()[chain[-1]].parent):
        chain.append(parent)
    return tuple(chain)


@lru_cache(maxsize=1)
def _names_of_territories() -> dict[str, dict[str, str]]:
    return {row.pop("code"): row for row in table("names-of-territories")}


@lru_cache(maxsize=1)
def _by_other_code() -> dict[str, str]:
    known = countries().values()
    return {each.iso2: each.iso3 for each in known} | {each.numeric: each.iso3 for each in known if each.numeric}


@lru_cache(maxsize=1)
def _aliases() -> list[dict[str, str]]:
    return table("aliases/countries")


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, str]:
    return {row["written"]: row["code"] for row in _aliases() if _CAPITALS.fullmatch(row["written"])}


@lru_cache(maxsize=1)
def country_readings() -> Mapping[str, str]:
    """Folded names of countries, in every language known, to alpha-3; "" for one that could be two countries."""
    names = [(name, each.iso3) for each in countries().values() for name in each.names.values()]
    cldr = _names_of_territories()
    names += [(name, iso3) for iso3 in countries() for name in cldr[iso3].values()]
    former = [(each.name, each.heirs[0] if len(each.heirs) == 1 else "") for each in former_countries().values()]
    aliases = [(row["written"], row["code"]) for row in _aliases() if row["written"] not in _abbreviations()]
    return {_ARTICLE.sub("", key): code for key, code in readings(names, [*former, *aliases]).items()}


@lru_cache(maxsize=1)
def _former_readings() -> dict[str, str]:
    written = [(each.name, each.code) for each in former_countries().values()]
    return readings(written, ((each.code, each.code) for each in former_countries().values()))
