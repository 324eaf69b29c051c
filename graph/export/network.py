"""What is exported: nodes and edges read from a store, one after the other, and the account of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from graph.errors import InputError, StoreUnavailableError
from graph.export.about import About
from graph.export.columns import EDGE_COLUMNS, NODE_COLUMNS, Column, Measures, Row, Value, one_line
from graph.model.entities import Entity, Relation
from graph.store.interface import View
from graph.text.personal import without_personal

Kind = Literal["graph", "two-mode", "partners"]
"""A kind of network; see KINDS."""

KINDS: Mapping[Kind, str] = {
    "graph": "Partners, partnerships, programmes, goals, targets, themes, countries, regions, and all relations between"
    " them; directed.",
    "two-mode": "Partners and partnerships, tied where a partner takes part, once for each role; undirected.",
    "partners": "Partners, tied where they take part in the same partnerships; weighted, undirected.",
}
"""The kinds of networks, each in a sentence."""

NODES = ("partner", "partnership", "programme", "sdg", "target", "theme", "country", "region")
"""The kinds of entities that an export may have. Needs and offers aren't among them: their names are running text."""

_UN = "http://metadata.un.org/sdg/"

_OF_TIES = frozenset({"source", "target", "relation", "basis", "weight"})
_OF_RELATIONS = frozenset(column.name for column in EDGE_COLUMNS if column.name != "weight")

Tie = tuple[str, str, float]
"""Two partners that are tied, and how strongly."""

