"""Reads tables of participations in research projects of the European Union: a row is one organisation in one project.

What is known of the format, and no other place says:

* The rows of a project follow each other. They repeat what is the same for all of it (`rcn`, dates, money), and each
  has a participation of its own (`role`, `pic`, `type`, `contribution`, `country`).
* Nothing has a name: a project is called by its number (`rcn`), an organisation by its Participant Identification Code
  (`pic`), which tells one from all others. A number that is another one is another organisation, however like it looks.
* `NA` is a gap in amounts and dates; among countries it is Namibia.
* Countries are those of the European Union's own list: `UK` and `EL` are no codes of ISO 3166, nor is `XK`.
* Amounts are euros with a decimal point; `130.000` is a hundred and thirty. `max_contribution` is what the Union gives
  a project at most, `total_cost` what all of it costs.
* Where an organisation is says nothing of where the project works, so a project is in no country.

What roles and types mean here stands in `participations.csv`, beside this file.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from graph.model.codec import Json
from graph.model.drafts import Draft, DraftFact, Mention
from graph.model.records import Problem, Record, Register
from graph.model.vocabularies import read_country
from graph.text.dates import read_span
from ingest.notes import Notes, shown
from ingest.reader import RawRow, Reading, Table
from ingest.rows import key_of
from ingest.time_frames import time_facts

_COLUMNS = frozenset({"rcn", "role", "pic", "type", "country", "start_date", "end_date"})

PARTICIPATION = ("role", "pic", "type", "contribution", "country", "group")
"""Columns that belong to the participation; the others belong to the project."""

_AMOUNTS = {"max_contribution": "grant", "total_cost": "financing"}

_AMOUNT = re.compile(r"\d+(?:\.\d+)?(?:[eE]\+?\d{1,2})?")

GAP = "NA"
"""What stands in an amount or a date that isn't known."""

SCHEME = "PIC"
"""Stands before an organisation's number, so that it is the number of an organisation and no other."""


class Participations:
    """The reader of the table's rows."""

    name = "participations"
    version = 2

    def recognises(self, columns: tuple[str, ...]) -> bool:
        """Whether the columns of the table are there, in any order."""
        return _COLUMNS.issubset(columns)

    def register(self) -> Register:
        """What is known of the table; as of when, its rows don't say."""
        return Register(
            code="eu-research",
            title="Participations in research projects of the European Union",
            format=self.name,
            attribution="European Commission",
        )

    def key(self, row: RawRow) -> str:
        """The number of the project that a row belongs to."""
        return key_of(row, "rcn")

    def read(self, table: Table, register: str, read_at: str) -> Iterator[Reading]:
        """The projects of the table, one reading each, in order; the account counts a project as one row.

        A row that could not be opened or has no number is a reading of its own, set aside, and the project around it
        goes on. Of a project whose rows stand in several places the first rows count; the others are set aside
        together.
        """
        seen: dict[str, int] = {}
        held: list[RawRow] = []
        for row in table.rows:
            key = self.key(row)
            if any(problem.set_aside for problem in row.problems):
                yield Reading(None, None, row.problems)
            elif not key:
                message = "The row names no project, so nobody knows whose participation it is."
                missing = Problem(row.number, "rcn", "id-missing", message, set_aside=True)
                yield Reading(None, None, (*row.problems, missing))
            elif held and key != self.key(held[0]):
                yield self._project(held, register, read_at, seen)
                held = [row]
            else:
                held.append(row)
        if held:
            yield self._project(held, register, read_at, seen)

    def _project(self, rows: list[RawRow], register: str, read_at: str, seen: dict[str, int]) -> Reading:
        first, key = rows[0], self.key(rows[0])
        notes = Notes(first.number, tuple(problem for row in rows for problem in row.problems))
        if key in seen:
            message = (
                f"{len(rows)} row{'s' * (len(rows) > 1)} of project {shown(key)}, which stands in row {seen[key]}"
                " already; those rows count. Sorted by `rcn`, all would."
            )
            notes.set_aside("rcn", "id-twice", message)
            return Reading(None, None, notes.problems)
        seen[key] = first.number
        record = Record(register, key, fields_of(rows), first.number, "", read_at)
        problems: list[Problem] = []
        mentions = _mentions(rows, problems)
        draft = Draft(
            register=register,
            key=key,
            kind="partnership",
            name=key,
            reader=f"{self.name}/{self.version}",
            facts=(*_time(record, notes), *_money(record, notes)),
            mentions=mentions,
        )
        return Reading(record, draft, (*notes.problems, *problems))


