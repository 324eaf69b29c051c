"""A draft as it is compared with others: what tells whether two records register one initiative."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.model.drafts import Draft
from graph.model.judgements import Name
from graph.resolve.naming import name_of
from graph.resolve.twins.text import Texts, plain_words
from graph.text.fold import fold

_WORKINGS = {"deliverables", "resources"}
"""Fields of texts that are lists made of facts; all others tell what the initiative is."""


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
        longest: register to the number of characters of its longest title.
        named: id of an organisation to the number of entries that name it.
    """

    entries: tuple[Entry, ...]
    texts: Texts
    bearers: Mapping[str, int]
    longest: Mapping[str, int]
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
    longest: dict[str, int] = {}
    for entry in entries:
        longest[entry.register] = max(longest.get(entry.register, 0), len(entry.title))
    texts = Texts(["\n".join(text.text for text in draft.texts if text.field not in _WORKINGS) for draft in drafts])
    named = Counter(partner for entry in entries for partner in entry.partners)
    return Entries(entries, texts, bearers, longest, named)


def _date(draft: Draft, field: str) -> str:
    return next((str(fact.value) for fact in draft.facts if fact.field == field and fact.value), "")
