"""Whether a partnership is running on a day, by what its register says, and whether one can join."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.matching.match import Gate
from graph.snapshot.snapshot import UNKNOWN_DAY, Snapshot


def ended(snapshot: Snapshot, on: date) -> NDArray[np.bool_]:
    """Which partnerships have certainly ended before a day: (m,)."""
    return np.asarray((snapshot.ends != UNKNOWN_DAY) & (snapshot.ends < on.toordinal()))


def status(snapshot: Snapshot, row: int, on: date) -> str:
    """`planned`, `running`, `open-ended`, `ended` or `not-stated` on a day.

    A date that is only a year or a month counts with its first day as a start and its last day as an end, so that
    nothing is called ended before it certainly is. What has started and has no stated end is `not-stated`: a register
    that stopped being updated doesn't say that its entries go on.
    """
    day = on.toordinal()
    start, end = int(snapshot.starts[row]), int(snapshot.ends[row])
    if end != UNKNOWN_DAY and end < day:
        return "ended"
    if start != UNKNOWN_DAY and start > day:
        return "planned"
    if end != UNKNOWN_DAY:
        return "running"
    return "open-ended" if snapshot.open_ended[row] else "not-stated"


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
