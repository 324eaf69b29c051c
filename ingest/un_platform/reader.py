"""Reads the table of the platform "Partnerships for the SDGs" into records and drafts.

What is known of the format, and no other place says:

* Entries that were taken over from the register of the Commission on Sustainable Development are known by the headings
  of their partner lists; they form the portfolio `csd`.
* In those entries an end on `2022-12-31` (or `-01`, `-02` of that month) says that no end is foreseen: the platform
  asked for an end, and the old register had none.
* A partner list may stand in the first section, its own left empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.model.drafts import Draft, DraftFact, Link, Mention, Text
from graph.model.records import Record, Register
from graph.names.headers import csd_start
from graph.names.phrases import says_nothing
from graph.names.split import read_list
from graph.text.dates import DateReading, SpanReading, read_span
from graph.text.mend import mend, squash
from ingest import prose
from ingest.goals import country_links, goal_links, joined_countries
from ingest.notes import Notes, shown
from ingest.openness import open_facts
from ingest.partners import once_each, public
from ingest.reader import RawRow, Reading, Table
from ingest.resources import resource_facts
from ingest.rows import key_of, read_rows, text_of
from ingest.time_frames import time_facts
from ingest.un_platform.cells import read_goals, read_resources, read_time_frame
from ingest.un_platform.partner_cell import curated_part
from ingest.un_platform.sections import Sections, read_sections

_COLUMNS = frozenset({"Hashtag", "Title", "Goals", "Partners", "Description", "Resources", "Time_frame", "Countries"})
_NO_END_FORESEEN = frozenset({"2022-12-31", "2022-12-01", "2022-12-02"})
_HEADING_LINE = re.compile(r"^(?:Implementation methodologies|Coordination mechanisms|Partner\(s\)):?", re.MULTILINE)


class UnPlatform:
    """The reader of the platform's table."""

    name = "un-platform"
    version = 9

    def recognises(self, columns: tuple[str, ...]) -> bool:
        """Whether all columns of the platform are there."""
        return _COLUMNS.issubset(columns)

    def register(self) -> Register:
        """The platform as it was in 2018, the year of its only export."""
        return Register(
            code="un-platform",
            title="Partnerships for the SDGs",
            format=self.name,
            attribution="United Nations, Partnerships for the SDGs platform",
            url="https://sustainabledevelopment.un.org/partnerships/",
            as_of="2018",
        )

    def key(self, row: RawRow) -> str:
        """The id of a row."""
        return key_of(row, "Hashtag")

    def read(self, table: Table, register: str, read_at: str) -> Iterator[Reading]:
        """The rows of the table, one reading each, in order."""
        return read_rows(table, register, read_at, key_column="Hashtag", understand=self._understand)

    def _understand(self, record: Record, notes: Notes) -> Draft:
        title, facts = _title(record, notes)
        sections = read_sections(text_of(record, "Description", notes))
        if not sections.split and (line := _HEADING_LINE.search(sections.description)):
            notes.flag("Description", "section-heading", f"{shown(line.group())} stands in a text without sections.")
        sections, listed = _listed_in_description(sections, text_of(record, "Partners", notes), notes)
        mentions, csd = _mentions(record, sections, listed, notes)
        facts += [*_time(record, csd, notes), *_resources(record, notes)]
        facts += open_facts(text_of(record, "Partners", notes), "Partners")
        return Draft(
            register=record.register,
            key=record.key,
            kind="partnership",
            name=title,
            reader=f"{self.name}/{self.version}",
            facts=tuple(facts),
            mentions=mentions,
            links=tuple(_links(record, notes)),
            texts=tuple(_texts(sections, facts, notes)),
            portfolio="csd" if csd else "",
        )


def _title(record: Record, notes: Notes) -> tuple[str, list[DraftFact]]:
    written = text_of(record, "Title", notes)
    cut = prose.note_cut(written, "Title", notes, "The title")
    title = prose.one_line(written, "Title", notes)
    if not title or says_nothing(title):
        notes.flag("Title", "title-empty", f"There is no title; the entry is called {record.key}.")
        return record.key, []
    return title, [DraftFact("title", title, squash(mend(written)), "Title", "cut at 255 characters" if cut else "")]


def _listed_in_description(sections: Sections, cell: str, notes: Notes) -> tuple[Sections, str]:
    """A partner list that stands in the first section while the section and the cell for it are empty."""
    if cell.strip() or sections.partners:
        return sections, ""
    at = csd_start(sections.description)
    if at is None:
        return sections, ""
    notes.flag("Description", "partners-elsewhere", "The partner list stands in the first section; it is read there.")
    return replace(sections, description=sections.description[:at]), sections.description[at:]


def _mentions(record: Record, sections: Sections, listed: str, notes: Notes) -> tuple[tuple[Mention, ...], bool]:
    """The mentions, each once, and whether the list stands under the headings of the CSD's register."""
    if listed:
        found = read_list(listed, column="Description")
        return once_each(public(found, listed, "Description", notes)), found.csd
    cell = text_of(record, "Partners", notes)
    section, curated = sections.partners or cell, ""
    if sections.partners:
        rest = curated_part(cell, sections.partners)
        if rest is None:
            notes.flag(
                "Partners", "partners-mismatch", "The cell doesn't begin with the section's list; it is read alone."
            )
            section = cell
        else:
            curated = rest
    found = read_list(section, column="Partners")
    mentions = public(found, section, "Partners", notes)
    if curated:
        desk = read_list(curated, column="Partners", layout="semicolons")
        mentions += [replace(mention, curated=True) for mention in public(desk, curated, "Partners", notes)]
    return once_each(mentions), found.csd


def _time(record: Record, csd: bool, notes: Notes) -> Iterator[DraftFact]:
    start, end = read_time_frame(mend(text_of(record, "Time_frame", notes)))
    span = read_span(start, end)
    if csd and span.end.value is not None and span.end.value.iso in _NO_END_FORESEEN:
        note = "the old register's sign for an end that isn't foreseen"
        notes.flag("Time_frame", "date-no-end", f"The end {shown(end)} is {note}.")
        span = SpanReading(span.start, DateReading(None, "open", span.end.written, note), ends_before_start=False)
    yield from time_facts(span, "Time_frame", notes)


def _resources(record: Record, notes: Notes) -> Iterator[DraftFact]:
    values, before = read_resources(text_of(record, "Resources", notes))
    if before:
        notes.flag("Resources", "resource-unlabelled", f"{shown(before)} has no label; kept as another resource.")
        words = prose.clean(before, "Resources", notes)
        yield DraftFact("other-resources", words, words, "Resources")
    for label, value in values:
        yield from resource_facts(label, value, "Resources", notes)


def _links(record: Record, notes: Notes) -> Iterator[Link]:
    yield from goal_links(read_goals(text_of(record, "Goals", notes)), "Goals", notes)
    countries = mend(text_of(record, "Countries", notes))
    yield from country_links(joined_countries(countries), "Countries", notes)


def _texts(sections: Sections, facts: list[DraftFact], notes: Notes) -> Iterator[Text]:
    written = {
        "description": sections.description,
        "methods": sections.methods,
        "capacity-building": sections.capacity_building,
        "governance": sections.governance,
    }
    for field, section in written.items():
        if text := prose.text(field, prose.clean(section, "Description", notes), "Description"):
            yield text
    words = [str(fact.value) for fact in facts if fact.field in {"staff", "in-kind", "other-resources"} and fact.value]
    if text := prose.text("resources", "\n".join(dict.fromkeys(words)), "Resources"):
        yield text
