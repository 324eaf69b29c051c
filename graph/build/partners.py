"""Partners: one entity for every cluster of names, under an id that never changes its meaning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from graph.model.entities import Alias, Entity, Fact, Relation
from graph.model.identifiers import partner_id
from graph.model.judgements import Name
from graph.model.records import Source
from graph.model.vocabularies import country
from graph.model.vocabularies.world_organisations import Organisation, organisations
from graph.resolve.joined import Cluster
from graph.resolve.naming import MOST_SOURCES, Said, Written, is_its_acronym
from graph.resolve.types import type_by_name
from graph.text.fold import fold

Key = TypeVar("Key")

_BASIS_ORDER = ("header", "declared", "rule")
_BASIS_RULE = {
    "header": "stated by the heading of the partner list",
    "declared": "stated beside the name",
    "rule": "read from the name",
}


_HEADING = 2
"""What a heading counts beside a registrant's own word: the desk's, and of a whole list."""

_SEAT = 0.1
"""Share of the records of an organisation at home in many countries that have to place it in one for that to be its
seat: one record's "(Fiji)" beside UNDP is about an office."""

_LISTED = "as the vocabulary of world organisations has it"

_WITH_ARTICLE = re.compile(
    r"\b(?:States|Kingdom|Republic|Islands|Federation|Emirates|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros)\b"
)
"""English names of countries that are said with an article."""


def own_id(name: Name) -> str:
    """The id that an organisation has by one of its names alone."""
    return partner_id(name.folded, name.kind, name.country or name.record)


def partner(id: str, cluster: Cluster, known: Mapping[Name, Written], code: str = "") -> Entity:
    """The entity of a cluster, without facets and degree, which follow from its relations.

    Args:
        id: its id.
        cluster: its names.
        known: what is known of them.
        code: what it is in the vocabulary of world organisations; "" for all others.
    """
    written = [known[name] for name in cluster.names]
    aliases = _aliases(cluster, written)
    listed = organisations()[code] if code else None
    facts = (*_types(cluster, written, aliases[0].name, listed), *_countries(written, listed), *_identifiers(listed))
    records = tuple(dict.fromkeys(record for each in written for record in each.records))
    return Entity(id=id, kind="partner", name=_shown(cluster, aliases), aliases=aliases, facts=facts, records=records)


def wholes(
    found: Mapping[Name, tuple[Name, str]], known: Mapping[Name, Written], ids: Mapping[Name, str]
) -> Iterator[Relation]:
    """Every part with its whole, as names say it; the records that name the part say so.

    Args:
        found: a name of the part to one of the whole, and why.
        known: what is known of the names.
        ids: every name to the id of its partner.
    """
    for part, (whole, rule) in found.items():
        sources = _first(known[part].spellings.values())
        yield Relation(ids[part], "part-of", ids[whole], basis="rule", sources=sources, rule=rule)


def _shown(cluster: Cluster, aliases: Sequence[Alias]) -> str:
    government = next((name for name in cluster.names if name.kind == "government"), None)
    if government is not None:
        named = country(government.country)
        label = named.name() if named else government.country
        return f"Government of {'the ' if _WITH_ARTICLE.search(label) else ''}{label}"
    return next((alias.name for alias in aliases if alias.kind == "name"), aliases[0].name)


def _aliases(cluster: Cluster, written: Sequence[Written]) -> tuple[Alias, ...]:
    """Every spelling once per folded form, full names before acronyms, commonest first."""
    spelled: dict[str, dict[str, Said]] = {}
    rules: dict[str, str] = {}
    acronyms: set[str] = set()
    identifiers = {each.name.folded for each in written if each.name.kind == "identifier"}
    for each in written:
        for spelling, said in each.spellings.items():
            spelled.setdefault(fold(spelling), {}).setdefault(spelling, Said()).add(said)
            rules.setdefault(fold(spelling), cluster.rules.get(each.name, ""))
        for acronym, said in each.acronyms.items():
            if each.name.kind == "organisation" and is_its_acronym(acronym, said, each.name):
                acronyms.add(fold(acronym))
                spelled.setdefault(fold(acronym), {}).setdefault(acronym, Said()).add(said)
                rules.setdefault(fold(acronym), "acronym written beside the name")
    made = [
        Alias(
            name=max(forms, key=lambda form: (forms[form].records, form)),
            folded=folded,
            kind="acronym" if folded in acronyms else "identifier" if folded in identifiers else "name",
            count=sum(said.records for said in forms.values()),
            sources=_first(forms.values()),
            rule=rules[folded],
        )
        for folded, forms in spelled.items()
        if folded
    ]
    return tuple(sorted(made, key=lambda alias: (alias.kind == "acronym", -alias.count, alias.folded)))


