"""What an answer would do to the graph, worked out for the entries that it touches and without writing anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.build import partnerships
from graph.build.identities import identify
from graph.build.partners import own_id, partner
from graph.build.references import with_entry
from graph.model.codec import Json
from graph.model.entities import Entity
from graph.model.judgements import Judgement, Name
from graph.model.vocabularies.world_organisations import organisations_named
from graph.resolve.clusters import resolve
from graph.resolve.joined import Cluster
from graph.resolve.reference.linking import Link, link
from graph.resolve.scorer import Weights
from graph.resolve.twins.clusters import record_name
from graph.review.bearers import Bearers
from graph.review.words import Pair

_COMPARED = {"partner": ("type", "country"), "partnership": ("start", "end", "open-ended", "scope")}
"""Fields that have one value, and so can conflict."""

LAST = "9999"
"""The time of the word that is tried: after all that was said."""

_OTHERS = 300
"""Names that stand beside those of one entry when it is resolved again, so that common words count as common."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is, or as it would be.

    Attributes:
        id: its id; the one that it would have.
        name: the name shown.
        names: its names as written most often, first mentioned first.
        links: its partnerships; of a partnership, its partners.
    """

    id: str
    name: str
    names: tuple[str, ...]
    links: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both sides state differently.

    Attributes:
        field: its name.
        a: the value of the one side.
        b: that of the other.
        shown: the value that would be shown first.
    """

    field: str
    a: Json
    b: Json
    shown: Json


@dataclass(frozen=True, slots=True)
class Stated:
    """A field with a value that an entry gets, or loses."""

    field: str
    value: Json


