"""The graph: entities with their facts, and the relations between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from graph.model.codec import Json
from graph.model.records import Source

Kind = Literal[
    "partner",
    "partnership",
    "programme",
    "theme",
    "sdg",
    "target",
    "country",
    "region",
    "need",
    "offer",
    "resource",
    "report",
    "event",
]
"""What an entity is. A partner is an organisation; a partnership is an initiative of several."""

Basis = Literal["declared", "rule", "inferred"]
"""Who says so. `declared`: a record states it. `rule`: it follows from what a record states by a named rule.
`inferred`: guessed, with a score. The three are never mixed."""

FIELDS: Mapping[str, str] = {
    "title": "the name of a partnership as its register writes it",
    "type": "what an organisation is (vocabulary `types`)",
    "country": "where an organisation is, or whose government it is (ISO 3166 alpha-3)",
    "identifier": "an identifier in another system: {scheme, value}",
    "start": "when it began: a date, possibly only a year or a month",
    "end": "when it ends or ended: a date, possibly only a year or a month",
    "open-ended": "true where the register says that no end is foreseen",
    "financing": "money stated as a resource: {amount, currency, written}",
    "in-kind": "contributions in kind, in words",
    "staff": "staff and technical expertise, in words",
    "other-resources": "other resources, in words",
    "scope": "global, regional, subregional, national or local (vocabulary `scopes`)",
    "coverage": "where it works, in the register's words",
    "deliverable": "a promised result: {title, date}",
    "beneficiaries": "who is to benefit, in the register's words",
    "ocean-basins": "ocean basins, in the register's words",
    "communities": "communities of action, in the register's words",
    "headquarters": "where it is run from, in the register's words",
    "language": "language of its text",
    "life-cycle": "life-cycle state (vocabulary `life-cycle`) with its date",
    "url": "its page",
    "action": "one action of a need, in the words of the plan",
    "area": "which part of a plan a need stands in, such as adaptation or mitigation",
    "sector": "the sector of a need or offer, in the register's words",
    "conditionality": "whether a need depends on support: conditional, partly, both (a part with support, another"
    " without) or unconditional",
    "window": "until when an offer is open, or a partnership to new partners: {until}, a date, possibly only a year or"
    " a month, or None: no end stated",
    "route": "who must ask whom for an offer, or to join a partnership: {asks, through}, in words",
    "capacity": "how many needs an offer can serve: a number",
    "eligible": "a group of countries that an offer or partnership is for (a group of the vocabulary `groups`)",
    "open-to-partners": "true or false: whether a partnership takes further partners",
    "eligible-type": "a kind of organisation that may join (vocabulary `types`), or `any`",
    "contribution-asked": "what a new partner has to bring: {code, written}, a code of the vocabulary `contributions`,"
    " `none` where nothing is asked, or None: only in words",
    "works-with-business": "true or false: whether it is willing to work with business",
    "mechanism": "how it works, as its register calls it (vocabulary `mechanisms`)",
    "goal-type": "what drives it, as its register calls it (vocabulary `goal-types`)",
    "business-type": "what kind of partnership with business, as its register calls it (vocabulary `business-types`)",
    "funding-type": "how its money flows, as its register calls it (vocabulary `funding-types`)",
    "non-cash": "a contribution that isn't money, as its register calls it (vocabulary `contributions`)",
    "grant": "money granted: {amount, currency, written}",
    "cofinancing": "money that others add: {amount, currency, written}",
    "period": "the funding period it belongs to, in the register's words",
    "status": "its state in the register's words",
}
"""The properties that a fact can state, and what each means; a fact of another name is refused by the suite."""

RELATIONS: Mapping[str, str] = {
    "takes-part": "a partner takes part in a partnership; role from the vocabulary `roles`",
    "plays": "a partner is read, in the partnership's texts, to play a role (vocabulary `roles`): always inferred, and"
    " apart from what takes-part declares; its source quotes the passage",
    "addresses": "a partnership addresses a goal, target or theme; role primary or secondary where stated",
    "operates-in": "a partnership works in a country or region",
    "based-in": "an organisation is based in a country, or is its government",
    "part-of": "a branch of its parent, a ministry of its government, a target of its goal, an entry of a portfolio",
    "formally-tied": "two partnerships have a formal tie",
    "merged-into": "an organisation or partnership became part of another",
    "succeeds": "a partnership follows another",
    "transferred-to": "a partnership moved to another host",
    "re-registers": "an entry that registers the same initiative again",
    "offers": "a programme or partner makes an offer, or made it; role from the vocabulary `roles`",
    "needs": "a country has a stated need (role `need`: it depends on support), or acts by itself (`priority`)",
    "reports-on": "a report is about a partnership",
    "learnt": "a lesson was learnt in a partnership",
}
"""The relations of the graph, each read from source to target."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One property of an entity, and who said it.

    Several facts of one field on one entity are several values, or sources that disagree; `chosen` tells which is
    shown first, `rule` why.

    Attributes:
        field: a key of FIELDS.
        value: the value; None where a source states something that can't be read.
        sources: the records that state it, never empty for a declared fact.
        basis: declared, by rule, or inferred.
        score: between 0 and 1 for inferred facts, None otherwise.
        chosen: shown first among facts of this field that disagree.
        rule: the rule that chose or derived it, in words; empty where nothing had to be chosen.
        note: what a reader should know about it.
    """

    field: str
    value: Json
    sources: tuple[Source, ...] = ()
    basis: Basis = "declared"
    score: float | None = None
    chosen: bool = True
    rule: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Alias:
    """A name by which an entity is written, and why it is taken for this entity.

    Attributes:
        name: as written (the commonest spelling of this folded form).
        folded: `graph.text.fold.fold` of it: the key by which it is found.
        kind: a full name, an acronym, or an identifier that stands for one where a register writes no name.
        count: in how many records it is written.
        sources: some of these records (at most five: enough to check, small enough to carry).
        rule: why this name belongs to the entity ("same name", "acronym learnt from …", "judged by a person").
    """

    name: str
    folded: str
    kind: Literal["name", "acronym", "identifier"] = "name"
    count: int = 1
    sources: tuple[Source, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class EntityText:
    """A stretch of running text of an entity, with its source."""

    field: str
    text: str
    language: str = "und"
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One node of the graph.

    Attributes:
        id: never changes its meaning; a merged id redirects to its heir.
        kind: what it is.
        name: the name shown.
        aliases: every name it is written by, the shown one included, commonest first.
        facts: what is known, with sources.
        texts: its running text.
        facets: the values by which it is filtered and counted: field (`sdg`, `country`, `theme`, `type`, `register`,
            `portfolio`) to codes, sorted. Derived from facts and relations; a missing field means "not stated".
        records: ids of the records that it rests on, first one first.
        degree: number of `takes-part` relations (partners of a partnership, partnerships of a partner).
    """

    id: str
    kind: Kind
    name: str
    aliases: tuple[Alias, ...] = ()
    facts: tuple[Fact, ...] = ()
    texts: tuple[EntityText, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    records: tuple[str, ...] = ()
    degree: int = 0

    def fact(self, name: str) -> Json:
        """The chosen value of a field, or None where nothing states it."""
        return next((fact.value for fact in self.facts if fact.field == name and fact.chosen), None)


@dataclass(frozen=True, slots=True)
class Relation:
    """One edge of the graph, and who said it; identified by source, relation, target and role.

    Attributes:
        source: id of the entity it starts from.
        relation: a key of RELATIONS.
        target: id of the entity it points to.
        role: for `takes-part` and `plays` a code of the vocabulary `roles`; for `addresses` primary, secondary or "".
        basis: declared, by rule, or inferred.
        score: between 0 and 1 for inferred relations, None otherwise.
        sources: the records that state it.
        rule: the rule that derived it, in words, where it is not declared.
    """

    source: str
    relation: str
    target: str
    role: str = ""
    basis: Basis = "declared"
    score: float | None = None
    sources: tuple[Source, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of an entity's text, small enough for an embedder; what vectors are made of and answers quote.

    Attributes:
        entity: id of the entity.
        field: field of the text it was cut from, or `name` for the passage that opens with the name.
        number: its place among the entity's passages, from 0.
        text: the piece itself.
        language: language of the text.
        hash: `graph.embed.text_hash` of the text: vectors are kept by it, so only changed texts are embedded again.
    """

    entity: str
    field: str
    number: int
    text: str
    language: str
    hash: str