def _identifiers(listed: Organisation | None) -> list[Fact]:
    """XM-DAC-41116 is number 41116 of the list XM-DAC (https://org-id.guide)."""
    facts = []
    for identifier in listed.identifiers if listed else ():
        *scheme, value = identifier.split("-", 2)
        facts.append(Fact("identifier", {"scheme": "-".join(scheme), "value": value}, basis="rule", rule=_LISTED))
    return facts


def _types(cluster: Cluster, written: Sequence[Written], shown: str, listed: Organisation | None) -> list[Fact]:
    """Every type that is stated, one of them chosen.

    What a rule read from a name comes last; of what is said of a world organisation, what the vocabulary says too comes
    first; else what most records say, a heading counting twice.
    """
    if any(name.kind == "government" for name in cluster.names):
        return [Fact("type", "government", basis="rule", rule="a government")]
    stated = _together(each.types for each in written)
    if listed and all(basis == "rule" for _, basis in stated):
        # A part of a government by where its name stands ("Government of Japan, World Bank") is so by a weaker rule.
        same = stated.get((listed.type, "rule"), Said())
        known = Fact("type", listed.type, tuple(same.sources), basis="rule", rule=_LISTED)
        read = {type_: said for (type_, _), said in stated.items() if type_ != listed.type}
        return [
            known,
            *(
                Fact("type", type_, tuple(said.sources), basis="rule", chosen=False, rule=_BASIS_RULE["rule"])
                for type_, said in read.items()
            ),
        ]
    if not stated:
        guessed = type_by_name(shown)
        return [Fact("type", guessed.type, basis="rule", rule=guessed.why)] if guessed else []
    best: dict[str, tuple[int, int, str]] = {}
    said_by: Counter[str] = Counter()
    for (type_, basis), said in stated.items():
        order = (_BASIS_ORDER.index(basis) if basis in _BASIS_ORDER else len(_BASIS_ORDER), -said.records, basis)
        best[type_] = min(best.get(type_, order), order)
        said_by[type_] += said.records * (_HEADING if basis == "header" else 1)

    def place_of(type_: str) -> tuple[bool, bool, int, str]:
        return (best[type_][2] == "rule", listed is None or type_ != listed.type, -said_by[type_], type_)

    return [
        Fact(
            "type",
            type_,
            tuple(stated[type_, best[type_][2]].sources),
            basis="rule" if best[type_][2] == "rule" else "declared",
            chosen=place == 0,
            rule=f"{_BASIS_RULE.get(best[type_][2], 'stated')}, in {_records(-best[type_][1])}",
        )
        for place, type_ in enumerate(sorted(best, key=place_of))
    ]


def _countries(written: Sequence[Written], listed: Organisation | None) -> list[Fact]:
    """Where it is, as written beside its name; for a national body without that, the only country of its entry."""
    for each in written:
        if each.name.kind == "government":
            sources = _first(each.spellings.values())
            return [Fact("country", each.name.country, sources, basis="rule", rule="whose government it is")]
    stated = _together(each.countries for each in written)
    if stated:
        records = len({record for each in written for record in each.records})
        least = records * _SEAT if listed and not listed.country else 0.0
        return [
            Fact(
                "country",
                code,
                tuple(stated[code].sources),
                chosen=place == 0 and stated[code].records >= least,
                rule=f"written beside the name, in {_records(stated[code].records)}",
                note="" if stated[code].records >= least else "perhaps of an office of it",
            )
            for place, code in enumerate(sorted(stated, key=lambda code: (-stated[code].records, code)))
        ]
    if listed and listed.country:
        return [Fact("country", listed.country, basis="rule", rule=_LISTED)]
    for each in written:
        if each.name.country:
            sources = _first(each.spellings.values())
            return [Fact("country", each.name.country, sources, basis="rule", rule="the only country of the entry")]
    return []


def _together(parts: Iterable[Mapping[Key, Said]]) -> dict[Key, Said]:
    """What is said under several names, as said of one organisation."""
    together: dict[Key, Said] = {}
    for part in parts:
        for key, said in part.items():
            together.setdefault(key, Said()).add(said)
    return together


def _first(said: Iterable[Said]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for each in said for source in each.sources))[:MOST_SOURCES]


def _records(number: int) -> str:
    return f"{number} record{'s' if number != 1 else ''}"
