"""Partnerships: one entity for every draft of one, with the relations that its record states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.model.drafts import Draft
from graph.model.entities import Alias, Entity, EntityText, Fact, Relation
from graph.model.identifiers import partnership_id, term_id
from graph.model.judgements import Name
from graph.model.records import Source
from graph.model.vocabularies import vocabulary
from graph.resolve.naming import name_of, parent_of
from graph.text.fold import fold

_VOCABULARIES = {"sdg": "goals", "country": "countries", "theme": "themes"}


def partnership(draft: Draft) -> Entity:
    """The entity of a draft, without its degree, which follows from its relations."""
    here = Source(draft.record, "")
    facts = [
        Fact(fact.field, fact.value, (Source(draft.record, fact.column, fact.written),), note=fact.note)
        for fact in draft.facts
    ]
    if draft.url and not any(fact.field == "url" for fact in facts):
        facts.append(Fact("url", draft.url, (here,)))
    return Entity(
        id=partnership_id(draft.register, draft.key),
        kind="partnership",
        name=draft.name,
        aliases=(Alias(draft.name, fold(draft.name), sources=(here,)),),
        facts=tuple(_choose(facts)),
        texts=tuple(
            EntityText(text.field, text.text, text.language, Source(draft.record, text.column)) for text in draft.texts
        ),
        facets=_facets(draft),
        records=(draft.record,),
    )


def partnership_relations(draft: Draft, ids: Mapping[Name, str]) -> Iterator[Relation]:
    """What the record states: who takes part in which role, what is addressed, where it works, whose entry it is.

    Args:
        draft: the draft.
        ids: every name to the id of its partner.
    """
    own = partnership_id(draft.register, draft.key)
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
        source = Source(draft.record, link.column, link.written)
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


def _choose(facts: list[Fact]) -> Iterator[Fact]:
    """Of facts that state the same single-valued field, the first that could be read is shown first."""
    chosen: set[str] = set()
    for fact in sorted(facts, key=lambda fact: fact.value is None):
        single = fact.field in {"start", "end", "open-ended", "scope", "title", "url"}
        first = fact.field not in chosen
        chosen.add(fact.field)
        if single and not first:
            yield Fact(fact.field, fact.value, fact.sources, chosen=False, note=fact.note, rule="not the first stated")
        else:
            yield fact


def _facets(draft: Draft) -> dict[str, tuple[str, ...]]:
    facets: dict[str, set[str]] = {"register": {draft.register}}
    for link in draft.links:
        kind, code = ("sdg", link.code.partition(".")[0]) if link.kind == "target" else (link.kind, link.code)
        if kind in _VOCABULARIES and vocabulary(_VOCABULARIES[kind]).get(code) is not None:
            facets.setdefault(kind, set()).add(code)
    if draft.portfolio:
        facets["portfolio"] = {draft.portfolio}
    return {field: tuple(sorted(values)) for field, values in sorted(facets.items())}
