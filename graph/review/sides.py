"""The two sides of a question: all that is known of who bears a name."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.model.codec import Json
from graph.model.entities import Alias, Entity, EntityText, Fact
from graph.model.judgements import Name
from graph.model.records import Source
from graph.resolve.reference.organisations import ReferenceOrganisation
from graph.resolve.twins.clusters import record_name
from graph.review.bearers import Bearers
from graph.review.words import Pair
from graph.store.interface import Direction, View
from graph.text.fold import fold

MOST_TIES = 100
"""Partnerships (or partners) of a side that are listed; those that both sides have come first."""

_ALL = 100_000


@dataclass(frozen=True, slots=True)
class Tie:
    """A partnership of an organisation, or a partner of a partnership.

    Attributes:
        id: its id.
        name: its name.
        roles: codes of the vocabulary `roles`.
        shared: both sides have it.
    """

    id: str
    name: str
    roles: tuple[str, ...]
    shared: bool


@dataclass(frozen=True, slots=True)
class Side:
    """All that is known of one side of a question.

    Attributes:
        id: id of the entry; of a reference register's, that of its record.
        kind: `partner`, `partnership`, or `reference`: an entry of a reference register, which is no partner.
        name: the name shown.
        asked: the name in question as it is written most often; of a partnership, the id of its record.
        aliases: how it is written, how often and where; commonest first.
        facts: what is known of it, with sources.
        texts: of a partnership, its texts.
        facets: goals, countries, registers and the like.
        ties: its first partnerships (partners): those that both sides have, then those that write the name in question.
            Of a reference register's entry, those of the partners that are linked with it.
        links: how many there are.
        records: ids of its records.
    """

    id: str
    kind: str
    name: str
    asked: str
    aliases: tuple[Alias, ...]
    facts: tuple[Fact, ...]
    texts: tuple[EntityText, ...]
    facets: dict[str, tuple[str, ...]]
    ties: tuple[Tie, ...]
    links: int
    records: tuple[str, ...]

    def fact(self, field: str) -> Json:
        """The value shown first, or None."""
        return next((fact.value for fact in self.facts if fact.field == field and fact.chosen), None)

    @property
    def places(self) -> tuple[Source, ...]:
        """Where the name in question is written."""
        folded = fold(self.asked)
        return next((alias.sources for alias in self.aliases if alias.folded == folded), ())


def ties_of(view: View, entity: Entity) -> dict[str, Tie]:
    """The partnerships of an organisation, or the partners of a partnership, by id."""
    direction: Direction = "out" if entity.kind == "partner" else "in"
    found: dict[str, Tie] = {}
    for each in view.relations_of(entity.id, "takes-part", direction, _ALL):
        roles = (*found[each.id].roles, each.relation.role) if each.id in found else (each.relation.role,)
        found[each.id] = Tie(each.id, each.name, roles, shared=False)
    return found


def side(entity: Entity, name: Name, ties: Mapping[str, Tie], other: Iterable[str], bearers: Bearers) -> Side:
    """The side of an entry of the graph.

    Args:
        entity: the entry.
        name: its name in question.
        ties: its partnerships (partners).
        other: ids of those of the other side.
        bearers: who bears which name.
    """
    return _side(entity, bearers.written(name), ties, other, _of_name(bearers, name))


def parts(entity: Entity, pair: Pair, ties: Mapping[str, Tie], bearers: Bearers) -> list[Side]:
    """What of an entry that bears both names goes with each of them."""
    own = [{id: ties[id] for id in _of_name(bearers, name) if id in ties} for name in pair]
    made = []
    for name, of_name, other in zip(pair, own, reversed(own), strict=True):
        records = tuple(bearers.known[name].records) if name in bearers.known else (name.folded,)
        aliases = tuple(
            alias
            for alias in entity.aliases
            if alias.folded == name.folded or name.folded in {each.record for each in alias.sources}
        )
        part = _side(entity, bearers.written(name), of_name, other, of_name)
        shown = aliases[0].name if aliases else part.asked
        made.append(replace(part, name=shown, aliases=aliases, records=records))
    return made


def reference_side(entry: ReferenceOrganisation, ties: Mapping[str, Tie], other: Iterable[str]) -> Side:
    """The side of a reference register's entry: what its register says of it.

    Args:
        entry: the entry.
        ties: the partnerships of the partners that are linked with it.
        other: ids of those of the other side.
    """
    facets = {"country": tuple(sorted(entry.countries)), "register": (entry.register,)}
    return Side(
        entry.record,
        "reference",
        entry.name,
        entry.name,
        tuple(_reference_aliases(entry)),
        tuple(_reference_facts(entry)),
        (),
        {field: values for field, values in facets.items() if values},
        _in_order(ties, other, ()),
        len(ties),
        (entry.record,),
    )


def _reference_aliases(entry: ReferenceOrganisation) -> Iterator[Alias]:
    """Its names, the one shown first and acronyms last; no record of a partnership is counted for them."""
    source = (Source(entry.record, "names"),)
    full = sorted((each.name for each in entry.full_names), key=lambda name: name != entry.name)
    for name in full:
        yield Alias(name, fold(name), count=0, sources=source)
    for acronym in entry.acronyms:
        yield Alias(acronym, fold(acronym), "acronym", count=0, sources=source)


def _reference_facts(entry: ReferenceOrganisation) -> Iterator[Fact]:
    if entry.type:
        yield Fact("type", entry.type, (Source(entry.record, "types"),))
    for place, country in enumerate(sorted(entry.countries)):
        yield Fact("country", country, (Source(entry.record, "country"),), chosen=place == 0)
    note = "" if entry.state == "active" else f"{entry.state}, says the register"
    for scheme, value in entry.identifiers:
        yield Fact("identifier", {"scheme": scheme, "value": value}, (Source(entry.record, "id"),), note=note)


def _of_name(bearers: Bearers, name: Name) -> set[str]:
    """The partnerships whose records write a name; of a record, the partners that it writes."""
    if name.kind == "partnership":
        return {bearers.ids[each] for each, said in bearers.known.items() if name.folded in said.records}
    records = bearers.known[name].records if name in bearers.known else ()
    return {bearers.ids[record_name(record)] for record in records if record_name(record) in bearers.ids}


def _side(entity: Entity, asked: str, own: Mapping[str, Tie], other: Iterable[str], of_name: Container[str]) -> Side:
    return Side(
        entity.id,
        entity.kind,
        entity.name,
        asked,
        entity.aliases,
        entity.facts,
        entity.texts,
        dict(entity.facets),
        _in_order(own, other, of_name),
        len(own),
        entity.records,
    )


def _in_order(own: Mapping[str, Tie], other: Iterable[str], of_name: Container[str]) -> tuple[Tie, ...]:
    """The first ties: those that the other side has too, then those of the name in question."""
    others = set(other)
    ties: Sequence[Tie] = sorted(
        (replace(tie, shared=tie.id in others) for tie in own.values()),
        key=lambda tie: (not tie.shared, tie.id not in of_name),
    )
    return tuple(ties[:MOST_TIES])
