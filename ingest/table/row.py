"""What one row of a mapped table says: its name, dates, money, links, texts and partners."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.model.codec import Json
from graph.model.drafts import Draft, DraftFact, Link, Mention, Text, TypeBasis
from graph.model.vocabularies import vocabulary
from graph.model.vocabularies.region_names import regions_in
from graph.names.split import PartnerList, read_list
from graph.text.dates import DateReading, SpanReading, read_span
from graph.text.mend import mend, squash
from ingest.notes import Notes, shown
from ingest.partners import once_each, public
from ingest.prose import clean, note_cut, one_line, text
from ingest.reader import RawRow
from ingest.table.asked import AskedRow
from ingest.table.cells import (
    is_span,
    pieces,
    read_countries,
    read_goals,
    read_target,
    says_nothing,
    target_pieces,
    written,
)
from ingest.table.joining import JoiningRow
from ingest.table.mapping import Mapping, MoneyColumn, PartnerColumn
from ingest.table.units import read_amount, read_unit, unit_of_heading
from ingest.table.words import Kind, Words
from ingest.time_frames import time_facts

_NO_DATE = DateReading(None, "empty", "")


class MappedRow:
    """One row of a table, or the rows of one partnership, read by a mapping.

    Args:
        mapping: which column means what.
        rows: the row; several where the table has one for each partner, of which the first says all but partners.
        notes: of each row, in the same order.
        words: what the words of the table stand for.
    """

    def __init__(self, mapping: Mapping, rows: Sequence[RawRow], notes: Sequence[Notes], words: Words) -> None:
        self._mapping = mapping
        self._words = words
        self._rows = rows
        self._notes = notes[0]
        self._notes_of = dict(zip(map(id, rows), notes, strict=True))

    def draft(self, register: str, key: str, reader: str) -> Draft:
        """What the row says.

        Args:
            register: code of the register.
            key: the row's key in it.
            reader: name and version of the reader.
        """
        title = self._title(key)
        url = list(self._url())
        facts = [*title, *self._dates(), *self._money(), *self._scope(), *url]
        links = dict.fromkeys((*self._goals(), *self._themes()))
        of_kind = AskedRow(self._mapping, self._line, self._notes)
        facts += of_kind.facts()
        facts += JoiningRow(self._mapping, self._written, self._notes, self._words).facts()
        links |= dict.fromkeys(of_kind.links())
        for found in self._places():
            if isinstance(found, Link):
                links[found] = None
            else:
                facts.append(found)
        return Draft(
            register=register,
            key=key,
            kind=self._mapping.kind,
            name=title[0].value if title else key,
            reader=reader,
            facts=tuple(facts),
            mentions=once_each(self._mentions()),
            links=tuple(replace(link, relation="needs") if self._is_whose(link) else link for link in links),
            texts=(*of_kind.texts(), *self._texts()),
            url=next((fact.value for fact in url if fact.value), ""),
        )

    def _is_whose(self, link: Link) -> bool:
        """Whether a link says whose need the row is."""
        return self._mapping.kind == "need" and link.kind == "country"

    def _written(self, column: str) -> str:
        return written(self._rows[0].fields.get(column)) if column else ""

    def _line(self, column: str) -> str:
        """A cell on one line, cleaned; empty where it only says that there is nothing."""
        line = one_line(self._written(column), column, self._notes)
        return "" if says_nothing(line) else line

    def _title(self, key: str) -> list[DraftFact]:
        columns = self._mapping.title
        for column in columns:
            note_cut(self._written(column), column, self._notes, "The name")
        name = ": ".join(line for column in columns if (line := self._line(column)))
        if not name:
            self._notes.flag(columns[0], "title-empty", f"The row has no name; it is called {shown(key)}.")
            return []
        return [DraftFact("title", name, _unless_same(self._written(columns[0]), name), columns[0])]

    def _dates(self) -> Iterator[DraftFact]:
        mapping = self._mapping
        start, end = (mend(self._written(column)) for column in (mapping.start, mapping.end))
        span = read_span(start, end, day_first=mapping.day_first)
        yield from time_facts(SpanReading(span.start, _NO_DATE, ends_before_start=False), mapping.start, self._notes)
        yield from time_facts(SpanReading(_NO_DATE, span.end, ends_before_start=False), mapping.end, self._notes)
        if span.ends_before_start:
            message = f"Ends ({span.end.value}) before it starts ({span.start.value}); both are kept."
            self._notes.flag(mapping.end, "date-order", message)

    def _money(self) -> Iterator[DraftFact]:
        for money in self._mapping.financing:
            written_ = squash(mend(self._written(money.column)))
            unit = read_unit(money.unit) if money.unit else unit_of_heading(money.column)
            read, multiplied = read_amount(written_, self._currency(money), unit)
            if read.state == "empty" or says_nothing(written_):
                continue
            amount: Json = None
            if read.money is not None:
                amount = {"amount": str(read.money.amount), "currency": read.money.currency}
            kept = f"read as {amount['amount']}" if amount else "not read"
            if read.state != "amount" or read.note:
                kind = f"amount-{read.state if read.state != 'amount' else 'unusual'}"
                said = f"{shown(written_)} is {kept}: {read.note or read.state}."
                self._notes.flag(money.column, kind, said)
            note = "; ".join(filter(None, (multiplied, read.note)))
            yield DraftFact("financing", amount, written_, money.column, note)

    def _currency(self, money: MoneyColumn) -> str | None:
        if money.currency in self._rows[0].fields:
            return self._written(money.currency).strip().upper() or None
        return money.currency.upper() or None

    def _scope(self) -> Iterator[DraftFact]:
        column = self._mapping.scope
        if line := self._line(column):
            code = self._words.read("scope", line)
            if code is None:
                known = ", ".join(vocabulary("scopes").terms)
                self._notes.flag(column, "scope-unknown", f"{shown(line)} is no scope; known are {known}.")
            yield DraftFact("scope", code, _unless_same(line, code), column)

    def _url(self) -> Iterator[DraftFact]:
        column = self._mapping.url
        line = squash(mend(self._written(column)))
        if not line or says_nothing(line):
            return
        whole = f"https://{line}" if line.lower().startswith("www.") else line
        if whole.lower().startswith(("http://", "https://")) and " " not in whole:
            yield DraftFact("url", whole, _unless_same(line, whole), column)
        else:
            self._notes.flag(column, "url-unreadable", f"{shown(line)} is no web address (http or https).")
            yield DraftFact("url", None, line, column)

    def _goals(self) -> Iterator[Link]:
        for column in self._mapping.sdgs:
            goals = self._meant("sdg", column, read_goals(self._rows[0].fields.get(column)))
            for span in dict.fromkeys(piece for piece, _ in goals if is_span(piece)):
                message = f"{shown(span)} may mean the goals between as well; the two that are written are taken."
                self._notes.flag(column, "goals-span", message)
            for piece, code in goals:
                yield from self._link("sdg", code, piece, column, "goal-unknown", "none of the 17 goals")
        for column in self._mapping.targets:
            for piece in target_pieces(self._rows[0].fields.get(column)):
                yield from self._link("target", read_target(piece), piece, column, "target-unknown", "no target")

    def _themes(self) -> Iterator[Link]:
        for column in self._mapping.themes:
            value = self._rows[0].fields.get(column)
            # A theme's own name may hold a comma.
            whole = pieces(value, commas=False)
            several = whole if all(self._words.read("theme", piece) for piece in whole) else pieces(value)
            for piece in several:
                yield from self._link(
                    "theme", self._words.read("theme", piece), piece, column, "theme-unknown", "no known theme"
                )

    def _link(self, kind: str, code: str | None, piece: str, column: str, problem: str, is_what: str) -> Iterator[Link]:
        if code is not None:
            yield Link("addresses", kind, code, _unless_same(piece, code), column)
        elif not says_nothing(piece):
            self._notes.flag(column, problem, f"{shown(piece)} is {is_what}; it stays in the record only.")

    def _places(self) -> Iterator[Link | DraftFact]:
        """Countries as links; a scope in their place, and what is no country, as facts."""
        for column in self._mapping.countries:
            read = read_countries(mend(self._written(column)))
            for piece, code in self._meant("country", column, read):
                if code is not None:
                    yield Link("operates-in", "country", code, _unless_same(piece, code), column)
                elif not self._mapping.scope and (scope := self._words.read("scope", piece)) is not None:
                    yield DraftFact("scope", scope, _unless_same(piece, scope), column)
                elif not says_nothing(piece):
                    # Where an offer can work is read from the names of parts of the world too.
                    if self._mapping.kind != "offer" or not regions_in(piece):
                        self._notes.flag(column, "country-unknown", f"{shown(piece)} is no country; kept in words.")
                    yield DraftFact("coverage", piece, "", column)

    def _meant(
        self, kind: Kind, column: str, read: Sequence[tuple[str, str | None]]
    ) -> Sequence[tuple[str, str | None]]:
        """What was read of a cell, as the mapping translates the whole, commas and all, or its pieces."""
        whole = squash(self._written(column))
        if code := self._words.translated(kind, whole):
            return [(whole, code)]
        return [(piece, self._words.translated(kind, piece) or code) for piece, code in read]

    def _texts(self) -> Iterator[Text]:
        for column in self._mapping.description:
            raw = self._written(column.column)
            note_cut(raw, column.column, self._notes, "The text")
            cleaned = clean(raw, column.column, self._notes)
            made = None if says_nothing(cleaned) else text(column.about, cleaned, column.column)
            if made is not None:
                yield made

    def _mentions(self) -> Iterator[Mention]:
        for row in self._rows:
            if self._mapping.lead is not None:
                yield from self._mentions_of(row, self._mapping.lead, "lead")
            for partners in self._mapping.partners:
                yield from self._mentions_of(row, partners, "")

    def _mentions_of(self, row: RawRow, partners: PartnerColumn, role: str) -> Iterator[Mention]:
        """The partners that one cell names, with what the columns beside it say of each."""
        raw = written(row.fields.get(partners.column))
        if says_nothing(raw):
            return
        names = self._names(row, partners)
        if names is None:
            # A list as a person wrote it: values beside it are counted against the names that are found. A bar stands
            # in no name, so that it parts them as a semicolon does.
            parted = raw.replace("|", ";") if partners.layout == "auto" else raw
            found = self._public(read_list(parted, column=partners.column, layout=partners.layout), raw, row, partners)
            several = [[mention] for mention in found]
        else:
            # One name between two separators: what its own commas and "and" would part stays together.
            several = [
                self._public(read_list(name, column=partners.column, layout="semicolons"), name, row, partners)
                for name in names
            ]
        beside = _Beside(row, partners, len(several), self._notes_of[id(row)], self._words)
        for place, mentions in enumerate(several):
            for mention in mentions:
                yield beside.complete(mention, place, role)

    def _public(self, found: PartnerList, raw: str, row: RawRow, partners: PartnerColumn) -> list[Mention]:
        return public(found, raw, partners.column, self._notes_of[id(row)])

    def _names(self, row: RawRow, partners: PartnerColumn) -> list[str] | None:
        """The names of a cell where it is certain what parts them, otherwise None."""
        value = row.fields.get(partners.column)
        if isinstance(value, list):
            texts = [each for each in value if not isinstance(each, dict | list)]
            if len(texts) < len(value):
                message = "Names inside objects aren't read; give a list of texts."
                self._notes_of[id(row)].flag(partners.column, "value-nested", message)
            return [name for each in texts if (name := written(each).strip())]
        if partners.separator:
            return [name for each in mend(written(value)).split(partners.separator) if (name := each.strip())]
        return None


class _Beside:
    """The columns beside a column of partners: kind of organisation, country and role of each."""

    def __init__(self, row: RawRow, partners: PartnerColumn, count: int, notes: Notes, words: Words) -> None:
        self._row = row
        self._words = words
        self._count = count
        self._notes = notes
        self._declared = partners.type in row.fields
        self._types = self._values(partners.type, "type", "no known kind of organisation")
        self._countries = self._values(partners.country, "country", "no country")
        self._roles = self._values(partners.role, "role", "no known role")

    def complete(self, mention: Mention, place: int, role: str) -> Mention:
        """A mention with what stands beside it; what its own text says gives way."""
        type_ = self._types[place]
        basis: TypeBasis = "declared" if self._declared else "header"
        return replace(
            mention,
            type=type_ or mention.type,
            type_basis=basis if type_ else mention.type_basis,
            country=self._countries[place] or mention.country,
            role=self._roles[place] or role or mention.role,
        )

    def _values(self, named: str, kind: Kind, is_what: str) -> list[str]:
        """A code for each partner: from the column of this name, or the name itself as a code for all."""
        if named not in self._row.fields:
            return [self._words.read(kind, named) or ""] * self._count
        several = pieces(self._row.fields[named], commas=False)
        if len(several) == 1 < self._count and self._words.read(kind, several[0]) is None:
            # One value for all may hold a comma; where none is known so, commas part as many as there are partners.
            by_comma = pieces(self._row.fields[named])
            several = by_comma if len(by_comma) == self._count else several
        if len(several) not in {0, 1, self._count}:
            message = f"{len(several)} values stand beside {self._count} partners, so it can't be told whose they are."
            self._notes.flag(named, "values-unaligned", message)
            return [""] * self._count
        codes = []
        for piece in several:
            code = self._words.read(kind, piece)
            if code is None and not says_nothing(piece):
                self._notes.flag(named, f"{kind}-unknown", f"{shown(piece)} is {is_what}.")
            codes.append(code or "")
        return codes if len(codes) == self._count else (codes or [""]) * self._count


def _unless_same(written_: str, value: str | None) -> str:
    """What was written, as far as it isn't what was made of it."""
    return "" if written_ == value else written_
