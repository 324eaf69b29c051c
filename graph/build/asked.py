"""Needs and offers: one entity for every record, with the relations that it states.

A need is an action that a country plans: it depends on support, or the country does it by itself and it is a priority.
An offer is what somebody offers, or did once and could do again: whether a window is open is asked on a day, and stands
in no entity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.build.facts import facts_of
from graph.build.partnerships import facets_of
from graph.build.texts import texts_of
from graph.model.drafts import Draft
from graph.model.entities import Alias, Entity, Kind, Relation
from graph.model.identifiers import partnership_id, term_id
from graph.model.judgements import Name
from graph.model.needs import standing
from graph.model.records import Source
from graph.resolve.naming import name_of
from graph.text.fold import fold

ASKED: Mapping[str, Kind] = {"need": "need", "offer": "offer"}
"""Kinds of drafts that are needs and offers, with the kind of their entities."""


def need_or_offer(draft: Draft) -> Entity:
    """The entity of a record that is a need or an offer."""
    return Entity(
        id=partnership_id(draft.register, draft.key),
        kind=ASKED[draft.kind],
        name=draft.name,
        aliases=(Alias(draft.name, fold(draft.name), sources=(Source(draft.record, ""),)),),
        facts=facts_of([draft]),
        texts=texts_of([draft]),
        facets=facets_of([draft]),
        records=(draft.record,),
    )


def asked_relations(own: str, draft: Draft, ids: Mapping[Name, str]) -> Iterator[Relation]:
    """What the record states: whose need it is, who makes the offer, where it works, what it is about.

    Args:
        own: id of the need or offer.
        draft: its record as it was read.
        ids: every name to the id of its partner.
    """
    for mention in draft.mentions:
        name = name_of(mention, draft)
        if name is not None:
            source = Source(draft.record, mention.column, mention.written)
            yield Relation(ids[name], "offers", own, mention.role, sources=(source,))
    whose = standing(next((fact.value for fact in draft.facts if fact.field == "conditionality"), None))
    for link in draft.links:
        source = Source(draft.record, link.column, link.written)
        other = term_id(link.kind, link.code)
        if link.relation == "needs":
            yield Relation(other, "needs", own, whose, sources=(source,))
        else:
            yield Relation(own, link.relation, other, link.role, sources=(source,))
