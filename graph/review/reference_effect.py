"""What an answer would do to a partner of which is asked whether it is an entry of a reference register."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from graph.build.references import with_entry
from graph.model.entities import Entity
from graph.model.judgements import Judgement
from graph.resolve.joined import Cluster
from graph.resolve.reference.linking import link
from graph.resolve.reference.organisations import ReferenceOrganisation
from graph.review.bearers import Bearers
from graph.review.effect import LAST, Conflict, Effect, Entry, Stated, entry_of
from graph.review.words import Pair

_FIELDS = ("identifier", "country", "type")
"""What an entry adds, in the order in which it is told."""


def linking(
    pair: Pair,
    partner: Entity,
    entry: ReferenceOrganisation,
    bearers: Bearers,
    words: Collection[Judgement],
    others: Sequence[Entity],
) -> Effect:
    """What "same" would do; to a partner that is linked with the entry already, nothing.

    Args:
        pair: the names that were judged.
        partner: who bears the one that is no entry's.
        entry: the other.
        bearers: who bears which name.
        words: what persons have said of other pairs and stands.
        others: partners that are linked with the entry.
    """
    if partner.id in bearers.linked.get(entry.record, ()):
        return Effect()
    names = bearers.names[partner.id]
    word = Judgement(*pair, "same", "person", "", LAST)
    linked = link([Cluster(names, {})], bearers.known, {}, [*words, word], bearers.index).links[names[0]]
    refused = ""
    if linked.entry.record != entry.record:
        # Of two entries that a partner was said to be it is that of its earlier name.
        refused = _kept(_said_same(partner, linked.entry, bearers, words), bearers)
        linked = replace(linked, entry=entry, names=())
    after = with_entry(_without_entry(partner, bearers), linked)
    return Effect(
        (_entry(partner, bearers),),
        (_entry(after, bearers),),
        conflicts=tuple(_conflicts(partner, entry, after)),
        refused=refused,
        gains=_beyond(after, partner),
        loses=_beyond(partner, after),
        others=tuple(_entry(each, bearers) for each in others),
    )


def unlinking(
    partner: Entity,
    entry: ReferenceOrganisation,
    bearers: Bearers,
    words: Collection[Judgement],
) -> Effect:
    """What "different" would do: a partner that is linked with the entry loses what it has of it.

    Whether it is another entry then, or another partner is this one, the derivation finds.

    Args:
        partner: who bears the name that was judged.
        entry: the entry that it was judged against.
        bearers: who bears which name.
        words: what persons have said of other pairs and stands.
    """
    if partner.id not in bearers.linked.get(entry.record, ()):
        return Effect()
    after = _without_entry(partner, bearers)
    return Effect(
        (_entry(partner, bearers),),
        (_entry(after, bearers),),
        refused=_kept(_said_same(partner, entry, bearers, words), bearers),
        loses=_beyond(partner, after),
    )


def _entry(entity: Entity, bearers: Bearers) -> Entry:
    """A partner with its names, those that an entry adds behind those that registers write."""
    own = entry_of(entity, bearers, entity.degree)
    return replace(own, names=(*own.names, *(each.name for each in entity.aliases if bearers.only_entries_say(each))))


def _without_entry(partner: Entity, bearers: Bearers) -> Entity:
    """A partner without what an entry has added to it (`graph.build.references.with_entry`)."""
    facts = [fact for fact in partner.facts if not bearers.only_entries_say(fact)]
    best = next((fact for fact in facts if fact.field == "type"), None)
    return replace(
        partner,
        aliases=tuple(alias for alias in partner.aliases if not bearers.only_entries_say(alias)),
        facts=tuple(replace(fact, chosen=True) if fact is best else fact for fact in facts),
        records=tuple(record for record in partner.records if record not in bearers.references),
    )


def _beyond(one: Entity, other: Entity) -> tuple[Stated, ...]:
    """What is stated of one entity and not of the other."""
    known = [(fact.field, fact.value) for fact in other.facts]
    return tuple(
        Stated(fact.field, fact.value)
        for field in _FIELDS
        for fact in one.facts
        if fact.field == field and (fact.field, fact.value) not in known
    )


def _conflicts(partner: Entity, entry: ReferenceOrganisation, after: Entity) -> Iterator[Conflict]:
    country, type_ = partner.fact("country"), partner.fact("type")
    if country is not None and entry.countries and country not in entry.countries:
        countries = sorted(entry.countries)
        yield Conflict("country", country, countries[0] if len(countries) == 1 else countries, after.fact("country"))
    if type_ is not None and entry.type and type_ != entry.type:
        yield Conflict("type", type_, entry.type, after.fact("type"))


def _said_same(
    partner: Entity, entry: ReferenceOrganisation, bearers: Bearers, words: Iterable[Judgement]
) -> Judgement | None:
    """The word on another name of a partner by which it is an entry."""
    names = set(bearers.names[partner.id])
    for word in words:
        if word.verdict == "same" and entry.record in {word.a.record, word.b.record} and names & {word.a, word.b}:
            return word
    return None


def _kept(word: Judgement | None, bearers: Bearers) -> str:
    """Why a partner stays linked with what it was said to be; "" where nobody said so."""
    if word is None:
        return ""
    said = f"“{bearers.written(word.a)}” and “{bearers.written(word.b)}” are the same, said {word.by} ({word.at[:10]})"
    return f"{said}: undo {word.id} first, or it stays linked so."
