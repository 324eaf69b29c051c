"""When the partnerships of a snapshot begin and end, and whether they run on a day."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.model.status import status
from graph.snapshot.snapshot import UNKNOWN_DAY, Snapshot


def start_of(snapshot: Snapshot, row: int) -> date | None:
    """The first day on which a partnership may have begun; None where it isn't stated."""
    return _day(int(snapshot.starts[row]))


def end_of(snapshot: Snapshot, row: int) -> date | None:
    """The last day on which a partnership may have ended; None where it isn't stated."""
    return _day(int(snapshot.ends[row]))


def status_of(snapshot: Snapshot, row: int, on: date) -> str:
    """The status of a partnership on a day: see `graph.model.status.status`."""
    return status(start_of(snapshot, row), end_of(snapshot, row), bool(snapshot.open_ended[row]), on)


def ended(snapshot: Snapshot, on: date) -> NDArray[np.bool_]:
    """Which partnerships have certainly ended before a day: (m,)."""
    return np.asarray((snapshot.ends != UNKNOWN_DAY) & (snapshot.ends < on.toordinal()))


def _day(ordinal: int) -> date | None:
    return None if ordinal == UNKNOWN_DAY else date.fromordinal(ordinal)
