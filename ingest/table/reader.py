"""Reads any table by its mapping: each row becomes a record as it was written, and a draft of what it says.

Nothing is corrected without the written value beside it: a fact keeps what was written in `written`, a link and a
mention likewise, and what could not be read is a problem that names row and column.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from graph.errors import InputError, Place
from graph.model.codec import Json
from graph.model.drafts import Draft, DraftFact, Link, Mention, Text, TypeBasis
from graph.model.records import Problem, Record, Register
from graph.model.vocabularies import read_country, vocabulary
from graph.names.split import read_list
from graph.text.dates import DateReading, read_span
from graph.text.language import language
from graph.text.mend import looks_cut, mend, squash, was_mended
from graph.text.money import read_money
from graph.text.personal import without_personal
from ingest.reader import RawRow, Reading, Table
from ingest.table.cells import pieces, read_countries, read_goals, read_target, written
from ingest.table.guess import Guess
from ingest.table.mapping import Mapping, MoneyColumn, PartnerColumn

_VERSION = 1
_FILLER = frozenset({"", "-", "–", "n/a", "na", "none", "null", "nil", "tbd", "tbc"})


class MappedTable:
    """The reader of tables that a mapping explains.

    Args:
        mapping: which column means what.
        guessed: the guess that the mapping comes from, if nobody wrote it; the account of the reading says so.
    """

    def __init__(self, mapping: Mapping, guessed: Guess | None = None) -> None:
        self.mapping = mapping
        self.guessed = guessed

    @property
    def name(self) -> str:
        """The format's name."""
        return "table"

    @property
    def version(self) -> int:
        """Another one for every change of the mapping, as the same row is then understood otherwise."""
        return self.mapping.digest * 100 + _VERSION

    def recognises(self, columns: tuple[str, ...]) -> bool:
        """Whether a table has every column that the mapping names."""
        return not _missing(self.mapping, columns)

    def register(self) -> Register:
        """What the mapping says about the register."""
        about = self.mapping.register
        return Register(
            code=about.code or "table",
            title=about.title,
            format=self.name,
            licence=about.licence,
            attribution=about.attribution,
            url=about.url,
            as_of=about.as_of,
        )

    def read(self, table: Table, register: str, read_at: str) -> Iterator[Reading]:
        """The rows of a table; with `group`, one reading for the rows that follow each other with the same id.

        Raises:
            InputError: the table has no column that the mapping names; the message says which.
        """
        missing = _missing(self.mapping, table.columns)
        # The columns of JSON lines are those of the first object; others may have more.
        if missing and table.kind != "jsonl":
            raise _no_such_columns(missing, table)
        notes = self._notes()
        seen: dict[str, int] = {}
        for rows in self._groups(table.rows):
            reading = self._reading(rows, register, read_at, seen)
            yield replace(reading, problems=(*notes, *reading.problems)) if notes else reading
            notes = ()

    def _notes(self) -> tuple[Problem, ...]:
        if self.guessed is None:
            return ()
        said = ", ".join(f"{key} = “{column}”" for key, column in self.mapping.columns())
        unread = ", ".join(f"“{column}”" for column in self.guessed.unknown)
        message = f"No mapping was given, so the columns were guessed: {said}."
        return (Problem(1, "", "mapping-guessed", message + (f" Not understood: {unread}." if unread else "")),)

    def _groups(self, rows: Iterator[RawRow]) -> Iterator[list[RawRow]]:
        if not self.mapping.group:
            yield from ([row] for row in rows)
            return
        alone = 0

        def key(row: RawRow) -> str | int:
            nonlocal alone
            id = squash(written(row.fields.get(self.mapping.id)))
            if id and not any(problem.set_aside for problem in row.problems):
                return id
            alone += 1
            return alone

        for _, group in groupby(rows, key):
            yield list(group)

    def _reading(self, rows: list[RawRow], register: str, read_at: str, seen: dict[str, int]) -> Reading:
        first = rows[0]
        problems = [problem for row in rows for problem in row.problems]
        if any(problem.set_aside for problem in problems):
            return Reading(None, None, tuple(problems))
        key = self._key(first)
        if not key:
            message = "The row has no id, so it can't be told apart from others."
            return Reading(None, None, (*problems, Problem(first.number, self.mapping.id, "id-missing", message, True)))
        if key in seen:
            if self.mapping.id:
                message = f"The id “{key}” stands in row {seen[key]} already; this row was not read."
            else:
                message = f"Row {seen[key]} holds exactly the same; this row was not read again."
            return Reading(None, None, (*problems, Problem(first.number, self.mapping.id, "id-twice", message, True)))
        seen[key] = first.number
        row = _Row(self.mapping, rows, problems)
        draft = row.draft(register, key, f"{self.name}/{self.version}")
        record = Record(register, key, _fields(rows), first.number, draft.url, read_at)
        return Reading(record, draft, tuple(row.problems))

    def _key(self, row: RawRow) -> str:
        if self.mapping.id:
            return squash(written(row.fields.get(self.mapping.id)))
        canonical = json.dumps(dict(row.fields), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def _fields(rows: list[RawRow]) -> dict[str, Json]:
    """The fields of a record: of several rows those that are the same in all once, the others as a list, row by row."""
    fields = dict(rows[0].fields)
    for column in dict.fromkeys(column for row in rows[1:] for column in row.fields):
        values = [row.fields.get(column) for row in rows]
        if any(value != values[0] for value in values):
            fields[column] = values
    return fields


def _missing(mapping: Mapping, columns: Sequence[str]) -> list[tuple[str, str]]:
    """Fields and columns of the mapping that a table lacks."""
    return [(key, column) for key, column in mapping.columns() if column not in columns]


def _no_such_columns(missing: list[tuple[str, str]], table: Table) -> InputError:
    from difflib import get_close_matches

    said = []
    for key, column in missing:
        near = get_close_matches(column, table.columns, 1)
        said.append(f"“{column}” ({key}{f'; did you mean “{near[0]}”?' if near else ''})")
    known = ", ".join(f"“{column}”" for column in table.columns[:20])
    return InputError(f"The mapping names columns that aren't there: {', '.join(said)}. There are: {known}.",
                      Place(table.name, 1))  # fmt: skip


@dataclass(slots=True)
class _Row:
    """One row, or the rows of one partnership, on the way to a draft."""

    mapping: Mapping
    rows: list[RawRow]
    problems: list[Problem]
    facts: list[DraftFact] = field(default_factory=list)
    links: dict[Link, None] = field(default_factory=dict)
    mentions: dict[Mention, None] = field(default_factory=dict)
    texts: list[Text] = field(default_factory=list)

    def draft(self, register: str, key: str, reader: str) -> Draft:
        """What the row says."""
        name = self._title(key)
        self._dates()
        for money in self.mapping.financing:
            self._money(money)
        self._scope()
        url = self._url()
        self._links()
        self._descriptions()
        if self.mapping.lead is not None:
            self._partners(self.mapping.lead, "lead")
        for partners in self.mapping.partners:
            self._partners(partners, "")
        return Draft(
            register=register,
            key=key,
            kind=self.mapping.kind,
            name=name,
            reader=reader,
            facts=tuple(self.facts),
            mentions=tuple(self.mentions),
            links=tuple(self.links),
            texts=tuple(self.texts),
            url=url,
        )

    def _cell(self, column: str) -> Json:
        return self.rows[0].fields.get(column) if column else None

    def _flag(self, column: str, kind: str, message: str, row: RawRow | None = None) -> None:
        self.problems.append(Problem((row or self.rows[0]).number, column, kind, message))

    def _mended(self, column: str) -> tuple[str, str]:
        """A cell as written and mended; flagged where mending changed more than white space."""
        text = written(self._cell(column))
        mended = mend(text)
        if was_mended(text, mended):
            self._flag(
                column, "text-mended", "Signs lost between programs were repaired; the record keeps the original."
            )
        return text, mended

    def _title(self, key: str) -> str:
        parts = []
        for column in self.mapping.title:
            text, mended = self._mended(column)
            if looks_cut(text):
                self._flag(column, "value-cut", "The name has exactly 255 characters: it was probably cut.")
            line = squash(mended)
            if line.casefold() not in _FILLER:
                parts.append(line)
        if not parts:
            self._flag(self.mapping.title[0], "title-empty", f"The row has no name; it is called “{key}”.")
            return key
        name = ": ".join(parts)
        raw = written(self._cell(self.mapping.title[0]))
        self.facts.append(DraftFact("title", name, _unless_same(raw, name), self.mapping.title[0]))
        return name

    def _dates(self) -> None:
        start, end = (self._mended(column)[1] if column else "" for column in (self.mapping.start, self.mapping.end))
        span = read_span(start, end, day_first=self.mapping.day_first)
        self._date("start", self.mapping.start, span.start)
        self._date("end", self.mapping.end, span.end)
        if span.ends_before_start:
            self._flag(
                self.mapping.end, "ends-before-start", f"It ends ({end}) before it starts ({start}); both are kept."
            )

    def _date(self, name: str, column: str, read: DateReading) -> None:
        if read.state == "empty":
            return
        if read.state == "open" and name == "end":
            self.facts.append(DraftFact("open-ended", True, read.written, column, read.note))
        if read.value is not None or read.state != "open":
            iso = read.value.iso if read.value else None
            self.facts.append(DraftFact(name, iso, _unless_same(read.written, iso), column, read.note))
        if read.state not in {"date", "open"}:
            kept = f"read as {read.value.iso}" if read.value else "not read"
            note = f" ({read.note})" if read.note else ""
            self._flag(
                column, f"date-{read.state}", f"“{_short(read.written)}” is {_STATES[read.state]}{note}; {kept}."
            )

    def _money(self, money: MoneyColumn) -> None:
        text = squash(self._mended(money.column)[1])
        beside = (
            squash(written(self._cell(money.currency))) if money.currency in self.rows[0].fields else money.currency
        )
        read = read_money(text, currency=beside.upper() or None)
        if read.state == "empty":
            return
        value: Json = None
        if read.money is not None:
            amount = read.money.amount
            number = int(amount) if amount == amount.to_integral_value() else float(amount)
            value = {"amount": number, "currency": read.money.currency, "written": text}
        self.facts.append(DraftFact("financing", value, text, money.column, read.note))
        if read.state != "amount" or read.note:
            kept = "not read" if value is None else f"read as {value['amount']:,}"
            self._flag(money.column, f"money-{read.state}" if read.state != "amount" else "money-unusual",
                       f"“{_short(text)}”: {read.note or read.state}; {kept}.")  # fmt: skip

    def _scope(self) -> None:
        column = self.mapping.scope
        text = squash(self._mended(column)[1]) if column else ""
        if text.casefold() in _FILLER:
            return
        code = vocabulary("scopes").read(text)
        self.facts.append(DraftFact("scope", code, _unless_same(text, code), column))
        if code is None:
            known = ", ".join(vocabulary("scopes").terms)
            self._flag(column, "scope-unknown", f"“{_short(text)}” is no scope; known are {known}.")

    def _url(self) -> str:
        column = self.mapping.url
        text = squash(self._mended(column)[1]) if column else ""
        if text.casefold() in _FILLER:
            return ""
        whole = f"https://{text}" if text.lower().startswith("www.") else text
        if not whole.lower().startswith(("http://", "https://")) or " " in whole:
            self.facts.append(DraftFact("url", None, text, column))
            self._flag(column, "url-unreadable", f"“{_short(text)}” is no web address (http or https).")
            return ""
        self.facts.append(DraftFact("url", whole, _unless_same(text, whole), column))
        return whole

    def _links(self) -> None:
        for column in self.mapping.sdgs:
            for piece, code in read_goals(self._cell(column)):
                self._link("addresses", "sdg", code, piece, column, "goal (1 to 17)")
        for column in self.mapping.targets:
            for piece in pieces(self._cell(column)):
                self._link("addresses", "target", read_target(piece), piece, column, "target of a goal (like 14.2)")
        for column in self.mapping.themes:
            themes = vocabulary("themes")
            whole = squash(mend(written(self._cell(column))))
            several = [whole] if whole and themes.read(whole) else pieces(self._cell(column))
            for piece in several:
                self._link("addresses", "theme", themes.read(piece), piece, column, "theme that goal17 knows")
        for column in self.mapping.countries:
            for piece, code in read_countries(mend(written(self._cell(column)))):
                self._country(piece, code, column)

    def _country(self, piece: str, code: str | None, column: str) -> None:
        if code is not None:
            self._link("operates-in", "country", code, piece, column, "")
        elif (scope := vocabulary("scopes").read(piece)) is not None and not self.mapping.scope:
            self.facts.append(DraftFact("scope", scope, _unless_same(piece, scope), column))
        elif piece.casefold() not in _FILLER:
            self.facts.append(DraftFact("coverage", piece, "", column))
            self._flag(column, "country-unknown", f"“{_short(piece)}” is no country; kept in words.")

    def _link(self, relation: str, kind: str, code: str | None, piece: str, column: str, expected: str) -> None:
        if code is not None:
            self.links[Link(relation, kind, code, _unless_same(piece, code), column)] = None
        elif piece.casefold() not in _FILLER:
            self._flag(column, f"{kind}-unknown", f"“{_short(piece)}” is no {expected}; it stays in the record only.")

    def _descriptions(self) -> None:
        for column in self.mapping.description:
            raw, mended = self._mended(column.column)
            if looks_cut(raw):
                self._flag(column.column, "value-cut", "The text has exactly 255 characters: it was probably cut.")
            text = without_personal(mended)
            if text.strip() and text.strip().casefold() not in _FILLER:
                self.texts.append(Text(column.about, text, language(text), column.column))

    def _partners(self, partners: PartnerColumn, role: str) -> None:
        for row in self.rows:
            self._partners_of(row, partners, role)

    def _partners_of(self, row: RawRow, partners: PartnerColumn, role: str) -> None:
        names = self._names(row, partners)
        if names is None:
            # A list as a person wrote it: its mentions are found, and values beside it are counted against them.
            text = written(row.fields.get(partners.column))
            lists = [[mention] for mention in read_list(text, column=partners.column, layout=partners.layout).mentions]
        else:
            # One name between two separators: what its own commas and "and" would part stays together.
            lists = [
                list(read_list(name, column=partners.column, layout="semicolons").mentions) for name in names if name
            ]
        for place, mentions in enumerate(lists):
            for mention in mentions:
                self.mentions[self._beside(mention, row, partners, role, place, len(lists))] = None

    def _names(self, row: RawRow, partners: PartnerColumn) -> list[str] | None:
        """The names of a cell where it is certain what parts them, otherwise None."""
        value = row.fields.get(partners.column)
        if isinstance(value, list):
            if any(isinstance(each, dict | list) for each in value):
                self._flag(
                    partners.column, "value-nested", "Names inside objects aren't read; give a list of texts.", row
                )
            return [written(each).strip() for each in value if not isinstance(each, dict | list)]
        if partners.separator:
            return [name.strip() for name in mend(written(value)).split(partners.separator)]
        return None

    def _beside(
        self, mention: Mention, row: RawRow, partners: PartnerColumn, role: str, place: int, count: int
    ) -> Mention:
        """The mention with what the columns beside it say."""
        type_ = self._value(row, partners.type, place, count, "types")
        country = self._value(row, partners.country, place, count, "")
        said_role = self._value(row, partners.role, place, count, "roles") or role
        basis: TypeBasis = "declared" if type_ and partners.type in row.fields else ("header" if type_ else "")
        return replace(
            mention,
            type=type_ or mention.type,
            type_basis=basis or mention.type_basis,
            country=country or mention.country,
            role=said_role or mention.role,
        )

    def _value(self, row: RawRow, named: str, place: int, count: int, name: str) -> str:
        """Code of a value beside a partner: from the column of this name, or the name itself for all partners."""
        if not named:
            return ""
        if named not in row.fields:
            return self._code(named, name) or ""
        several = pieces(row.fields[named], commas=False)
        if not several:
            return ""
        if len(several) not in {1, count}:
            message = f"There are {len(several)} values for {count} partners, so none can be given to one of them."
            if not any(each.column == named and each.kind == "values-unaligned" for each in self.problems):
                self._flag(named, "values-unaligned", message, row)
            return ""
        if len(several) == 1 and count > 1:
            place = 0
        text = several[place]
        code = self._code(text, name)
        if code is None and text.casefold() not in _FILLER:
            kind = f"{name.removesuffix('s')}-unknown" if name else "country-unknown"
            self._flag(named, kind, f"“{_short(text)}” is not known as a {kind.removesuffix('-unknown')}.", row)
        return code or ""

    def _code(self, text: str, name: str) -> str | None:
        return vocabulary(name).read(text) if name else read_country(text)


_STATES = {
    "vague": "too vague for a date",
    "unreadable": "no date that can be read",
    "placeholder": "a placeholder, not a date",
    "ambiguous": "a date with two readings",
    "impossible": "a date that doesn't exist",
}


def _unless_same(text: str, value: str | None) -> str:
    return "" if text == value else text


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
