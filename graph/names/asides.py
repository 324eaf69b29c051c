"""Remarks that stand beside a name and are no part of it: "(collaborating centre)", ", Vienna", "- its funder".

A list is read as it is written, so a remark that says nothing known (`graph.names.parenthesis`) stays with its name;
only where names are compared is it set aside. What may be a part of the organisation, a place where it has an office or
a number is never a remark: "(School of Law)", "(Fiji)", "(Phase 2)".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.model.vocabularies import read_country
from graph.model.vocabularies.world_organisations import organisations_named
from graph.names.lexicon import has_organisation_word, is_acronym
from graph.text.fold import acronym_fits, fold

_BRACKET = re.compile(r"\s*[(（\[]([^()（）\[\]]*)[)）\]]")
_DASHED = re.compile(r"\s+[-–—]+\s*(?=[(a-zß-ÿ])")
_OPENING = re.compile(r"(?P<acronym>\S{2,12}?)\s*[-–—:/]\s*(?=\S)")
# What follows "(WHO)": behind a comma a town, behind a space a legal form or a kind of organisation.
_BEHIND_ACRONYM = re.compile(r"\s*(?P<comma>,)?\s*(?P<rest>.*)$")
_KIND = re.compile(
    r"(?:(?:non|inter|un|united nations)[ -]?)?(?:governmental |government |international |public |private )?"
    r"(?:organi[sz]ations?|agency|entity|body|company|sector|institution|gmbh|ltd|inc|ev|e v)"
)
_UNIT = re.compile(
    r"\b(?:phase|region|district|zone|branch|chapter|section|youth|women|office|oficina|bureau|wing|unit|team|part"
    r"|component|window|programme?|programa|project|campus|local|national|regional)\b"
)
_LITTLE = frozenset({"of", "for", "de", "del", "du", "des", "para", "pour"})
_MONEY = re.compile(r"[$€£]|\b[A-Z]{3}\s?\d|\d\s?[A-Z]{3}\b")

WORKS_IN = 3
"""Countries in brackets from which on they say where somebody works, and not whose branch is meant."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A name apart from what stands beside it.

    Attributes:
        name: the name.
        acronyms: its acronyms among that.
    """

    name: str
    acronyms: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 16)
def without_asides(written: str) -> Parted:
    """Part a name from the remarks and acronyms beside it; one that would be nothing else stays as it is.

    >>> without_asides("GRID-Arendal (collaborating centre)").name
    'GRID-Arendal'
    >>> without_asides("Food and Agriculture Organization (FAO), Rome")
    Parted(name='Food and Agriculture Organization', acronyms=('FAO',))
    >>> without_asides("RWN（Reef Watch Network）"), without_asides("RWN-Reef Watch Network").acronyms
    (Parted(name='Reef Watch Network', acronyms=('RWN',)), ('RWN',))
    >>> without_asides("University of Fiji (School of Law)").name
    'University of Fiji (School of Law)'
    """
    name = written
    acronyms: list[str] = []
    opening = _OPENING.match(name)
    if opening and is_acronym(opening["acronym"]) and acronym_fits(opening["acronym"], name[opening.end() :]):
        acronyms.append(opening["acronym"])
        name = name[opening.end() :]
    dashed = _DASHED.search(name)
    if dashed and _is_note(name[dashed.end() :].strip("() ")):
        name = name[: dashed.start()]
    while bracket := _BRACKET.search(name):
        before, inside, behind = name[: bracket.start()], bracket.group(1).strip(), name[bracket.end() :]
        if not fold(before):
            break
        if is_acronym(before) and "," not in inside and acronym_fits(before, inside):
            acronyms.append(before)
            name = inside
        elif is_acronym(inside) and (not behind.strip() or _says_nothing(behind, before)):
            acronyms.append(inside)
            name = before
        elif not behind.strip(" .") and (_is_remark(inside) or _is_same_organisation(before, inside)):
            name = before
        else:
            break
    return Parted(name.strip(" ,-–"), tuple(acronyms))


def _is_same_organisation(name: str, other: str) -> bool:
    """Whether the vocabulary knows both for names of one world organisation: "European Union (European Community)"."""
    known = organisations_named(fold(other))
    return bool(known) and known == organisations_named(fold(_BRACKET.sub("", name)).removeprefix("the "))


def _says_nothing(behind: str, name: str) -> bool:
    """Whether what follows an acronym in brackets is no part of the organisation."""
    found = _BEHIND_ACRONYM.match(behind)
    rest = fold(found["rest"]) if found else ""
    if not rest or _KIND.fullmatch(rest):
        return True
    if _BRACKET.fullmatch(behind.strip(" -–")):
        inside = behind.strip(" -–()")
        return _is_remark(inside) or _is_same_organisation(name, inside)
    # "(UNEP), DEWA" is a division, "(UNEP), Paris" where it sits.
    part = has_organisation_word(rest) or _UNIT.search(rest) or is_acronym(found["rest"].strip(" .")) if found else True
    return bool(found and found["comma"]) and not (part or read_country(rest) or any(map(str.isdigit, rest)))


def _is_remark(inside: str) -> bool:
    """Whether what stands in brackets can be no organisation, place or number of its own.

    What is said in capitals names something; lower case describes: "(Parastatal body)", "(collaborating centre)".
    """
    text = fold(inside)
    words = text.split()
    if not words or words[0] in {"including", "incl", "formerly", "previously"}:
        return True
    places = [read_country(place, codes=False) for place in inside.split(",")]
    if len(places) >= WORKS_IN and all(places):
        return True
    described = not any(map(str.isupper, inside[1:])) and _LITTLE.isdisjoint(words) and not any(map(str.isdigit, text))
    if not described or _UNIT.search(text) or any(places) or any(read_country(word, codes=False) for word in words):
        return False
    return inside[:1].islower() or len(words) > 1


def _is_note(behind: str) -> bool:
    """Whether what stands behind a dash, in lower case, is about the name: "- cofinancing of US$ 25,000"."""
    text = fold(behind)
    numbered = any(map(str.isdigit, text)) and not _MONEY.search(behind)
    place = any(read_country(word, codes=False) for word in (text, *text.split()))
    return not (numbered or place or _UNIT.search(text) or has_organisation_word(text))
