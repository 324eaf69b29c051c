"""What a reference register adds to the partners that registers name: identifiers, country, type, names, parents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.build.asked import ASKED
from graph.model.drafts import Draft
from graph.model.entities import Alias, Basis, Entity, Fact, Relation
from graph.model.records import Source
from graph.resolve.reference.linking import Link
from graph.resolve.reference.organisations import KIND, ReferenceOrganisation, organisations
from graph.text.fold import fold

_MORE_SPECIAL = frozenset(
    {"foundation", "women", "youth", "indigenous", "workers", "farmers", "media", "partnership"}
    | {"local-authority", "un-system", "intergovernmental"}
)
"""Types that a name tells and no reference register has: a foundation is a nonprofit there, a city a government."""


def apart(drafts: Iterable[Draft]) -> tuple[list[Draft], list[Draft], list[ReferenceOrganisation]]:
    """Drafts of partnerships, of needs and offers, and the entries of reference registers; other kinds are left out."""
    partnerships: list[Draft] = []
    asked: list[Draft] = []
    entries: list[ReferenceOrganisation] = []
    for draft in drafts:
        if draft.kind == "partnership":
            partnerships.append(draft)
        elif draft.kind in ASKED:
            asked.append(draft)
        elif draft.kind == KIND:
            entries.extend(organisations([draft]))
    return partnerships, asked, entries


def with_entry(entity: Entity, link: Link | None) -> Entity:
    """A partner with what its entry adds.

    What registers state stays as it is: country and type are added where none is stated, and a type that was read from
    the name gives way unless it is more special than the entry's. An entry's acronyms are no names of the partner: most
    have several bearers.

    Args:
        entity: the partner.
        link: its entry; None leaves it as it is.
    """
    if link is None:
        return entity
    facts = [*entity.facts, *_identifiers(entity, link), *_country(entity, link)]
    facts = _with_type(facts, link)
    return replace(
        entity,
        aliases=_aliases(entity, link),
        facts=tuple(facts),
        records=tuple(dict.fromkeys((*entity.records, link.entry.record))),
    )


def part_of(links: Mapping[str, Link]) -> Iterator[Relation]:
    """Partners that are parts of other partners by what their entries state, each from the part to the whole.

    Args:
        links: ids of partners to their entries.
    """
    ids = {value: id for id, link in links.items() for _, value in link.entry.identifiers[:1]}
    for id, link in links.items():
        source = Source(link.entry.record, "relationships")
        rule = f"stated by {link.entry.label}"
        wholes = [(id, ids[key]) for key in link.entry.parents if key in ids]
        parts = [(ids[key], id) for key in link.entry.children if key in ids]
        for part, whole in (*wholes, *parts):
            if part != whole:
                yield Relation(part, "part-of", whole, basis="rule", sources=(source,), rule=rule)


def _fact(field: str, value: object, column: str, link: Link) -> Fact:
    basis: Basis = "rule" if link.score is None else "inferred"
    return Fact(field, value, (Source(link.entry.record, column),), basis, link.score, rule=link.rule)


def _identifiers(entity: Entity, link: Link) -> Iterator[Fact]:
    known = [fact.value for fact in entity.facts if fact.field == "identifier"]
    for scheme, value in link.entry.identifiers:
        stated = {"scheme": scheme, "value": value}
        if stated not in known:
            yield _fact("identifier", stated, "id", link)


def _country(entity: Entity, link: Link) -> Iterator[Fact]:
    """The entry's country; an organisation that has several there is in none of them more than in the others."""
    if len(link.entry.countries) == 1 and entity.fact("country") is None:
        yield _fact("country", next(iter(link.entry.countries)), "country", link)


def _with_type(facts: Sequence[Fact], link: Link) -> list[Fact]:
    stated = [fact for fact in facts if fact.field == "type"]
    read = [fact for fact in stated if fact.basis == "rule" and not fact.sources and fact.value != "government"]
    known = {fact.value for fact in stated}
    if not link.entry.type or link.entry.type in known or len(read) < len(stated) or known & _MORE_SPECIAL:
        return list(facts)
    rest = [replace(fact, chosen=False) if fact.field == "type" else fact for fact in facts]
    return [_fact("type", link.entry.type, "types", link), *rest]


def _aliases(entity: Entity, link: Link) -> tuple[Alias, ...]:
    known = {alias.folded for alias in entity.aliases}
    source = (Source(link.entry.record, "names"),)
    rule = f"a name of {link.entry.label}"
    added = [
        Alias(name.name, folded, sources=source, rule=rule)
        for name in link.names
        if (folded := fold(name.name)) not in known
    ]
    names = [alias for alias in entity.aliases if alias.kind == "name"]
    return (*names, *added, *(alias for alias in entity.aliases if alias.kind != "name"))
