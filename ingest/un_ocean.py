"""Reads the register of the United Nations Ocean Commitments, as published in 2026.

What is known of the format, and no other place says:

* `01 January 1970` is what the register shows for a date that it could not read.
* It writes every date with a day; the first of a month mostly stands for the whole month, and is read as no more.
* The type "Local / Regional Government" of a lead stands nearly always beside bodies of the United Nations. It counts
  only where the name itself says that it is a local or regional authority.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from graph.model.codec import Json
from graph.model.drafts import Draft, DraftFact, Link, Mention, Text
from graph.model.records import Record, Register
from graph.model.vocabularies import vocabulary
from graph.names.phrases import is_address, says_nothing
from graph.names.split import read_list
from graph.text.dates import DateReading, PartialDate, SpanReading, read_span
from graph.text.fold import fold
from graph.text.mend import mend, squash
from graph.text.personal import find_personal
from ingest import prose
from ingest.goals import country_links, goal_links
from ingest.notes import Notes, shown
from ingest.openness import open_facts
from ingest.partners import once_each, public
from ingest.reader import RawRow, Reading, Table
from ingest.resources import resource_facts
from ingest.rows import key_of, read_rows, text_of
from ingest.time_frames import time_facts

_COLUMNS = frozenset({"id", "title", "lead_entity", "lead_type", "partners_raw", "sdgs", "sdg14_targets", "timeline"})
_TIMELINE = re.compile(r"(.*?)\(start date\)(.*?)\(date of completion\)", re.DOTALL)
_NOT_READ = PartialDate(1970, 1, 1)
_DOUBTED_TYPE = "local-authority"
_LOCAL = re.compile(
    r"\b(?:local|municipal\w*|municipio|ayuntamiento|alcaldia|city|county|council|province|provincial|provincia|region"
    r"|regional government|state of|state government|district|prefecture|commune|town|village|governorate|territory"
    r"|canton|land)\b"
)
_WORDS = {
    "other_beneficiaries": "beneficiaries",
    "ocean_basins": "ocean-basins",
    "communities": "communities",
}
_PLACES = {"geographical_coverage": "coverage", "headquarters": "headquarters"}


class UnOcean:
    """The reader of the register's JSON lines."""

    name = "un-ocean"
    version = 9

    def recognises(self, columns: tuple[str, ...]) -> bool:
        """Whether the fields of the register are there."""
        return _COLUMNS.issubset(columns)

    def register(self) -> Register:
        """The register as it was in 2026, the year of its export."""
        return Register(
            code="un-ocean",
            title="United Nations Ocean Commitments",
            format=self.name,
            attribution="United Nations, Registry of Voluntary Commitments for the Ocean Conference",
            url="https://sdgs.un.org/partnerships",
            as_of="2026",
        )

    def key(self, row: RawRow) -> str:
        """The id of a row."""
        return key_of(row, "id")

    def read(self, table: Table, register: str, read_at: str) -> Iterator[Reading]:
        """The rows of the table, one reading each, in order."""
        return read_rows(table, register, read_at, key_column="id", url_column="url", understand=self._understand)

    def _understand(self, record: Record, notes: Notes) -> Draft:
        title = prose.one_line(text_of(record, "title", notes), "title", notes)
        facts = [DraftFact("title", title, title, "title")] if title else []
        if not title:
            notes.flag("title", "title-empty", f"There is no title; the entry is called {record.key}.")
        facts += [*_time(record, notes), *_resources(record, notes), *_deliverables(record, notes)]
        facts += _words(record, notes)
        facts += open_facts(text_of(record, "partners_raw", notes), "partners_raw")
        return Draft(
            register=record.register,
            key=record.key,
            kind="partnership",
            name=title or record.key,
            reader=f"{self.name}/{self.version}",
            facts=tuple(facts),
            mentions=once_each([*_leads(record, notes), *_partners(record, notes)]),
            links=tuple(_links(record, notes)),
            texts=tuple(_texts(record, facts, notes)),
            url=record.url,
        )


def _items(record: Record, column: str, notes: Notes) -> list[Json]:
    value = record.fields.get(column)
    if value is None:
        return []
    if isinstance(value, list):
        return value
    notes.flag(column, "value-kind", f"Expected a list, found {type(value).__name__}; read as its only item.")
    return [value]


