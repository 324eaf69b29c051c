"""What the records of one entry say differently: field by field, what each says that the others don't."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.model.codec import Json
from graph.model.entities import Entity, Fact, Relation
from graph.model.records import Source

Way = Literal["disagree", "only"]
"""How records differ. `disagree`: several state the field, and not the same. `only`: one states it, no other does."""

_TIES: Mapping[tuple[str, str], str] = {
    ("takes-part", ""): "partners",
    ("addresses", "sdg"): "goals",
    ("addresses", "target"): "targets",
    ("addresses", "theme"): "themes",
    ("operates-in", "country"): "countries",
    ("operates-in", "region"): "regions",
}
"""Relation, and kind of what is at its other end where it matters, to what is compared."""

_NOT_COMPARED = frozenset({"url", "language"})
"""Fields that every record has its own value of, or that are no statement about the initiative."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one record says.

    Attributes:
        record: its id.
        values: what it says, in words, without what all records say that state the field; empty where it says nothing.
    """

    record: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that the records of an entry don't state alike.

    Attributes:
        field: a field of `graph.model.entities.FIELDS`, or `partners`, `goals`, `targets`, `themes`, `countries`,
            `regions`.
        way: whether they disagree, or only one states it.
        said: what each record says, in the order of the entry's records.
        rule: the rule that chose what is shown first; "" where all is shown.
    """

    field: str
    way: Way
    said: tuple[Said, ...]
    rule: str = ""


def differences(
    entity: Entity, relations: Iterable[Relation] = (), names: Mapping[str, tuple[str, str]] | None = None
) -> tuple[Difference, ...]:
    """Compare the records of an entry.

    Args:
        entity: the entry.
        relations: its relations.
        names: id to name and kind of what is at their other ends.

    Returns:
        One for every field that not all records state alike, disagreements first; none for an entry of one record.

    >>> from graph.model.records import Source
    >>> facts = [Fact("start", value, (Source(record),)) for value, record in (("2016", "a:1"), ("2017", "b:1"))]
    >>> found = differences(Entity("a-1", "partnership", "Wells", facts=tuple(facts), records=("a:1", "b:1")))
    >>> [(each.field, each.way, [said.values for said in each.said]) for each in found]
    [('start', 'disagree', [('2016',), ('2017',)])]
    """
    if len(entity.records) < 2:
        return ()
    made = [*_of_facts(entity), *_of_relations(entity, list(relations), names or {})]
    return tuple(sorted(made, key=lambda each: each.way == "only"))


def in_words(value: Json, written: str = "") -> str:
    """A value as a reader takes it.

    Args:
        value: the value; None for what was stated and can't be read.
        written: what was written.

    >>> in_words({"amount": "5000", "currency": "USD"}), in_words(True), in_words(None, "some time")
    ('5000 USD', 'yes', '“some time” (can’t be read)')
    """
    if value is None:
        return f"“{written}” (can’t be read)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part not in (None, ""))
    return str(value)


def _of_facts(entity: Entity) -> Iterator[Difference]:
    fields = dict.fromkeys(fact.field for fact in entity.facts if fact.field not in _NOT_COMPARED)
    for field in fields:
        facts = [fact for fact in entity.facts if fact.field == field and fact.basis == "declared"]
        rule = next((fact.rule for fact in facts if fact.chosen and fact.rule), "")
        yield from _compared(field, entity.records, [(_records(fact.sources), _shown(fact)) for fact in facts], rule)


def _of_relations(
    entity: Entity, relations: Sequence[Relation], names: Mapping[str, tuple[str, str]]
) -> Iterator[Difference]:
    for (relation, kind), field in _TIES.items():
        held: dict[str, tuple[set[str], str]] = {}
        for each in relations:
            other = each.source if each.target == entity.id else each.target
            name, kind_of_other = names.get(other, (other, ""))
            if each.relation == relation and each.basis == "declared" and kind in {"", kind_of_other}:
                records, _ = held.setdefault(other, (set(), name))
                records.update(_records(each.sources))
        yield from _compared(field, entity.records, held.values(), "")


def _compared(
    field: str, records: Sequence[str], values: Iterable[tuple[set[str], str]], rule: str
) -> Iterator[Difference]:
    values = list(values)
    stating = [record for record in records if any(record in said_by for said_by, _ in values)]
    everywhere = set(stating)
    said = tuple(
        Said(record, tuple(shown for said_by, shown in values if record in said_by and not everywhere <= said_by))
        for record in records
    )
    if len(stating) == 1:
        only = tuple(shown for _, shown in values)
        said = tuple(Said(record, only if record in everywhere else ()) for record in records)
        yield Difference(field, "only", said)
    elif any(each.values for each in said):
        yield Difference(field, "disagree", said, rule)


def _records(sources: Iterable[Source]) -> set[str]:
    return {source.record for source in sources}


def _shown(fact: Fact) -> str:
    return in_words(fact.value, next((source.written for source in fact.sources if source.written), ""))
