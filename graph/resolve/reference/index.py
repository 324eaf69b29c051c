"""Which entry of a reference register a written name is.

The comparison is the same as everywhere: first the key under which spellings of one name meet, then the score of the
names that are candidates. A register adds two things. It knows which words names are made of, so that one of no name
may be read as its neighbour (`graph.resolve.reference.spelling`); and it holds most organisations of its kind, so a
name is taken for one of them only where no other is about as near.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Literal

from rapidfuzz.fuzz import ratio

from graph.names.key import comparison_key
from graph.resolve.alignment import same_spelling
from graph.resolve.candidates import NameIndex
from graph.resolve.read import ReadName, read_name
from graph.resolve.reference.organisations import ReferenceOrganisation
from graph.resolve.reference.spelling import Spelling
from graph.resolve.scorer import Score, Weights, score, shipped
from graph.text.fold import fold, term

CANDIDATES = 12
"""Names that are found for each name at most."""

COMPARED = 6
"""Names of these that are compared in full: those that are spelt most alike."""

SPELT = 20.0
"""Log-odds for likeness of spelling (Indel, 0 to 1) beyond `LIKE`: what the score leaves out, taking names for such as
have no slips in them."""

LIKE = 0.85
"""Likeness of spelling that says nothing."""

MOST = 4.0
"""Log-odds that the score gives names of which every word meets, about."""

AHEAD = 2.0
"""Log-odds by which the likest name has to be ahead of the best that the rest can be for them to be left out."""

NOBODY = -1.0
"""Log-odds of the name being that of an organisation which the register doesn't have."""

SAME = 0.45
"""Probability from which on a name is taken for an entry's. `SPELT`, `LIKE`, `NOBODY` and this were chosen on
organisations that neither the weights were learnt on nor figures are reported of (`graph.evaluation.reference`)."""

CLEAR = 2.0
"""How many times as likely as the next one it has to be: homonyms are as likely as each other."""

UNSURE = 0.2
"""Probability from which on a person is asked."""

TELLS = 0.7
"""What the words of a name have to tell together for it to be one organisation's: an Institute of Technology or an
Academy of Sciences tells less, and many may be called so that the register doesn't have."""

LOCAL = 0.6
"""Share of a word's entries in one country from which on the word is that country's: most names with "Oxford" in
them are British, those with "philosophy" are from everywhere."""

_SURE = 0.99
_TYPE_APART = -1.0

KNOWN_APART = -9.0
"""Log-odds for a word that the register knows well and that is spelt like one of the other name: each is what it is."""

OFTEN = 3
"""Names that have a word which the register knows well; one that fewer have may be a slip itself."""

_ALIKE_TYPES = (
    frozenset({"academic", "scientific"}),
    frozenset({"ngo", "foundation", "women", "youth", "indigenous", "workers", "farmers", "partnership"}),
    frozenset({"government", "local-authority", "intergovernmental", "un-system"}),
)

_AT_ONCE = 1024

