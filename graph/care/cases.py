"""The entries of a worklist as the desk reads them: what is to be looked at, who says it and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.build.differences import differences, in_words
from graph.care.care import Care, Key
from graph.errors import NotFoundError
from graph.model.entities import Entity, Fact, Relation
from graph.store.interface import View


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look at.

    Attributes:
        field: what it is about: a field of `graph.model.entities.FIELDS`, or `role`, `read`.
        value: what is said; a code for types, countries and roles.
        record: id of the record that says it; "" where no one record does.
        column: the column that it stands in.
        written: what is written there, where that says more than the value.
        basis: declared, by rule, or inferred.
        score: between 0 and 1 where it is inferred.
        rule: the rule by which it is known, or was chosen; "" where there is none.
    """

    field: str
    value: str
    record: str
    column: str = ""
    written: str = ""
    basis: str = "declared"
    score: float | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One entry of a worklist.

    Attributes:
        kind: of the entry; `record` where the list is of records.
        id: of the entry or record.
        name: what it is called.
        other: id of the partnership in which a partner is read to play a role; "" elsewhere.
        other_name: what that is called.
        points: what is to be looked at; none where something is missing.
    """

    kind: str
    id: str
    name: str
    other: str
    other_name: str
    points: tuple[Point, ...]


def cases(view: View, care: Care, code: str, start: int = 0, limit: int | None = None) -> list[Case]:
    """Entries of a worklist, in its order.

    Args:
        view: the store; of what has gone since the list was made, its id is left.
        care: the lists.
        code: which list.
        start: how many to leave out at its beginning.
        limit: at most so many; None: all.

    Raises:
        NotFoundError: there is no such list.
    """
    if code not in care.found:
        raise NotFoundError("worklist", code)
    keys = care.found[code].keys[start : None if limit is None else start + limit]
    if code == "vanished":
        return [_vanished(view, record) for (record,) in keys]
    ids = dict.fromkeys(id for key in keys for id in key[:2])
    entities = {entity.id: entity for entity in view.get(list(ids))}
    if code == "roles-read":
        read = _read(view, keys, everything=limit is None)
        return [_role(entities, key, read.get(key)) for key in keys]
    return [_case(entities, id, tuple(_points(code, entities[id])) if id in entities else ()) for (id,) in keys]


def _case(entities: dict[str, Entity], id: str, points: tuple[Point, ...], other: str = "") -> Case:
    entity = entities.get(id)
    beside = entities.get(other)
    return Case(
        entity.kind if entity else "",
        id,
        entity.name if entity else id,
        other,
        beside.name if beside else other,
        points,
    )


def _points(code: str, entity: Entity) -> Iterator[Point]:
    if code == "ended-unreported":
        yield from (_of_fact(fact) for fact in entity.facts if fact.field == "end" and fact.chosen)
    elif code == "records-disagree":
        for each in differences(entity):
            if each.way == "disagree":
                for said in each.said:
                    yield Point(each.field, "; ".join(said.values), said.record, rule=each.rule)
    elif code == "values-conflict":
        doubtful = {fact.field for fact in entity.facts if not fact.chosen}
        for fact in entity.facts:
            if fact.field in doubtful & {"type", "country"}:
                yield _of_fact(fact)
    elif code == "types-read":
        yield from (_of_fact(fact) for fact in entity.facts if fact.field == "type" and fact.chosen)


def _of_fact(fact: Fact) -> Point:
    source = fact.sources[0] if fact.sources else None
    return Point(
        fact.field,
        in_words(fact.value),
        source.record if source else "",
        source.column if source else "",
        source.written if source else "",
        fact.basis,
        fact.score,
        fact.rule,
    )


def _read(view: View, keys: Sequence[Key], *, everything: bool) -> dict[Key, Relation]:
    """The relations of roles that were read: all in one stream, or those of some partners."""
    if everything:
        return {(each.source, each.target, each.role): each for each in view.relations("plays")}
    found: dict[Key, Relation] = {}
    for partner in dict.fromkeys(key[0] for key in keys):
        try:
            beside = view.relations_of(partner, "plays", "out", 100_000)
        except NotFoundError:
            continue
        found |= {(each.relation.source, each.relation.target, each.relation.role): each.relation for each in beside}
    return found


def _role(entities: dict[str, Entity], key: Key, relation: Relation | None) -> Case:
    partner, partnership, role = key
    source = relation.sources[0] if relation is not None and relation.sources else None
    point = Point(
        "role",
        role,
        source.record if source else "",
        source.column if source else "",
        source.written if source else "",
        "inferred",
        relation.score if relation else None,
        relation.rule if relation else "",
    )
    return _case(entities, partner, (point,), partnership)


def _vanished(view: View, record: str) -> Case:
    try:
        read = view.record(record).read_at
    except NotFoundError:
        read = ""
    return Case("record", record, record, "", "", (Point("read", read, record),) if read else ())
