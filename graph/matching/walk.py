"""Personalised PageRank: how near everything is to what is asked about, over all ties at once.

Every tie is between a partnership and a partner or a tag: one of its sides. A walk that starts among the sides is back
among them after every second step, and among the partnerships after every other; so a step needs one half of the
network, and the first ones no more of it than lies around where the walk starts.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.sparse import csr_array, diags_array, vstack

from graph.matching.subject import Subject
from graph.snapshot.rows import entries, lengths, product
from graph.snapshot.snapshot import Floats, Snapshot

RESTART = 0.3
STEPS = 8
EDGE_WEIGHTS: Mapping[str, float] = {"takes-part": 1.0, "country": 0.3, "sdg": 0.1, "target": 0.1, "theme": 0.1}
"""Chance of starting again, steps, and weights of the edges."""


class Walk:
    """Personalised PageRank over a snapshot of n partners, m partnerships and t tags; made once, asked often.

    Args:
        snapshot: the store's arrays.
        weights: of the edges, by kind; a kind that has none isn't walked.
    """

    def __init__(self, snapshot: Snapshot, weights: Mapping[str, float] = EDGE_WEIGHTS) -> None:
        self._weights = weights
        self._tags = [weights.get(kind, 0.0) for kind, _ in snapshot.tags]
        self._partners, self._partnerships = snapshot.links.shape
        tagged = csr_array(
            diags_array(np.array(self._tags, np.float32)) @ snapshot.tagged.T if self._tags else snapshot.tagged.T
        )
        self._sides = csr_array(vstack([snapshot.links, tagged]), dtype=np.float32)
        """(n + t, m), weights of the edges."""
        self._lists = csr_array(self._sides.T)
        self._of_sides, self._of_lists = _inverse_sums(self._sides), _inverse_sums(self._lists)

    def stands(self, subject: Subject) -> Floats:
        """Probability of standing at each node: partners, partnerships, tags; (n + m + t,).

        It starts at the partners on the list of a partnership, and at what it addresses and where it works; at a
        partner that has ties, else at what it is said to work on.

        From a start s, with the chance r of starting again and k steps over edges P, it is
        r Σ (1 - r)ⁱ Pⁱs for i < k, and (1 - r)ᵏ Pᵏs.
        """
        step = self._seed(subject)
        share = RESTART
        sides, lists = share * step, np.zeros(self._partnerships, dtype=np.float32)
        for number in range(1, STEPS + 1):
            share = (1 - RESTART) ** number * (RESTART if number < STEPS else 1)
            if number % 2:
                step = product(self._lists, self._sides, step * self._of_sides)
                lists += np.float32(share) * step
            else:
                step = product(self._sides, self._lists, step * self._of_lists)
                sides += np.float32(share) * step
        return np.concatenate([sides[: self._partners], lists, sides[self._partners :]])

    def _seed(self, subject: Subject) -> Floats:
        """Where among the sides it starts: a distribution, or zeros where nothing is known to start from; (n + t,)."""
        seed = np.zeros(self._partners + len(self._tags), dtype=np.float32)
        starts = self._starts(subject)
        seed[list(starts)] = list(starts.values())
        total = sum(starts.values())
        return np.asarray(seed / np.float32(total)) if total else seed

    def _starts(self, subject: Subject) -> dict[int, float]:
        """The sides at which it starts, each with its weight."""
        if subject.partner is not None and subject.own:
            return {subject.partner: 1.0}
        starts = {who: self._weights["takes-part"] for who in subject.partners if who != subject.partner}
        return starts | {self._partners + tag: self._tags[tag] for tag in subject.tags}

    def of_partners(self, here: Floats) -> Floats:
        """The part of `stands` that is about partners: (n,)."""
        return here[: self._partners]

    def of_partnerships(self, here: Floats) -> Floats:
        """The part of `stands` that is about partnerships: (m,)."""
        return here[self._partners : self._partners + self._partnerships]

    def carriers(
        self, subject: Subject, here: Floats, row: int, *, of_partners: bool, number: int = 3
    ) -> tuple[list[int], list[int]]:
        """The partners and the tags over which most of a candidate's probability comes, as their rows, most first.

        What flows from node k to a partnership j in one step is P(k to j) times the probability of standing at k; what
        flows on to a partner c of it is that times P(j to c). A node with one tie, at which the walk doesn't start,
        only gives back what came over that tie: nothing is near through it.

        Args:
            subject: at which the walk starts.
            here: of `stands`.
            row: of the candidate.
            of_partners: it is a partner; otherwise a partnership.
            number: nodes at most.
        """
        first, last = (self._sides.indptr[row], self._sides.indptr[row + 1]) if of_partners else (0, 0)
        lists = self._sides.indices[first:last] if of_partners else np.array([row])
        onwards = self._sides.data[first:last] * self._of_lists[lists] if of_partners else np.ones(1, np.float32)
        at, of = entries(self._lists, lists)
        over = self._lists.indices[at]
        nodes, places = np.unique(over, return_inverse=True)
        standing = np.where(nodes < self._partners, nodes, nodes + self._partnerships)
        flows = (
            np.bincount(places, self._lists.data[at] * onwards[of], len(nodes)) * self._of_sides[nodes] * here[standing]
        )
        starts = self._starts(subject)
        leads = (lengths(self._sides, nodes) > 1) | np.isin(nodes, [node for node, weight in starts.items() if weight])
        leads &= flows > 0
        if of_partners:
            leads &= nodes != row
        nodes, flows = nodes[leads], flows[leads]
        most: list[int] = nodes[np.lexsort((nodes, -flows))][:number].tolist()
        return [node for node in most if node < self._partners], [
            n - self._partners for n in most if n >= self._partners
        ]


def _inverse_sums(matrix: csr_array) -> Floats:
    """1 over the sum of each row; 0 for a row of zeros."""
    sums = np.asarray(matrix.sum(axis=1), dtype=np.float32).ravel()
    return np.divide(np.float32(1), sums, out=np.zeros_like(sums), where=sums > 0)
