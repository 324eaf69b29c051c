"""From a mention to the name that judgements and ids are about.

Most organisations are known by their name alone. A national body is not: there is a Ministry of Environment in nearly
every country, so its name is only a name together with its country, and where the country isn't known, together with
the record that mentions it. A government is known by its country alone, however it is written.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.model.drafts import Draft, Mention
from graph.model.judgements import Name
from graph.model.records import Source
from graph.model.vocabularies.world_organisations import organisations_named
from graph.names.key import comparison_key
from graph.resolve.home import home_country
from graph.resolve.words import countries_in, words_of
from graph.text.fold import acronym_fits, fold

MOST_SOURCES = 5
"""How many sources an alias carries: enough to check, small enough to send."""

_NATIONAL_BODY = re.compile(
    r"^(?:(?:the|le|la|el) )?(?:national |federal |state |royal )?"
    r"(?:minist(?:ry|ries|er|ere|eres|erio|erios|erul)|department|departamento|departement|dept|secretari[ao]"
    r"|direct(?:orate|ion)|direcc?ion|direcao|municipality|municipalidad|municipio|prefecture|governorate"
    r"|environment(?:al)? (?:protection|management) (?:agency|authority)"
    r"|national (?:environment|planning|statistics|disaster|maritime|fisheries|meteorological) )\b"
)


@dataclass(slots=True)
class Said:
    """In how many records something is said of a name, and the first few places that say it."""

    records: int = 0
    sources: list[Source] = field(default_factory=list)
    _last: str = ""

    def note(self, source: Source) -> None:
        """Count a place that says it; a record that says it twice counts once."""
        if source.record == self._last:
            return
        self._last = source.record
        self.records += 1
        if len(self.sources) < MOST_SOURCES:
            self.sources.append(source)

    def add(self, other: Said) -> None:
        """Count what is said of another name of the same organisation too."""
        self.records += other.records
        self.sources = [*self.sources, *other.sources][:MOST_SOURCES]


@dataclass(slots=True)
class Written:
    """Everything that is known of one name from all its mentions.

    Attributes:
        name: the name.
        first: place of its first mention in the order of reading; ids and ties are settled by it.
        spellings: every written form, and who writes so.
        acronyms: every acronym written beside it, and who says so.
        types: every (type code, basis) stated of it, and who says so.
        countries: every country written beside it, and who says so.
        records: the records that mention it, in the order of reading.
    """

    name: Name
    first: int
    spellings: dict[str, Said] = field(default_factory=lambda: defaultdict(Said))
    acronyms: dict[str, Said] = field(default_factory=lambda: defaultdict(Said))
    types: dict[tuple[str, str], Said] = field(default_factory=lambda: defaultdict(Said))
    countries: dict[str, Said] = field(default_factory=lambda: defaultdict(Said))
    records: dict[str, None] = field(default_factory=dict)


OFTEN = 3
"""An acronym that doesn't fit its name ("UNWTO") is taken for one all the same if it is written beside it so often."""


def is_its_acronym(acronym: str, said: Said, name: Name) -> bool:
    """Whether an acronym that is written beside a name is the name's own."""
    return said.records >= OFTEN or acronym_fits(acronym, name.folded)


def needs_country(name: str) -> bool:
    """Whether organisations of this name exist in many countries, so that the name alone says nothing.

    >>> needs_country("Ministry of Environment"), needs_country("Ministerio de Agricultura")
    (True, True)
    >>> needs_country("World Resources Institute"), needs_country("Secretariat of the Pacific Community")
    (False, False)
    """
    return bool(_NATIONAL_BODY.match(fold(name) + " ")) or _is_ministry_called_secretariat(name)


def _is_ministry_called_secretariat(name: str) -> bool:
    """Whether it is a Secretariat of Environment or the like; that of a convention or a community is no ministry."""
    words = words_of(name) if "ecretariat" in name else ()
    return len(words) > 1 and words[0].text == "secretariat" and all(word.role == "topic" for word in words[1:])


def name_of(mention: Mention, draft: Draft) -> Name | None:
    """The name that a mention stands for, or None where it names nobody in particular.

    Args:
        mention: one piece of a partner list.
        draft: the draft that it stands in; a national body without a country is taken for one of the country that the
            draft is about (`graph.resolve.home`).
    """
    if mention.kind == "government" and mention.country:
        return government(mention.country)
    folded = fold(mention.name)
    if mention.kind == "identifier":
        return Name(folded, "identifier")
    if mention.kind not in {"organisation", "government"}:
        return None
    if not comparison_key(mention.name):
        return None
    if owner := _governed(mention.name):
        return government(owner)
    listed = organisations_named(folded)
    if len(listed) == 1 and not needs_country(mention.name):
        # Known by its name alone, whatever government's list it stands in.
        return Name(folded)
    if mention.kind == "government" or mention.parent_kind == "government" or needs_country(mention.name):
        country = mention.country or _only(countries_in(mention.name)) or home_country(draft)
        return Name(folded, country=country) if country else Name(folded, record=draft.record)
    return Name(folded)


def _governed(name: str) -> str:
    """Whose government a name is, in words: "Norwegian Government"; "" for any other name."""
    words = words_of(name)
    if len(words) == 2 and {word.role for word in words} == {"place", "body"}:
        place, body = sorted(words, key=lambda word: word.role == "body")
        return place.text if body.text == "government" and place.text.isupper() else ""
    return ""


def parent_of(mention: Mention, draft: Draft) -> Name | None:
    """The name of the organisation that a mention is put under, or None."""
    if not mention.parent:
        return None
    if mention.parent_kind == "government" and mention.country:
        return government(mention.country)
    return name_of(Mention(mention.parent, mention.written), draft)


def government(country: str) -> Name:
    """The name of a country's government."""
    return Name(f"government of {country.lower()}", "government", country)


def gather(drafts: Iterable[Draft]) -> dict[Name, Written]:
    """Every name in the drafts with all that is known of it, in the order of reading."""
    known: dict[Name, Written] = {}
    for draft in drafts:
        for mention in draft.mentions:
            parent = parent_of(mention, draft)
            if parent is not None:
                named = Mention(mention.parent, mention.written, mention.column)
                _note(known, parent, named, draft.record)
            name = name_of(mention, draft)
            if name is not None:
                _note(known, name, mention, draft.record)
    return known


def explained_by(known: Mapping[Name, Written]) -> dict[str, Counter[Name]]:
    """Folded acronym to the names that it is written beside, by number of records."""
    found: dict[str, Counter[Name]] = defaultdict(Counter)
    for name, written in known.items():
        for acronym, said in written.acronyms.items():
            found[fold(acronym)][name] += said.records
    return found


def _note(known: dict[Name, Written], name: Name, mention: Mention, record: str) -> None:
    written = known.get(name)
    if written is None:
        written = known[name] = Written(name, first=len(known))
    source = Source(record, mention.column, mention.written)
    written.records[record] = None
    written.spellings[mention.name].note(source)
    if mention.acronym:
        written.acronyms[mention.acronym].note(source)
    if mention.type:
        written.types[mention.type, mention.type_basis].note(source)
    if mention.country:
        written.countries[mention.country].note(source)


def _only(countries: set[str]) -> str:
    return next(iter(countries)) if len(countries) == 1 else ""
