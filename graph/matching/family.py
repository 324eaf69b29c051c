"""The family of the partners on a list: their wholes and their parts, which are near already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from graph.matching.match import Evidence, Near
from graph.snapshot.snapshot import Snapshot


def family(snapshot: Snapshot, listed: Sequence[int]) -> Iterator[tuple[int, Near]]:
    """Partners that are the whole, or a part, of one on a list, by their rows, each once.

    To invite the parent of a branch that takes part, or a ministry of a government that does, is no new tie: it is
    shown as near, not offered. Ministries of one government are none of each other's family.

    Args:
        snapshot: the store's arrays.
        listed: rows of the partners on the list; they aren't told themselves.
    """
    told = set(listed)
    ties = np.diff(snapshot.links.indptr)
    for row in listed:
        whole = int(snapshot.wholes[row])
        parts = np.flatnonzero(snapshot.wholes == row).tolist()
        kin = [(whole, "is the whole of which {} is a part")] if whole >= 0 else []
        for other, why in [*kin, *((part, "is a part of {}") for part in parts)]:
            # One that takes part in nothing, such as a government known by its ministries, isn't offered anyway.
            if other not in told and ties[other]:
                told.add(other)
                here, there = _evidence(snapshot, other), _evidence(snapshot, row)
                yield other, Near(here, there, f"{here.label} {why.format(there.label)}, which is on the list.")


def _evidence(snapshot: Snapshot, row: int) -> Evidence:
    return Evidence("partner", snapshot.partners[row], snapshot.partner_names[row])
