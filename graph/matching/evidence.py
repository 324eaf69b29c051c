"""What sources say, in their own words, of gates and filters: looked up in the entry when an answer is given."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.infer.joining.read import OPEN, WITH_BUSINESS, joining
from graph.infer.typology.read import DIMENSIONS, kinds
from graph.matching.filters import BUSINESS, OF_KIND
from graph.matching.match import Chosen, PartnershipMatch, Statement
from graph.model.entities import Entity
from graph.model.records import Source
from graph.model.vocabularies import vocabulary

_OF_GATE: Mapping[str, Collection[str]] = {
    "open": {OPEN, "window"},
    "eligible": {"eligible-type", "eligible"},
    "contribution": {"contribution-asked"},
    "how-to-apply": {"route"},
}
"""A gate, and the facts that it is made of; that it has ended rests on `end` besides."""


def with_evidence(match: PartnershipMatch, entity: Entity, where: Mapping[str, Sequence[str]]) -> PartnershipMatch:
    """A match with what its entry says, word for word.

    Args:
        match: the match.
        entity: the partnership.
        where: the filters that were asked.
    """
    said = joining(entity)
    made = []
    for gate in match.gates:
        fields = _OF_GATE.get(gate.code, ())
        rests = [_statement(each.source, each.where, each.passage, each.basis) for each in said if each.field in fields]
        if gate.code == "open" and gate.passed is not True:
            rests += _ends(entity)
        made.append(replace(gate, evidence=tuple(dict.fromkeys(rests))))
    return replace(match, gates=tuple(made), chosen=tuple(_chosen(entity, where)))


def _ends(entity: Entity) -> Iterator[Statement]:
    for fact in entity.facts:
        if fact.field in {"end", "open-ended"} and fact.chosen:
            for source in fact.sources:
                yield _statement(source, fact.field, source.written or str(fact.value), fact.basis)


def _chosen(entity: Entity, where: Mapping[str, Sequence[str]]) -> Iterator[Chosen]:
    """Why each filter of its kind kept it, value by value."""
    asked = {field: set(values) for field, values in where.items() if field in OF_KIND and values}
    for each in kinds(entity) if asked else ():
        if each.code in asked.get(each.dimension, ()):
            label = vocabulary(DIMENSIONS[each.dimension]).label(each.code)
            how = f"{each.rule}{'' if each.stated else ' (read from the text)'}"
            basis = "declared" if each.stated else "rule"
            statement = _statement(each.source, each.field, each.passage, basis)
            yield Chosen(each.dimension, each.code, basis, f"{label}: {how}.", (statement,))
    wanted = {"yes": True, "no": False}
    for answer in where.get(BUSINESS, ()):
        told = [each for each in joining(entity) if each.field == WITH_BUSINESS and each.value is wanted[answer]]
        if told:
            why = f"It is {'' if wanted[answer] else 'not '}willing to work with business, as its register states."
            statements = [_statement(each.source, each.where, each.passage, each.basis) for each in told]
            yield Chosen(BUSINESS, answer, "declared", why, tuple(statements))


def _statement(source: Source | None, field: str, passage: str, basis: str) -> Statement:
    record = source.record if source else ""
    return Statement(record.partition(":")[0], record, field, source.column if source else "", passage, basis)
