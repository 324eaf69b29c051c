"""Whether a partnership is running on a day, by what its register says, and whether one can join."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.matching.match import Gate
from graph.model.status import status as status_on
from graph.snapshot.snapshot import UNKNOWN_DAY, Snapshot


def ended(snapshot: Snapshot, on: date) -> NDArray[np.bool_]:
    """Which partnerships have certainly ended before a day: (m,)."""
    return np.asarray((snapshot.ends != UNKNOWN_DAY) & (snapshot.ends < on.toordinal()))


def status(snapshot: Snapshot, row: int, on: date) -> str:
    """The status of a partnership on a day: see `graph.model.status.status`."""
    return status_on(_day(snapshot.starts[row]), _day(snapshot.ends[row]), bool(snapshot.open_ended[row]), on)


def _day(ordinal: int) -> date | None:
    return None if ordinal == UNKNOWN_DAY else date.fromordinal(int(ordinal))


def gates(snapshot: Snapshot, row: int, on: date) -> tuple[Gate, ...]:
    """Whether one can join: open, eligible, contribution, how to apply; what no record states is not passed nor failed.

    Args:
        snapshot: the store's arrays.
        row: of the partnership.
        on: the asking date.
    """
    stands = status(snapshot, row, on)
    end = int(snapshot.ends[row])
    until = f" {date.fromordinal(end).isoformat()}" if end != UNKNOWN_DAY else ""
    open_ = {
        "ended": Gate("open", False, f"It ended by its own word, at the latest on{until}."),
        "planned": Gate("open", None, "It has not begun; no record says whether it takes further partners."),
        "running": Gate("open", None, f"It runs until{until}; no record says whether it takes further partners."),
        "open-ended": Gate("open", None, "It is open-ended; no record says whether it takes further partners."),
    }.get(stands, Gate("open", None, "No record says when it ends or whether it takes further partners."))
    return (
        open_,
        Gate("eligible", None, "No record says who may join."),
        Gate("contribution", None, "No record says what a partner has to bring."),
        Gate("how-to-apply", None, "No record says how to ask."),
    )
