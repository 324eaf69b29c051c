"""A name as the comparison sees it: its words in one language, each with what it is and how much it tells.

"Ministerio de Ambiente de Chile" is *ministry* (a body), *environment* (a topic) and *CHL* (a place): so it meets the
"Chilean Ministry of the Environment", and is kept from "Ministry of the Environment, Peru". A word tells the more, the
fewer organisations have it in their names; counted over the names of a register of research organisations, for words
that at least five of them have (`data/frequencies.csv`).
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

from graph.model.vocabularies import read_country
from graph.model.vocabularies.territories import country_readings
from graph.model.vocabularies.world_organisations import organisations_named
from graph.names.key import key_words
from graph.text.fold import fold, is_acronym, term

Role = Literal["body", "part", "topic", "modifier", "place", "number", "direction", "owner", ""]
"""What a word is: a kind of body ("institute"), of its parts ("office", "youth"), a field ("health"), a rank
("national"), a place, a number, a side of the world, the acronym of a world organisation beside other words (whose
programme it is: "UNEP Regional Seas"); "" for all others, which are mostly what makes a name a name."""

_LONGEST_PLACE = 5
"""Words of the longest name of a country that is looked for."""

_WRITTEN = re.compile(r"[^\W_]+")

_CAPITALISED = re.compile(
    r"[^\W\d_a-zß-ÿ]\w*"
    r"(?:[ '’-]+(?:(?:of|the|and|de|du|da|do|la|e|et|y|d) |d['’]?(?=[^\W\d_a-zß-ÿ]))*[^\W\d_a-zß-ÿ]\w*)*"
)
"""A run of capitalised words with little ones between them: Trinidad and Tobago, Côte d'Ivoire, or dIvoire, as
registers lose the sign. A little word ends at its space, so that a long row of them can be read in one way only."""

_SHORT_COUNTRY = re.compile(r"\b(?:(?:[A-Z]\.){2,}|[A-Z]{2,3}\b)(?![ -]?(?:\$|dollars?\b))")
"""What may be a country for short, as USA and U.K. are; an amount in US$ is about nobody."""

_LITTLE = frozenset({"de", "del", "des", "du", "di", "da", "do", "dos", "das", "la", "le", "les", "el", "los", "las"})
_LITTLE |= {"l", "d", "of", "for", "and", "the", "on", "in", "to", "at", "y", "e", "et", "en", "para", "por", "pour"}
_LITTLE |= {"sur", "au", "aux", "fur", "und", "der", "die", "das", "van", "voor", "a", "o", "os", "as", "s", "its"}
_LITTLE |= {"medio"}  # medio ambiente is the environment

_JOINING = frozenset({"y", "e", "et", "and"})
"""Little words that join nothing where they open a name: Y-Care, E-Waste."""

_WITHIN_COUNTRIES = {
    "scotland": "scotland", "scottish": "scotland", "wales": "wales", "welsh": "wales", "england": "england",
    "english": "england", "northern ireland": "northern ireland", "zanzibar": "zanzibar",
}  # fmt: skip
"""Names that are read as a country's, but of which each has a government of its own within it."""

_INSIDE = frozenset({"in", "en", "em", "au"})
"""Little words before the place where a part of something works; what is "of" a place mostly has no other."""

_WATERS = frozenset(
    {"ocean", "river", "sea", "delta", "basin", "gulf", "current", "strait", "channel", "lake", "shore"}
)
"""Behind the name of a country these make the name of something else: Indian Ocean, Jordan River, Niger Delta."""

_NOT_THE_COUNTRY = frozenset({"new", "new south", "lake", "gulf", "bay"})
"""Before it likewise: New Mexico, New South Wales, Lake Chad, the Gulf of Oman."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name.

    Attributes:
        text: in the form in which words are the same across languages: an English word, a country's alpha-3 code, or a
            stem.
        written: folded, as it stands.
        role: what it is.
        weight: how much it tells, 0 to 1: 1 for a word that no other name has.
        added: a place that is only set beside the name, as a chapter's is: "CARE Vanuatu", "ICLEI in Africa". Not so
            "Chilean Academy", "Academy of Chile", "Chile Academy".
    """

    text: str
    written: str
    role: Role
    weight: float
    added: bool = False


@lru_cache(maxsize=1 << 17)
def words_of(name: str) -> tuple[Word, ...]:
    """The words of a name, in order; empty for one without letters or digits.

    >>> [(word.text, word.role) for word in words_of("Chilean Ministry of the Environment")]
    [('CHL', 'place'), ('ministry', 'body'), ('environment', 'topic')]
    >>> [word.text for word in words_of("Ministerio del Medio Ambiente de Chile")]
    ['ministry', 'environment', 'CHL']
    """
    return tuple(_read(key_words(name), _shouted(name)))


def _shouted(name: str) -> Mapping[str, str]:
    """What stands in capitals in a longer name: a country for short ("USA"), with its code, or whose name it bears.

    A world organisation's acronym stands with "".
    """
    written = _WRITTEN.findall(name)
    if len(written) < 2 or name.isupper():
        return {}
    codes = {fold(word): read_country(word, codes=False) or "" for word in written if is_acronym(word)}
    return {word: code for word, code in codes.items() if code or organisations_named(word)}


