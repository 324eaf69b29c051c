"""The family of the partners on a list: their wholes and their parts, which are near already."""

from __future__ import annotations

from collections.abc import Sequence

from graph.matching.match import Evidence, Near
from graph.snapshot.snapshot import Snapshot


def family(snapshot: Snapshot, listed: Sequence[int]) -> dict[int, int]:
    """Partners that are the whole, or a part, of one on a list, each once, with that one; as rows.

    To invite the parent of a branch that takes part, or a ministry of a government that does, is no new tie: it is
    shown as near, not offered. Ministries of one government are none of each other's family.

    Args:
        snapshot: the store's arrays.
        listed: rows of the partners on the list; they aren't told themselves.
    """
    told = set(listed)
    found: dict[int, int] = {}
    for row in listed:
        whole = int(snapshot.wholes[row])
        for other in (*([whole] if whole >= 0 else []), *snapshot.parts_of(row).tolist()):
            # One that takes part in nothing, such as a government known by its ministries, isn't offered anyway.
            if other not in told and len(snapshot.partnerships_of(other)):
                found.setdefault(other, row)
    return found


def near(snapshot: Snapshot, row: int, listed: int) -> Near:
    """What is told of one of a family: see `family`."""
    here, there = _evidence(snapshot, row), _evidence(snapshot, listed)
    is_whole = snapshot.wholes[listed] == row
    why = f"is the whole of which {there.label} is a part" if is_whole else f"is a part of {there.label}"
    return Near(here, there, f"{here.label} {why}, which is on the list.")


def _evidence(snapshot: Snapshot, row: int) -> Evidence:
    return Evidence("partner", snapshot.partners[row], snapshot.partner_names[row])
