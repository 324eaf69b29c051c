"""What every feature measures of those who could be offered: partners for a partnership, partnerships for a partner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from graph.matching.features import COLUMN
from graph.matching.likeness import best, meaning_likeness, votes, word_likeness
from graph.matching.subject import Subject
from graph.matching.terrain import NOWHERE, Terrain, greatest
from graph.snapshot.rows import product
from graph.snapshot.snapshot import Floats

DEPTH = 200
"""How many of the first of each broad feature are looked at closely."""

MOST_OWN = 200
"""Of how many of its own partnerships a partner is asked which is likest: those that are likest to all of them."""

Allowed = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Those who could be offered, with what every feature measures of them.

    Attributes:
        rows: (c,), rows of the partners or partnerships, ascending.
        values: (c, k), float32, columns as in `graph.matching.features.COLUMN`; in the features' units, at least 0.
        here: of `Walk.stands`, for the words of a reason.
        words: (m,), likeness in words of every partnership to what was asked about.
        meaning: (m,), the same in meaning.
        own: (o,), rows of the asking partner's own partnerships that candidates were compared with; none for partners.
        own_words: (c, o), likeness in words of each candidate to each of these; a last column of what the partner says
            itself, where it does.
        own_meaning: the same in meaning.
        broad: the broad features of which the first are looked at, by name: (n,) or (m,), of all there are.
    """

    rows: NDArray[np.intp]
    values: Floats
    here: Floats
    words: Floats
    meaning: Floats
    own: NDArray[np.intp]
    own_words: Floats
    own_meaning: Floats
    broad: Mapping[str, Floats]


def partners(terrain: Terrain, subject: Subject, allowed: Allowed, also: Sequence[int] = ()) -> Candidates:
    """Partners that a partnership could invite.

    Args:
        terrain: of the snapshot.
        subject: the partnership.
        allowed: (n,), who may be offered.
        also: rows that are measured even where they are among the first of nothing.
    """
    snapshot = terrain.snapshot
    listed = list(subject.partners)
    words = word_likeness(snapshot, subject.terms)
    meaning = meaning_likeness(snapshot, subject.vector)
    met = _meetings(terrain, listed)
    if subject.partnership is not None:
        words[subject.partnership] = meaning[subject.partnership] = met[subject.partnership] = 0
    here = terrain.walk.stands(subject)
    about = _shares(subject.about)
    broad = {
        "network": terrain.walk.of_partners(here),
        "shared-partners": product(snapshot.links, snapshot.by_partnership, met / np.maximum(terrain.sizes, 2)),
        "words": votes(snapshot, words),
        "meaning": votes(snapshot, meaning),
        "places": product(terrain.works, terrain.by_country[0], about),
        "name": _of_names(snapshot.name_terms, snapshot.by_name_term, subject.terms, terrain.name_rarity),
    }
    at_home = _at_home(terrain, subject)
    # Of many who are at home there, those first who take part in much: they are likelier to be right.
    looked = {**broad, "home": at_home * np.log1p(terrain.degrees)}
    rows = _union(list(looked.values()), allowed, also)
    links = csr_array(snapshot.links[rows, :])
    homes = terrain.homes[rows]
    values = _columns(rows, broad)
    values[:, COLUMN["ties"]] = _ties(terrain, subject, links)
    values[:, COLUMN["nearest-words"]] = greatest(links, words)
    values[:, COLUMN["nearest-meaning"]] = greatest(links, meaning)
    values[:, COLUMN["home"]] = at_home[rows]
    values[:, COLUMN["compatriots"]] = _same(terrain.homes[listed], homes) / max(len(listed), 1)
    values[:, COLUMN["regions"]] = csr_array(terrain.works[rows, :]) @ terrain.in_regions(about)
    values[:, COLUMN["type"]] = _same(terrain.types[listed], terrain.types[rows])
    values[:, COLUMN["goals"]] = terrain.share_of_tags(subject.tags, links @ terrain.with_tags(subject.tags))
    values[:, COLUMN["popularity"]] = terrain.degrees[rows]
    none = np.zeros((len(rows), 0), dtype=np.float32)
    return Candidates(rows, values, here, words, meaning, np.zeros(0, dtype=np.intp), none, none, looked)