def fields_of(rows: Sequence[RawRow]) -> dict[str, Json]:
    """The fields of a project's record: its participations row by row, and once what all of its rows say alike.

    >>> rows = [RawRow(2, {"rcn": "7", "pic": "11", "duration": "36"}), RawRow(3, {"rcn": "7", "pic": "12"})]
    >>> fields_of(rows)
    {'rcn': '7', 'pic': ['11', '12'], 'duration': ['36', None]}
    """
    fields: dict[str, Json] = {}
    for column in dict.fromkeys(column for row in rows for column in row.fields):
        values = [row.fields.get(column) for row in rows]
        differ = column in PARTICIPATION or any(value != values[0] for value in values)
        fields[column] = values if differ else values[0]
    return fields


@lru_cache(maxsize=1)
def _meanings() -> Mapping[tuple[str, str], str]:
    """(column, what is written in it) to the code that it means, empty where it says nothing."""
    text = files("ingest").joinpath("participations.csv").read_text("utf-8")
    return {(row["column"], row["written"]): row["means"] for row in csv.DictReader(text.splitlines())}


def _mentions(rows: Sequence[RawRow], problems: list[Problem]) -> tuple[Mention, ...]:
    """The organisations of a project, each once; one that stands twice has the role that is stated."""
    found: dict[str, Mention] = {}
    for row in rows:
        pic = key_of(row, "pic")
        if not pic:
            problems.append(Problem(row.number, "pic", "name-missing", "A participation without a number; not read."))
            continue
        mention = Mention(
            name=f"{SCHEME} {pic}",
            written=pic,
            column="pic",
            kind="identifier",
            role=_meaning(row, "role", problems) or "not-stated",
            type=(type_ := _meaning(row, "type", problems)),
            type_basis="declared" if type_ else "",
            country=_country(row, problems),
        )
        before = found.get(pic)
        if before is None:
            found[pic] = mention
            continue
        found[pic] = replace(
            before,
            role=before.role if before.role != "not-stated" else mention.role,
            type=before.type or mention.type,
            type_basis=before.type_basis or mention.type_basis,
            country=before.country or mention.country,
        )
    return tuple(found.values())


def _meaning(row: RawRow, column: str, problems: list[Problem]) -> str:
    written = key_of(row, column)
    known = _meanings().get((column, written))
    if known is None and written:
        message = f"{shown(written)} is no known {column} of a participation; taken for not stated."
        problems.append(Problem(row.number, column, f"{column}-unknown", message))
    return known or ""


def _country(row: RawRow, problems: list[Problem]) -> str:
    written = key_of(row, "country")
    code = read_country(written) if written else None
    if written and code is None:
        message = f"{shown(written)} is no country; the organisation is placed in none."
        problems.append(Problem(row.number, "country", "country-unknown", message))
    return code or ""


def _single(record: Record, column: str, notes: Notes) -> str:
    """What all rows of a project say in a column; the first where they don't agree. A gap is nothing."""
    value = record.fields.get(column)
    if isinstance(value, list):
        said = list(dict.fromkeys(str(each) for each in value if each not in {None, GAP}))
        if len(said) > 1:
            message = f"The rows of the project don't agree: {', '.join(said[:3])}; the first is kept."
            notes.flag(column, "rows-disagree", message)
        value = said[0] if said else None
    return "" if value is None or str(value).strip() == GAP else str(value).strip()


def _time(record: Record, notes: Notes) -> Iterator[DraftFact]:
    start, end = (_single(record, column, notes) for column in ("start_date", "end_date"))
    for fact in time_facts(read_span(start, end), "start_date", notes):
        column = "start_date" if fact.field == "start" else "end_date"
        yield DraftFact(fact.field, fact.value, fact.written, column, fact.note)


def _money(record: Record, notes: Notes) -> Iterator[DraftFact]:
    for column, field in _AMOUNTS.items():
        written = _single(record, column, notes)
        if not written:
            continue
        if _AMOUNT.fullmatch(written):
            yield DraftFact(field, {"amount": f"{Decimal(written):f}", "currency": "EUR"}, written, column)
        else:
            notes.flag(column, "amount-unreadable", f"{shown(written)} is no amount.")
            yield DraftFact(field, None, written, column)