CO_PARTNERS = "co-partners"
"""The relation of a network of partners; counted from takes-part, so by rule."""


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges that can be read any number of times, always in the same order.

    Attributes:
        about: what there is and from where.
        directed: whether edges lead from source to target, or only tie them.
        node_columns: what is told of nodes.
        nodes: reads the nodes, by id.
        edges: reads the edges: by source, relation, target, role.
        edge_columns: what is told of edges.
    """

    about: About
    directed: bool
    node_columns: tuple[Column, ...]
    nodes: Callable[[], Iterator[Row]]
    edges: Callable[[], Iterator[Row]]
    edge_columns: tuple[Column, ...]


def network_of(
    view: View,
    kind: Kind = "graph",
    partnerships: Collection[str] | None = None,
    measures: Measures | None = None,
    ties: Callable[[], Iterable[Tie]] | None = None,
    records: Collection[str] | None = None,
) -> Network:
    """The network of a store, or of some of its partnerships.

    A slice has these partnerships, what they are related to (another partnership only where it is in the slice too),
    and the relations between all of these. Networks of two modes and of partners leave out partners that take part in
    nothing.

    The store is read here once to count, and again for every reading of nodes and edges; only ids and time frames are
    held.

    Args:
        view: of the store.
        kind: which network.
        partnerships: ids; those that the store doesn't have are left out. None: all. None of them: an empty network.
        measures: further columns of nodes.
        ties: for a network of partners: gives (id, id, weight) of every two that are tied, each pair once, always in
            the same order. Ids that are no partners of the slice are refused.
        records: ids of the records that count: what no other of a partnership's records states of whom and what it is
            related to is left out. None: all.

    Raises:
        InputError: a network of partners without ties, ties that lead to nobody in it, ties for another network, or a
            measure that has the name of a column.
    """
    if (ties is None) == (kind == "partners"):
        raise InputError("Ties make a network of partners: it can't do without them, and no other takes them.")
    measures = measures or {}
    known = {column.name for column in NODE_COLUMNS}
    for column in measures:
        if column.name in known:
            raise InputError(f"There are two columns called {column.name!r}; call this measure by another name.")
        known.add(column.name)

    # A column of weights that no edge has would make igraph take all edges for weighted.
    tells = _OF_RELATIONS if ties is None else _OF_TIES
    status = view.status()
    survey = _Survey(view, kind, partnerships, records)
    tied = None if ties is None else partial(_ties, ties, survey.kinds)
    nodes = partial(_nodes, view, survey, measures)
    edges = partial(_relations, view, survey, kind) if tied is None else tied
    counts = Counter((str(edge["relation"]), str(edge["basis"])) for edge in edges())
    about = About(
        network=kind,
        says=KINDS[kind],
        store_id=status.store_id,
        version=status.version,
        registers=[each for each in view.registers() if each.code in survey.registers],
        asked=None if partnerships is None else len(set(partnerships)),
        nodes={each: number for each in NODES if (number := survey.count[each])},
        edges=dict(sorted(counts.items())),
    )
    return Network(
        about=about,
        directed=kind == "graph",
        node_columns=(*NODE_COLUMNS, *measures),
        nodes=partial(_unchanged, view, status.version, nodes),
        edges=partial(_unchanged, view, status.version, edges),
        edge_columns=tuple(column for column in EDGE_COLUMNS if column.name in tells),
    )


class _Survey:
    """Which entities are in a network, and when its partnerships took place.

    Attributes:
        kinds: id to kind of every node.
        times: id of a partnership of the network to its start and end, where either is stated.
        count: kind to number of nodes.
        registers: codes of the registers that say something of the nodes, whether or not in records that count: what
            is told of a node is what the whole store knows.
        records: ids of the records that count; None: all.
    """

    def __init__(
        self, view: View, kind: Kind, partnerships: Collection[str] | None, records: Collection[str] | None
    ) -> None:
        self.records = None if records is None else frozenset(records)
        kinds: dict[str, str] = {}
        named: dict[str, frozenset[str]] = {}
        times: dict[str, Mapping[str, Value]] = {}
        # Most entities are named by one of a few sets of registers: each is held once.
        same: dict[frozenset[str], frozenset[str]] = {}
        for entity in view.entities():
            if entity.kind in NODES:
                kinds[entity.id] = entity.kind
                registers = _registers(entity)
                named[entity.id] = same.setdefault(registers, registers)
                if entity.kind == "partnership" and (stated := _times(entity)):
                    times[entity.id] = stated
        if kind != "graph" or partnerships is not None:
            held = self._slice(view, kind, kinds, partnerships)
            kinds = {id: what for id, what in kinds.items() if id in held}
        self.kinds = kinds
        self.times = {id: stated for id, stated in times.items() if id in kinds}
        self.count = Counter(kinds.values())
        self.registers = frozenset[str]().union(*{named[id] for id in kinds})

    def counts(self, relation: Relation) -> bool:
        """Whether a relation is stated by a record that counts, or by a vocabulary and no record."""
        return not relation.sources or bool(self.stating(relation))

    def stating(self, relation: Relation) -> tuple[str, ...]:
        """Ids of the records that count and state a relation."""
        records = dict.fromkeys(source.record for source in relation.sources)
        return tuple(each for each in records if self.records is None or each in self.records)

    def _slice(
        self, view: View, kind: Kind, kinds: Mapping[str, str], partnerships: Collection[str] | None
    ) -> set[str]:
        """Ids of the partnerships that are asked for and of what they are related to, as far as a network has it."""
        asked = kinds if partnerships is None else frozenset(partnerships)
        chosen = {id for id in asked if kinds.get(id) == "partnership"}
        found = set() if kind == "partners" else set(chosen)
        for relation in view.relations(None if kind == "graph" else "takes-part"):
            if not self.counts(relation):
                continue
            for one, other in ((relation.source, relation.target), (relation.target, relation.source)):
                if one in chosen and kinds.get(other) not in {None, "partnership"}:
                    found.add(other)
        return found


def _nodes(view: View, survey: _Survey, measures: Measures) -> Iterator[Row]:
    for entity in view.entities():
        if entity.id in survey.kinds:
            row = _node(entity)
            for column, values in measures.items():
                if (value := column.value(values.get(entity.id))) is not None:
                    row[column.name] = value
            yield row


def _node(entity: Entity) -> dict[str, Value]:
    name = one_line(without_personal(entity.name))
    row: dict[str, Value | None] = {"id": entity.id, "kind": entity.kind, "name": name, **_term(entity)}
    for field in ("type", "country"):
        fact = next((fact for fact in entity.facts if fact.field == field and fact.chosen), None)
        if entity.kind == "partner" and fact is not None and fact.value:
            row[field], row[f"{field}_basis"] = str(fact.value), fact.basis
    if entity.kind == "partnership":
        page = entity.fact("url")
        row |= {
            "scope": entity.fact("scope"),
            **_times(entity),
            "open_ended": entity.fact("open-ended"),
            "records": entity.records,
            # What has an @ in it is somebody's mailbox or handle.
            "url": page if page and "@" not in page else None,
        }
    if entity.kind in {"partner", "partnership"}:
        row |= {
            "links": entity.degree,
            "registers": entity.facets.get("register"),
            "record_count": len(entity.records),
            "identifiers": tuple(
                f"{fact.value['scheme']}:{fact.value['value']}"
                for fact in entity.facts
                if fact.field == "identifier" and fact.value
            ),
        }
    return {
        column.name: value
        for column in NODE_COLUMNS
        if (value := column.value(row.get(column.name))) is not None and value not in ("", ())
    }


def _term(entity: Entity) -> Row:
    """The code of what stands for a term of a vocabulary, and the UN's own identifier of it."""
    if entity.kind == "country":
        return {"code": entity.id}
    if entity.kind not in {"sdg", "target", "theme", "programme", "region"}:
        return {}
    code = entity.id.removeprefix(f"{entity.kind}-")
    return {"code": code, "uri": _UN + code} if entity.kind in {"sdg", "target"} else {"code": code}


