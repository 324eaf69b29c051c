"""A sentence read in every way that it can be: who somebody is, what they need or offer, what they ask about.

Nothing is decided for the reader: each reading says what it rests on and is a link, whose page takes up what was read.
What was read wrongly is let go of, and the rest is read again without it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from api.named import NamedPartner, named_partner
from api.pages.intents import intents, without_self
from api.pages.links import Query, path_of
from api.pages.unread import country_names, unread
from api.wire import Credit, credited
from graph.infer.places import places
from graph.model.status import NOT_ENDED
from graph.model.vocabularies import country_name, read_country, vocabulary

if TYPE_CHECKING:
    from api.service import Service
    from graph.model.entities import Entity

What = Literal["partner", "partnership", "country", "sdg", "theme", "need", "offer"]
Why = Literal["name", "names", "phrase", "number"]

LONGEST_NAME = 200
"""Characters of a text that may be a name as a whole."""

LIKELY = 0.5
"""How likely a partner has to be meant, 0 to 1, to be offered to choose from."""

MOST_PARTNERS = 6
"""Partners that may be chosen from."""

_WORDS_OF_A_NAME = 8
"""Words beyond which what nobody bears is taken for a sentence."""

_GOAL = re.compile(r"\b(?:SDGs?|goals?|ODDs?|ODS|ЦУР|objectif|objetivo|目标|الهدف)\s*(1[0-7]|[1-9])\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """Something that was read in a text.

    Attributes:
        what: what it is.
        value: id of an entry, code of a country, goal or theme; of an intent the phrase.
        name: what it is called.
        why: `name`: the text is its name; `names`: its name stands in the text; `number`: the text has its number;
            `phrase`: a phrase tells it.
        reasons: of a partner, why it is taken for this one; in English.
    """

    what: What
    value: str
    name: str
    why: Why
    reasons: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """How an address names it, to let go of it."""
        return f"{self.what}:{self.value}"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text.

    Attributes:
        way: `partner`: the asker is this partner; `perhaps`: it may be; `need`, `offer`: it is asked for, or offered;
            `country`: a country is looked at; `partnership`: one is; `topic`: entries on what was named;
            `newcomer`: the asker is nobody here; `search`: the words are searched for.
        address: where it leads.
        parts: what it takes up.
        total: of a search, how many entries it finds.
        about: of a partner, what tells it from its namesakes: type code, country code, number of partnerships.
    """

    way: Literal["partner", "perhaps", "need", "offer", "country", "partnership", "topic", "newcomer", "search"]
    address: str
    parts: tuple[Part, ...]
    total: int | None = None
    about: tuple[str, str, int] | None = None


@dataclass(frozen=True, slots=True)
class AskAnswer:
    """What was read in a text, and every way to go on.

    Attributes:
        text: what was asked.
        parts: what was read in it.
        unread: words of it, as they are written, in which nothing was read: they count in a search and where words
            are compared, and in nothing else.
        dropped: keys of what the reader has let go of.
        readings: the likeliest first; none for a blank text.
        version: of the store.
        registers: those that it draws on.
    """

    text: str
    parts: tuple[Part, ...]
    unread: tuple[str, ...]
    dropped: tuple[str, ...]
    readings: tuple[Reading, ...]
    version: int
    registers: tuple[Credit, ...]


def read_text(service: Service, text: str, dropped: Collection[str] = ()) -> AskAnswer:
    """Read a text in every way that it can be.

    Args:
        service: the service.
        text: what was typed.
        dropped: keys of parts that aren't meant.
    """
    text = text.strip()
    registers = credited(service.registers())
    if not text:
        return AskAnswer(text, (), (), (), (), service.view.version(), registers)
    found = service.search(text, limit=1)
    named = {each.id: each for each in service.view.get([id for id, _ in found.understood.names])}
    who = named_partner(service, without_self(text)) if len(text) <= LONGEST_NAME else NamedPartner(text)
    parts = [part for part in _parts(text, named, who) if part.key not in dropped]
    readings = tuple(_readings(service, _Read(text, parts), who, dropped, found.total))
    left = unread(text, _written(text, parts, named), found.understood.language)
    return AskAnswer(text, tuple(parts), left, tuple(sorted(dropped)), readings, found.version, registers)


def _written(text: str, parts: Sequence[Part], named: Mapping[str, Entity]) -> Iterator[str]:
    """How what was read may be written in a text, and by which words it says who speaks."""
    yield from (said.phrase for said in intents(text) if said.intent == "self")
    kept = {(part.what, part.value) for part in parts}
    for part in parts:
        yield text if part.why == "name" else part.name
    for each in named.values():
        if (each.kind, each.id) in kept or (each.kind, each.id.removeprefix(f"{each.kind}-")) in kept:
            yield from (alias.name for alias in each.aliases)
    yield from country_names({value for what, value in kept if what == "country"})
    yield from (match[0] for match in _GOAL.finditer(text) if ("sdg", match[1]) in kept)


