"""How like partnerships are to what is asked about, and how the nearest of them vote for their partners."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.snapshot.rows import product
from graph.snapshot.snapshot import Floats, Snapshot

NEIGHBOURS = 300
"""How many of the nearest partnerships vote for their partners."""

SHARPNESS = 1.5
"""Power of what a vote counts for: the few that are much liker than the rest outweigh many that are a little liker.

Both were chosen on P1 and on its questions of one sentence, which want the same: of 100 to 1,000 neighbours and powers
of 1 to 3 these find most in the two together.
"""


def word_likeness(snapshot: Snapshot, terms: csr_array) -> Floats:
    """Cosine of the TF-IDF rows with a row (1, w): (m,), 0 to 1."""
    return product(snapshot.terms, snapshot.by_term, terms.toarray().ravel())


def meaning_likeness(snapshot: Snapshot, vector: Floats) -> Floats:
    """Cosine of the mean vectors with a vector (d,): (m,), 0 to 1; zeros without vectors, and for negative cosines."""
    likeness = np.asarray(snapshot.vectors @ vector, dtype=np.float32)
    return np.maximum(likeness, 0, out=likeness)


def votes(snapshot: Snapshot, likeness: Floats) -> Floats:
    """Votes of the nearest partnerships for their partners: (n,).

    Each of the nearest `NEIGHBOURS` votes with what it is liker than the first one that doesn't vote, to the power of
    `SHARPNESS`: a smooth end in place of a threshold that would have to fit every space and every length of text.

    Args:
        snapshot: the store's arrays.
        likeness: (m,), of every partnership to what is asked about; what isn't above zero doesn't vote.
    """
    nearest = best(likeness, NEIGHBOURS + 1)
    bar = likeness[nearest[-1]] if len(nearest) > NEIGHBOURS else 0
    weights = np.zeros(len(likeness), dtype=np.float32)
    weights[nearest] = (likeness[nearest] - bar) ** SHARPNESS
    return product(snapshot.links, snapshot.by_partnership, weights)


def best(values: Floats, number: int) -> NDArray[np.intp]:
    """Rows of the highest values above zero, highest first; equal ones by row."""
    rows = np.flatnonzero(values > 0)
    if len(rows) > number:
        here = values[rows]
        rows = rows[here >= np.partition(here, len(rows) - number)[len(rows) - number]]
    return rows[np.lexsort((rows, -values[rows]))][:number]
