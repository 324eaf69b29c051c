"""One of two partnerships that are compared: what is looked at of it, of a stored one and of a described one alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.infer.places import places
from graph.matching.match import Understood
from graph.matching.subject import PartnershipDescription
from graph.resolve.twins.titles import numbers_in
from graph.resolve.words import words_of
from graph.snapshot.snapshot import UNKNOWN_DAY, Floats, Snapshot
from graph.snapshot.told import phrases, phrases_of
from graph.text.fold import terms
from graph.text.language import language

SURE = 1.0
"""What a country weighs (`graph.infer.places`) that an entry states or that its title names."""

_KEPT = 1 << 14
"""Sides that are kept: the same entries are compared again and again."""

_ALPHA_3 = 3
_TWO = 2

Columns = NDArray[np.int32]


@dataclass(frozen=True, eq=False, slots=True)
class Side:
    """A partnership as it is compared.

    Attributes:
        row: its row; None for a described one.
        title: its title.
        language: in which most of its text is written, `und` where that can't be told.
        title_terms: the terms of its title.
        telling: each of them with its column (-1 where it has none) and how much it tells, in order of the terms.
        known: columns of the terms that stand in its title or texts.
        spoken: terms of it that have to be no column: those of its title; of a described one all.
        phrased: columns of the phrases that stand in it.
        titled: columns of those of its title.
        alone: how many phrases its title has beside these: of a described one, those that no title has.
        title_places: countries that its title names, each with the terms in which it does.
        named: countries that it states, or names anywhere.
        about: those of them that it states or that its title names.
        numbers: the numbers in its title.
        partners: rows of its partners.
        tags: columns of its goals, countries and themes.
        words: columns of the terms that stand in it, in any order, and
        weights: what each weighs (TF-IDF, of length 1 all together).
        told: (d,), vector of what it tells; zero where there is none.
        years: first and last year; None where not stated.
    """

    row: int | None
    title: str
    language: str
    title_terms: frozenset[str]
    telling: tuple[tuple[str, int, float], ...]
    known: frozenset[int]
    spoken: frozenset[str]
    phrased: Columns
    titled: Columns
    alone: float
    title_places: Mapping[str, frozenset[str]]
    named: frozenset[str]
    about: frozenset[str]
    numbers: frozenset[str]
    partners: frozenset[int]
    tags: frozenset[int]
    words: Columns
    weights: Floats
    told: Floats
    years: tuple[int | None, int | None]


class _Read(Protocol):
    """A description as rows of a snapshot."""

    @property
    def partners(self) -> Sequence[int]:
        """Rows of its partners."""

    @property
    def tags(self) -> Sequence[int]:
        """Columns of its tags."""

    @property
    def terms(self) -> csr_array:
        """(1, w), of its words."""

    @property
    def vector(self) -> Floats:
        """(d,), of its text."""


class Sides:
    """The partnerships of a snapshot as they are compared, each read once.

    Args:
        snapshot: the store's arrays.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._most = float(np.log((1 + len(snapshot.partnerships)) / 2)) if snapshot.partnerships else 0.0
        self._tell: dict[str, float] = {}
        self.stored = lru_cache(maxsize=_KEPT)(self._stored)

    def tells(self, term: str) -> float:
        """How much a term tells: its inverse document frequency, 0 (all entries have it) to 1 (one or two have it)."""
        known = self._tell.get(term)
        if known is None:
            column = self.snapshot.vocabulary.get(term)
            rare = column is None or self._most <= 0
            known = 1.0 if rare else min(1.0, max(0.0, float(self.snapshot.idf[column]) - 1) / self._most)
            self._tell[term] = known
        return known

    @cached_property
    def phrases_tell(self) -> Floats:
        """How much each phrase tells, 0 (all entries have it) to 1 (one or two have it): (p,)."""
        told = self.snapshot.told
        size = len(told.languages)
        entries = np.maximum(np.asarray(told.phrased.sum(axis=0)).ravel(), 1)
        most = np.log(size / 2) if size > _TWO else 1.0
        return np.asarray(np.clip(np.log(max(size, 1) / entries) / most, 0, 1), dtype=np.float32)

    @cached_property
    def titles_tell(self) -> Floats:
        """How much the phrases of each title tell together: (m,)."""
        return np.asarray(self.snapshot.told.titled @ self.phrases_tell, dtype=np.float32)

    def has(self, side: Side, term: str) -> bool:
        """Whether a term stands in a partnership's title or texts."""
        return term in side.spoken or self.snapshot.vocabulary.get(term) in side.known

    def described(self, said: PartnershipDescription, read: _Read, understood: Understood) -> Side:
        """A partnership in words.

        Args:
            said: the words.
            read: what `graph.matching.subject.described_partnership` has made of them.
            understood: what it took names, countries and goals for.
        """
        snapshot = self.snapshot
        own = frozenset(term for text in (said.title, said.text) for term in terms(text))
        columns = (snapshot.vocabulary.get(term) for term in own)
        stated = [code for code in understood.countries.values() if code]
        weights = places(said.title, said.text, stated)
        titled = phrases(terms(said.title))
        known = snapshot.told.phrases
        return self._side(
            row=None,
            title=said.title,
            language=language(said.text or said.title),
            known=frozenset(column for column in columns if column is not None),
            spoken=own,
            phrased=_columns(phrases_of((said.title, said.text), known), known),
            titled=_columns(titled, known),
            alone=float(sum(phrase not in known for phrase in titled)),
            places=weights,
            partners=frozenset(read.partners),
            tags=frozenset(read.tags),
            words=read.terms.indices,
            weights=read.terms.data,
            told=read.vector,
            years=(None, None),
        )

    def _stored(self, row: int) -> Side:
        snapshot = self.snapshot
        told = snapshot.told
        words, weights = _row(snapshot.terms, row)
        placed = zip(*(part.tolist() for part in _row(snapshot.placed, row)), strict=True)
        return self._side(
            row=row,
            title=snapshot.titles[row],
            language=told.languages[row],
            known=frozenset(words.tolist()),
            spoken=frozenset(terms(snapshot.titles[row])),
            phrased=_row(told.phrased, row)[0],
            titled=_row(told.titled, row)[0],
            alone=0.0,
            places={snapshot.places[column]: weight for column, weight in placed},
            partners=frozenset(snapshot.partners_of(row).tolist()),
            tags=frozenset(_row(snapshot.tagged, row)[0].tolist()),
            words=words,
            weights=weights,
            told=np.asarray(told.vectors[row], dtype=np.float32),
            years=(_year(snapshot.starts[row]), _year(snapshot.ends[row])),
        )

    def _side(
        self,
        *,
        row: int | None,
        title: str,
        language: str,
        known: frozenset[int],
        spoken: frozenset[str],
        phrased: Columns,
        titled: Columns,
        alone: float,
        places: Mapping[str, float],
        partners: frozenset[int],
        tags: frozenset[int],
        words: Columns,
        weights: Floats,
        told: Floats,
        years: tuple[int | None, int | None],
    ) -> Side:
        """A side, with what follows from its title."""
        countries = {
            word.text: frozenset(terms(word.written))
            for word in words_of(title)
            if word.role == "place" and word.text.isupper() and len(word.text) == _ALPHA_3
        }
        telling, columns = sorted(set(terms(title))), self.snapshot.vocabulary
        return Side(
            row=row,
            title=title,
            language=language,
            title_terms=frozenset(telling),
            telling=tuple((term, columns.get(term, -1), self.tells(term)) for term in telling),
            known=known,
            spoken=spoken,
            phrased=phrased,
            titled=titled,
            alone=alone,
            title_places=countries,
            named=frozenset(places) | frozenset(countries),
            about=frozenset(code for code, weight in places.items() if weight >= SURE) | frozenset(countries),
            numbers=numbers_in(title),
            partners=partners,
            tags=tags,
            words=words,
            weights=weights,
            told=told,
            years=years,
        )


def _row(matrix: csr_array, row: int) -> tuple[Columns, Floats]:
    """Columns and values of one row of a matrix; slicing the matrix takes ten times as long."""
    here = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return matrix.indices[here], matrix.data[here]


def _columns(found: Iterable[str], known: Mapping[str, int]) -> Columns:
    return np.array(sorted(known[phrase] for phrase in found if phrase in known), dtype=np.int32)


def _year(day: int) -> int | None:
    return None if day == UNKNOWN_DAY else date.fromordinal(int(day)).year
