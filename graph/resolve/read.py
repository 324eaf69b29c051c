"""A name with what is known of its bearer, read once for all comparisons that it takes part in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.model.drafts import Mention
from graph.model.vocabularies import read_country
from graph.model.vocabularies.world_organisations import organisations, organisations_named
from graph.names.asides import without_asides
from graph.names.split import split
from graph.resolve.words import Word, words_of
from graph.text.fold import acronym_fits, fold, is_acronym

_OWNER = re.compile(r"(?P<country>[^\W\d_][^’']{2,40})[’']s\s+")
_SEVERAL = re.compile(r"\s*[/–-]\s*")

_PARTING = frozenset("-–—:,/|")

_ENGLISH = frozenset({"of", "the", "for", "and"})
_OTHER = frozenset(
    {"de", "del", "des", "du", "di", "da", "do", "dos", "das", "fur", "der", "die", "van", "voor", "y", "et"}
)


@dataclass(frozen=True, slots=True)
class ReadName:
    """A written name as the comparison takes it.

    Attributes:
        name: the name, without the acronym, type and country that stand beside it.
        folded: the same, folded.
        words: its words (`graph.resolve.words`).
        weight: what all its words tell together.
        acronyms: folded acronyms written beside it; of a name that is an acronym, that too.
        bare: the name is an acronym and nothing else.
        countries: alpha-3 codes of the countries in it and beside it.
        stated: those beside it alone.
        numbers: the numbers in it.
        tongue: `en` where its little words are English, `other` where they are another language's; "" where neither.
    """

    name: str
    folded: str
    words: tuple[Word, ...]
    weight: float
    acronyms: frozenset[str] = frozenset()
    bare: bool = False
    countries: frozenset[str] = frozenset()
    stated: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    tongue: str = ""


def read_name(name: str, acronyms: Iterable[str] = (), countries: Iterable[str] = ()) -> ReadName:
    """Read a name.

    Args:
        name: as written, in its own case: "WHO" is an acronym, "who" isn't.
        acronyms: acronyms written beside it.
        countries: alpha-3 codes of countries written beside it.

    >>> read_name("Seychelles Islands Foundation", ["SIF"]).countries
    frozenset({'SYC'})
    >>> sorted(read_name("Fiji's Reef Agency", ["FRA/DoE"]).acronyms), read_name("Fiji's Reef Agency").stated
    (['doe', 'fra', 'fradoe'], frozenset({'FJI'}))
    """
    parted = without_asides(name)
    named, owner = _without_owner(parted.name)
    whole, found = _without_acronym(named)
    found = [*parted.acronyms, *found]
    name, folded, words = named, fold(whole), words_of(whole)
    bare = " " not in name.strip() and is_acronym(name.strip())
    beside = {_letters(each) for acronym in (*acronyms, *found) for each in (acronym, *_SEVERAL.split(acronym))}
    stated = frozenset([*owner, *countries, *(place for acronym in acronyms for place in _places(words_of(acronym)))])
    return ReadName(
        name=name,
        folded=folded,
        words=words,
        weight=sum(word.weight for word in words),
        acronyms=frozenset(beside | ({_letters(name)} if bare else set())) - {""},
        bare=bare,
        countries=stated | _places(words),
        stated=stated,
        numbers=frozenset(word.text for word in words if word.role == "number"),
        tongue=_tongue(folded.split()),
    )


def read_mention(mention: Mention) -> ReadName:
    """Read the name of a mention with the acronym and country that stand beside it."""
    return read_name(
        mention.name, [mention.acronym] if mention.acronym else (), [mention.country] if mention.country else ()
    )


def one_mention(written: str) -> Mention:
    """The one organisation that a written name names; a piece that is read as several or none is taken as it stands."""
    named = [mention for mention in split(written) if mention.kind in {"organisation", "government"}]
    return named[0] if len(named) == 1 else Mention(written, written)


def codes_of(mention: Mention) -> frozenset[str]:
    """The world organisations that a name names; of several, an acronym or a parent beside it says which."""
    named = frozenset(organisations_named(fold(mention.name)))
    if mention.country:
        named = frozenset(code for code in named if organisations()[code].country in {"", mention.country})
    beside = frozenset(organisations_named(fold(mention.acronym))) if mention.acronym else frozenset()
    above = frozenset(organisations_named(fold(mention.parent))) if mention.parent else frozenset()
    below = frozenset(code for code in named if organisations()[code].parent in above)
    return named & beside or below or named


def _without_acronym(name: str) -> tuple[str, list[str]]:
    """A name without its acronym at the beginning or end: "Ministry of Land MOL", "MOL: Ministry of Land".

    At the beginning something has to part the two: "ABN Amro Bank NV" has a name of its own.
    """
    tokens = name.split()
    for at, rest in ((-1, tokens[:-1]), (0, tokens[1:])):
        if len(rest) < 2 or (at == 0 and tokens[0][-1] not in _PARTING and tokens[1] not in _PARTING):
            continue
        token = tokens[at].strip("-–:,/()")
        whole = " ".join(rest).strip(" -–:,/")
        if is_acronym(token) and acronym_fits(token, whole):
            return whole, [token]
    return name, []


def _without_owner(name: str) -> tuple[str, list[str]]:
    """A name without the country that it is said to be of: "Australia's Reef Agency", and that country."""
    owner = _OWNER.match(name)
    code = read_country(owner["country"], codes=False) if owner else None
    return (name[owner.end() :], [code]) if owner and code else (name, [])


def _tongue(folded: Sequence[str]) -> str:
    english, other = not _ENGLISH.isdisjoint(folded), not _OTHER.isdisjoint(folded)
    return "" if english == other else "en" if english else "other"


def _letters(acronym: str) -> str:
    """An acronym without what may stand between its letters: "US EPA", "U.S. E.P.A."."""
    return fold(acronym).replace(" ", "")


def _places(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(word.text for word in words if word.role == "place" and word.text.isupper())
