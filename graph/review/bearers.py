"""Which entry bears each name of a store, as of its last derivation.

The graph keeps names as they are written; a judgement is about the name behind the writing, with the country or the
record that tells homonyms apart. Both meet here: the names are gathered from the drafts as the derivation does it, and
each is found again in the entry that it was put into. The entries of reference registers stand beside them: a judgement
may say which of these an organisation is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.build import partners, partnerships
from graph.build.references import apart
from graph.model.entities import Alias, Entity, Fact
from graph.model.judgements import Name
from graph.progress import Progress, silent, told_of
from graph.resolve.naming import Written, gather
from graph.resolve.reference.index import ReferenceIndex
from graph.resolve.reference.organisations import ReferenceOrganisation
from graph.resolve.twins.clusters import record_name
from graph.store.interface import View
from graph.store.redirects import last_heir

_OFTEN = 500
"""Drafts or partners after which it is told how many are read."""


@dataclass(frozen=True)
class Bearers:
    """Names and their bearers.

    Attributes:
        derived: version of the store at which the graph was derived.
        known: every name of an organisation with what is known of it, in the order of reading.
        ids: name to the id of the entry that bears it; a record's name to its partnership's.
        names: id of an entry to its names, first mentioned first.
        redirects: merged ids with their heirs.
        references: record to entry of a reference register; withdrawn ones are left out.
        linked: record of such an entry to the ids of the partners that are linked with it, the best connected first.
    """

    derived: int
    known: Mapping[Name, Written]
    ids: Mapping[Name, str]
    names: Mapping[str, tuple[Name, ...]]
    redirects: Mapping[str, str]
    references: Mapping[str, ReferenceOrganisation]
    linked: Mapping[str, tuple[str, ...]]

    @cached_property
    def index(self) -> ReferenceIndex:
        """The entries of reference registers, found by name; the first time it takes a second for 25,000 of them."""
        return ReferenceIndex(self.references.values())

    def reference(self, name: Name) -> ReferenceOrganisation | None:
        """The entry of a reference register that a name is; None for the names that registers write."""
        return self.references.get(name.record)

    def bearer(self, name: Name) -> str | None:
        """The id of who bears a name: of a partner, a partnership, or the record of a reference register's entry."""
        return name.record if name.record in self.references else self.ids.get(name)

    def only_entries_say(self, said: Alias | Fact) -> bool:
        """Whether a partner has a name or a fact from entries of reference registers alone."""
        return bool(said.sources) and all(each.record in self.references for each in said.sources)

    def written(self, name: Name) -> str:
        """A name as it is written most often; a record's name is its id, that of a reference register's entry its own.

        A name that nobody writes any more is as it was judged.
        """
        if (entry := self.reference(name)) is not None:
            return entry.name
        if name not in self.known:
            return name.folded
        spellings = self.known[name].spellings
        return max(spellings, key=lambda each: (spellings[each].records, each))

    def best(self, id: str, without: Collection[Name] = ()) -> Name | None:
        """The name that speaks best for an entry: of several words, then the one in most records.

        Args:
            id: the entry.
            without: names that shall not be it.
        """
        names = [name for name in self.names.get(id, ()) if name not in without]
        if not names or names[0] not in self.known:
            return names[0] if names else None
        return max(names, key=lambda name: (" " in name.folded, len(self.known[name].records)))


def gather_bearers(view: View, progress: Progress = silent) -> Bearers:
    """Read the names of a store and find their bearers; an empty store has none.

    It reads all drafts and partners: a second for 4,500 records, and one for 25,000 entries of a reference register.

    Args:
        view: the store.
        progress: told how many drafts and partners are read.
    """
    status = view.status()
    redirects = view.redirects()
    drafts, asked, organisations = apart(told_of(view.drafts(), "drafts-read", status.drafts, progress, _OFTEN))
    known = gather([*drafts, *asked])
    held = status.entities.get("partner", 0)
    entities = list(told_of(view.entities("partner"), "partners", held, progress, _OFTEN))
    ids = _partners(known, entities, redirects)
    for name in (record_name(draft.record) for draft in drafts):
        own = partnerships.own_id(name)
        ids[name] = last_heir(own, redirects) or own
    names: dict[str, list[Name]] = defaultdict(list)
    for name, id in ids.items():
        names[id].append(name)
    references = {entry.record: entry for entry in organisations if entry.state != "withdrawn"}
    linked: dict[str, list[str]] = defaultdict(list)
    for entity in sorted(entities, key=lambda entity: -entity.degree):
        for record in references.keys() & set(entity.records):
            linked[record].append(entity.id)
    return Bearers(
        status.derived,
        known,
        ids,
        {id: tuple(each) for id, each in names.items()},
        redirects,
        references,
        {record: tuple(each) for record, each in linked.items()},
    )


def _partners(
    known: Mapping[Name, Written], entities: Collection[Entity], redirects: Mapping[str, str]
) -> dict[Name, str]:
    """Name to partner; a name that was read after the last derivation has none yet."""
    by_id = {entity.id: entity for entity in entities}
    by_form: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        for alias in entity.aliases:
            by_form[alias.folded].append(entity)
    ids: dict[Name, str] = {}
    governments = {partners.own_id(name) for name in known if name.kind == "government"}
    for name, written in known.items():
        # An id is made of one name, and stays in the entry that this name belongs to.
        own = partners.own_id(name)
        id = own if own in by_id else last_heir(own, redirects)
        if id in by_id:
            ids[name] = str(id)
            continue
        bearers = by_form.get(name.folded, [])
        # A government is written like organisations of its country ("Iran"), and is none of them.
        bearers = [entity for entity in bearers if entity.id not in governments] or bearers
        if bearers:
            ids[name] = _told_apart(name, written, bearers)[0].id
    return ids


def _told_apart(name: Name, written: Written, bearers: list[Entity]) -> list[Entity]:
    """Of several that are written so, those whose records are the name's, and among them those of its country."""
    records = written.records.keys()
    of_records = [entity for entity in bearers if records <= set(entity.records)] or bearers
    return [entity for entity in of_records if entity.fact("country") == (name.country or None)] or of_records
