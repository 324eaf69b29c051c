"""Partnerships: one entity for every initiative, with the relations that its records state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph.build.facts import facts_of
from graph.build.texts import texts_of
from graph.model.drafts import Draft
from graph.model.entities import Alias, Entity, Fact, Relation
from graph.model.identifiers import partnership_id, term_id
from graph.model.judgements import Name
from graph.model.records import Source
from graph.model.vocabularies import vocabulary
from graph.resolve.joined import Cluster
from graph.resolve.naming import MOST_SOURCES, name_of, parent_of
from graph.resolve.twins.clusters import record_name
from graph.text.fold import fold
from graph.text.personal import without_personal

_VOCABULARIES = {"sdg": "goals", "country": "countries", "theme": "themes"}


def own_id(name: Name) -> str:
    """The id that a record's initiative has by itself, by the name that judgements know it by."""
    register, _, key = name.folded.partition(":")
    return partnership_id(register, key)


def partnership(id: str, drafts: Sequence[Draft], cluster: Cluster) -> Entity:
    """The entity of an initiative, without its degree, which follows from its relations.

    Args:
        id: its id.
        drafts: its records as they were read, first one first.
        cluster: their names, and why each belongs to it.
    """
    facts = facts_of(drafts)
    title = next((str(fact.value) for fact in facts if fact.field == "title" and fact.chosen and fact.value), "")
    return Entity(
        id=id,
        kind="partnership",
        name=title if len(drafts) > 1 and title else drafts[0].name,
        aliases=_aliases(drafts, cluster),
        facts=facts,
        texts=texts_of(drafts),
        facets=facets_of(drafts),
        records=tuple(draft.record for draft in drafts),
    )


def partnership_relations(own: str, drafts: Sequence[Draft], ids: Mapping[Name, str]) -> Iterator[Relation]:
    """What the records state: who takes part in which role, what is addressed, where it works, whose entry it is.

    A partner whose role one record states and another doesn't has that role, and both are its sources.

    Args:
        own: id of the initiative.
        drafts: its records as they were read, first one first.
        ids: every name to the id of its partner.
    """
    stated = [relation for draft in drafts for relation in _stated(own, draft, ids)]
    roles: dict[str, str] = {}
    for relation in stated:
        if relation.relation == "takes-part" and relation.role != "not-stated":
            roles.setdefault(relation.source, relation.role)
            yield relation
    for relation in stated:
        if relation.relation != "takes-part":
            yield relation
        elif relation.role == "not-stated":
            yield replace(relation, role=roles.get(relation.source, relation.role))


def _stated(own: str, draft: Draft, ids: Mapping[Name, str]) -> Iterator[Relation]:
    for mention in draft.mentions:
        name = name_of(mention, draft)
        if name is None:
            continue
        source = Source(draft.record, mention.column, mention.written)
        yield Relation(ids[name], "takes-part", own, mention.role, sources=(source,))
        parent = parent_of(mention, draft)
        if parent is not None and ids[parent] != ids[name]:
            yield Relation(
                ids[name], "part-of", ids[parent], sources=(source,), basis="rule", rule="listed under it by the record"
            )
    for link in draft.links:
        source = Source(draft.record, link.column, without_personal(link.written))
        yield Relation(own, link.relation, term_id(link.kind, link.code), link.role, sources=(source,))
    if draft.portfolio:
        yield Relation(own, "part-of", programme_id(draft.portfolio), "core", sources=(Source(draft.record, ""),))


def programme_id(code: str) -> str:
    """Id of the programme that holds a portfolio."""
    return term_id("programme", code)


def programme(code: str, label: str) -> Entity:
    """The entity of the programme that holds a portfolio."""
    alias = Alias(label, fold(label), count=0, rule="portfolio of a register")
    fact = Fact("title", label, basis="rule", rule="portfolio of a register")
    return Entity(programme_id(code), "programme", label, (alias,), (fact,), facets={"portfolio": (code,)})


def _aliases(drafts: Sequence[Draft], cluster: Cluster) -> tuple[Alias, ...]:
    """Every title once, the commonest first; each with the rule by which its record was joined to those before."""
    made: dict[str, Alias] = {}
    for draft in drafts:
        source, rule = Source(draft.record, ""), cluster.rules.get(record_name(draft.record), "")
        folded = fold(draft.name)
        before = made.get(folded)
        if before is None:
            made[folded] = Alias(draft.name, folded, sources=(source,), rule=rule)
        else:
            sources = (*before.sources, source)[:MOST_SOURCES]
            made[folded] = replace(before, count=before.count + 1, sources=sources, rule=before.rule or rule)
    return tuple(sorted(made.values(), key=lambda alias: -alias.count))


def facets_of(drafts: Sequence[Draft]) -> dict[str, tuple[str, ...]]:
    """The values by which the entity of some records is filtered and counted."""
    facets: dict[str, set[str]] = {"register": {draft.register for draft in drafts}}
    for link in (link for draft in drafts for link in draft.links):
        kind, code = ("sdg", link.code.partition(".")[0]) if link.kind == "target" else (link.kind, link.code)
        if kind in _VOCABULARIES and vocabulary(_VOCABULARIES[kind]).get(code) is not None:
            facets.setdefault(kind, set()).add(code)
    if portfolios := {draft.portfolio for draft in drafts if draft.portfolio}:
        facets["portfolio"] = portfolios
    return {field: tuple(sorted(values)) for field, values in sorted(facets.items())}