def partnerships(terrain: Terrain, subject: Subject, allowed: Allowed, also: Sequence[int] = ()) -> Candidates:
    """Partnerships that a partner could join.

    Args:
        terrain: of the snapshot.
        subject: the partner.
        allowed: (m,), which may be offered.
        also: rows that are measured even where they are among the first of nothing.
    """
    snapshot = terrain.snapshot
    own = np.array(subject.own, dtype=np.intp)
    words = word_likeness(snapshot, subject.terms)
    meaning = meaning_likeness(snapshot, subject.vector)
    known = _acquaintances(terrain, subject)
    here = terrain.walk.stands(subject)
    broad = {
        "network": terrain.walk.of_partnerships(here),
        "shared-partners": product(snapshot.by_partnership, snapshot.links, known),
        "nearest-words": words,
        "nearest-meaning": meaning,
        "places": product(terrain.about, terrain.by_country[1], subject.about),
        "name": _of_names(snapshot.terms, snapshot.by_term, subject.name, terrain.name_rarity),
    }
    if subject.country in terrain.country_numbers:
        at_home = (terrain.homes == terrain.country_numbers[subject.country]).astype(np.float32)
        broad["compatriots"] = product(snapshot.by_partnership, snapshot.links, at_home) / np.maximum(terrain.sizes, 1)
    rows = _union(list(broad.values()), allowed, also)
    lists = csr_array(snapshot.by_partnership[rows, :])
    sizes = np.maximum(terrain.sizes[rows], 1)
    values = _columns(rows, broad)
    if len(own) > MOST_OWN:
        own = own[best(words[own] + meaning[own], MOST_OWN)]
    terms, vectors = _own_and_said(terrain, subject, own)
    by_words = (csr_array(snapshot.terms[rows, :]) @ csr_array(terms.T)).toarray()
    by_meaning = np.maximum(snapshot.vectors[rows] @ vectors.T, 0)
    for name, likeness in (("words", by_words), ("meaning", by_meaning)):
        values[:, COLUMN[name]] = (likeness**2).sum(axis=1)
        values[:, COLUMN[f"nearest-{name}"]] = likeness.max(axis=1, initial=0)
    values[:, COLUMN["ties"]] = (lists @ (known > 0).astype(np.float32)) / sizes
    home = terrain.country_numbers.get(subject.country, NOWHERE)
    if home != NOWHERE and home < len(subject.about):
        values[:, COLUMN["home"]] = snapshot.placed[rows, :][:, [home]].toarray().ravel()
    values[:, COLUMN["regions"]] = csr_array(terrain.about[rows, :]) @ terrain.in_regions(subject.about)
    if (type_ := terrain.type_numbers.get(subject.type)) is not None:
        values[:, COLUMN["type"]] = terrain.on_lists[rows, type_]
    values[:, COLUMN["goals"]] = terrain.common_tags(subject.tags, csr_array(snapshot.tagged[rows, :]))
    values[:, COLUMN["size"]] = terrain.sizes[rows]
    return Candidates(rows, values, here, words, meaning, own, by_words, by_meaning, broad)


def _at_home(terrain: Terrain, subject: Subject) -> Floats:
    """How surely a partnership is about the country where each partner is based: (n,)."""
    based = (terrain.homes != NOWHERE) & (terrain.homes < len(subject.about))
    made = np.zeros(len(based), dtype=np.float32)
    made[based] = subject.about[terrain.homes[based]]
    return made


def _of_names(rows: csr_array, by_term: csr_array, asked: csr_array, rarity: Floats) -> Floats:
    """Cosine of rows (r, w) with one row (1, w), terms that many names have counting less: (r,)."""
    return product(rows, by_term, asked.toarray().ravel() * rarity)


def _meetings(terrain: Terrain, listed: Sequence[int]) -> Floats:
    """How many of some partners take part in each partnership: (m,)."""
    present = np.zeros(len(terrain.degrees), dtype=np.float32)
    present[listed] = 1
    return product(terrain.snapshot.by_partnership, terrain.snapshot.links, present)


def _acquaintances(terrain: Terrain, subject: Subject) -> Floats:
    """In how many partnerships each partner meets the one asked about, each divided by its size: (n,)."""
    own = np.zeros(len(terrain.sizes), dtype=np.float32)
    rows = list(subject.own)
    own[rows] = 1 / np.maximum(terrain.sizes[rows], 2)
    met = product(terrain.snapshot.links, terrain.snapshot.by_partnership, own)
    if subject.partner is not None:
        met[subject.partner] = 0
    return met


def _ties(terrain: Terrain, subject: Subject, links: csr_array) -> Floats:
    """Share of the partners on the list that each candidate meets elsewhere: (c,)."""
    listed = list(subject.partners)
    if not listed:
        return np.zeros(links.shape[0], dtype=np.float32)
    on = csr_array(terrain.snapshot.links[listed, :])
    if subject.partnership is not None:
        on.data = np.where(on.indices == subject.partnership, 0, on.data)
        on.eliminate_zeros()
    met = csr_array(links @ csr_array(on.T))
    return np.asarray(np.diff(met.indptr) / len(listed), dtype=np.float32)


def _own_and_said(terrain: Terrain, subject: Subject, own: NDArray[np.intp]) -> tuple[csr_array, Floats]:
    """Rows of a partner's own partnerships, and of what it says of itself: (o, w) and (o, d)."""
    snapshot = terrain.snapshot
    terms, vectors = csr_array(snapshot.terms[own, :]), snapshot.vectors[own]
    said, vector = subject.said
    if said.nnz or vector.any():
        return csr_array(vstack([terms, said])), np.concatenate([vectors, vector[None]])
    return terms, vectors


def _union(broad: Sequence[Floats], allowed: Allowed, also: Sequence[int]) -> NDArray[np.intp]:
    """Rows of the first of each broad feature among those allowed, and of some others, ascending."""
    first = [best(values * allowed, DEPTH) for values in broad]
    return np.unique(np.concatenate([*first, np.array(also, dtype=np.intp)]))


def _columns(rows: NDArray[np.intp], broad: dict[str, Floats]) -> Floats:
    values = np.zeros((len(rows), len(COLUMN)), dtype=np.float32)
    for name, measured in broad.items():
        values[:, COLUMN[name]] = measured[rows]
    return values


def _same(listed: NDArray[np.int32], candidates: NDArray[np.int32]) -> Floats:
    """How many of those listed have the number that each candidate has; none where it isn't known."""
    known = listed[listed != NOWHERE]
    counts = np.bincount(known, minlength=int(max(candidates.max(initial=0), 0)) + 1).astype(np.float32)
    return np.where(candidates == NOWHERE, 0, counts[np.maximum(candidates, 0)])


def _shares(weights: Floats) -> Floats:
    total = float(weights.sum())
    return weights / total if total else weights
