"""The features of the model, each a way to be near; ranks in them are fused.

The fusion is reciprocal rank fusion (Cormack, Clarke and Buettcher, SIGIR 2009): a candidate gets weight / (60 + rank)
from every feature that ranks it among its first 200. So a score is a sum of contributions, one for each reason, and no
feature can drown the others by its unit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array, hstack, vstack

from graph.snapshot.snapshot import Floats, Snapshot

K = 60
DEPTH = 200
"""The constant of the fusion, and how deep into each feature's ranking it looks."""

RESTART = 0.3
STEPS = 8
EDGE_WEIGHTS: Mapping[str, float] = {"takes-part": 1.0, "country": 0.3, "sdg": 0.1, "theme": 0.1}
"""Personalised PageRank: chance of starting again, steps, and weights of the edges."""

NEIGHBOURS = 100
"""How many of the nearest partnerships vote for their partners."""

FEATURES: Mapping[str, str] = {
    "network": "Personalised PageRank from what is asked about, over partners, partnerships, countries and goals"
    " (restart 0.3, 8 steps; a partner's tie weighs 1, a country 0.3, a goal or theme 0.1). Unit: probability, 0 to 1."
    " Example: a partner that shares three partnerships with two of those on the list.",
    "words": "TF-IDF cosine between texts. For a partner: the 100 nearest partnerships vote for their partners, each"
    " with the square of what its cosine has more than that of the next one after them. Unit: sum of squares for"
    " partners, cosine for partnerships. Of a described text it counts with the square of the share of its words that"
    " two entries or more have, so that a cognate says little of a text in another language. Example: a partner of"
    " three entries on mangrove nurseries.",
    "meaning": "Cosine between mean passage vectors in the multilingual space; votes as in `words`. Unit: as in"
    " `words`. Example: an entry on seagrass in Spanish, for a description of underwater meadows in English.",
    "common-ground": "Share of the goals, countries and themes asked for that the candidate has, rare ones counting"
    " more (by their inverse frequency). Unit: 0 to 1. Example: 0.6 for one that works on the goal and not in the"
    " country.",
}
"""Feature to what it measures, its formula, its unit and an example: shown to users as it stands."""

WEIGHTS: Mapping[str, float] = {"network": 1.0, "words": 1.0, "meaning": 1.0, "common-ground": 1.0}
"""Weights of the model: all features count alike."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about, as rows of a snapshot.

    Attributes:
        partnership: row of the partnership asked about, if it is stored.
        partner: row of the partner asked about, if it is stored.
        partners: rows of the partners on its list.
        tags: columns of its goals, countries and themes.
        terms: (1, w) TF-IDF row of its text; zero where there is none.
        vector: (d,) vector of its text; zero where there is none.
        barred: rows of further partners that aren't to be offered, and count for nothing else.
        known: share of the distinct words of its text that two entries or more have; 1 for a stored entry.
    """

    partnership: int | None
    partner: int | None
    partners: Sequence[int]
    tags: Sequence[int]
    terms: csr_array
    vector: Floats
    barred: Sequence[int] = ()
    known: float = 1.0


