"""What the three of a triple already do together: partnerships that two of them have in common, with their years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from graph.snapshot.dated import end_of, start_of, status_of
from graph.snapshot.exchange import Bools, Floats
from graph.snapshot.snapshot import Snapshot

Side = Literal["beneficiary", "pivotal", "facilitator"]

SHOWN = 3
"""Partnerships by which a tie is shown at most."""


@dataclass(frozen=True, slots=True)
class Together:
    """A partnership of two of the three.

    Attributes:
        id: of the partnership.
        name: its title.
        since: the year in which it began; "" where that isn't stated.
        until: the year in which it ends or ended; "" where that isn't stated.
        status: on the asking date.
    """

    id: str
    name: str
    since: str
    until: str
    status: str


@dataclass(frozen=True, slots=True)
class Tie:
    """An existing tie between two of the three; a country's are the partnerships that state it.

    Attributes:
        one: the one.
        other: the other.
        total: how many partnerships they have in common, 1 or more.
        partnerships: the first of them, nearest to the need first.
    """

    one: Side
    other: Side
    total: int
    partnerships: tuple[Together, ...]


def ties(
    snapshot: Snapshot, there: Bools, chances: Floats, pivotal: int, facilitator: int | None, on: date
) -> Iterator[Tie]:
    """The ties of a triple; two who have nothing in common have none.

    Args:
        snapshot: the store's arrays, of m partnerships.
        there: (m,), which state the country that asks.
        chances: (m,), that each does what is needed; 0 for those that aren't near.
        pivotal: row of the pivotal partner.
        facilitator: row of the facilitating one; None: there is none.
        on: the asking date.
    """
    theirs = snapshot.partnerships_of(pivotal)
    found: list[tuple[Side, Side, NDArray[np.int32]]] = [("beneficiary", "pivotal", theirs[there[theirs]])]
    if facilitator is not None:
        mine = snapshot.partnerships_of(facilitator)
        found.append(("pivotal", "facilitator", theirs[np.isin(theirs, mine)]))
        found.append(("beneficiary", "facilitator", mine[there[mine]]))
    for one, other, rows in found:
        if len(rows):
            nearest = rows[np.lexsort((rows, -chances[rows]))][:SHOWN].tolist()
            yield Tie(one, other, len(rows), tuple(_together(snapshot, row, on) for row in nearest))


def _together(snapshot: Snapshot, row: int, on: date) -> Together:
    start, end = start_of(snapshot, row), end_of(snapshot, row)
    return Together(
        id=snapshot.partnerships[row],
        name=snapshot.titles[row],
        since=str(start.year) if start else "",
        until=str(end.year) if end else "",
        status=status_of(snapshot, row, on),
    )