def _times(entity: Entity) -> Row:
    """The start and end of a partnership as they are stated."""
    stated = {field: entity.fact(field) for field in ("start", "end")}
    return {field: value for field, value in stated.items() if isinstance(value, str)}


def _registers(entity: Entity) -> frozenset[str]:
    """Codes of the registers whose records say something of an entity."""
    records = [*entity.records, *(source.record for fact in entity.facts for source in fact.sources)]
    return frozenset(record.partition(":")[0] for record in records)


def _relations(view: View, survey: _Survey, kind: Kind) -> Iterator[Row]:
    for relation in view.relations(None if kind == "graph" else "takes-part"):
        inside = relation.source in survey.kinds and relation.target in survey.kinds
        if inside and survey.counts(relation):
            yield _edge(relation, survey)


def _edge(relation: Relation, survey: _Survey) -> Row:
    ends = [id for id in (relation.source, relation.target) if survey.kinds[id] == "partnership"]
    row = {
        "source": relation.source,
        "target": relation.target,
        "relation": relation.relation,
        "role": relation.role,
        "basis": relation.basis,
        "score": relation.score,
        # Of a tie between two partnerships neither's time frame is its own.
        **(survey.times.get(ends[0], {}) if len(ends) == 1 else {}),
        # A rule may quote the names that it compared.
        "rule": without_personal(relation.rule),
        "records": survey.stating(relation),
    }
    return {
        column.name: value
        for column in EDGE_COLUMNS
        if (value := column.value(row.get(column.name))) is not None and value not in ("", ())
    }


def _ties(ties: Callable[[], Iterable[Tie]], partners: Mapping[str, str]) -> Iterator[Row]:
    for one, other, weight in ties():
        for id in (one, other):
            if id not in partners:
                raise InputError(f"A tie leads to {id!r}, which is no partner of this network.")
        ends = {"source": one_line(one), "target": one_line(other)}
        yield {**ends, "relation": CO_PARTNERS, "basis": "rule", "weight": float(weight)}


def _unchanged(view: View, version: int, read: Callable[[], Iterator[Row]]) -> Iterator[Row]:
    """What is read, unless the store is written to meanwhile: a file must not be of two versions."""
    yield from read()
    if view.version() != version:
        raise StoreUnavailableError("The store was written to during the export, which isn't whole. Export again.")