def _parts(text: str, named: Mapping[str, Entity], who: NamedPartner) -> Iterator[Part]:
    """What stands in a text; of a name that several bear nothing, as who is meant has to be asked."""
    taken = who.taken.id if who.taken else ""
    if who.taken is not None:
        yield Part("partner", who.taken.id, who.taken.name, "name", who.taken.reasons)
    for each in named.values():
        whole = any(alias.name.casefold() == text.casefold() for alias in each.aliases)
        if each.kind == "partnership":
            yield Part("partnership", each.id, each.name, "name" if whole else "names")
        # A country that is named is a place; its government is meant by who says so.
        elif each.kind == "partner" and not (whole or each.id == taken or _is_country(each)):
            yield Part("partner", each.id, each.name, "names")
    code = read_country(without_self(text)) if len(text) <= LONGEST_NAME else None
    countries = [code] if code else [*places("", text), *(each.id for each in named.values() if each.kind == "country")]
    for country in dict.fromkeys(countries):
        yield Part("country", country, country_name(country), "name" if country == code else "names")
    goals = {match[1]: None for match in _GOAL.finditer(text)}
    for number in goals:
        yield Part("sdg", number, vocabulary("goals").label(number), "number")
    for each in named.values():
        value = each.id.removeprefix(f"{each.kind}-")
        if each.kind == "sdg" and value not in goals:
            yield Part("sdg", value, each.name, "names")
        elif each.kind == "theme":
            yield Part("theme", value, each.name, "names")
    for said in intents(text):
        if said.intent != "self":
            yield Part(said.intent, said.phrase, said.phrase, "phrase")


def _is_country(partner: Entity) -> bool:
    """Whether a partner is a government that goes by its country's name too."""
    return any(read_country(alias.name, codes=False) for alias in partner.aliases)


@dataclass(frozen=True, slots=True)
class _Read:
    """A text with what was read in it.

    Attributes:
        text: the text.
        parts: what was read.
    """

    text: str
    parts: Sequence[Part]

    def of(self, *whats: What) -> tuple[Part, ...]:
        """What was read of some sorts, in their order."""
        return tuple(part for what in whats for part in self.parts if part.what == what)

    @property
    def is_name(self) -> bool:
        """The text is a name and says no more than that."""
        return any(part.why == "name" for part in self.parts)

    def asked(self) -> list[tuple[str, str]]:
        """The text with its goals and themes, as questions about needs and offers have it."""
        return [("text", self.text), *((part.what, part.value) for part in self.of("sdg", "theme"))]


def _readings(
    service: Service, read: _Read, who: NamedPartner, dropped: Collection[str], total: int
) -> Iterator[Reading]:
    speaks = bool(read.of("need", "offer"))
    if speaks:
        yield from _exchange(read)
    yield from _who(read, who, dropped)
    for part in read.of("partnership"):
        yield Reading("partnership", path_of("partnership", part.value), (part,))
    for part in read.of("country"):
        if part.why == "name":
            yield Reading("country", path_of("country", part.value), (part,))
    if not speaks:
        yield from _exchange(read)
    topics = list(_topic(service, read))
    yield from (each for each in topics if each.total)
    yield Reading("search", _at("/search", ("q", read.text)), (), total)
    if not read.of("partner") and not read.is_name:
        yield _newcomer(read)
    yield from (each for each in topics if not each.total)


def _who(read: _Read, who: NamedPartner, dropped: Collection[str]) -> Iterator[Reading]:
    """The partners that the asker may be."""
    for part in read.of("partner"):
        yield Reading("partner" if part.why == "name" else "perhaps", _at("/match/join", ("id", part.value)), (part,))
    known = {part.value for part in read.of("partner")}
    likely = [] if who.taken else [each for each in who.possible if each.score >= LIKELY and each.id not in known]
    for each in likely[:MOST_PARTNERS]:
        part = Part("partner", each.id, each.name, "names", each.reasons)
        if part.key not in dropped:
            about = (each.type, each.country, each.degree)
            yield Reading("perhaps", _at("/match/join", ("id", each.id)), (part,), about=about)


def _exchange(read: _Read) -> Iterator[Reading]:
    """What is needed, of every country that is named, and what is offered."""
    needs, offers, countries, topics = read.of("need"), read.of("offer"), read.of("country"), read.of("sdg", "theme")
    speaks = not read.is_name and len(read.text.split()) > 1
    if needs and not countries:
        yield Reading("need", _at("/match/offers", *read.asked()), (*topics, *needs))
    if needs or (speaks and not offers):
        for country in countries:
            yield Reading(
                "need", _at("/match/offers", ("country", country.value), *read.asked()), (country, *topics, *needs)
            )
    if offers:
        regions = [("regions", "; ".join(part.value for part in countries))] if countries else []
        yield Reading("offer", _at("/match/needs", *read.asked(), *regions), (*countries, *topics, *offers))


def _topic(service: Service, read: _Read) -> Iterator[Reading]:
    """The partnerships on what is named: on any of its goals, in any of its countries."""
    named = read.of("sdg", "theme", "country")
    if not named:
        return
    where: dict[str, list[str]] = {"kind": ["partnership"], "status": [NOT_ENDED]}
    for part in named:
        where.setdefault(part.what, []).append(part.value)
    address = _at("/search", *((field, value) for field, values in where.items() for value in values))
    yield Reading("topic", address, named, service.search("", where, limit=1).total)


def _newcomer(read: _Read) -> Reading:
    """Somebody whom no register names: a text says what they do, and a short one may be their name besides."""
    bare = without_self(read.text)
    sentence = len(bare.split()) > _WORDS_OF_A_NAME or bool(read.of("need", "offer"))
    name = [] if sentence else [("name", bare)]
    goals = read.of("sdg")
    return Reading(
        "newcomer", _at("/match/join", *name, ("text", read.text), *(("sdg", part.value) for part in goals)), goals
    )


def _at(path: str, *pairs: tuple[str, str]) -> str:
    return f"{path}{Query.of(pairs)}"
