"""Needs and offers of a store, and in words, as they are compared and shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.embed.embedder import Embedder
from graph.errors import InputError, NotFoundError
from graph.matching.leads import leads_of
from graph.matching.match import Evidence
from graph.matching.needs.described import NeedDescription, OfferDescription, read_need, read_offer
from graph.matching.needs.features import Compared
from graph.matching.needs.fields import SCHEME, fields, fields_of
from graph.matching.needs.gates import Needing, Offering, is_open
from graph.matching.needs.questions import Asked, Questions, questions, stored
from graph.model.records import Register
from graph.model.vocabularies import vocabulary
from graph.snapshot.dated import status_of
from graph.snapshot.exchange import Bools, Exchange, Floats
from graph.snapshot.making_exchange import candidates as candidates_of
from graph.snapshot.snapshot import UNKNOWN_DAY, Snapshot


@dataclass(frozen=True, slots=True)
class Shown:
    """What an answer shows of a candidate.

    Attributes:
        kind: `offer` or `partnership`.
        id: its id.
        status: its state: of an offer in its register's words, of a partnership that of the asking date.
        countries: alpha-3 codes of the countries that it states.
        partners: those who make the offer, or lead the partnership.
    """

    kind: str
    id: str
    status: str
    countries: tuple[str, ...]
    partners: tuple[Evidence, ...]


class Entries:
    """The needs, offers and partnerships of a snapshot.

    Args:
        snapshot: the store's arrays.
        embedder: of the snapshot's vector space; None, or one of another space: words in descriptions have no vector.
        registers: the registers of the store.

    Raises:
        InputError: the snapshot is one of some partnerships alone.

    Attributes:
        snapshot: the store's arrays.
        exchange: those of needs and offers.
        compared: all candidates: partnerships, then offers.
        first: row of the first offer among them.
    """

    def __init__(self, snapshot: Snapshot, embedder: Embedder | None, registers: Sequence[Register]) -> None:
        if snapshot.exchange is None:
            raise InputError("A snapshot of some partnerships alone can't be asked who meets a need.")
        self.snapshot = snapshot
        self.exchange: Exchange = snapshot.exchange
        self.compared = Compared.of(self.exchange.candidates)
        self.first = len(snapshot.partnerships)
        self._embedder = embedder if embedder is not None and embedder.space == snapshot.space else None
        self._registers = {register.code: register for register in registers}
        self._needs: Questions | None = None

    def stored_needs(self) -> Questions:
        """The needs of the store as they are asked, gathered once."""
        if self._needs is None:
            needs = self.exchange.needs
            asked = [stored(needs, row) for row in range(len(needs.ids))]
            self._needs = questions(asked, self.exchange.candidates, needs.vectors)
        return self._needs

    def name_of(self, id: str) -> str:
        """The name of a stored need, offer or partnership. Raises NotFoundError for another id."""
        needs = self.exchange.needs
        if id in needs.row:
            return needs.names[needs.row[id]]
        row = self.row(id)
        if row is None:
            raise NotFoundError("need or offer", id)
        return self.exchange.candidates.titles[row]

    def needing(self, row: int) -> Needing:
        """What gates ask of a stored need."""
        needs = self.exchange.needs
        register = self._registers.get(needs.records[row].partition(":")[0])
        return Needing(needs.countries[row], self._sector(row), register)

    def offering(self, row: int, on: date) -> Offering:
        """What gates ask of a candidate, by its row among all."""
        if row >= self.first:
            offers = self.exchange.offers
            at = row - self.first
            register = self._registers.get(offers.records[at].partition(":")[0])
            return Offering(offers.facts[at], register, tuple(name for _, name, _ in offers.partners[at]))
        end = int(self.snapshot.ends[row])
        leads = tuple(each.label for each in leads_of(self.snapshot, row))
        return Offering({}, None, leads, date.fromordinal(end) if UNKNOWN_DAY != end < on.toordinal() else None)

    def need(self, asked: str | NeedDescription, *, of_all: bool = False) -> tuple[Asked, Needing, Floats]:
        """A need as it is asked, what gates ask of it, and the vectors of its actions."""
        needs = self.exchange.needs
        if not isinstance(asked, str):
            need = read_need(asked, of_all=of_all)
            return need, self._described(need), self._embedded(need.actions)
        if asked not in needs.row:
            raise NotFoundError("need", asked)
        row = needs.row[asked]
        return stored(needs, row), self.needing(row), needs.vectors_of(row)

    def offer(
        self, asked: str | OfferDescription, on: date
    ) -> tuple[Compared, Floats, Offering, dict[str, str | None]]:
        """An offer as it is compared: alone, with its vector, what gates ask of it, and how its places were read."""
        if isinstance(asked, str):
            row = self.row(asked)
            if row is None:
                raise NotFoundError("offer", asked)
            compared = self.compared.row(row)
            return compared, self.vector(row), self.offering(row, on), {}
        reading, facts, places = read_offer(asked)
        compared = Compared.of(candidates_of([reading], like=self.exchange.candidates))
        makers = tuple(name for name in (asked.partner, asked.programme) if name)
        return compared, self._embedded([asked.text])[0], Offering(facts, None, makers), places

    def row(self, id: str) -> int | None:
        """The row of a partnership or offer among all candidates; None for another id."""
        offers = self.exchange.offers.row
        if id in offers:
            return self.first + offers[id]
        return self.snapshot.partnership_row.get(id)

    def vector(self, row: int) -> Floats:
        """The vector of a candidate, by its row: (d,)."""
        held = self.snapshot.vectors[row] if row < self.first else self.exchange.offers.vectors[row - self.first]
        return np.asarray(held, dtype=np.float32)

    def shown(self, row: int, on: date) -> Shown:
        """What an answer shows of a candidate, by its row."""
        snapshot = self.snapshot
        if row >= self.first:
            offers = self.exchange.offers
            at = row - self.first
            makers = tuple(Evidence("partner", id, name) for id, name, _ in offers.partners[at])
            stands = str(offers.facts[at].get("status") or "")
            return Shown("offer", offers.ids[at], stands, tuple(offers.countries[at]), makers)
        countries = snapshot.countries_of(row)
        leads = leads_of(snapshot, row)
        return Shown("partnership", snapshot.partnerships[row], status_of(snapshot, row, on), countries, leads)

    def of_kind(self, wanted: Sequence[str]) -> Bools:
        """Which candidates are offers, or partnerships."""
        kinds = np.repeat(("partnership", "offer"), (self.first, len(self.exchange.offers.ids)))
        return np.isin(kinds, wanted)

    def serving(self, goals: Sequence[str]) -> Bools:
        """Which candidates serve one of some goals."""
        columns = [int(goal) - 1 for goal in goals]
        return np.asarray(self.exchange.candidates.goals[:, columns].any(axis=1), dtype=bool)

    def standing(self, wanted: Sequence[str], on: date) -> Bools:
        """Which candidates are open offers on a day, or experience."""
        stated = enumerate(self.exchange.offers.facts, start=self.first)
        opened = np.zeros(len(self.compared.candidates), dtype=bool)
        opened[[row for row, facts in stated if "window" in facts and is_open(self.offering(row, on), on)]] = True
        return opened if wanted == ("offer",) else ~opened if wanted == ("experience",) else np.ones_like(opened)

    def _sector(self, row: int) -> str:
        """The sector of a stored need: the label of its theme, otherwise as its register writes it."""
        needs = self.exchange.needs
        code = next((code for code in needs.themes[row] if code.removeprefix(SCHEME) in fields()), "")
        term = vocabulary("themes").get(code)
        return term.label() if term else str(needs.facts[row].get("sector") or "")

    def _described(self, need: Asked) -> Needing:
        """A need in words; that its country has named the sector is told by the needs that the store has of it."""
        needs, batch = self.exchange.needs, self.stored_needs()
        meant = fields_of(need.themes, " ".join(need.actions))
        for row, country in enumerate(needs.countries):
            if country == need.country and meant and meant[0] in batch.fields[row]:
                register = self._registers.get(needs.records[row].partition(":")[0])
                return Needing(need.country, self._sector(row), None, register)
        return Needing(need.country)

    def _embedded(self, texts: Sequence[str]) -> Floats:
        dimension = self.snapshot.vectors.shape[1]
        if self._embedder is None or not dimension:
            return np.zeros((len(texts), dimension), dtype=np.float32)
        return np.asarray(self._embedder.embed(list(texts)), dtype=np.float32)