@dataclass(frozen=True, slots=True)
class Effect:
    """What an answer would do.

    Attributes:
        before: the entries that it touches; empty where it changes nothing.
        after: what would become of them.
        shared: links that both sides have, and that would be one; or that both parts would have.
        unplaced: names of a parted entry that could go with either part.
        redirects: ids that would answer with another, and which.
        conflicts: what both sides state differently.
        refused: why the answer would not be followed; "" where it would.
        gains: what a partner gets from the entry of a reference register with which it would be linked.
        loses: what it would lose with the entry with which it is linked now; or two partners, where they would be
            linked with neither's.
        others: partners that are linked with that entry already, and would stay so.
    """

    before: tuple[Entry, ...] = ()
    after: tuple[Entry, ...] = ()
    shared: int = 0
    unplaced: tuple[str, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    refused: str = ""
    gains: tuple[Stated, ...] = ()
    loses: tuple[Stated, ...] = ()
    others: tuple[Entry, ...] = ()


def joining(
    pair: Pair,
    sides: Sequence[Entity],
    links: Sequence[Collection[str]],
    bearers: Bearers,
    words: Collection[Judgement],
) -> Effect:
    """What "same" would do to two entries; to one that bears both names already, nothing.

    Args:
        pair: the names that were judged.
        sides: the entries that bear them.
        links: the partnerships (partners) of each.
        bearers: who bears which name.
        words: what persons have said and stands.
    """
    first, second = sides
    if first.id == second.id:
        return Effect()
    refused = _kept_apart(pair, sides, bearers, words)
    names = {side.id: bearers.names[side.id] for side in sides}
    before = tuple(entry_of(side, bearers, len(own)) for side, own in zip(sides, links, strict=True))
    order = {name: place for place, name in enumerate(bearers.ids)}
    all_names = tuple(sorted((name for each in names.values() for name in each), key=order.__getitem__))
    if first.kind == "partner":
        cluster = Cluster(all_names, {})
        id = identify([cluster], own_id, set(names), bearers.redirects.keys()).ids[all_names[0]]
        joined = _with_entry(partner(id, cluster, bearers.known, _code(all_names)), cluster, sides, bearers, words)
    else:
        id = identify([Cluster(all_names, {})], partnerships.own_id, set(names), set()).ids[all_names[0]]
        joined = next(side for side in sides if side.id == id)
    conflicts = tuple(
        Conflict(name, a, b, joined.fact(name))
        for name in _COMPARED[first.kind]
        if (a := first.fact(name)) is not None and (b := second.fact(name)) is not None and a != b
        # Of two dates one can be only vaguer.
        if not (name in {"start", "end"} and (str(a).startswith(str(b)) or str(b).startswith(str(a))))
    )
    if clash := _identifiers(first, second):
        conflicts = (*conflicts, clash)
    whole = set(links[0]) | set(links[1])
    after = Entry(id, joined.name, tuple(bearers.written(name) for name in all_names), len(whole))
    return Effect(
        before,
        (after,),
        len(links[0]) + len(links[1]) - len(whole),
        (),
        {side.id: id for side in sides if side.id != id},
        conflicts,
        refused,
        loses=tuple(_lost(sides, joined, bearers)),
    )


def parting(
    pair: Pair,
    sides: Sequence[Entity],
    links: Sequence[Collection[str]],
    bearers: Bearers,
    words: Collection[Judgement],
    weights: Weights | None = None,
) -> Effect:
    """What "different" would do to an entry that bears both names; two entries stay as they are.

    The entry's names are resolved again, with the new word and among some names of others. The derivation compares them
    with all names; what it makes of them can differ where a name hangs on a thread.

    Args:
        pair: the names that were judged.
        sides: the entries that bear them.
        links: the partnerships (partners) of each.
        bearers: who bears which name.
        words: what persons have said and stands.
        weights: by which names are compared; by default those that come with goal17.
    """
    entity = sides[0]
    if entity.id != sides[1].id:
        return Effect()
    own = bearers.names[entity.id]
    before = (entry_of(entity, bearers, len(links[0])),)
    word = Judgement(*pair, "different", "person", "", LAST)
    if entity.kind == "partnership":
        after = [_record(name, entity, links[0], bearers) for name in pair]
        rest = tuple(name.folded for name in own if name not in pair)
        return Effect(before, tuple(after), sum(each.links for each in after) - len(links[0]) if not rest else 0, rest)
    others = list(bearers.known)[:: max(len(bearers.known) // _OTHERS, 1)]
    known = {name: bearers.known[name] for name in bearers.known.keys() & {*own, *others}}
    known = dict(sorted(known.items(), key=lambda item: item[1].first))
    clusters = [
        Cluster(tuple(name for name in cluster.names if name in own), {})
        for cluster in resolve(known, [*words, word], weights, bearers.index).clusters
        if any(name in own for name in cluster.names)
    ]
    identified = identify(clusters, own_id, {entity.id}, bearers.redirects.keys())
    after = []
    for cluster in clusters:
        id = identified.ids[cluster.names[0]]
        made = partner(id, cluster, bearers.known, _code(cluster.names))
        of_records = {bearers.ids[record_name(record)] for record in made.records if record_name(record) in bearers.ids}
        names = tuple(bearers.written(name) for name in cluster.names)
        after.append(Entry(id, made.name, names, len(of_records & set(links[0]))))
    return Effect(before, tuple(after), sum(each.links for each in after) - len(links[0]))


def entry_of(entity: Entity, bearers: Bearers, links: int) -> Entry:
    """An entry as it is, with so many partnerships (partners)."""
    return Entry(entity.id, entity.name, tuple(bearers.written(name) for name in bearers.names[entity.id]), links)


def _with_entry(
    joined: Entity, cluster: Cluster, sides: Sequence[Entity], bearers: Bearers, words: Collection[Judgement]
) -> Entity:
    """What two partners would be, with the entry of a reference register with which they would be linked.

    That of the one is mostly the other's too; but of two that bear just their names it is neither, unless a person
    said so. Nothing is compared by score, for which all entries would have to be read: what it linked stays linked.
    """
    if not any(record in bearers.references for side in sides for record in side.records):
        return joined
    first = cluster.names[0]
    # A name that has a code isn't compared.
    links = link([cluster], bearers.known, {first: ""}, words, bearers.index).links
    scored = (
        Link(bearers.references[source.record], fact.rule, fact.score)
        for side in sides
        for fact in side.facts
        if fact.score is not None and bearers.only_entries_say(fact)
        for source in fact.sources
    )
    return with_entry(joined, links.get(first) or next(scored, None))


def _lost(sides: Iterable[Entity], joined: Entity, bearers: Bearers) -> Iterator[Stated]:
    """What entries of reference registers have given to the sides, and what joined they would not have."""
    for side in sides:
        for fact in side.facts:
            kept = any(fact.field == each.field and fact.value == each.value for each in joined.facts)
            if not kept and bearers.only_entries_say(fact):
                yield Stated(fact.field, fact.value)


def _record(name: Name, entity: Entity, links: Collection[str], bearers: Bearers) -> Entry:
    """A record of a partnership as an entry of its own."""
    record = name.folded
    title = next((alias.name for alias in entity.aliases if record in {each.record for each in alias.sources}), record)
    partners = {bearers.ids[each] for each, said in bearers.known.items() if record in said.records}
    return Entry(partnerships.own_id(name), title, (record,), len(partners & set(links)))


def _kept_apart(pair: Pair, sides: Sequence[Entity], bearers: Bearers, words: Collection[Judgement]) -> str:
    """The word on other names of the two entries that keeps them apart; "" where there is none."""
    first, second = (set(bearers.names[side.id]) for side in sides)
    for word in words:
        if word.verdict == "different" and (word.a, word.b) != pair:
            a, b = word.a, word.b
            if (a in first and b in second) or (b in first and a in second):
                said = (
                    f"“{bearers.written(a)}” and “{bearers.written(b)}” are different, said {word.by} ({word.at[:10]})"
                )
                return f"{said}: undo {word.id} first, or they stay apart."
    return ""


def _identifiers(first: Entity, second: Entity) -> Conflict | None:
    """Identifiers of one list that differ: then the list knows them as two."""
    a, b = (
        {fact.value["scheme"]: fact.value["value"] for fact in side.facts if fact.field == "identifier"}
        for side in (first, second)
    )
    scheme = next((scheme for scheme in a if scheme in b and a[scheme] != b[scheme]), None)
    if scheme is None:
        return None
    return Conflict("identifier", f"{scheme}-{a[scheme]}", f"{scheme}-{b[scheme]}", None)


def _code(names: Collection[Name]) -> str:
    """What names are in the vocabulary of world organisations, or ""."""
    for name in names:
        found = organisations_named(name.folded) if name.kind == "organisation" and not name.record else ()
        if len(found) == 1:
            return found[0]
    return ""