Verdict = Literal["same", "unsure", "unknown"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A name that is looked up: as the comparison reads it, with the countries stated of its bearer in it.

    Attributes:
        name: the name.
        type: code of the vocabulary `types`, if it is known.
    """

    name: ReadName
    type: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that a name may be.

    Attributes:
        place: of the entry, among those of the index.
        name: its name that is alike.
        probability: that it is this one, and neither another nor one that the register doesn't have.
        exact: they are the same but for article, legal form or spelling rules; no score was needed.
        read_as: what the name was read as, folded, where a word in it was taken for a slip of the pen; else empty.
    """

    place: int
    name: str
    probability: float
    exact: bool = False
    read_as: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a look-up.

    Attributes:
        verdict: same, for the first one found; unsure, where a person should look; unknown.
        found: the likeliest entries, the first ones first; of an unknown name what is nearest, or nothing.
    """

    verdict: Verdict
    found: tuple[Found, ...] = ()


class ReferenceIndex:
    """The entries of reference registers, found by name.

    Reading all names takes about a tenth of a second for a thousand of them, and is done when the first name is looked
    up that isn't there as it stands.

    Args:
        organisations: the entries; withdrawn ones are passed over.
        weights: of the score; by default those shipped.

    Attributes:
        organisations: those that can be found.
    """

    def __init__(self, organisations: Iterable[ReferenceOrganisation], weights: Weights | None = None) -> None:
        self.organisations = [each for each in organisations if each.state != "withdrawn"]
        self._weights = weights or shipped()
        self._names = [(place, name.name) for place, each in enumerate(self.organisations) for name in each.full_names]
        self._bearers: dict[str, dict[int, str]] = defaultdict(dict)
        for place, name in self._names:
            if key := comparison_key(name):
                self._bearers[key].setdefault(place, name)

    def bearers(self, name: str) -> tuple[int, ...]:
        """The places of the entries that bear a name as it stands, but for article, legal form or spelling rules."""
        return tuple(self._named(name))

    def is_local(self, word: str, place: int) -> bool:
        """Whether a folded word, in any of its forms, stands mostly in names of the country of an entry."""
        counts = self._countries.get(term(word), Counter())
        own = sum(counts[country] for country in self.organisations[place].countries)
        return own > 0 and own >= LOCAL * counts.total()

    def prepare(self) -> None:
        """Read all names now, so that the first look-up of a name that isn't there as it stands needn't."""
        if self._names:
            _ = self._index, self._spelling, self._places

    def find(self, asked: Iterable[Asked]) -> Iterator[Answer]:
        """Look names up, one answer each, in order."""
        rest = iter(asked)
        while some := list(islice(rest, _AT_ONCE)):
            exact = [self.exact(each) for each in some]
            missed = [each for each, answer in zip(some, exact, strict=True) if answer is None]
            alike = self._alike(missed)
            yield from (answer or next(alike) for answer in exact)

    def near(self, names: Sequence[ReadName]) -> Iterator[list[tuple[int, str]]]:
        """The entries whose names are candidates of each name, with these names, nearest first; nothing is compared."""
        for found in self._index.nearest(names, CANDIDATES):
            yield [self._names[at] for at, _ in found]

    def why(self, asked: Asked, found: Found) -> tuple[str, ...]:
        """The reasons for an answer, in words, the weightiest first."""
        label = self.organisations[found.place].label
        if found.exact:
            return (f"“{found.name}” is a name of {label}",)
        read = _reading(asked.name, found.read_as) if found.read_as else asked.name
        reasons = self._score(read, self._read_one(found.place, found.name)).reasons
        as_read = (f"read as “{found.read_as}”",) if found.read_as else ()
        return (f"“{found.name}” is a name of {label}", *as_read, *reasons)

    def acronym_bearers(self, acronym: str) -> tuple[int, ...]:
        """The places of the entries that have an acronym: mostly several, as most acronyms have several bearers."""
        return tuple(self._acronyms.get(fold(acronym), ()))

    def exact(self, asked: Asked) -> Answer | None:
        """The answer where somebody bears just this name; of homonyms only one in the country that is stated.

        None where nobody does, or only organisations of other countries than the one that is stated.
        """
        bearers = self._named(asked.name.name) or self._named(asked.name.folded)
        fitting = [place for place in bearers if not self.countries_apart(asked.name, place)]
        if not fitting:
            return None
        sure = len(fitting) == 1 and self._tells(asked.name, fitting[0])
        probability = _SURE if sure else 1 / (1 + len(fitting))
        found = tuple(Found(place, bearers[place], probability, exact=True) for place in fitting)
        return Answer("same" if sure else "unsure", found)

    def countries_apart(self, name: ReadName, place: int) -> bool:
        """Whether a country is stated beside a name, and an entry is of others."""
        countries = self.organisations[place].countries
        return bool(name.stated and countries and not name.stated & countries)

    def _tells(self, name: ReadName, place: int) -> bool:
        """Whether a name is more than words which any organisation may have, or its country is known to agree."""
        return name.weight >= TELLS or bool(name.countries & self.organisations[place].countries)

    def _alike(self, asked: Sequence[Asked]) -> Iterator[Answer]:
        if not asked or not self._names:
            yield from (Answer("unknown") for _ in asked)
            return
        readings = [list(self._spelling.readings(each.name.folded)) for each in asked]
        plain = [self._slip(each, read_as) for each, read_as in zip(asked, readings, strict=True)]
        rest = [
            (each, read_as, _reading(each.name, read_as[0]) if read_as else each.name)
            for each, read_as, answer in zip(asked, readings, plain, strict=True)
            if answer is None
        ]
        nearest = self._index.nearest([read for _, _, read in rest], CANDIDATES)
        compared = (self._best(*each, [at for at, _ in near]) for each, near in zip(rest, nearest, strict=True))
        yield from (answer or next(compared) for answer in plain)

    def _slip(self, asked: Asked, readings: Sequence[str]) -> Answer | None:
        """The answer where all that a name may have been meant to be is the name of one entry: no score is needed."""
        borne = {(place, name): read_as for read_as in readings for place, name in self._named(read_as).items()}
        if len(borne) != 1:
            return None
        (((place, name), read_as),) = borne.items()
        at = self._places[place, name]
        if self.countries_apart(asked.name, place) or asked.name.numbers != self._read[at].numbers:
            return None
        apart = _types_apart(asked.type, self.organisations[place].type)
        odds = MOST + SPELT * (self._spelt(asked, at) - LIKE) + (_TYPE_APART if apart else 0.0)
        probability = 1 / (1 + math.exp(NOBODY - odds))
        if probability < SAME or not self._tells(self._read[at], place):
            return None
        return Answer("same", (Found(place, name, probability, read_as=read_as),))

    def _named(self, name: str) -> dict[int, str]:
        return self._bearers.get(comparison_key(name), {})

    def _spelt(self, asked: Asked, at: int) -> float:
        return ratio(asked.name.folded, self._read[at].folded) / 100

    def _best(self, asked: Asked, readings: Sequence[str], read: ReadName, near: Sequence[int]) -> Answer:
        spelt = {at: self._spelt(asked, at) for at in near}
        evidence: dict[int, tuple[float, str, str]] = {}

        def note(at: int, read: ReadName, read_as: str) -> None:
            place, name = self._names[at]
            odds = self._odds(read, at, asked) + SPELT * (spelt[at] - LIKE)
            if place not in evidence or odds > evidence[place][0]:
                evidence[place] = (odds, name, read_as)

        likest = sorted(near, key=lambda at: -spelt[at])[:COMPARED]
        for at in likest:
            if evidence and max(evidence.values())[0] > MOST + SPELT * (spelt[at] - LIKE) + AHEAD:
                break
            note(at, read, readings[0] if readings else "")
        # A word may be a slip of several; what these make is weighed by how it is spelt.
        for other in readings[1:]:
            for place, name in self._named(other).items():
                at = self._places[place, name]
                spelt[at] = self._spelt(asked, at)
                note(at, _reading(asked.name, other), other)
        if not evidence:
            return Answer("unknown")
        total = math.exp(NOBODY) + sum(math.exp(odds) for odds, _, _ in evidence.values())
        best = sorted(evidence.items(), key=lambda one: (-one[1][0], one[0]))[:3]
        found = tuple(
            Found(place, name, math.exp(odds) / total, read_as=read_as) for place, (odds, name, read_as) in best
        )
        probability = found[0].probability
        first = found[0].place
        ahead = len(found) == 1 or probability >= CLEAR * found[1].probability
        if probability >= SAME and ahead and self._tells(read, first) and not self.countries_apart(asked.name, first):
            return Answer("same", found)
        return Answer("unsure" if probability >= UNSURE else "unknown", found)

    def _odds(self, read: ReadName, at: int, asked: Asked) -> float:
        """Log-odds of the score, and what the type says."""
        probability = self._score(read, self._read[at]).probability
        known = self.organisations[self._names[at][0]].type
        odds = math.log(probability / (1 - probability))
        if _types_apart(asked.type, known):
            odds += _TYPE_APART
        return odds + (KNOWN_APART if self._known_apart(read, self._read[at]) else 0.0)

    def _known_apart(self, one: ReadName, other: ReadName) -> bool:
        """Whether a word that the register knows well would have to be a slip of another: Henan isn't Hunan."""
        ours, theirs = {word.text for word in one.words}, {word.text for word in other.words}
        rest = [word.written for word in other.words if not word.role and word.text not in ours]
        return bool(rest) and any(
            not word.role
            and word.text not in theirs
            and self._spelling.knows(word.written, OFTEN)
            and any(same_spelling(word.written, each) for each in rest)
            for word in one.words
        )

    def _score(self, one: ReadName, other: ReadName) -> Score:
        return score(one, other, self._weights)

    @cached_property
    def _acronyms(self) -> dict[str, list[int]]:
        bearers: dict[str, list[int]] = defaultdict(list)
        for place, each in enumerate(self.organisations):
            for folded in {fold(acronym) for acronym in each.acronyms}:
                bearers[folded].append(place)
        return bearers

    @cached_property
    def _countries(self) -> dict[str, Counter[str]]:
        """Stem of a word to the countries of the entries that have it in a name, each entry counted once."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for each in self.organisations:
            for stem in {term(word) for name in each.full_names for word in fold(name.name).split()}:
                counts[stem].update(each.countries)
        return counts

    @cached_property
    def _read(self) -> list[ReadName]:
        acronyms = [each.acronyms for each in self.organisations]
        return [read_name(name, acronyms[place], self.organisations[place].countries) for place, name in self._names]

    def _read_one(self, place: int, name: str) -> ReadName:
        organisation = self.organisations[place]
        return read_name(name, organisation.acronyms, organisation.countries)

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex.of(self._read)

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(read.folded for read in self._read)

    @cached_property
    def _places(self) -> dict[tuple[int, str], int]:
        return {name: at for at, name in enumerate(self._names)}


def _reading(asked: ReadName, read_as: str) -> ReadName:
    """A name that is read otherwise than it is written, with what is known of its bearer."""
    return read_name(read_as, asked.acronyms, asked.stated)


def _types_apart(asked: str, known: str) -> bool:
    if not asked or not known or asked == known or "unknown" in {asked, known}:
        return False
    return not any({asked, known} <= alike for alike in _ALIKE_TYPES)