def _read(tokens: Sequence[str], shouted: Mapping[str, str]) -> Iterator[Word]:
    at = 0
    while at < len(tokens):
        size, code = _place_at(tokens, at)
        if code:
            written = " ".join(tokens[at : at + size])
            if written in _WITHIN_COUNTRIES or _is_elsewhere(tokens, at, at + size):
                place = _WITHIN_COUNTRIES.get(written, written)
                yield Word(place, written, "place", _weight(place))
            else:
                yield Word(code, written, "place", _weight(code), added=_added(tokens, at) and written not in _places())
            at += size
            continue
        token = tokens[at]
        at += 1
        known = _known().get(token)
        if code := shouted.get(token, ""):
            yield Word(code, token, "place", _weight(code), added=_added(tokens, at - 1))
        elif token in shouted:
            yield Word(token, token, "owner", _weight(token))
        elif known:
            added = known[1] == "place" and token == known[0] and _added(tokens, at - 1)
            yield Word(known[0], token, known[1], _weight(known[0]), added)
        elif any(map(str.isdigit, token)):
            yield Word(token.lstrip("0") or token, token, "number", _weight(token))
        elif token not in _LITTLE or (at == 1 and token in _JOINING):
            text = term(token)
            yield Word(text, token, "", _weight(text))


def _place_at(tokens: Sequence[str], at: int) -> tuple[int, str]:
    """The longest name or adjective of a country that begins here: how many words, which country; (0, "") for none."""
    if tokens[at] not in _place_starts() or tokens[at] == "island":  # in Icelandic that is a country
        return 0, ""
    for size in range(min(_LONGEST_PLACE, len(tokens) - at), 0, -1):
        written = " ".join(tokens[at : at + size])
        if len(written) > 2 and (code := _places().get(written) or read_country(written, codes=False)):
            return size, code
    return 0, ""


def _is_elsewhere(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether the name of a country is part of another place's."""
    before = [token for token in tokens[max(0, start - 2) : start] if token not in _LITTLE]
    after = tokens[end] if end < len(tokens) else ""
    return after in _WATERS or not _NOT_THE_COUNTRY.isdisjoint((" ".join(before), *before[-1:]))


def countries_in(text: str) -> set[str]:
    """Alpha-3 codes of the countries that a text names in capitals: in lower case "turkey" is a bird.

    >>> sorted(countries_in("Fijian reefs, and those of New Caledonia and the Indian Ocean, with polish and Japan"))
    ['FJI', 'JPN', 'NCL']
    >>> sorted(countries_in("For US$ 5,000 from the UK, reefs of New South Wales"))
    ['GBR']
    """
    # Where all is in capitals, "LET US" names nobody.
    short = () if text.isupper() else _SHORT_COUNTRY.findall(text)
    found = {code for word in short if is_acronym(word) and (code := read_country(word, codes=False))}
    for run in _CAPITALISED.findall(text):
        tokens = fold(run).split()
        at = 0
        while at < len(tokens):
            size, code = _place_at(tokens, at)
            if code and not _is_elsewhere(tokens, at, at + size):
                found.add(code)
            at += max(size, 1)
    return found


def _added(tokens: Sequence[str], at: int) -> bool:
    """Whether what stands at a place of a name follows another word that doesn't tie it to the name."""
    return at > 0 and (tokens[at - 1] not in _LITTLE or tokens[at - 1] in _INSIDE)


def _weight(text: str) -> float:
    counts, names = frequencies()
    return math.log((names + 1) / (counts.get(text, 0) + 1)) / math.log(names + 1)


@cache
def _known() -> Mapping[str, tuple[str, Role]]:
    """Folded form of a common word to its English word and what it is."""
    known: dict[str, tuple[str, Role]] = {}
    for row in _rows("words.csv"):
        role: Role = row["class"]  # type: ignore[assignment]  # the tests read the file
        for form in (row["word"], *row["forms"].split()):
            known[form] = (row["word"], role)
    return known


@cache
def _places() -> Mapping[str, str]:
    """Adjectives of countries to alpha-3 codes; one that two countries share is a word like any other."""
    found: dict[str, str] = {}
    for row in _rows("demonyms.csv"):
        for adjective in row["adjectives"].split():
            folded = fold(adjective)
            found[folded] = "" if found.get(folded, row["country"]) != row["country"] else row["country"]
    return found


@cache
def all_adjectives() -> frozenset[str]:
    """How the people of all countries are called, folded."""
    return frozenset(_places())


@cache
def _adjectives() -> Mapping[str, tuple[str, ...]]:
    made: dict[str, list[str]] = {}
    for adjective, code in _places().items():
        if code:
            made.setdefault(code, []).append(adjective)
    return {code: tuple(adjectives) for code, adjectives in made.items()}


def adjectives_of(code: str) -> tuple[str, ...]:
    """How the people of a country are called, folded; empty where nothing is known or two countries share the word.

    >>> "swedish" in adjectives_of("SWE")
    True
    """
    return _adjectives().get(code, ())


@cache
def _place_starts() -> frozenset[str]:
    """First words of the names and adjectives of countries: most words of names begin none."""
    return frozenset(name.split()[0] for name in (*country_readings(), *_places()) if name)


@cache
def frequencies() -> tuple[Mapping[str, int], int]:
    """In how many names a word stands, and how many names were counted."""
    counts = {row["word"]: int(row["names"]) for row in _rows("frequencies.csv")}
    return counts, counts.pop("", 1)


def _rows(file: str) -> Iterable[Mapping[str, str]]:
    with resources.files("graph.resolve").joinpath("data", file).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))
