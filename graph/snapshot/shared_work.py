"""Who takes part most in some of the partnerships."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from graph.snapshot.snapshot import Snapshot

Rows = NDArray[np.intp]


def tagged(snapshot: Snapshot, kind: str, code: str) -> Rows:
    """Rows of the partnerships that state a tag, ascending; none where nobody does.

    Args:
        snapshot: whole or sliced.
        kind: of the tag: `sdg`, `target`, `country` or `theme`.
        code: its code.
    """
    column = snapshot.tag_row.get((kind, code))
    if column is None:
        return np.zeros(0, dtype=np.intp)
    stated = np.asarray(snapshot.tagged[:, [column]].sum(axis=1)).reshape(-1) > 0
    return np.flatnonzero(stated)


def most_in(snapshot: Snapshot, partnerships: Sequence[int] | Rows, most: int) -> Mapping[str, int]:
    """The partners in most of some partnerships, by id, with in how many; of as many, in the order of names.

    Args:
        snapshot: whole or sliced.
        partnerships: rows of the partnerships; of none nobody takes part.
        most: how many partners at most.
    """
    inside = np.zeros(len(snapshot.partnerships))
    inside[np.asarray(partnerships, dtype=np.intp)] = 1
    counts = np.asarray(snapshot.links @ inside, dtype=np.int64)
    rows = np.flatnonzero(counts)
    if len(rows) > most:
        # Only those who could be among the first are put in order: a goal of a large store has ten thousands.
        rows = rows[counts[rows] >= np.partition(counts[rows], -most)[-most]]
    names, ids = snapshot.partner_names, snapshot.partners
    first = sorted(rows.tolist(), key=lambda row: (-counts[row], names[row].casefold(), ids[row]))[:most]
    return {ids[row]: int(counts[row]) for row in first}
