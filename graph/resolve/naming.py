"""From a mention to the name that judgements and ids are about.

Most organisations are known by their name alone. A national body is not: there is a Ministry of Environment in nearly
every country, so its name is only a name together with its country, and where the country isn't known, together with
the record that mentions it. A government is known by its country alone, however it is written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.model.drafts import Draft, Mention
from graph.model.judgements import Name
from graph.model.records import Source
from graph.names.key import comparison_key
from graph.text.fold import fold

MOST_SOURCES = 5
"""How many sources an alias carries: enough to check, small enough to send."""

_NATIONAL_BODY = re.compile(
    r"^(?:(?:the|le|la|el) )?(?:national |federal |state |royal )?"
    r"(?:minist(?:ry|ries|er|ere|eres|erio|erios|erul)|department|departamento|departement|dept|secretari[ao]t?"
    r"|direct(?:orate|ion)|direcc?ion|direcao|municipality|municipalidad|municipio|prefecture|governorate"
    r"|environment(?:al)? (?:protection|management) (?:agency|authority)"
    r"|national (?:environment|planning|statistics|disaster|maritime|fisheries|meteorological) )\b"
)


@dataclass(slots=True)
class Written:
    """Everything that is known of one name from all its mentions.

    Attributes:
        name: the name.
        first: place of its first mention in the order of reading; ids and ties are settled by it.
        spellings: written form to number of records.
        acronyms: acronym written beside it to number of records.
        types: (type code, basis) to number of records.
        countries: country written beside it to number of records.
        sources: the first few records.
        records: number of records that mention it.
    """

    name: Name
    first: int
    spellings: Counter[str] = field(default_factory=Counter)
    acronyms: Counter[str] = field(default_factory=Counter)
    types: Counter[tuple[str, str]] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    sources: list[Source] = field(default_factory=list)
    records: int = 0


def needs_country(name: str) -> bool:
    """Whether organisations of this name exist in many countries, so that the name alone says nothing.

    >>> needs_country("Ministry of Environment"), needs_country("Ministerio de Agricultura")
    (True, True)
    >>> needs_country("World Resources Institute")
    False
    """
    return bool(_NATIONAL_BODY.match(fold(name) + " "))


def name_of(mention: Mention, draft: Draft) -> Name | None:
    """The name that a mention stands for, or None where it names nobody in particular.

    Args:
        mention: one piece of a partner list.
        draft: the draft that it stands in; its only country, if it has just one, is that of a national body in it.
    """
    if mention.kind == "government" and mention.country:
        return government(mention.country)
    if mention.kind not in {"organisation", "government"}:
        return None
    folded = fold(mention.name)
    if not comparison_key(mention.name):
        return None
    if mention.kind == "government" or mention.parent_kind == "government" or needs_country(mention.name):
        country = mention.country or _only_country(draft)
        return Name(folded, country=country) if country else Name(folded, record=draft.record)
    return Name(folded)


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
        seen: set[Name] = set()
        for mention in draft.mentions:
            parent = parent_of(mention, draft)
            if parent is not None:
                _note(known, parent, mention.parent, Mention(mention.parent, mention.written), draft, parent in seen)
                seen.add(parent)
            name = name_of(mention, draft)
            if name is not None:
                _note(known, name, mention.name, mention, draft, name in seen)
                seen.add(name)
    return known


def _note(known: dict[Name, Written], name: Name, spelling: str, mention: Mention, draft: Draft, seen: bool) -> None:
    written = known.get(name)
    if written is None:
        written = known[name] = Written(name, first=len(known))
    if mention.acronym:
        written.acronyms[mention.acronym] += 1
    if mention.type:
        written.types[mention.type, mention.type_basis] += 1
    if mention.country:
        written.countries[mention.country] += 1
    if seen:
        return
    written.spellings[spelling] += 1
    written.records += 1
    if len(written.sources) < MOST_SOURCES:
        written.sources.append(Source(draft.record, mention.column, mention.written))


def _only_country(draft: Draft) -> str:
    countries = {link.code for link in draft.links if link.kind == "country"}
    return next(iter(countries)) if len(countries) == 1 else ""