def _time(record: Record, notes: Notes) -> Iterator[DraftFact]:
    written = text_of(record, "timeline", notes)
    if not written.strip():
        return
    found = _TIMELINE.fullmatch(mend(written))
    if not found:
        notes.flag("timeline", "date-unreadable", f"{shown(written)} is no time line of two dates.")
        return
    start, end = (part.strip() for part in found.groups())
    span = read_span(start, end)
    read = SpanReading(_as_exact_as_meant(span.start), _as_exact_as_meant(span.end), span.ends_before_start)
    unread = "placeholder" in {read.start.state, read.end.state}
    yield from time_facts(replace(read, ends_before_start=read.ends_before_start and not unread), "timeline", notes)


def _as_exact_as_meant(read: DateReading) -> DateReading:
    if read.value == _NOT_READ:
        return DateReading(None, "placeholder", read.written, "The register shows it for dates that it could not read.")
    if read.value is not None and read.value.day == 1:
        month = PartialDate(read.value.year, read.value.month)
        return replace(read, value=month, note="the register writes a month as its first day")
    return read


def _resources(record: Record, notes: Notes) -> Iterator[DraftFact]:
    for item in _items(record, "resources", notes):
        if not isinstance(item, Mapping):
            notes.flag("resources", "value-kind", f"A resource is no object of type and details: {shown(str(item))}.")
            continue
        yield from resource_facts(str(item.get("type") or ""), str(item.get("details") or ""), "resources", notes)


def _deliverables(record: Record, notes: Notes) -> Iterator[DraftFact]:
    for item in _items(record, "deliverables", notes):
        title = prose.one_line(str(item or ""), "deliverables", notes)
        if title and not says_nothing(title):
            yield DraftFact("deliverable", {"title": title, "date": None}, title, "deliverables")


def _words(record: Record, notes: Notes) -> Iterator[DraftFact]:
    for column, field in _WORDS.items():
        words = prose.clean(text_of(record, column, notes), column, notes)
        if words and not says_nothing(words):
            yield DraftFact(field, words, words, column)
    for column, field in _PLACES.items():
        words = squash(mend(text_of(record, column, notes)))
        if is_address(words) or find_personal(words):
            notes.flag(column, "personal-data", "A postal address stands here; it stays in the record.")
        elif words and not says_nothing(words):
            yield DraftFact(field, words, words, column)


def _leads(record: Record, notes: Notes) -> list[Mention]:
    written = text_of(record, "lead_entity", notes)
    found = public(read_list(written, column="lead_entity"), written, "lead_entity", notes)
    declared = text_of(record, "lead_type", notes)
    type_ = vocabulary("types").read(declared) if declared else None
    if declared and type_ is None:
        notes.flag("lead_type", "type-unknown", f"{shown(declared)} is none of the known types.")
    if type_ == _DOUBTED_TYPE:
        local = _LOCAL.search(fold(written)) is not None
        done = "taken, as the name agrees" if local else "not taken, as the name says nothing of the kind"
        notes.flag("lead_type", "type-doubtful", f"{shown(declared)} of {shown(written)}: {done}.")
        type_ = type_ if local else None
    leads = [replace(mention, role="lead") for mention in found]
    if not type_:
        return leads
    return [lead if lead.type else replace(lead, type=type_, type_basis="declared") for lead in leads]


def _partners(record: Record, notes: Notes) -> list[Mention]:
    written = text_of(record, "partners_raw", notes)
    return public(read_list(written, column="partners_raw"), written, "partners_raw", notes)


def _links(record: Record, notes: Notes) -> Iterator[Link]:
    goals = [(str(goal), str(goal)) for goal in _items(record, "sdgs", notes)]
    yield from goal_links(goals, "sdgs", notes)
    targets = vocabulary("targets").terms
    for written in dict.fromkeys(map(str, _items(record, "sdg14_targets", notes))):
        if written in targets:
            yield Link("addresses", "target", written, written, "sdg14_targets")
        else:
            notes.flag("sdg14_targets", "target-unknown", f"{shown(written)} is no target.")
    yield from country_links((mend(str(name)) for name in _items(record, "countries", notes)), "countries", notes)


def _texts(record: Record, facts: list[DraftFact], notes: Notes) -> Iterator[Text]:
    description = prose.clean(text_of(record, "description", notes), "description", notes)
    deliverables = "\n".join(fact.written for fact in facts if fact.field == "deliverable")
    resources = [fact.written for fact in facts if fact.field in {"staff", "in-kind", "other-resources"}]
    for field, words in (
        ("description", description),
        ("deliverables", deliverables),
        ("resources", "\n".join(dict.fromkeys(resources))),
    ):
        if text := prose.text(field, words, field):
            yield text
