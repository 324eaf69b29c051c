"""Reads the sample register: facts as JSON lines, cut from real registers by `scripts/sample_register.py`.

It is the one format whose rows hold what was understood rather than what was written: partners are objects with a
name, a role, a type and a country. So this reader checks codes and reads nothing out of prose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from graph.model.codec import Json
from graph.model.drafts import Draft, DraftFact, Link, Mention, Text
from graph.model.records import Record, Register
from graph.model.vocabularies import read_country, vocabulary
from graph.text.dates import read_span
from graph.text.money import read_money
from ingest import prose
from ingest.goals import country_links, goal_links
from ingest.notes import Notes, shown
from ingest.reader import RawRow, Reading, Table
from ingest.rows import key_of, read_rows, text_of
from ingest.time_frames import time_facts

COLUMNS = (
    "register",
    "id",
    "title",
    "portfolio",
    "url",
    "start",
    "end",
    "open_ended",
    "countries",
    "goals",
    "targets",
    "financing",
    "partners",
)
"""The fields of a row, in order; a joined row has `summary` after them."""


class Sample:
    """The reader of the sample register."""

    name = "sample"
    version = 5

    def recognises(self, columns: tuple[str, ...]) -> bool:
        """Whether all fields of the sample are there."""
        return set(COLUMNS).issubset(columns)

    def register(self) -> Register:
        """One register, with both that its facts come from."""
        return Register(
            code="sample",
            title="goal17's sample register",
            format=self.name,
            licence="facts of two public registers; summaries by goal17, Apache-2.0",
            attribution="Facts: United Nations, Partnerships for the SDGs platform (2018) and Registry of Voluntary"
            " Commitments for the Ocean Conference (2026). Summaries: goal17.",
            as_of="2018/2026",
        )

    def key(self, row: RawRow) -> str:
        """The id of a row."""
        return key_of(row, "id")

    def read(self, table: Table, register: str, read_at: str) -> Iterator[Reading]:
        """The rows of the table, one reading each, in order."""
        return read_rows(table, register, read_at, key_column="id", url_column="url", understand=self._understand)

    def _understand(self, record: Record, notes: Notes) -> Draft:
        title = prose.one_line(text_of(record, "title", notes), "title", notes)
        if not title:
            notes.flag("title", "title-empty", f"There is no title; the entry is called {record.key}.")
        facts = [DraftFact("title", title, title, "title")] if title else []
        return Draft(
            register=record.register,
            key=record.key,
            kind="partnership",
            name=title or record.key,
            reader=f"{self.name}/{self.version}",
            facts=(*facts, *_time(record, notes), *_financing(record, notes)),
            mentions=tuple(_mentions(record, notes)),
            links=tuple(_links(record, notes)),
            texts=tuple(_summary(record, notes)),
            portfolio=_code(text_of(record, "portfolio", notes), "portfolios", "portfolio", notes),
            url=record.url,
        )


def _items(record: Record, column: str, notes: Notes) -> list[Json]:
    value = record.fields.get(column)
    if value is None:
        return []
    if isinstance(value, list):
        return value
    notes.flag(column, "value-kind", f"Expected a list, found {type(value).__name__}; not read.")
    return []


def _objects(record: Record, column: str, notes: Notes) -> Iterator[Mapping[str, str]]:
    """The objects of a list, their values as text."""
    for item in _items(record, column, notes):
        if isinstance(item, Mapping):
            yield {key: value if isinstance(value, str) else "" for key, value in item.items()}
        else:
            notes.flag(column, "value-kind", f"{shown(str(item))} is no object; not read.")


def _code(code: str, of: str, column: str, notes: Notes) -> str:
    """A code that its vocabulary has, or nothing."""
    if code and vocabulary(of).get(code) is None:
        notes.flag(column, "code-unknown", f"{shown(code)} is no code of the vocabulary {of}.")
        return ""
    return code


def _time(record: Record, notes: Notes) -> Iterator[DraftFact]:
    start, end = text_of(record, "start", notes), text_of(record, "end", notes)
    if start or end:
        for fact in time_facts(read_span(start, end), "start" if not end else "end", notes):
            yield DraftFact(fact.field, fact.value, fact.written, fact.field, fact.note)
    if record.fields.get("open_ended") is True:
        yield DraftFact("open-ended", value=True, written="true", column="open_ended")


def _financing(record: Record, notes: Notes) -> Iterator[DraftFact]:
    for each in _objects(record, "financing", notes):
        written = f"{each.get('amount', '')} {each.get('currency', '')}".strip()
        money = read_money(written).money
        if money is None:
            notes.flag("financing", "amount-unreadable", f"{shown(written)} is no amount.")
            continue
        amount = {"amount": str(money.amount), "currency": money.currency}
        yield DraftFact("financing", amount, written, "financing")


def _mentions(record: Record, notes: Notes) -> Iterator[Mention]:
    for each in _objects(record, "partners", notes):
        name = each.get("name", "").strip()
        if not name:
            notes.flag("partners", "name-missing", "A partner has no name; not read.")
            continue
        type_ = _code(each.get("type", ""), "types", "partners", notes)
        country = each.get("country", "")
        if country and read_country(country) is None:
            notes.flag("partners", "country-unknown", f"{shown(country)} is no country; none is taken from it.")
        parent = each.get("parent", "")
        yield Mention(
            name=name,
            written=name,
            column="partners",
            kind=_government_or(each.get("kind")),
            role=_code(each.get("role", ""), "roles", "partners", notes) or "not-stated",
            type=type_,
            type_basis="declared" if type_ else "",
            country=read_country(country) or "" if country else "",
            acronym=each.get("acronym", ""),
            headings=tuple(_headings(each, notes)) or ("",),
            parent=parent,
            parent_kind=_government_or(each.get("parent_kind")) if parent else "",
        )


def _headings(partner: Mapping[str, str], notes: Notes) -> Iterator[str]:
    """The heading under which the list holds a partner, for every time that it does."""
    for written in partner.get("headings", "").split():
        if code := _code(written, "csd-headers", "partners", notes):
            yield code


def _government_or(kind: str | None) -> Literal["government", "organisation"]:
    return "government" if kind == "government" else "organisation"


def _links(record: Record, notes: Notes) -> Iterator[Link]:
    yield from country_links(map(str, _items(record, "countries", notes)), "countries", notes)
    goals = [(str(goal), str(goal)) for goal in _items(record, "goals", notes)]
    yield from goal_links(goals, "goals", notes)
    for target in map(str, _items(record, "targets", notes)):
        if code := _code(target, "targets", "targets", notes):
            yield Link("addresses", "target", code, target, "targets")


def _summary(record: Record, notes: Notes) -> Iterator[Text]:
    summary = prose.clean(text_of(record, "summary", notes), "summary", notes)
    if text := prose.text("summary", summary, "summary"):
        yield text
