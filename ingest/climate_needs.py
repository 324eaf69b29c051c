"""Reads the table of actions in countries' climate plans (nationally determined contributions): one need a row.

What is known of the format, and no other place says:

* A row is a country's actions in one sector of one part of its plan (adaptation or mitigation), as a comma list whose
  letter case varies. It has no id: country, part and sector tell one row from the others.
* An action of such a list may say what it is an action of: "Renewable Energy: Solar".
* `conditionality` says whether the plan makes the actions depend on support from abroad. Where it says "and" some do
  and some don't; it doesn't say which.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from graph.model.drafts import Draft, DraftFact, Link, Text
from graph.model.identifiers import slug
from graph.model.records import Record, Register
from graph.model.vocabularies import country, read_country, vocabulary
from graph.text.fold import fold
from ingest import prose
from ingest.notes import Notes, shown
from ingest.reader import RawRow, Reading, Table
from ingest.rows import key_of, text_of

_COLUMNS = frozenset({"country", "area", "sector", "actions", "conditionality"})
_NAMED = 3
"""Actions that a need's name holds; the others are counted."""


class ClimateNeeds:
    """The reader of the table's rows."""

    name = "climate-needs"
    version = 1

    def recognises(self, columns: tuple[str, ...]) -> bool:
        """Whether the columns of the table are there, in any order."""
        return _COLUMNS.issubset(columns)

    def register(self) -> Register:
        """What is known of the table, which holds for the plans as they were in 2018."""
        return Register(
            code="climate-plans",
            title="Actions in climate plans (nationally determined contributions)",
            format=self.name,
            licence="CC-BY-4.0",
            as_of="2018",
        )

    def key(self, row: RawRow) -> str:
        """Country, part of the plan and sector of a row; empty where one of the three is missing."""
        place = key_of(row, "iso3") or key_of(row, "country")
        parts = (read_country(place) or slug(place), slug(key_of(row, "area")), slug(key_of(row, "sector")))
        return "-".join(parts) if all(parts) else ""

    def read(self, table: Table, register: str, read_at: str) -> Iterator[Reading]:
        """The rows of the table, one reading each, in order.

        A row of the same country, part and sector as an earlier one is a need of its own, called by its content too;
        one that says nothing else is set aside.
        """
        seen: dict[str, int] = {}
        for row in table.rows:
            notes = Notes(row.number, row.problems)
            key = "" if notes.is_set_aside else self.key(row)
            if not notes.is_set_aside and not key:
                notes.set_aside("", "id-missing", "Country, area and sector tell a row apart; one of them is missing.")
            if key in seen:
                key = f"{key}-{_digest(row)}"
            if key in seen:
                notes.set_aside("", "id-twice", f"The same stands in row {seen[key]} already; that one counts.")
            if notes.is_set_aside:
                yield Reading(None, None, notes.problems)
                continue
            seen[key] = row.number
            record = Record(register, key, row.fields, row.number, "", read_at)
            draft = self._understand(record, notes)
            yield Reading(record, draft, notes.problems)

    def _understand(self, record: Record, notes: Notes) -> Draft:
        actions = read_actions(prose.one_line(text_of(record, "actions", notes), "actions", notes))
        if not actions:
            notes.flag("actions", "actions-missing", "No action stands here; the need is its sector alone.")
        sector, area = (
            " ".join(prose.one_line(text_of(record, column, notes), column, notes).replace("_", " ").split())
            for column in ("sector", "area")
        )
        links = [*_country(record, notes), *_theme(record, "sector", notes), *_theme(record, "area", notes)]
        place = next((link.code for link in links if link.kind == "country"), "")
        called = country(place)
        where = called.name() if called else text_of(record, "country", notes)
        more = f" and {len(actions) - _NAMED} more" if len(actions) > _NAMED else ""
        what = ", ".join(actions[:_NAMED]) + more
        return Draft(
            register=record.register,
            key=record.key,
            kind="need",
            name=f"{where}, {sector} ({area}): {what}" if what else f"{where}, {sector} ({area})",
            reader=f"{self.name}/{self.version}",
            facts=(
                *(DraftFact("action", action, action, "actions") for action in actions),
                DraftFact("sector", sector, text_of(record, "sector", notes), "sector"),
                DraftFact("area", area, text_of(record, "area", notes), "area"),
                *_conditionality(record, notes),
            ),
            links=tuple(links),
            texts=tuple(Text("action", action, "en", "actions") for action in actions),
        )


def read_actions(written: str) -> list[str]:
    """The actions of a list, each once, letter case aside, in the first spelling.

    >>> read_actions("Irrigation, Crops , irrigation; Renewable Energy: Solar,")
    ['Irrigation', 'Crops', 'Renewable Energy: Solar']
    """
    first: dict[str, str] = {}
    for piece in re.split(r"[,;]", written):
        if action := " ".join(piece.split()).strip(" ."):
            first.setdefault(fold(action), action)
    return list(first.values())


def _digest(row: RawRow) -> str:
    said = "\x1f".join(fold(key_of(row, column)) for column in ("actions", "conditionality"))
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def _country(record: Record, notes: Notes) -> Iterator[Link]:
    for column in ("iso3", "country"):
        written = text_of(record, column, notes).strip()
        if code := read_country(written):
            yield Link("needs", "country", code, written, column)
            return
    notes.flag("country", "country-unknown", f"{shown(text_of(record, 'country', notes))} is no country.")


def _theme(record: Record, column: str, notes: Notes) -> Iterator[Link]:
    written = text_of(record, column, notes).strip()
    themes = vocabulary("themes")
    own = f"ndc:{slug(written)}"
    code = own if themes.get(own) else themes.read(f"ndc: {written}") or themes.read(written)
    if code is not None:
        yield Link("addresses", "theme", code, written, column)
    elif written:
        notes.flag(column, "theme-unknown", f"{shown(written)} is no known {column}; kept in words.")


def _conditionality(record: Record, notes: Notes) -> Iterator[DraftFact]:
    written = text_of(record, "conditionality", notes).strip()
    if not written:
        return
    value = read_conditionality(written)
    if value is None:
        message = f"{shown(written)} doesn't say whether the actions depend on support; taken for a need."
        notes.flag("conditionality", "conditionality-unknown", message)
    yield DraftFact("conditionality", value, written, "conditionality")


def read_conditionality(written: str) -> str | None:
    """Whether actions depend on support, as a plan's table writes it; None where it can't be told.

    >>> [read_conditionality(each) for each in ("Conditional only", "conditional and unconditional", "Unconditional")]
    ['conditional', 'both', 'unconditional']
    >>> read_conditionality("Partially conditional (unspecified mix)"), read_conditionality("n/a")
    ('partly', None)
    """
    words = fold(written).split()
    conditional, unconditional = "conditional" in words, "unconditional" in words
    if conditional and unconditional:
        return "both"
    if conditional:
        return "partly" if {"partially", "partly"} & set(words) else "conditional"
    return "unconditional" if unconditional else None
