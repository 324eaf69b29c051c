"""Whether a partnership is running on a day, by what its register says."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.model.status import status as status_on
from graph.snapshot.snapshot import UNKNOWN_DAY, Snapshot


def ended(snapshot: Snapshot, on: date) -> NDArray[np.bool_]:
    """Which partnerships have certainly ended before a day: (m,)."""
    return np.asarray((snapshot.ends != UNKNOWN_DAY) & (snapshot.ends < on.toordinal()))


def status(snapshot: Snapshot, row: int, on: date) -> str:
    """The status of a partnership on a day: see `graph.model.status.status`."""
    return status_on(day(snapshot.starts[row]), day(snapshot.ends[row]), bool(snapshot.open_ended[row]), on)


def day(ordinal: int) -> date | None:
    """The day of an ordinal of a snapshot; None where it isn't stated."""
    return None if ordinal == UNKNOWN_DAY else date.fromordinal(int(ordinal))
