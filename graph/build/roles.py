"""The roles that partners are read to play in an initiative: relations `plays`, inferred, each with its passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.infer.roles.parties import Party
from graph.infer.roles.read import LIST, TITLE, RoleRead, Stretch, read_roles
from graph.model.drafts import Draft, Mention
from graph.model.entities import Entity, Relation
from graph.model.records import Source
from graph.model.vocabularies import read_country
from graph.resolve.types import type_of
from graph.resolve.words import adjectives_of, all_adjectives

_RESOURCES = frozenset({"staff", "in-kind", "other-resources"})
"""Facts that are read one by one, as their headings say something: what the text `resources` holds together."""


@dataclass(frozen=True, slots=True)
class _Place:
    stretch: Stretch
    source: Source


def roles_of(
    initiative: Entity, drafts: Sequence[Draft], takes_part: Iterable[Relation], partners: Mapping[str, Entity]
) -> Iterator[Relation]:
    """The roles that the texts of an initiative say its partners play; what its records declare is not repeated.

    Args:
        initiative: the initiative.
        drafts: its records as they were read.
        takes_part: its relations `takes-part`, with their sources.
        partners: partners by id.
    """
    takes_part = list(takes_part)
    declared = {(relation.source, relation.role) for relation in takes_part}
    parties = _parties(drafts, takes_part, partners)
    if not parties:
        return
    places = list(_places(initiative, drafts))
    read = read_roles(parties, [place.stretch for place in places], all_adjectives())
    for partner, roles in read.items():
        for each in roles:
            if (partner, each.role) not in declared:
                yield _relation(initiative.id, each, places[each.stretch])


def _relation(initiative: str, read: RoleRead, place: _Place) -> Relation:
    passage = place.stretch.text[read.start : read.end]
    return Relation(
        read.party,
        "plays",
        initiative,
        read.role,
        basis="inferred",
        score=read.score,
        sources=(Source(place.source.record, place.source.column, passage),),
        rule=f"read from its {place.stretch.field}, "
        + (f"as in “{read.like}”" if read.like else "by what the sentence is about that names it"),
    )


def _parties(drafts: Sequence[Draft], takes_part: Iterable[Relation], partners: Mapping[str, Entity]) -> list[Party]:
    mentions: dict[Source, Mention] = {
        Source(draft.record, mention.column, mention.written): mention for draft in drafts for mention in draft.mentions
    }
    parties: dict[str, Party] = {}
    for relation in takes_part:
        partner = partners.get(relation.source)
        if partner is None or partner.id in parties:
            continue
        here = [mentions[source] for source in relation.sources if source in mentions]
        if any(mention.kind == "identifier" for mention in here):
            # No text calls it by its number.
            continue
        government = next((mention.country for mention in here if mention.kind == "government"), "")
        if not here:
            government = read_country(partner.name) or ""
        parties[partner.id] = Party(
            partner.id,
            names=tuple(dict.fromkeys([*(each.name for each in here), *_names(partner, "name")])),
            acronyms=tuple(
                dict.fromkeys([*(each.acronym for each in here if each.acronym), *_names(partner, "acronym")])
            ),
            country=government,
            adjectives=adjectives_of(government) if government else (),
            kind=str(partner.fact("type") or type_of(partner.name)),
        )
    return list(parties.values())


def _names(partner: Entity, kind: str) -> list[str]:
    return [alias.name for alias in partner.aliases if alias.kind == kind]


def _places(initiative: Entity, drafts: Sequence[Draft]) -> Iterator[_Place]:
    """What is read: the texts, each resource by itself, the written lists, the title."""
    for text in initiative.texts:
        if text.field != "resources" and text.source is not None:
            yield _Place(Stretch(text.field, text.text), text.source)
    for fact in initiative.facts:
        if fact.field in _RESOURCES and isinstance(fact.value, str) and fact.sources:
            source = fact.sources[0]
            yield _Place(Stretch(fact.field, fact.value), source)
    for draft in drafts:
        if draft.mentions:
            column = draft.mentions[-1].column
            items = "\n".join(mention.written for mention in draft.mentions if mention.column == column)
            yield _Place(Stretch(LIST, items), Source(draft.record, column))
    if initiative.records:
        yield _Place(Stretch(TITLE, initiative.name), Source(initiative.records[0]))
