"""Who leads a partnership, as its records state."""

from __future__ import annotations

from graph.matching.match import Evidence
from graph.snapshot.snapshot import Snapshot


def leads_of(snapshot: Snapshot, partnership: int) -> tuple[Evidence, ...]:
    """The partners that are stated to lead a partnership; none where none is.

    Args:
        snapshot: the store's arrays.
        partnership: its row.
    """
    return tuple(
        Evidence("partner", snapshot.partners[who], snapshot.partner_names[who])
        for who in snapshot.partners_of(partnership).tolist()
        if snapshot.link_roles.get((who, partnership)) == "lead"
    )
