"""Who could facilitate between a country that asks and a pivotal partner: ties first, each with its partnerships."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.matching.match import Evidence, Reason
from graph.matching.terrain import greatest
from graph.matching.triples.answer import Facilitator
from graph.matching.triples.asking import stating
from graph.matching.triples.features import FEATURES, reason
from graph.matching.triples.solutions import Solutions
from graph.matching.triples.south import facilitating
from graph.model.vocabularies import country as country_of
from graph.snapshot.snapshot import Floats, Snapshot
from graph.text.sentence import number

SHOWN = 3
"""Partnerships that a tie is shown by at most."""


class Facilitators:
    """Those of a snapshot who could facilitate; make it once a day, ask it often.

    Args:
        snapshot: the store's arrays, of n partners and m partnerships.
        on: the day, as lists are dated.
        barred: rows of partners that aren't to be named.
    """

    def __init__(self, snapshot: Snapshot, on: date, barred: Collection[int] = ()) -> None:
        self.snapshot = snapshot
        self.on = on
        kinds = zip(snapshot.partner_types, snapshot.partner_countries, strict=True)
        could = np.array([bool(facilitating(type, country, on)) for type, country in kinds], dtype=bool)
        could[list(barred)] = False
        degrees = np.diff(snapshot.links.indptr)
        self.rows: NDArray[np.intp] = np.flatnonzero(could & (degrees > 0))
        self.links = csr_array(snapshot.links[self.rows, :])
        self.lists = csr_array(self.links.T)
        self.crowd: Floats = np.log1p(degrees[self.rows]).astype(np.float32)

    def asked(self, country: str, found: Solutions) -> Search:
        """What is the same for all pivotal partners of a question.

        Args:
            country: alpha-3 code of the beneficiary.
            found: the partnerships that do what is needed.
        """
        there = stating(self.snapshot, country).astype(np.float32)
        chances = np.zeros(len(there), dtype=np.float32)
        chances[found.rows] = found.chances
        return Search(self, country, there, chances, np.asarray(self.links @ there), greatest(self.links, chances))


@dataclass(frozen=True, slots=True)
class Best:
    """The best facilitator for a pivotal partner.

    Attributes:
        at: its place among those who could; -1: nobody with a tie has more for it than against it.
        score: what it adds.
    """

    at: int
    score: float


NOBODY = Best(-1, 0.0)


@dataclass(frozen=True, eq=False, slots=True)
class Search:
    """Facilitators for one country and need, f of them.

    Attributes:
        among: those who could.
        country: alpha-3 code of the beneficiary.
        there: (m,), 1 where a partnership states the country.
        chances: (m,), that a partnership does what is needed; 0 for those that aren't near.
        here: (f,), how many partnerships of each state the country.
        solved: (f,), the highest of the chances of each.
    """

    among: Facilitators
    country: str
    there: Floats
    chances: Floats
    here: Floats
    solved: Floats

    def best(self, pivotals: Sequence[int]) -> list[Best]:
        """The best for each of p pivotal partners (their rows)."""
        if not len(self.among.rows):
            return [NOBODY for _ in pivotals]
        alone = self._whoever()
        tied = np.where(self.here > 0, alone, -np.inf)
        likeliest = int(tied.argmax())
        met = csr_array(self.among.snapshot.links[list(pivotals), :] @ self.among.lists)
        meeting = alone[met.indices] + FEATURES["tie-to-pivotal"].weight * np.log1p(met.data)
        made = []
        for start, end in pairwise(met.indptr.tolist()):
            at, score = likeliest, float(tied[likeliest])
            if end > start:
                most = start + int(meeting[start:end].argmax())
                if meeting[most] > score:
                    at, score = int(met.indices[most]), float(meeting[most])
            made.append(Best(at, score) if score > 0 else NOBODY)
        return made

    def ranked(self, pivotal: int) -> list[Best]:
        """All who have a tie to a pivotal partner (its row) or to the country, and more for them than against."""
        met = self._met(pivotal)
        scores = self._whoever() + FEATURES["tie-to-pivotal"].weight * np.log1p(met)
        places = np.flatnonzero(((self.here > 0) | (met > 0)) & (scores > 0))
        ordered = places[np.lexsort((places, -scores[places]))].tolist()
        return [Best(at, float(scores[at])) for at in ordered]

    def of(self, facilitator: int, pivotals: Sequence[int]) -> list[Best]:
        """One facilitator (its row) for each of some pivotal partners; nobody where it has no tie to either side."""
        places = np.flatnonzero(self.among.rows == facilitator)
        if not len(places):
            return [NOBODY for _ in pivotals]
        at = int(places[0])
        alone, here = float(self._whoever()[at]), bool(self.here[at])
        met = [float(self._met(row)[at]) for row in pivotals]
        weight = FEATURES["tie-to-pivotal"].weight
        return [Best(at, alone + weight * float(np.log1p(each))) if each or here else NOBODY for each in met]

    def _met(self, pivotal: int) -> Floats:
        """In how many partnerships each facilitator meets a pivotal partner: (f,)."""
        own = np.zeros(len(self.there), dtype=np.float32)
        own[self.among.snapshot.partnerships_of(pivotal)] = 1
        return np.asarray(self.among.links @ own, dtype=np.float32)

    def _whoever(self) -> NDArray[np.float64]:
        """What each facilitator adds, whoever is pivotal: (f,)."""
        alone = np.zeros(len(self.here))
        for name, value in self._alone().items():
            alone += FEATURES[name].weight * value
        return alone

    def _alone(self) -> dict[str, Floats]:
        """What speaks for and against each facilitator, whoever is pivotal: (f,)."""
        return {
            "tie-to-beneficiary": np.log1p(self.here),
            "facilitator-solution": self.solved,
            "household-name": self.among.crowd,
        }

    def told(self, pivotal: int, at: int) -> tuple[Facilitator, list[Reason]]:
        """A facilitator for a pivotal partner with its reasons, in words.

        Args:
            pivotal: row of the pivotal partner.
            at: place of the facilitator: `Best.at`.
        """
        among, snapshot = self.among, self.among.snapshot
        own = np.zeros(len(self.there), dtype=np.float32)
        own[snapshot.partnerships_of(pivotal)] = 1
        row = int(among.rows[at])
        type_, country = snapshot.partner_types[row], snapshot.partner_countries[row]
        shown = Facilitator(
            snapshot.partners[row],
            snapshot.partner_names[row],
            type_,
            country,
            facilitating(type_, country, among.on),
        )
        measured = {"tie-to-pivotal": float(np.log1p(own[snapshot.partnerships_of(row)].sum()))}
        measured |= {name: float(value[at]) for name, value in self._alone().items()}
        return shown, list(self._reasons(shown, row, pivotal, own, measured))

    def _reasons(
        self, shown: Facilitator, row: int, pivotal: int, own: Floats, measured: dict[str, float]
    ) -> Iterator[Reason]:
        snapshot = self.among.snapshot
        mine = snapshot.partnerships_of(row)
        both = mine[own[mine] > 0].tolist()
        there = mine[self.there[mine] > 0].tolist()
        known = country_of(self.country)
        place = known.name() if known else self.country
        who = snapshot.partner_names[pivotal]
        likeliest = mine[int(self.chances[mine].argmax())]
        told = {
            "tie-to-pivotal": (f"{shown.name} and {who} already meet in {number(len(both), 'partnership')}.", both),
            "tie-to-beneficiary": (
                f"{shown.name} takes part in {number(len(there), 'partnership')} in {place}.",
                there,
            ),
            "facilitator-solution": (
                f"{shown.name} takes part in “{snapshot.titles[likeliest]}”, which is near the need.",
                [int(likeliest)],
            ),
            "household-name": (f"{shown.name} takes part in {number(len(mine), 'partnership')} altogether.", []),
        }
        itself = Evidence("partner", shown.id, shown.name)
        for name, value in measured.items():
            if value:
                text, rows = told[name]
                yield reason(name, value, text, [itself, *self._evidence(rows)])

    def _evidence(self, rows: Sequence[int]) -> list[Evidence]:
        snapshot = self.among.snapshot
        held = np.asarray(rows, dtype=np.intp)
        nearest = held[np.lexsort((held, -self.chances[held]))][:SHOWN].tolist()
        return [Evidence("partnership", snapshot.partnerships[row], snapshot.titles[row]) for row in nearest]
