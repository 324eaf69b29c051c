"""A draft as it is compared with others: what tells whether two records register one initiative."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.model.drafts import Draft
from graph.model.judgements import Name
from graph.resolve.naming import name_of
from graph.resolve.twins.text import Texts, plain_words
from graph.text.fold import fold

_WORKINGS = {"deliverables", "resources"}
"""Fields of texts that are lists made of facts; all others tell what the initiative is."""

AS_LONG = 0.97
"""Length, beside that of its register's longest title, from which a title may have been cut between two words."""

CUTS = 3
"""Titles of that length from which on a register is taken to cut them there: a single one is only the longest."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record's initiative.

    Attributes:
        record: id of the record.
        register: code of its register.
        place: its place among all entries.
        title: the title as written; "" where the record has none.
        folded: the same, folded.
        plain: the same without any letter that a register may have lost (`graph.resolve.twins.text.plain_words`).
        partners: ids of the organisations that it names.
        leads: ids of those that it calls its lead.
        start: its first day as YYYY, YYYY-MM or YYYY-MM-DD; "" where none could be read.
        end: its last day, likewise.
        countries: alpha-3 codes of the countries where it works.
        goals: codes of the goals it addresses.
    """

    record: str
    register: str
    place: int
    title: str
    folded: str
    plain: str
    partners: frozenset[str]
    leads: frozenset[str]
    start: str
    end: str
    countries: frozenset[str]
    goals: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entries:
    """All entries, with what only all together tell.

    Attributes:
        entries: the entries, in the order of reading.
        texts: their running texts, by place.
        bearers: folded title to the number of entries of one register that bear it, of the register with most.
        kept: register to the number of characters from which a title of it may have been cut between two words; a
            register that shows no such limit is left out.
        named: id of an organisation to the number of entries that name it.
    """

    entries: tuple[Entry, ...]
    texts: Texts
    bearers: Mapping[str, int]
    kept: Mapping[str, float]
    named: Mapping[str, int]


def entry_of(draft: Draft, place: int, partners: Mapping[Name, str]) -> Entry:
    """Read one draft.

    Args:
        draft: the draft.
        place: its place among all.
        partners: every name of the drafts to the id of its organisation.
    """
    named: dict[str, bool] = {}
    for mention in draft.mentions:
        name = name_of(mention, draft)
        if name is not None:
            named[partners[name]] = named.get(partners[name], False) or mention.role == "lead"
    # An untitled row is called by its key.
    title = "" if draft.name == draft.key else draft.name
    return Entry(
        record=draft.record,
        register=draft.register,
        place=place,
        title=title,
        folded=fold(title),
        plain=b" ".join(plain_words(title)).decode(),
        partners=frozenset(named),
        leads=frozenset(id for id, leads in named.items() if leads),
        start=_date(draft, "start"),
        end=_date(draft, "end"),
        countries=frozenset(link.code for link in draft.links if link.kind == "country"),
        goals=frozenset(link.code.partition(".")[0] for link in draft.links if link.kind in {"sdg", "target"}),
    )


def read_entries(drafts: Sequence[Draft], partners: Mapping[Name, str]) -> Entries:
    """Read all drafts; none give no entries."""
    entries = tuple(entry_of(draft, place, partners) for place, draft in enumerate(drafts))
    borne = Counter((entry.folded, entry.register) for entry in entries if entry.folded)
    bearers: dict[str, int] = {}
    for (folded, _), count in borne.items():
        bearers[folded] = max(bearers.get(folded, 0), count)
    texts = Texts(["\n".join(text.text for text in draft.texts if text.field not in _WORKINGS) for draft in drafts])
    named = Counter(partner for entry in entries for partner in entry.partners)
    return Entries(entries, texts, bearers, _kept(entries), named)


def _kept(entries: Sequence[Entry]) -> dict[str, float]:
    lengths: dict[str, list[int]] = defaultdict(list)
    for entry in entries:
        lengths[entry.register].append(len(entry.title))
    limits = {register: AS_LONG * max(each) for register, each in lengths.items()}
    return {
        register: limit
        for register, limit in limits.items()
        if sum(length >= limit for length in lengths[register]) >= CUTS
    }


def _date(draft: Draft, field: str) -> str:
    return next((str(fact.value) for fact in draft.facts if fact.field == field and fact.value), "")
