"""What a mapped row says beside: sector and actions of a need or an offer; window, route and groups of countries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from graph.model.drafts import DraftFact, Link, Text
from graph.model.identifiers import slug
from graph.model.vocabularies import vocabulary
from graph.text.dates import read_date
from ingest.climate_needs import read_actions, read_conditionality
from ingest.notes import Notes, shown
from ingest.table.mapping import Mapping

_NUMBER = re.compile(r"\d{1,9}")


class AskedRow:
    """One row of needs or offers; of a partnership only until when, through whom and for which countries it is open.

    Args:
        mapping: which column means what.
        line: the cleaned text of a column on one line; empty where it says nothing.
        notes: of the row.
    """

    def __init__(self, mapping: Mapping, line: Callable[[str], str], notes: Notes) -> None:
        self._mapping = mapping
        self._line = line
        self._notes = notes

    def facts(self) -> Iterator[DraftFact]:
        """The facts."""
        mapping = self._mapping
        for column in mapping.actions:
            for action in read_actions(self._line(column)):
                yield DraftFact("action", action, "", column)
        if sector := self._line(mapping.sector):
            yield DraftFact("sector", sector, "", mapping.sector)
        if written := self._line(mapping.conditionality):
            value = read_conditionality(written)
            if value is None:
                message = f"{shown(written)} doesn't say whether it depends on support; taken for a need."
                self._notes.flag(mapping.conditionality, "conditionality-unknown", message)
            yield DraftFact("conditionality", value, written, mapping.conditionality)
        yield from self._window()
        asks, through = self._line(mapping.asks), self._line(mapping.through)
        if asks or through:
            yield DraftFact("route", {"asks": asks, "through": through}, "", mapping.asks or mapping.through)
        yield from self._capacity()
        yield from self._eligible()

    def links(self) -> Iterator[Link]:
        """The theme that the sector is."""
        column = self._mapping.sector
        if written := self._line(column):
            themes = vocabulary("themes")
            own = f"ndc:{slug(written)}"
            code = own if themes.get(own) else themes.read(f"ndc: {written}") or themes.read(written)
            if code is not None:
                yield Link("addresses", "theme", code, written, column)

    def texts(self) -> Iterator[Text]:
        """Every action by itself, as what is found by meaning."""
        for column in self._mapping.actions:
            for action in read_actions(self._line(column)):
                yield Text("action", action, "und", column)

    def _window(self) -> Iterator[DraftFact]:
        column = self._mapping.until
        written = self._line(column)
        if not written:
            return
        read = read_date(written, day_first=self._mapping.day_first)
        if read.value is None and read.state != "open":
            self._notes.flag(column, "window-unreadable", f"{shown(written)} doesn't say until when it is open.")
            yield DraftFact("window", None, written, column, read.note)
            return
        until = None if read.state == "open" else read.value.iso if read.value else None
        yield DraftFact("window", {"until": until}, written, column, read.note)

    def _capacity(self) -> Iterator[DraftFact]:
        column = self._mapping.capacity
        written = self._line(column)
        if not written:
            return
        number = int(written) if _NUMBER.fullmatch(written) else None
        if number is None:
            self._notes.flag(column, "capacity-unreadable", f"{shown(written)} is no number of needs.")
        yield DraftFact("capacity", number, written, column)

    def _eligible(self) -> Iterator[DraftFact]:
        for column in self._mapping.eligible:
            for written in read_actions(self._line(column)):
                group = vocabulary("groups").read(written)
                if group is None:
                    self._notes.flag(column, "group-unknown", f"{shown(written)} is no known group of countries.")
                yield DraftFact("eligible", group, written, column)
