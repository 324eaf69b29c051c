"""A register many times its size, with the degrees that a real one has: for measuring what matching does at 100,000.

A real store is repeated. Who takes part in much is one and the same in every copy, so that its share of partnerships
stays what it is, and the best connected organisation is in thousands of them; everybody else is another one in every
copy, so that most still take part in one or two. Lists of partners are as long as they were. Texts aren't repeated word
for word: of every copy's words three in ten are left out, and its vectors are turned a little.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array, vstack

from graph.snapshot.exchange import Exchange, Needs, Offers
from graph.snapshot.recorded import Recorded
from graph.snapshot.says import Says
from graph.snapshot.snapshot import Floats, Snapshot
from graph.snapshot.told import Told

T = TypeVar("T")

HUB = 20
"""Partnerships from which on a partner is one and the same in all copies."""

LEFT_OUT = 0.3
"""Share of the words of a copied text that are left out."""

TURNED = 0.02
"""Standard deviation of what is added to each number of a copied vector of length 1."""

ONE_IN = 50
"""There is one need and one offer for so many partnerships, in the words of their titles."""

_OF_RECORDS = ("register", "portfolio", "begins", "ends", "sums", "sum_kind", "listings", "times")
_EXCHANGED = ("in_title", "in_text", "stated", "titled", "told")


@dataclass(frozen=True, eq=False)
class Grown:
    """A snapshot that was made larger.

    Attributes:
        snapshot: the arrays.
        partnerships: of each of its partnerships the row in the snapshot that it was made from.
        copies: of every copy, the rows here of what is another one in it, by the id of what it was made from; what is
            one and the same in all copies stands in the first alone.
    """

    snapshot: Snapshot
    partnerships: NDArray[np.intp]
    copies: Sequence[Copy]


@dataclass(frozen=True)
class Copy:
    """What one copy has of its own: ids in the real store, and the rows in the snapshot that was made larger."""

    partners: Mapping[str, int]
    partnerships: Mapping[str, int]


def grown(base: Snapshot, size: int, seed: int = 17) -> Grown:
    """Make a snapshot larger.

    Args:
        base: of a real store, with its exchange.
        size: partnerships, at least as many as there are.
        seed: of what is left to chance.
    """
    rng = np.random.default_rng(seed)
    n, m = base.links.shape
    copies = -(-size // m)
    last = np.sort(rng.permutation(m)[: size - (copies - 1) * m])
    places = [np.arange(m)] * (copies - 1) + [last]
    partnerships = np.concatenate(places)
    is_hub = np.diff(base.links.indptr) >= HUB
    others = np.flatnonzero(~is_hub)
    partners = np.concatenate([np.arange(n), *[others] * (copies - 1)])
    row_of = [np.arange(n)]
    for copy in range(1, copies):
        here = np.arange(n)
        here[others] = n + (copy - 1) * len(others) + np.arange(len(others))
        row_of.append(here)
    starts = np.cumsum([0, *map(len, places)])
    column_of = [
        dict(zip(each.tolist(), range(start, start + len(each)), strict=True))
        for each, start in zip(places, starts, strict=False)
    ]
    lists = [
        _renamed(csr_array(base.by_partnership[each, :]), row_of[copy], len(partners))
        for copy, each in enumerate(places)
    ]
    by_partnership = csr_array(vstack(lists))
    wholes = np.array(base.wholes)[partners]
    for copy in range(1, copies):
        mine = slice(n + (copy - 1) * len(others), n + copy * len(others))
        wholes[mine] = np.where(wholes[mine] >= 0, row_of[copy][wholes[mine]], -1)
    snapshot = replace(
        base,
        partners=_numbered(base.partners, partners, n),
        partner_names=_named(base.partner_names, partners, n, len(others)),
        partner_types=_taken(base.partner_types, partners),
        partner_countries=_taken(base.partner_countries, partners),
        partner_aliases=_taken(base.partner_aliases, partners),
        partner_acronyms=_taken(base.partner_acronyms, partners),
        wholes=wholes.astype(np.int32),
        partnerships=_numbered(base.partnerships, partnerships, m),
        titles=_taken(base.titles, partnerships),
        links=csr_array(by_partnership.T),
        link_roles=dict(_pairs(base.link_roles, row_of, column_of)),
        read_roles=dict(_pairs(base.read_roles, row_of, column_of)),
        tagged=csr_array(base.tagged[partnerships, :]),
        placed=csr_array(base.placed[partnerships, :]),
        terms=_thinned(csr_array(base.terms[partnerships, :]), m, rng),
        name_terms=csr_array(base.name_terms[partners, :]),
        vectors=_turned(base.vectors, partnerships, rng),
        told=Told(
            _turned(base.told.vectors, partnerships, rng),
            base.told.phrases,
            csr_array(base.told.phrased[partnerships, :]),
            csr_array(base.told.titled[partnerships, :]),
            _taken(base.told.languages, partnerships),
        ),
        says=Says(
            base.says.kinds,
            csr_array(base.says.of_kind[partnerships, :]),
            {at: base.says.joining[row] for at, row in enumerate(partnerships.tolist()) if row in base.says.joining},
        ),
        themed=base.themed.only(partnerships),
        recorded=_recorded([base.recorded.of(each) for each in places], starts, row_of, len(partners)),
        starts=base.starts[partnerships],
        ends=base.ends[partnerships],
        open_ended=base.open_ended[partnerships],
    )
    own = [
        Copy(
            {base.partners[row]: int(row_of[copy][row]) for row in (others if copy else range(n))},
            {base.partnerships[row]: column for row, column in columns.items()},
        )
        for copy, columns in enumerate(column_of)
    ]
    return Grown(replace(snapshot, exchange=_exchange(base, snapshot, partnerships)), partnerships, own)


def _exchange(base: Snapshot, snapshot: Snapshot, partnerships: NDArray[np.intp]) -> Exchange:
    """Candidates as often as there are partnerships; needs and offers in the words of some of their titles."""
    if base.exchange is None:
        raise ValueError("needs can't be asked about a part of a snapshot")
    held = base.exchange.candidates
    some = np.arange(0, len(partnerships), ONE_IN)
    rows = np.concatenate([partnerships, partnerships[some]])
    candidates = replace(
        held,
        titles=_taken(held.titles, rows),
        worldwide=held.worldwide[rows],
        goals=held.goals[rows],
        **{name: csr_array(getattr(held, name)[rows, :]) for name in _EXCHANGED},
    )
    ids = [snapshot.partnerships[row] for row in some.tolist()]
    tags = [snapshot.tags_of(row) for row in some.tolist()]
    countries = [[code for kind, code in each if kind == "country"] for each in tags]
    records = ["grown:1"] * len(some)
    offers = Offers(
        ids=[f"offer-{id}" for id in ids],
        facts=[{} for _ in ids],
        records=records,
        partners=[[] for _ in ids],
        countries=countries,
        vectors=snapshot.vectors[some],
    )
    homes = sorted({code for kind, code in snapshot.tags if kind == "country"})
    needs = Needs(
        ids=[f"need-{id}" for id in ids],
        names=[snapshot.titles[row] for row in some.tolist()],
        countries=[(codes or homes)[at % len(codes or homes)] for at, codes in enumerate(countries)],
        themes=[[] for _ in ids],
        goals=[[int(code) for kind, code in each if kind == "sdg"] for each in tags],
        facts=[{} for _ in ids],
        records=records,
        actions=[[snapshot.titles[row]] for row in some.tolist()],
        vectors=snapshot.vectors[some],
        starts=np.arange(len(some) + 1, dtype=np.int64),
    )
    return Exchange(candidates, offers, needs)


def _recorded(
    copies: Sequence[Recorded], starts: NDArray[np.intp], row_of: Sequence[NDArray[np.intp]], width: int
) -> Recorded:
    """What the records of all copies state, as one; they keep their ids, as a copy has no records of its own."""
    begins = np.cumsum([0, *map(len, copies)])

    def joined(name: str, further: NDArray[np.intp] | None = None) -> NDArray[Any]:
        parts = [getattr(each, name) for each in copies]
        if further is not None:
            parts = [part + np.int32(by) for part, by in zip(parts, further, strict=False)]
        return np.concatenate(parts)

    return replace(
        copies[0],
        ids=[id for each in copies for id in each.ids],
        partnership=joined("partnership", starts),
        listed=joined("listed", begins),
        sum_of=joined("sum_of", begins),
        partners=csr_array(
            vstack([_renamed(each.partners, rows, width) for each, rows in zip(copies, row_of, strict=True)])
        ),
        **{name: csr_array(vstack([getattr(each, name) for each in copies])) for name in ("stated", "tied")},
        **{name: joined(name) for name in _OF_RECORDS},
    )


def _renamed(matrix: csr_array, columns: NDArray[np.intp], width: int) -> csr_array:
    """A matrix with its columns elsewhere."""
    arrays = (matrix.data, columns[matrix.indices].astype(np.int32), matrix.indptr)
    made = csr_array(arrays, shape=(matrix.shape[0], width))
    made.sort_indices()
    return made


def _pairs(
    of: Mapping[tuple[int, int], T], row_of: Sequence[NDArray[np.intp]], column_of: Sequence[Mapping[int, int]]
) -> Iterator[tuple[tuple[int, int], T]]:
    for rows, columns in zip(row_of, column_of, strict=True):
        for (who, where), value in of.items():
            if where in columns:
                yield (int(rows[who]), columns[where]), value


def _thinned(terms: csr_array, kept: int, rng: np.random.Generator) -> csr_array:
    """Rows from `kept` on lose some of their words; all have length 1 (or zero)."""
    stays = rng.random(terms.nnz) >= LEFT_OUT
    stays[: terms.indptr[kept]] = True
    made = csr_array((np.where(stays, terms.data, 0), terms.indices.copy(), terms.indptr.copy()), shape=terms.shape)
    made.eliminate_zeros()
    lengths = np.sqrt(np.asarray(made.multiply(made).sum(axis=1)).ravel())
    return csr_array(diags_array((1 / np.where(lengths > 0, lengths, 1)).astype(np.float32)) @ made, dtype=np.float32)


def _turned(vectors: Floats, rows: NDArray[np.intp], rng: np.random.Generator) -> Floats:
    made = np.array(vectors[rows], dtype=np.float32)
    kept = len(vectors)
    made[kept:] += TURNED * rng.standard_normal(made[kept:].shape, dtype=np.float32)
    lengths = np.linalg.norm(made, axis=1, keepdims=True)
    return np.asarray(made / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def _taken(values: Sequence[T], rows: NDArray[np.intp]) -> list[T]:
    return [values[row] for row in rows.tolist()]


def _numbered(ids: Sequence[str], rows: NDArray[np.intp], kept: int) -> list[str]:
    return [ids[row] if at < kept else f"{ids[row]}-{at}" for at, row in enumerate(rows.tolist())]


def _named(names: Sequence[str], rows: NDArray[np.intp], kept: int, each: int) -> list[str]:
    """Names with the number of the copy: others who bear one name would otherwise be asked about together."""
    return [
        names[row] if at < kept else f"{names[row]} {2 + (at - kept) // each}" for at, row in enumerate(rows.tolist())
    ]
