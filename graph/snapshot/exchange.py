"""What is needed and what could be offered, as arrays: the part of a snapshot that matches needs with offers.

Candidates for a need are all partnerships and all offers: who did something once can be asked to do it again. Their
rows are the partnerships first, in the snapshot's order, then the offers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

GOALS = 17


@dataclass(frozen=True, eq=False)
class Candidates:
    """What c entries say of themselves, as far as it tells whether they meet a need: w terms, k places.

    Attributes:
        titles: their names; length c.
        vocabulary: term to its column; length w.
        idf: (w,), ln((1 + c) / (1 + df)) + 1 of every term, over titles and texts together.
        in_title: (c, w), 1 where a term stands in the title.
        in_text: (c, w), 1 where it stands in the title or the text.
        places: codes of countries, regions and groups of countries; length k.
        stated: (c, k), 1 where the register states a country or part of the world.
        titled: (c, k), 1 where the title names it.
        told: (c, k), 1 where the beginning of the text does.
        worldwide: (c,), whether it states the world, or states no place and its title says so, naming no other place.
        goals: (c, 17), whether it states a goal, or a theme that serves the goal.
    """

    titles: Sequence[str]
    vocabulary: Mapping[str, int]
    idf: Floats
    in_title: csr_array
    in_text: csr_array
    places: Sequence[str]
    stated: csr_array
    titled: csr_array
    told: csr_array
    worldwide: Bools
    goals: Bools

    def __len__(self) -> int:
        return len(self.titles)

    @cached_property
    def place_column(self) -> Mapping[str, int]:
        """Code to its column in `stated`, `titled` and `told`."""
        return {code: column for column, code in enumerate(self.places)}

    @cached_property
    def title_postings(self) -> csr_array:
        """`in_title` by term: (w, c)."""
        return csr_array(self.in_title.T)

    @cached_property
    def text_postings(self) -> csr_array:
        """`in_text` by term: (w, c)."""
        return csr_array(self.in_text.T)

    def weight(self, term: str) -> float:
        """What a term tells: its inverse document frequency; that of a term that nobody has, where it is unknown."""
        column = self.vocabulary.get(term)
        return float(np.log(1 + len(self)) + 1) if column is None else float(self.idf[column])

    def row(self, row: int) -> Candidates:
        """One of them alone, with the terms' columns and weights of all."""
        return Candidates(
            titles=[self.titles[row]],
            vocabulary=self.vocabulary,
            idf=self.idf,
            in_title=csr_array(self.in_title[[row], :]),
            in_text=csr_array(self.in_text[[row], :]),
            places=self.places,
            stated=csr_array(self.stated[[row], :]),
            titled=csr_array(self.titled[[row], :]),
            told=csr_array(self.told[[row], :]),
            worldwide=self.worldwide[[row]],
            goals=self.goals[[row]],
        )


@dataclass(frozen=True, eq=False)
class Offers:
    """The offers of a store: o of them.

    Attributes:
        ids: their ids, in order of rows.
        facts: the facts that gates rest on: field to its chosen value.
        records: the first record of each, by which a gate names its source.
        partners: (id, name, role) of those that make each.
        countries: codes of the countries that each states.
        vectors: (o, d), mean of the passages' vectors, rows of length 1 (or zero).
    """

    ids: Sequence[str]
    facts: Sequence[Mapping[str, Any]]
    records: Sequence[str]
    partners: Sequence[Sequence[Sequence[str]]]
    countries: Sequence[Sequence[str]]
    vectors: Floats

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Id to its row."""
        return {id: row for row, id in enumerate(self.ids)}


@dataclass(frozen=True, eq=False)
class Needs:
    """The needs and priorities of a store: n of them with p actions.

    Attributes:
        ids: their ids, in order of rows.
        names: their names.
        countries: alpha-3 code of whose need it is, "" where that could not be read.
        themes: codes of the themes that each states.
        goals: goals that each states.
        facts: the facts that an answer shows: field to its chosen value.
        records: the first record of each.
        actions: the actions of each, in the register's words; its name where it states none.
        vectors: (p, d), the vector of every action, in order of needs; zero where there is none.
        starts: (n + 1,), where the actions of each need begin among the p.
    """

    ids: Sequence[str]
    names: Sequence[str]
    countries: Sequence[str]
    themes: Sequence[Sequence[str]]
    goals: Sequence[Sequence[int]]
    facts: Sequence[Mapping[str, Any]]
    records: Sequence[str]
    actions: Sequence[Sequence[str]]
    vectors: Floats
    starts: NDArray[np.int64]

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Id to its row."""
        return {id: row for row, id in enumerate(self.ids)}

    def vectors_of(self, need: int) -> Floats:
        """The vectors of a need's actions."""
        return self.vectors[self.starts[need] : self.starts[need + 1]]


@dataclass(frozen=True, eq=False)
class Exchange:
    """Needs, offers, and the candidates for needs: m partnerships, then o offers.

    Attributes:
        candidates: what all of them say of themselves.
        offers: what offers state beside it.
        needs: the needs.
    """

    candidates: Candidates
    offers: Offers
    needs: Needs


def ones(rows: Iterable[Iterable[int]], columns: int) -> csr_array:
    """A matrix of ones from the columns of each row, each counted once."""
    indptr, indices = [0], list[int]()
    for row in rows:
        indices.extend(sorted(set(row)))
        indptr.append(len(indices))
    arrays = (
        np.ones(len(indices), dtype=np.int8),
        np.array(indices, dtype=np.int32),
        np.array(indptr, dtype=np.int64),
    )
    return csr_array(arrays, shape=(len(indptr) - 1, columns))
