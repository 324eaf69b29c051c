"""Which entry bears each name of a store, as of its last derivation.

The graph keeps names as they are written; a judgement is about the name behind the writing, with the country or the
record that tells homonyms apart. Both meet here: the names are gathered from the drafts as the derivation does it, and
each is found again in the entry that it was put into.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from graph.model.drafts import Draft
from graph.model.entities import Entity
from graph.model.identifiers import partner_id, partnership_id
from graph.model.judgements import Name
from graph.resolve.naming import Written, gather
from graph.resolve.twins.clusters import record_name
from graph.store.interface import View
from graph.store.redirects import last_heir


@dataclass(frozen=True, slots=True)
class Bearers:
    """Names and their bearers.

    Attributes:
        derived: version of the store at which the graph was derived.
        known: every name of an organisation with what is known of it, in the order of reading.
        ids: name to the id of the entry that bears it; a record's name to its partnership's.
        names: id of an entry to its names, first mentioned first.
        redirects: merged ids with their heirs.
    """

    derived: int
    known: Mapping[Name, Written]
    ids: Mapping[Name, str]
    names: Mapping[str, tuple[Name, ...]]
    redirects: Mapping[str, str]

    def heir(self, id: str) -> str:
        """The id that answers for this one."""
        return last_heir(id, self.redirects) or id

    def written(self, name: Name) -> str:
        """A name as it is written most often; a record's name is its id."""
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


def gather_bearers(view: View) -> Bearers:
    """Read the names of a store and find their bearers; an empty store has none.

    It reads all drafts and partners: a second for 4,500 records.
    """
    status = view.status()
    records: dict[str, str] = {}
    redirects = view.redirects()

    def drafts() -> Iterator[Draft]:
        for draft in view.drafts():
            if draft.kind == "partnership":
                records[draft.record] = partnership_id(draft.register, draft.key)
                yield draft

    known = gather(drafts())
    ids = _partners(known, list(view.entities("partner")), redirects)
    for record, own in records.items():
        ids[record_name(record)] = last_heir(own, redirects) or own
    names: dict[str, list[Name]] = defaultdict(list)
    for name, id in ids.items():
        names[id].append(name)
    return Bearers(status.derived, known, ids, {id: tuple(each) for id, each in names.items()}, redirects)


def _partners(
    known: Mapping[Name, Written], partners: Collection[Entity], redirects: Mapping[str, str]
) -> dict[Name, str]:
    """Name to partner; a name that was read after the last derivation has none yet."""
    by_id = {entity.id: entity for entity in partners}
    by_form: dict[str, list[Entity]] = defaultdict(list)
    for entity in partners:
        for alias in entity.aliases:
            by_form[alias.folded].append(entity)
    ids: dict[Name, str] = {}
    governments = {partner_id(name.folded, name.kind, name.country) for name in known if name.kind == "government"}
    for name, written in known.items():
        # An id is made of one name, and stays in the entry that this name belongs to.
        own = partner_id(name.folded, name.kind, name.country or name.record)
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
