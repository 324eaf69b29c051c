"""Reads the list of projects that the Global Environment Facility publishes: experience that could be offered again.

What is known of the format, and no other place says:

* Grant and cofinancing stand in one cell, in this order, two blanks between them, in US dollars.
* Among the countries stand parts of the world ("Africa", "Regional") and "Global", which are no countries, and HTML
  entities ("Cote d&#039;Ivoire").
* There is no date: a project's period is the replenishment of the fund that paid for it ("GEF - 6"). So nothing says
  whether the fund takes a further request; a status such as "Completed" says that the project itself is over.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from graph.model.drafts import Draft, DraftFact, Link, Mention
from graph.model.records import Record, Register
from graph.model.vocabularies import read_country, read_former_country, vocabulary
from graph.model.vocabularies.region_names import regions_in
from graph.text.mend import mend, squash
from graph.text.money import read_money
from ingest import prose
from ingest.goals import joined_countries
from ingest.notes import Notes, shown
from ingest.reader import RawRow, Reading, Table
from ingest.rows import key_of, read_rows, text_of

_COLUMNS = frozenset(
    {"ID", "Title", "Focal Areas", "Grant and Cofinancing", "Implementing Agencies", "Countries", "Status"}
)
_PARTNERS = {"Implementing Agencies": "implementer", "Fund Source": "funder"}
_AMOUNTS = re.compile(r"\S+")


class FundProjects:
    """The reader of the list's rows."""

    name = "gef-projects"
    version = 1

    def recognises(self, columns: tuple[str, ...]) -> bool:
        """Whether the columns of the list are there, in any order."""
        return _COLUMNS.issubset(columns)

    def register(self) -> Register:
        """What is known of the list; as of when, its rows don't say."""
        return Register(
            code="gef",
            title="Projects of the Global Environment Facility",
            format=self.name,
            attribution="Global Environment Facility",
            url="https://www.thegef.org/projects-operations/database",
        )

    def key(self, row: RawRow) -> str:
        """The id of a row."""
        return key_of(row, "ID")

    def read(self, table: Table, register: str, read_at: str) -> Iterator[Reading]:
        """The rows of the list, one reading each, in order."""
        return read_rows(table, register, read_at, key_column="ID", understand=self._understand)

    def _understand(self, record: Record, notes: Notes) -> Draft:
        title = prose.one_line(text_of(record, "Title", notes), "Title", notes)
        if not title:
            notes.flag("Title", "title-empty", f"There is no title; the entry is called {record.key}.")
        facts = [DraftFact("title", title, title, "Title")] if title else []
        places = list(_places(record, notes))
        facts += [each for each in places if isinstance(each, DraftFact)]
        for column, field in (("Period", "period"), ("Status", "status")):
            if words := prose.one_line(text_of(record, column, notes), column, notes):
                facts.append(DraftFact(field, words, words, column))
        return Draft(
            register=record.register,
            key=record.key,
            kind="offer",
            name=title or record.key,
            reader=f"{self.name}/{self.version}",
            facts=(*facts, *_money(record, notes)),
            mentions=tuple(_partners(record, notes)),
            links=(*(each for each in places if isinstance(each, Link)), *_themes(record, notes)),
        )


def _partners(record: Record, notes: Notes) -> Iterator[Mention]:
    for column, role in _PARTNERS.items():
        for name in text_of(record, column, notes).split(";"):
            if squashed := squash(mend(name)):
                yield Mention(squashed, squashed, column, role=role)


def _themes(record: Record, notes: Notes) -> Iterator[Link]:
    themes = vocabulary("themes")
    for name in text_of(record, "Focal Areas", notes).split(","):
        if not (written := squash(mend(name))):
            continue
        code = themes.read(f"gef: {written}") or themes.read(written)
        if code is None:
            notes.flag("Focal Areas", "theme-unknown", f"{shown(written)} is no known focal area.")
        else:
            yield Link("addresses", "theme", code, written, "Focal Areas")


def _places(record: Record, notes: Notes) -> Iterator[Link | DraftFact]:
    """Countries as links; the world and its parts as scope and coverage, in words."""
    column = "Countries"
    scope = ""
    seen: set[str] = set()
    for written in joined_countries(squash(html.unescape(text_of(record, column, notes)))):
        former = read_former_country(written)
        codes = [code] if (code := read_country(written)) else list(former.heirs if former else ())
        for each in codes:
            if each not in seen:
                seen.add(each)
                yield Link("operates-in", "country", each, written, column)
        if codes:
            continue
        read = vocabulary("scopes").read(written)
        if read is None and not regions_in(written):
            notes.flag(column, "country-unknown", f"{shown(written)} is no country; kept in words.")
        scope = scope or read or ("regional" if regions_in(written) else "")
        yield DraftFact("coverage", written, written, column)
    if scope:
        yield DraftFact("scope", scope, "", column)


def _money(record: Record, notes: Notes) -> Iterator[DraftFact]:
    column = "Grant and Cofinancing"
    written = _AMOUNTS.findall(text_of(record, column, notes))
    if written and len(written) != 2:
        message = f"{shown(' '.join(written))} is not a grant and a cofinancing; the first is taken for the grant."
        notes.flag(column, "amount-unusual", message)
    for field, amount in zip(("grant", "cofinancing"), written, strict=False):
        read = read_money(amount, currency="USD")
        if read.money is None:
            notes.flag(column, f"amount-{read.state}", f"{shown(amount)} is not read as an amount.")
            value = None
        else:
            value = {"amount": str(read.money.amount), "currency": read.money.currency}
        yield DraftFact(field, value, amount, column, read.note)
