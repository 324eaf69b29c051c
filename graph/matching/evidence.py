"""What sources say, in their own words, of gates and filters: looked up in the entry when an answer is given."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

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


def with_evidence(
    match: PartnershipMatch, entity: Entity, where: Mapping[str, Sequence[str]], as_of: Mapping[str, str]
) -> PartnershipMatch:
    """A match with what its entry says, word for word.

    What a record says of joining holds as of its register: a gate says so.

    Args:
        match: the match.
        entity: the partnership.
        where: the filters that were asked.
        as_of: code of a register to the day, month or year for which it holds.
    """
    quote = _Quoting(as_of)
    said = joining(entity)
    made = []
    for gate in match.gates:
        fields = _OF_GATE.get(gate.code, ())
        rests = [quote(each.source, each.where, each.passage, each.basis) for each in said if each.field in fields]
        days = sorted({each.as_of for each in rests if each.as_of})
        why = f"{gate.why} As of {', '.join(days)}." if days else gate.why
        if gate.code == "open" and gate.passed is not True:
            rests += _ends(entity, quote)
        made.append(replace(gate, why=why, evidence=tuple(dict.fromkeys(rests))))
    return replace(match, gates=tuple(made), chosen=tuple(_chosen(entity, where, quote)))


def _ends(entity: Entity, quote: _Quoting) -> Iterator[Statement]:
    for fact in entity.facts:
        if fact.field in {"end", "open-ended"} and fact.chosen:
            for source in fact.sources:
                yield quote(source, fact.field, source.written or str(fact.value), fact.basis)


def _chosen(entity: Entity, where: Mapping[str, Sequence[str]], quote: _Quoting) -> Iterator[Chosen]:
    """Why each filter of its kind kept it, value by value."""
    asked = {field: set(values) for field, values in where.items() if field in OF_KIND and values}
    for each in kinds(entity) if asked else ():
        if each.code in asked.get(each.dimension, ()):
            label = vocabulary(DIMENSIONS[each.dimension]).label(each.code)
            how = f"{each.rule}{'' if each.stated else ' (read from the text)'}"
            basis = "declared" if each.stated else "rule"
            statement = quote(each.source, each.field, each.passage, basis)
            yield Chosen(each.dimension, each.code, basis, f"{label}: {how}.", (statement,))
    wanted = {"yes": True, "no": False}
    for answer in where.get(BUSINESS, ()):
        told = [each for each in joining(entity) if each.field == WITH_BUSINESS and each.value is wanted[answer]]
        if told:
            why = f"It is {'' if wanted[answer] else 'not '}willing to work with business, as its register states."
            statements = [quote(each.source, each.where, each.passage, each.basis) for each in told]
            yield Chosen(BUSINESS, answer, "declared", why, tuple(statements))


@dataclass(frozen=True, slots=True)
class _Quoting:
    """Quotes sources with what their registers hold as of."""

    as_of: Mapping[str, str]

    def __call__(self, source: Source | None, field: str, passage: str, basis: str) -> Statement:
        record = source.record if source else ""
        register = record.partition(":")[0]
        column = source.column if source else ""
        return Statement(register, self.as_of.get(register, ""), record, field, column, passage, basis)
