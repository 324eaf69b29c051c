"""Countries standing for their governments, and the bodies that a list puts under a government."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from graph.model.vocabularies import read_country
from graph.model.vocabularies.territories import countries
from graph.names.lexicon import folded, has_organisation_word, head_of, is_acronym

_OF = re.compile(
    r"(?:the )?(?:royal |federal |national )?(?:governments?|govt\.?|gobiernos?|gouvernements?|governos?) "
    r"(?:of(?: the)?|del?(?: la| las| los)?|du|des|d['’]|do|da) ?",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"^(.{3,60}?)(?:['’]s?)? (?:government|gov['’]?t)$", re.IGNORECASE)
_DASH = re.compile(r"\s+[-–—]+\s*|\s*[-–—]+\s+|:\s+")
_BESIDE = re.compile(r"([^-–—:]{4,40}?)(?:\s+[-–—]+\s*|\s*[-–—]+\s+|\s*:\s+)(\S.*)")
_OF_A_STATE = re.compile(
    r"\b(?:minist|depart?a?ment|dept|secret|direc|agenc|authorit|autorid|office|oficina|bureau|administra|commission"
    r"|comisi|inspectorate|federal|national|nacional|state)",
    re.IGNORECASE,
)
_MINISTRY = re.compile(
    r"(?:minist[eéè]?r|m\.?o\.?[a-z]\b|depart?a?ment|dept|secretar[ií]a|secretariat of|direc[ct])", re.IGNORECASE
)
_BESIDE_SIGNS = re.compile("[-–—:]")
_OF_COUNTRY = re.compile(r"([^-–—:,]{4,40}?),\s+(\S.*)")
_ALONE = re.compile(r"(?:the )?(?:government|govt\.?|gobierno|gouvernement|governo)", re.IGNORECASE)
_LONGEST = 70
_MOST_SPACES = 9
_CODES_AS_NAMES = frozenset({"USA", "US", "UK", "UAE", "U.S.A.", "U.S.", "U.K."})
# What stands before a country's name in its formal one. Where the formal name is a name of its own ("Republic of
# Korea"), the vocabulary knows it.
_REPUBLICA = re.compile(r"rep[uú]blica (?!de\b|del\b|do\b|da\b)", re.IGNORECASE)
_REPUBLIC = re.compile(r"\(Rep\.? of\)")
_SHORTENED = {
    "PR CHINA": "CHN",
    "PRCHINA": "CHN",
    "IR IRAN": "IRN",
    "RO KOREA": "KOR",
    "R KOREA": "KOR",
    "DPR KOREA": "PRK",
}
_FORMAL = re.compile(
    r"(?:the )?(?:(?:independent|socialist|federal|democratic|islamic|united|people['’]?s|cooperative|co-operative"
    r"|federative|federated|bolivarian|plurinational|arab|hellenic|oriental) ){0,3}"
    r"(?:republics?|(?<=federated )states|(?<=independent )state|kingdom|sultanate|principality|union|commonwealth"
    r"|grand duchy|rep[uú]?blica(?: \w+)?|r[eé]publique(?: \w+)?|reino|royaume) (?:of(?: the)?|del?|du|d['’]) ?",
    re.IGNORECASE,
)
# "Republic of China" is a guess between two.
_DIVIDED = frozenset({"CHN", "COD", "COG", "KOR", "PRK", "TWN"})
_LANGUAGES = ("en", "es", "fr", "pt")
_SHORTEST_WITHOUT_ACCENTS = 4
_CSD_PREFIX = re.compile(r"Governments?\s+(?!of\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OfGovernment:
    """A listing of the form "Government of C", perhaps with a body of it.

    Attributes:
        government: the government as written, "Government of Mali".
        country: ISO 3166 alpha-3; empty where the country can't be read ("Government of British Columbia").
        body: where the body's name starts in the listing; None where the government itself is listed.
    """

    government: str
    country: str
    body: int | None


@lru_cache(maxsize=1 << 15)
def country_of(text: str) -> str:
    """The country that a whole piece is, alpha-3, or empty.

    Codes of two or three capitals count for nothing here: between acronyms of organisations they are acronyms too,
    but for the few that always mean a country.

    >>> country_of("the Solomon Islands"), country_of("USA"), country_of("CAN")
    ('SLB', 'USA', '')
    """
    written = text.strip(" .*")
    # No country has a longer name.
    if not written or len(written) > _LONGEST or written.count(" ") > _MOST_SPACES:
        return ""
    known = read_country(written, codes=written in _CODES_AS_NAMES)
    if not known and written[0] in "DIPR":
        known = _SHORTENED.get(written.replace(".", "").upper())
    if known or not written[0].isalpha():
        return known or ""
    if "(" in written and (stripped := _REPUBLIC.sub("(Republic of)", written)) != written:
        return read_country(stripped, codes=False) or ""
    republic = _REPUBLICA.match(written) if written[0] in "Rr" else None
    if republic:
        return read_country(written[republic.end() :], codes=False) or ""
    formal = _FORMAL.match(written) if " " in written else None
    if formal:
        of = read_country(written[formal.end() :], codes=False) or ""
        return "" if of in _DIVIDED else of
    return "" if written.isupper() else _without_accented_letters().get(written.casefold(), "")


@lru_cache(maxsize=1)
def _without_accented_letters() -> Mapping[str, str]:
    """Names of countries as they stand where accented letters were lost ("Mxico", "Blgica"), folded in case only."""
    names: dict[str, str] = {}
    for country in countries().values():
        for language in _LANGUAGES:
            name = country.name(language).casefold()
            lost = "".join(sign for sign in name if sign.isascii())
            if lost != name and len(lost) >= _SHORTEST_WITHOUT_ACCENTS and lost.replace(" ", "").isalpha():
                names.setdefault(lost, country.iso3)
    return {name: code for name, code in names.items() if not read_country(name)}


def is_government_of(text: str) -> bool:
    """Whether it opens with "Government of"."""
    return _OF.match(text) is not None


@lru_cache(maxsize=1 << 14)
def read_government(text: str, *, listing: bool = False) -> OfGovernment | None:
    """Reads "Government of C", "Government of C - Ministry", "C Government"; None for anything else.

    Args:
        text: the name as written, without its brackets.
        listing: a line of the CSD's register, where what follows the first dash is always a body of the government.

    >>> read_government("Government of Indonesia - Ministry of Forestry")
    OfGovernment(government='Government of Indonesia', country='IDN', body=26)
    >>> read_government("Norwegian Institute") is None
    True
    """
    opening = _OF.match(text)
    if not opening:
        beside = _BESIDE.fullmatch(text) if "-" in text or "–" in text or ":" in text else None
        if beside and (country := country_of(beside.group(1))):
            return _beside_country(beside, country)
        if beside and _ALONE.fullmatch(beside.group(2)) is None and _ALONE.fullmatch(beside.group(1)):
            country = country_of(beside.group(2))
            return OfGovernment(beside.group(2), country, None) if country else None
        listed = _OF_COUNTRY.fullmatch(text) if "," in text else None
        if listed and opens_as_ministry(listed.group(2)) and (country := country_of(listed.group(1))):
            return OfGovernment(listed.group(1), country, listed.start(2))
        behind = _BEHIND.match(text) if text.endswith(("t", "T")) else None
        country = country_of(behind.group(1)) if behind else ""
        return OfGovernment(text, country, None) if country else None
    for dash in _DASH.finditer(text, opening.end()):
        country = country_of(text[opening.end() : dash.start()])
        rest = text[dash.end() :]
        if not any(map(str.isalnum, rest)):
            # "Government of Mali - _": a sign is no body of it.
            return OfGovernment(text[: dash.start()].strip(), country, None)
        if country or listing:
            again = _OF.match(rest)
            if country and country in {country_of(rest), country_of(rest[again.end() :]) if again else ""}:
                # "Government of Ghana - Government of Ghana", "Government of United States of America - USA".
                return OfGovernment(text[: dash.start()].strip(), country, None)
            return OfGovernment(text[: dash.start()].strip(), country, dash.end())
    head, comma, rest = text.partition(",")
    country = country_of(text[opening.end() :]) or (country_of(head[opening.end() :]) if comma else "")
    if comma and country and not country_of(text[opening.end() :]) and has_organisation_word(rest):
        return OfGovernment(head.strip(), country, len(head) + 1 + len(rest) - len(rest.lstrip()))
    return OfGovernment(text, country, None)


def opens_as_ministry(text: str) -> bool:
    """Whether it opens with a ministry or department of a government: "Ministry of Water"."""
    return _MINISTRY.search(head_of(text)) is not None


def opens_as_body_of_state(text: str) -> bool:
    """Whether it could be a body of a government: a ministry, an agency, an authority, "National …"."""
    return _OF_A_STATE.search(text.partition(" of ")[0]) is not None


def of_country(text: str) -> int | None:
    """Where the name starts that a country stands before: "Mali - Reef Trust", "Mali: Reef Trust"; None without one."""
    beside = _BESIDE.fullmatch(text) if _BESIDE_SIGNS.search(text) else None
    if beside is None or not country_of(beside.group(1)) or read_government(text):
        return None
    return beside.start(2)


def _beside_country(beside: re.Match[str], country: str) -> OfGovernment | None:
    """Reads "Mali - Government" and "Mali - Ministry of Water": a country and what of it stands behind a dash."""
    if _ALONE.fullmatch(beside.group(2)):
        return OfGovernment(beside.group(1), country, None)
    if _OF_A_STATE.search(head_of(beside.group(2))):
        return OfGovernment(beside.group(1), country, beside.start(2))
    return None


def after_prefix(text: str) -> int | None:
    """Where a listing such as "Government Taiwan" or "Government Ministries of …" goes on after its bare prefix."""
    found = _CSD_PREFIX.match(text)
    return found.end() if found else None


def looks_like_country_list(texts: list[str]) -> bool:
    """Whether most of several pieces are countries."""
    known = sum(bool(country_of(text)) for text in texts if not is_acronym(text) and folded(text))
    return known >= 2 and 2 * known >= len(texts)
