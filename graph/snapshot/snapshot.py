"""The arrays, and what they mean."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from graph.resolve.candidates import NameIndex
from graph.snapshot.exchange import Exchange
from graph.snapshot.recorded import Recorded
from graph.snapshot.says import Says
from graph.snapshot.themed import Themed
from graph.snapshot.told import Told
from graph.text.fold import fold

T = TypeVar("T")

Floats = NDArray[np.float32]
Days = NDArray[np.int32]

UNKNOWN_DAY = 0
"""Stands for a date that isn't stated; days are proleptic Gregorian ordinals (1 January of year 1 is day 1)."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One version of a store: n partners with a names, m partnerships, t tags, w terms, vectors of d numbers.

    Attributes:
        store_id: which store.
        version: which of its versions.
        space: vector space of `vectors`; empty where the store has none.
        partners: ids, in order of rows; length n.
        partner_names: their names.
        partner_types: their type codes, "" where unknown.
        partner_countries: their country codes, "" where unknown.
        partner_aliases: their full-name aliases and acronyms, the shown name first.
        partner_acronyms: those of them that are acronyms.
        wholes: (n,), row of the partner that a partner is a part of (its parent, its government); -1 for none.
        names: the index of all these names but identifiers, by which a misspelt one is found.
        name_rows: the partner row of each name in it; length a.
        partnerships: ids; length m.
        titles: their names.
        links: (n, m), 1 where a partner takes part.
        link_roles: (partner row, partnership row) to the role, where it is stated.
        read_roles: (partner row, partnership row) to the roles that its texts are read to say, each with its score (0
            to 1), the surest first; inferred, and never what is stated.
        tags: what partnerships are tagged with: (kind, code) with kind `sdg`, `target`, `country`, `theme`; length t.
        tagged: (m, t), 1 where a partnership has a tag.
        places: alpha-3 codes of the countries that partnerships state or name; length p.
        placed: (m, p), how surely a partnership is about a country (`graph.infer.places`), 0 to 1.5; partly inferred.
        vocabulary: term to its column in `terms`; length w.
        words: the commonest spelling of each term; length w.
        idf: (w,), inverse document frequency of each term: ln((1 + m) / (1 + df)) + 1.
        terms: (m, w), TF-IDF of the partnerships' titles and texts, rows of length 1 (or zero).
        name_terms: (n, w), TF-IDF of the partners' names, rows of length 1 (or zero).
        vectors: (m, d), mean of the passages' vectors, rows of length 1 (or zero).
        told: what partnerships tell of what they do, by which two are told apart.
        starts: (m,), first day on which it may have begun; UNKNOWN_DAY where not stated.
        ends: (m,), last day on which it may have ended; UNKNOWN_DAY where not stated.
        open_ended: (m,), whether the register says that no end is foreseen.
        exchange: needs, offers, and what could meet needs; None where some partnerships were left out.
        says: what partnerships say of their kind and of joining them.
        themed: the themes that their texts are read to speak of; inferred, and none of `tags`.
        recorded: what their records state, record by record, for counting.
    """

    store_id: str
    version: int
    space: str
    partners: Sequence[str]
    partner_names: Sequence[str]
    partner_types: Sequence[str]
    partner_countries: Sequence[str]
    partner_aliases: Sequence[Sequence[str]]
    partner_acronyms: Sequence[Sequence[str]]
    wholes: NDArray[np.int32]
    names: NameIndex
    name_rows: NDArray[np.int32]
    partnerships: Sequence[str]
    titles: Sequence[str]
    links: csr_array
    link_roles: Mapping[tuple[int, int], str]
    tags: Sequence[tuple[str, str]]
    tagged: csr_array
    places: Sequence[str]
    placed: csr_array
    vocabulary: Mapping[str, int]
    words: Sequence[str]
    idf: Floats
    terms: csr_array
    name_terms: csr_array
    vectors: Floats
    told: Told
    starts: Days
    ends: Days
    open_ended: NDArray[np.bool_]
    exchange: Exchange | None = None
    read_roles: Mapping[tuple[int, int], tuple[tuple[str, float], ...]] = field(default_factory=dict)
    says: Says = field(default_factory=Says)
    themed: Themed = field(default_factory=Themed)
    recorded: Recorded = field(default_factory=Recorded)

    @cached_property
    def partner_row(self) -> Mapping[str, int]:
        """Partner id to its row."""
        return {id: row for row, id in enumerate(self.partners)}

    @cached_property
    def partnership_row(self) -> Mapping[str, int]:
        """Partnership id to its row."""
        return {id: row for row, id in enumerate(self.partnerships)}

    @cached_property
    def tag_row(self) -> Mapping[tuple[str, str], int]:
        """(kind, code) to its column in `tagged`."""
        return {tag: row for row, tag in enumerate(self.tags)}

    @cached_property
    def rows_by_name(self) -> Mapping[str, Sequence[int]]:
        """Folded name or acronym to the rows of the partners that bear it, the best connected first."""
        degrees = np.diff(self.links.indptr)
        rows: dict[str, list[int]] = {}
        for row, aliases in enumerate(self.partner_aliases):
            for folded in {fold(alias) for alias in (self.partner_names[row], *aliases)}:
                rows.setdefault(folded, []).append(row)
        return {folded: sorted(bearers, key=lambda row: -degrees[row]) for folded, bearers in rows.items()}

    @cached_property
    def by_partnership(self) -> csr_array:
        """`links` the other way round: (m, n)."""
        return csr_array(self.links.T)

    @cached_property
    def by_term(self) -> csr_array:
        """`terms` the other way round: (w, m)."""
        return csr_array(self.terms.T)

    @cached_property
    def by_name_term(self) -> csr_array:
        """`name_terms` the other way round: (w, n)."""
        return csr_array(self.name_terms.T)

    def prepare(self) -> Snapshot:
        """Make what the first question would otherwise wait for; the snapshot itself."""
        for name in ("partner_row", "partnership_row", "rows_by_name", "by_partnership", "by_term", "by_name_term"):
            getattr(self, name)
        self.parts_of(0)
        self.with_roles(0)
        self.based_in("")
        return self

    def holds(self, id: str) -> bool:
        """Whether it has an entity: a partner, a partnership, a need or an offer."""
        if id in self.partner_row or id in self.partnership_row:
            return True
        return self.exchange is not None and (id in self.exchange.needs.row or id in self.exchange.offers.row)

    def partners_of(self, partnership: int) -> NDArray[np.int32]:
        """Rows of the partners of a partnership."""
        return _row(self.by_partnership, partnership)

    def partnerships_of(self, partner: int) -> NDArray[np.int32]:
        """Rows of the partnerships of a partner."""
        return _row(self.links, partner)

    @cached_property
    def _parts(self) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
        """Rows of partners by the row of what they are parts of, and these rows themselves, ascending."""
        order = np.argsort(self.wholes, kind="stable")
        return order, self.wholes[order]

    def parts_of(self, partner: int) -> NDArray[np.intp]:
        """Rows of the partners that are parts of a partner, ascending."""
        order, wholes = self._parts
        # Of its own type, or all of them would be converted.
        wanted = np.int32(partner)
        return order[np.searchsorted(wholes, wanted) : np.searchsorted(wholes, wanted, side="right")]

    @cached_property
    def _based(self) -> Mapping[str, Sequence[int]]:
        """Country code to the rows of the partners that are based there, ascending."""
        rows: dict[str, list[int]] = {}
        for row, country in enumerate(self.partner_countries):
            rows.setdefault(country, []).append(row)
        return rows

    def based_in(self, country: str) -> Sequence[int]:
        """Rows of the partners that are based in a country, by its code, ascending."""
        return self._based.get(country, ())

    @cached_property
    def _roles_of(self) -> Mapping[int, Sequence[int]]:
        """Partner row to the rows of the partnerships in which a role of it is stated or read, ascending."""
        of: dict[int, list[int]] = {}
        for who, where in sorted({*self.link_roles, *self.read_roles}):
            of.setdefault(who, []).append(where)
        return of

    def with_roles(self, partner: int) -> Sequence[int]:
        """Rows of the partnerships in which a role of a partner is stated or read, ascending; most have none."""
        return self._roles_of.get(partner, ())

    def tags_of(self, partnership: int) -> list[tuple[str, str]]:
        """The tags of a partnership."""
        return [self.tags[column] for column in _row(self.tagged, partnership)]

    def countries_of(self, partnership: int) -> tuple[str, ...]:
        """Alpha-3 codes of the countries that a partnership states."""
        return tuple(code for kind, code in self.tags_of(partnership) if kind == "country")

    def only(self, partnerships: Sequence[int]) -> Snapshot:
        """The same version with some partnerships alone; partners keep their rows, with or without links.

        Args:
            partnerships: their rows, in the order in which they are to stand.
        """
        rows = np.asarray(partnerships, dtype=np.intp)
        linked = csr_array(self.by_partnership[rows, :])
        return replace(
            self,
            partnerships=[self.partnerships[row] for row in rows],
            titles=[self.titles[row] for row in rows],
            links=csr_array(linked.T),
            link_roles=_roles(self.link_roles, linked, rows),
            read_roles=_roles(self.read_roles, linked, rows),
            tagged=csr_array(self.tagged[rows, :]),
            placed=csr_array(self.placed[rows, :]),
            terms=csr_array(self.terms[rows, :]),
            vectors=self.vectors[rows],
            told=self.told.only(rows),
            says=self.says.only(rows),
            themed=self.themed.only(rows),
            recorded=self.recorded.of(rows),
            starts=self.starts[rows],
            ends=self.ends[rows],
            open_ended=self.open_ended[rows],
            exchange=None,
        )

    def without(self, links: Collection[tuple[int, int]], texts: Mapping[int, OwnText] | None = None) -> Snapshot:
        """The same version with some links hidden and some texts replaced, as an evaluation needs it.

        Nothing is written. The vocabulary and its frequencies stay those of the whole, and so does what `told` holds:
        who asks about phrases has to hide them too.

        Args:
            links: (partner row, partnership row) pairs; those that don't exist are ignored.
            texts: partnership row to what stands in the place of its title and text.
        """
        changed: dict[str, Any] = {}
        if links:
            hidden = set(links)
            coo = self.links.tocoo()
            kept = np.fromiter(
                ((row, column) not in hidden for row, column in zip(coo.row.tolist(), coo.col.tolist(), strict=True)),
                dtype=bool,
                count=coo.nnz,
            )
            rest = csr_array((coo.data[kept], (coo.row[kept], coo.col[kept])), shape=self.links.shape)
            roles = {pair: role for pair, role in self.link_roles.items() if pair not in hidden}
            read = {pair: role for pair, role in self.read_roles.items() if pair not in hidden}
            changed |= {"links": rest, "link_roles": roles, "read_roles": read}
        if texts:
            rows = sorted(texts)
            titles, vectors = list(self.titles), np.array(self.vectors)
            for row in rows:
                titles[row], vectors[row] = texts[row].title, texts[row].vector
            terms = _replaced(self.terms, {row: texts[row].terms for row in rows})
            placed = _replaced(self.placed, {row: texts[row].placed for row in rows})
            changed |= {"titles": titles, "vectors": vectors, "terms": terms, "placed": placed}
        return replace(self, **changed) if changed else self


@dataclass(frozen=True, eq=False, slots=True)
class OwnText:
    """The title and text of one partnership, as a snapshot holds them.

    Attributes:
        title: its name.
        terms: (1, w), TF-IDF row of length 1 (or zero).
        placed: (1, p), the countries that it is about.
        vector: (d,), of length 1 (or zero).
    """

    title: str
    terms: csr_array
    placed: csr_array
    vector: Floats


def _replaced(matrix: csr_array, rows: Mapping[int, csr_array]) -> csr_array:
    """A matrix with other rows in the place of some."""
    parts, before = [], 0
    for row in sorted(rows):
        parts += [matrix[before:row, :], rows[row]]
        before = row + 1
    return csr_array(vstack([*parts, matrix[before:, :]]))


def _roles(of: Mapping[tuple[int, int], T], linked: csr_array, rows: NDArray[np.intp]) -> dict[tuple[int, int], T]:
    """Roles in some partnerships, which stand in the rows of `linked` and had other rows before.

    Looked up link by link where fewer links are left than there are roles.
    """
    if linked.nnz > len(of):
        place = {row: at for at, row in enumerate(rows.tolist())}
        return {(who, place[where]): role for (who, where), role in of.items() if where in place}
    places = np.repeat(np.arange(len(rows)), np.diff(linked.indptr))
    pairs = zip(linked.indices.tolist(), places.tolist(), rows[places].tolist(), strict=True)
    return {(who, at): of[who, where] for who, at, where in pairs if (who, where) in of}


def _row(matrix: csr_array, row: int) -> NDArray[np.int32]:
    indices: NDArray[np.int32] = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
    return indices
