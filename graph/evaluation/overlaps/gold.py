"""Labelled pairs of entries, and which of them tell of each other."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graph.errors import InputError
from graph.matching.overlaps.model import ONE_WORK, RELATIONS
from graph.snapshot.snapshot import Snapshot
from graph.text.fold import terms

_WORDS = 0.5
"""TF-IDF cosine from which two entries are of one campaign, as far as folds go."""

_DIGITS = 10
"""Of a fingerprint: among a thousand pairs of strangers none is taken for one that was learnt on."""

_TITLES = 0.5
"""Share of the words of two titles that both have, likewise."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled pair.

    Attributes:
        a: the one entry: a record's key, a record's id, or a partnership's id.
        b: the other.
        label: a relation of `RELATIONS`.
        row: where it stands, from 1.
    """

    a: str
    b: str
    label: str
    row: int

    @property
    def one_work(self) -> bool:
        """Whether the two are one work, or one follows or overlaps the other."""
        return self.label in ONE_WORK


def read_gold(lines: Iterable[str], name: str) -> list[Labelled]:
    """Read labelled pairs: JSON lines with `a`, `b`, `label`; other fields are passed over.

    Raises:
        InputError: a line isn't that; the message says which, and in which file.
    """
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            pair = Labelled(str(row["a"]), str(row["b"]), str(row["label"]), number)
        except (ValueError, LookupError, TypeError) as error:
            raise InputError(f"{name}, line {number}: not a JSON object with a, b and label ({error}).") from error
        if pair.label not in RELATIONS:
            raise InputError(f"{name}, line {number}: {pair.label!r} is no relation; there are {', '.join(RELATIONS)}.")
        found.append(pair)
    return found


@dataclass(frozen=True, slots=True)
class Located:
    """Labelled pairs with their rows in a snapshot.

    Attributes:
        pairs: the pairs of which both entries are there, once each.
        rows: their rows.
        missing: how many pairs have an entry that isn't there, or that a key names several of.
    """

    pairs: tuple[Labelled, ...]
    rows: tuple[tuple[int, int], ...]
    missing: int


def locate(pairs: Sequence[Labelled], snapshot: Snapshot) -> Located:
    """Find the entries of labelled pairs in a snapshot of records (`apart.apart`)."""
    keys = Counter(id.partition(":")[2] for id in snapshot.partnerships)
    rows: dict[str, int] = {}
    for row, id in enumerate(snapshot.partnerships):
        rows[id] = row
        key = id.partition(":")[2]
        if keys[key] == 1:
            rows.setdefault(key, row)
    there = [pair for pair in pairs if pair.a in rows and pair.b in rows and rows[pair.a] != rows[pair.b]]
    return Located(tuple(there), tuple((rows[pair.a], rows[pair.b]) for pair in there), len(pairs) - len(there))


def fingerprints(located: Located, snapshot: Snapshot) -> frozenset[str]:
    """What tells whether a pair was learnt on: of every pair the first hexadecimal digits of the SHA-256 of its keys.

    Neither the label counts nor how the registers are called: who has seen a pair has seen it, whatever it is called.
    """
    keys = (sorted(snapshot.partnerships[row].partition(":")[2] for row in rows) for rows in located.rows)
    return frozenset(hashlib.sha256("\t".join(pair).encode()).hexdigest()[:_DIGITS] for pair in keys)


def leak_groups(located: Located, snapshot: Snapshot) -> NDArray[np.int32]:
    """The group of every pair: (k,); pairs that share an entry, or have entries of one campaign, are of one group."""
    entries = sorted({row for rows in located.rows for row in rows})
    place = {row: at for at, row in enumerate(entries)}
    ties = [(place[a], place[b]) for a, b in located.rows]
    words = snapshot.terms[entries, :]
    near = (words @ words.T).tocoo()
    ones, others = near.coords
    alike = near.data >= _WORDS
    ties += zip(ones[alike].tolist(), others[alike].tolist(), strict=True)
    ties += _like_titles([set(terms(snapshot.titles[row])) for row in entries])
    edges = np.array(ties, dtype=np.int32).reshape(-1, 2)
    graph = coo_array((np.ones(len(edges), np.int8), (edges[:, 0], edges[:, 1])), shape=(len(entries), len(entries)))
    component = connected_components(graph, directed=False)[1]
    return np.array([component[place[a]] for a, _ in located.rows], dtype=np.int32)


def _like_titles(titles: Sequence[set[str]]) -> Iterable[tuple[int, int]]:
    holders: Mapping[str, list[int]] = defaultdict(list)
    for at, title in enumerate(titles):
        for term in title:
            holders[term].append(at)
    for at, title in enumerate(titles):
        met = Counter(other for term in title for other in holders[term] if other > at)
        for other, number in met.items():
            if number >= _TITLES * len(title | titles[other]):
                yield at, other