class Walk:
    """Personalised PageRank over a snapshot; the transition matrix is made once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._partners, self._partnerships = snapshot.links.shape
        weights = np.array([EDGE_WEIGHTS[kind] for kind, _ in snapshot.tags], dtype=np.float32)
        tagged = csr_array(snapshot.tagged @ diags_array(weights)) if len(weights) else snapshot.tagged
        n, m, t = self._partners, self._partnerships, len(snapshot.tags)
        adjacency = csr_array(
            vstack(
                [
                    hstack([csr_array((n, n), dtype=np.float32), snapshot.links, csr_array((n, t), dtype=np.float32)]),
                    hstack([snapshot.by_partnership, csr_array((m, m), dtype=np.float32), tagged]),
                    hstack([csr_array((t, n), dtype=np.float32), tagged.T, csr_array((t, t), dtype=np.float32)]),
                ]
            )
        )
        sums = np.asarray(adjacency.sum(axis=1)).ravel()
        normal = np.divide(1.0, sums, out=np.zeros_like(sums, dtype=np.float32), where=sums > 0)
        self._back = csr_array((diags_array(normal) @ adjacency).T)

    def __call__(self, subject: Subject) -> tuple[Floats, Floats]:
        """Probability of standing at each partner (n,) and each partnership (m,)."""
        here = self.stands(subject)
        return here[: self._partners], here[self._partners : self._partners + self._partnerships]

    def stands(self, subject: Subject) -> Floats:
        """Probability of standing at each node: partners, partnerships, tags; (n + m + t,)."""
        seed = np.zeros(self._back.shape[0], dtype=np.float32)
        if subject.partnership is not None:
            seed[self._partners + subject.partnership] = 1.0
        elif subject.partner is not None:
            seed[subject.partner] = 1.0
        else:
            seed[list(subject.partners)] = EDGE_WEIGHTS["takes-part"]
            seed[[self._partners + self._partnerships + tag for tag in subject.tags]] = EDGE_WEIGHTS["country"]
        if not seed.any():
            return seed
        seed /= seed.sum()
        here = seed
        for _ in range(STEPS):
            here = RESTART * seed + (1 - RESTART) * (self._back @ here)
        return here

    def carriers(self, here: Floats, row: int, *, of_partners: bool, number: int = 3) -> tuple[list[int], list[int]]:
        """The partners and the tags over which most of a candidate's probability comes, as their rows, most first.

        What flows from node k to a partnership j in one step is P(k to j) times the probability of standing at k; what
        flows on to a partner c of it is that times P(j to c).

        Args:
            here: of `stands`.
            row: of the candidate.
            of_partners: it is a partner; otherwise a partnership.
            number: nodes at most.
        """
        into = self._back[[row if of_partners else self._partners + row], :]
        if of_partners:
            into = into @ self._back
        flows = csr_array(into.multiply(here.reshape(1, -1)))
        flow = dict(zip(flows.indices.tolist(), flows.data.tolist(), strict=True))
        nodes = [
            node
            for node in sorted(flow, key=lambda node: (-flow[node], node))
            if flow[node] > 0 and not (of_partners and node == row)
        ][:number]
        first_tag = self._partners + self._partnerships
        return [node for node in nodes if node < self._partners], [n - first_tag for n in nodes if n >= first_tag]


def word_likeness(snapshot: Snapshot, subject: Subject) -> Floats:
    """Cosine of the TF-IDF rows: (m,), 0 to 1."""
    return np.asarray(snapshot.terms @ subject.terms.toarray().ravel(), dtype=np.float32)


def meaning_likeness(snapshot: Snapshot, subject: Subject) -> Floats:
    """Cosine of the mean vectors: (m,), 0 to 1; zeros without vectors, and where a cosine is negative."""
    return np.asarray(np.maximum(snapshot.vectors @ subject.vector, 0), dtype=np.float32)


def tag_weights(snapshot: Snapshot) -> Floats:
    """Inverse frequency of each tag: ln((1 + m) / (1 + frequency)) + 1; (t,)."""
    frequency = np.asarray(snapshot.tagged.sum(axis=0)).ravel()
    return np.asarray(np.log((1 + len(snapshot.partnerships)) / (1 + frequency)) + 1, dtype=np.float32)


def common_ground(snapshot: Snapshot, tags: Sequence[int], of_partners: bool) -> Floats:
    """Weighted share of the tags that each partner (n,) or partnership (m,) has; zeros where no tags are asked for."""
    size = len(snapshot.partners) if of_partners else len(snapshot.partnerships)
    if not tags:
        return np.zeros(size, dtype=np.float32)
    weights = tag_weights(snapshot)[list(tags)]
    has = csr_array(snapshot.tagged[:, list(tags)])
    if of_partners:
        has = csr_array(snapshot.links @ has)
        has.data = np.minimum(has.data, 1.0)
    return np.asarray(has @ weights, dtype=np.float32) / float(weights.sum())


def votes(snapshot: Snapshot, likeness: Floats, exclude: int | None) -> Floats:
    """Votes of the nearest partnerships for their partners: (n,).

    Each of the nearest `NEIGHBOURS` votes with the square of what it is liker than the first one that doesn't vote: a
    smooth end in place of a threshold that would have to fit every space and every length of text. Of 400 partners
    hidden from entries of two real registers, "meaning" alone ranked 73 % among its first 10 this way, 68 % with the
    best fixed threshold, 33 % without any.

    Args:
        snapshot: the store's arrays.
        likeness: (m,), of every partnership to what is asked about; what isn't above zero doesn't vote.
        exclude: row of the partnership asked about, which doesn't vote.
    """
    likeness = likeness.copy()
    if exclude is not None:
        likeness[exclude] = 0
    nearest = best(likeness, NEIGHBOURS + 1)
    bar = likeness[nearest[-1]] if len(nearest) > NEIGHBOURS else 0
    weights = np.zeros(len(likeness), dtype=np.float32)
    weights[nearest] = (likeness[nearest] - bar) ** 2
    return np.asarray(snapshot.links @ weights, dtype=np.float32)


def best(values: Floats, number: int) -> NDArray[np.intp]:
    """Rows of the highest values above zero, highest first; equal ones by row."""
    return _ordered(values, number)[:number]


def fuse(features: Mapping[str, Floats], allowed: NDArray[np.bool_], known: float = 1.0) -> dict[int, dict[str, float]]:
    """Reciprocal rank fusion: candidate row to the contribution of every feature that ranks it.

    A text of which the register knows few words (one in another language, say) shares a cognate, a name or a year with
    entries that it isn't about, and some entry is always the first of them: `words` counts with the square of the share
    of its words that are known, as partial matches of a search do.

    Equal values share their mean rank: a feature that can't tell five hundred candidates apart says little of each.

    Args:
        features: name to values, higher is better, zero is not ranked; each (candidates,).
        allowed: which candidates may be answered; the others take no ranks.
        known: share of the asked words that are known, 0 to 1.
    """
    contributions: dict[int, dict[str, float]] = {}
    for name, values in features.items():
        # A mean rank within the depth belongs to candidates that end before twice the depth.
        rows = _ordered(np.where(allowed, values, 0), 2 * DEPTH)
        _, group, sizes = np.unique(-values[rows], return_inverse=True, return_counts=True)
        last = np.cumsum(sizes)
        ranks = (last - (sizes - 1) / 2)[group]
        weight = WEIGHTS[name] * (known**2 if name == "words" else 1.0)
        for row, rank in zip(rows.tolist(), ranks.tolist(), strict=True):
            if rank <= DEPTH and weight > 0:
                contributions.setdefault(row, {})[name] = weight / (K + rank)
    return contributions


def _ordered(values: Floats, number: int) -> NDArray[np.intp]:
    """Rows of the highest values above zero and of all that equal the last of them, highest first, then by row."""
    rows = np.flatnonzero(values > 0)
    if len(rows) > number:
        edge = np.partition(values[rows], len(rows) - number)[len(rows) - number]
        rows = rows[values[rows] >= edge]
    return rows[np.lexsort((rows, -values[rows]))]
