"""Personalised PageRank: how near everything is to what is asked about, over all ties at once."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.sparse import csr_array, diags_array, hstack, vstack

from graph.matching.subject import Subject
from graph.snapshot.snapshot import Floats, Snapshot

RESTART = 0.3
STEPS = 8
EDGE_WEIGHTS: Mapping[str, float] = {"takes-part": 1.0, "country": 0.3, "sdg": 0.1, "target": 0.1, "theme": 0.1}
"""Chance of starting again, steps, and weights of the edges."""


class Walk:
    """Personalised PageRank over a snapshot; the transition matrix is made once.

    Args:
        snapshot: the store's arrays.
        weights: of the edges, by kind; a kind that has none isn't walked.
    """

    def __init__(self, snapshot: Snapshot, weights: Mapping[str, float] = EDGE_WEIGHTS) -> None:
        self._weights = weights
        self._tags = [weights.get(kind, 0.0) for kind, _ in snapshot.tags]
        self._partners, self._partnerships = snapshot.links.shape
        tagged = csr_array(snapshot.tagged @ diags_array(np.array(self._tags, np.float32)))
        if not self._tags:
            tagged = snapshot.tagged
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
        self._ties = np.diff(adjacency.indptr)

    def stands(self, subject: Subject) -> Floats:
        """Probability of standing at each node: partners, partnerships, tags; (n + m + t,).

        It starts at the partners on the list of a partnership, and at what it addresses and where it works; at a
        partner that has ties, else at what it is said to work on.
        """
        seed = self._seed(subject)
        here = seed
        for _ in range(STEPS):
            here = RESTART * seed + (1 - RESTART) * (self._back @ here)
        return here

    def _seed(self, subject: Subject) -> Floats:
        """Where it starts: a distribution, or zeros where nothing is known to start from."""
        seed = np.zeros(self._back.shape[0], dtype=np.float32)
        if subject.partner is not None and subject.own:
            seed[subject.partner] = 1.0
        else:
            seed[[partner for partner in subject.partners if partner != subject.partner]] = self._weights["takes-part"]
            for tag in subject.tags:
                seed[self._partners + self._partnerships + tag] = self._tags[tag]
        return seed / seed.sum() if seed.any() else seed

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
        into = self._back[[row if of_partners else self._partners + row], :]
        if of_partners:
            into = into @ self._back
        flows = csr_array(into.multiply(here.reshape(1, -1)))
        flow = dict(zip(flows.indices.tolist(), flows.data.tolist(), strict=True))
        seed = self._seed(subject)
        nodes = [
            node
            for node in sorted(flow, key=lambda node: (-flow[node], node))
            if flow[node] > 0 and (self._ties[node] > 1 or seed[node] > 0) and not (of_partners and node == row)
        ][:number]
        first_tag = self._partners + self._partnerships
        return [node for node in nodes if node < self._partners], [n - first_tag for n in nodes if n >= first_tag]
