"""Plurals that name nobody although capitals make them look like names: "Swedish Agencies", "Reef Stakeholders"."""

from __future__ import annotations

import re

from graph.names.heads import BODIES, HEAD, OF_WHICH, PEOPLE, is_head, trades
from graph.names.lexicon import is_subject

_PARTIES = re.compile(r"^(?:all |the )*(?:(?:\d+ )?contracting parties|representatives? (?:of|from))\b")
# However the rest is written: "Various Austrian Authorities", "Some University members of the Reef Network".
_QUANTIFIED = re.compile(
    r"^(?:the )?(?:several|various|many|some|numerous|others?|different|multiple|diverse|selected|further|few|certain"
    r"|varios|varias|diversos|diversas|otr[ao]s|divers|diverses|plusieurs|autres|certains) "
)
# A name in capitals never ends in these.
_ALWAYS_MANY = re.compile(r"^(?!.* and )(?:\w+ ){1,6}(?:stakeholders|beneficiaries|signatories)$")
_MEMBERS_OF = re.compile(r"(?!.*\b(?:and|its|their)\b)(?:[\w'’.-]+ ){1,7}members")
_KINDS_AT_THE_END = re.compile(
    r"(?!.*(?:\b(?:and|of|for|y|et|to|from)\b|[&,+]))(?:\S+ ){0,3}\S+(?<! of)(?<! for)(?<! de)(?<! des) (?:SIDS"
    r"|LDCs?|LLDCs|NGOs|INGOs|CSOs|CBOs|IGOs|SMEs)"
)
_ALL_COUNTRIES = re.compile(r"^(?!.*\b(?:of|for|and)\b)(?:\w+ ){1,6}countries$")
_IN_REGIONS = re.compile(
    rf"^(?!.*\b(?:of|for)\b.*{BODIES})(?:\w+ ){{0,3}}{BODIES} (?:in|within|across|throughout|from|of) (?:\w+ ){{1,4}}"
    r"(?:countries|regions?|areas)$"
)
_QUANTIFIERS_OPEN = "svmnodfcpat"
_LEADING = re.compile(r"^(?:major|leading|key) ")
_ONE_OF_A_KIND = re.compile(
    r"^\d+ (?:\w+ )?(?:body|institution|organi[sz]ation|company|ngo|university|ministry|agency|partner|hotel|school)$"
)
# Adjectives of countries and parts of the world, folded.
_FROM_A_PLACE = re.compile(
    r"(?:\w{2,}(?:ian|ean|ish|ese|erican|frican|erman)|french|dutch|swiss|greek|thai|iraqi|arab|pacific|mediterranean"
    r"|baltic|nordic|central|latin|southern|northern|eastern|western|south|north|east|west)"
)
# "Ionian Islands" are a place, "Health Partners" and "African Women" names.
_PLACES_AND_PEOPLE = frozenset(["islands", "regions", *PEOPLE.strip("(?:)").split("|")])


def are_many(text: str, words: str) -> bool:
    """Whether a phrase says that it is many of a kind, however it is written.

    Args:
        text: as written, without what brackets say behind it.
        words: the same, folded.

    >>> are_many("Swedish Agencies", "swedish agencies"), are_many("Acme Agencies", "acme agencies")
    (True, False)
    """
    before, _, last = words.rpartition(" ")
    if not before:
        return False
    return (
        _is_of_a_kind(text, words)
        or _is_quantified(text, words, last)
        or (is_head(last) and last not in _PLACES_AND_PEOPLE and _says_which(before))
    )


def _is_of_a_kind(text: str, words: str) -> bool:
    """Whether its words alone say it: contracting parties, stakeholders, members, countries, "1 university"."""
    end = words[-4:]
    if end in {"ries", "ders"} and _ALWAYS_MANY.match(words):
        return True
    if end in {"ries", "ions", "gion", "reas"} and (_ALL_COUNTRIES.match(words) or _IN_REGIONS.match(words)):
        return not text.isupper()
    if text.endswith(" members") and _MEMBERS_OF.fullmatch(text):
        return True
    if words[0].isdigit() and _ONE_OF_A_KIND.match(words):
        return True
    if text[-2:-1].isupper() and _KINDS_AT_THE_END.fullmatch(text):
        return True
    return ("parties" in words or "representative" in words) and _PARTIES.match(words) is not None


def _is_quantified(text: str, words: str, last: str) -> bool:
    """Whether it opens with "several", "various" and the like, or with "major" where its plural is written small."""
    if words[0] in "mlk" and _LEADING.match(words) and is_head(last) and text.rpartition(" ")[2].islower():
        return True
    if words[0] not in _QUANTIFIERS_OPEN or not _QUANTIFIED.match(words):
        return False
    found = HEAD.search(words)
    return found is not None and (found.end() == len(words) or OF_WHICH.match(words, found.end()) is not None)


def _says_which(before: str) -> bool:
    """Whether the words before a head only say where from or what for: "Swedish", "Petroleum", "Recycling"."""
    kinds = before.split()
    return all(map(_FROM_A_PLACE.fullmatch, kinds)) or (len(kinds) == 1 and (is_subject(before) or before in trades()))
