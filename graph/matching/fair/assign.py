"""Who meets whom in which slot: the meetings that are worth most together, as a mixed-integer programme.

Maximise the worth of the meetings held, and 2 for everyone who has one at all, so that a fair isn't a fair for a few.
Nobody has two meetings at once, nor any while away, nor more than the most; a slot has no more meetings than tables;
two meet once. Solved by HiGHS through `scipy.optimize.milp`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from graph.errors import Goal17Error, InputError

Pair = tuple[int, int]
Rows = NDArray[np.intp]

MOST_CHOICES = 100_000
"""Pairs by slots at most: to plan so many takes some 300 MB."""

PATIENCE = 20.0
"""Seconds after which the best programme found so far is taken."""

_ENOUGH = 0.01
"""Share of the worth by which the programme may fall short of the best there is."""

_FIRST = 2.0
"""As much as a meeting can be worth."""

_CHOICES = 3
"""Of every attendee the best meetings considered: so many times as it can have, fewer where there are too many."""


def assign(
    worth: Mapping[Pair, float], attendees: int, slots: int, tables: int, most: int, away: Mapping[int, Sequence[int]]
) -> list[tuple[int, Pair]]:
    """The slot (from 0) and pair of every meeting, by slot.

    Args:
        worth: what every possible meeting is worth, above 0.
        attendees: how many come; pairs are of their places in the list.
        slots: how many slots.
        tables: meetings at once.
        most: meetings of one attendee at most.
        away: attendee to the slots (from 0) in which it isn't there.

    Raises:
        InputError: there is too much to choose from.
        Goal17Error: no programme was found in time.
    """
    pairs: list[Pair] = []
    for times in range(_CHOICES, 0, -1):
        pairs = _considered(worth, min(most, slots) * times)
        if len(pairs) * slots <= MOST_CHOICES:
            break
    else:
        raise InputError(
            f"{len(pairs):,} meetings that are worth something in {slots} slots are more than can be planned"
            f" ({MOST_CHOICES:,} together): ask for fewer slots or attendees, or for fewer meetings of each."
        )
    there = np.ones((attendees, slots), dtype=bool)
    for who, absent in away.items():
        there[who, list(absent)] = False
    both = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    # (c,): the pair and the slot of everything that could be held.
    pair, slot = np.nonzero(there[both[:, 0]] & there[both[:, 1]])
    if not len(pair):
        return []
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array, vstack

    size, choices = len(pair) + attendees, np.arange(len(pair))
    one, other = both[pair].T
    twice, everyone = np.tile(choices, 2), np.arange(attendees)
    of = np.concatenate([one, other])

    def rows(places: Rows, columns: Rows, number: int, values: float = 1.0) -> coo_array:
        return coo_array((np.full(len(places), values), (places, columns)), shape=(number, size))

    # Who has a first meeting has a meeting.
    first = rows(of, twice, attendees, -1.0) + rows(everyone, len(pair) + everyone, attendees)
    limits = [
        (rows(slot, choices, slots), tables),
        (rows(pair, choices, len(pairs)), 1),
        (rows(of * slots + np.tile(slot, 2), twice, attendees * slots), 1),
        (rows(of, twice, attendees), most),
        (first, 0),
    ]
    upper = np.concatenate([np.full(kind.shape[0], at_most, dtype=float) for kind, at_most in limits])
    matrix = vstack([kind for kind, _ in limits], format="csr")
    gain = np.concatenate([np.array([worth[each] for each in pairs])[pair], np.full(attendees, _FIRST)])
    # Of two slots that are alike the earlier one is taken.
    gain[: len(pair)] -= 1e-6 * slot
    solved = milp(
        -gain,
        integrality=np.ones(size),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, -np.inf, upper),
        options={"time_limit": PATIENCE, "mip_rel_gap": _ENOUGH},
    )
    if solved.x is None:
        raise Goal17Error(f"No programme was found in {PATIENCE:.0f} seconds; ask for fewer attendees or slots.")
    held = np.flatnonzero(solved.x[: len(pair)] > 0.5).tolist()
    return sorted((int(slot[at]), pairs[pair[at]]) for at in held)


def _considered(worth: Mapping[Pair, float], number: int) -> list[Pair]:
    """The best pairs of every attendee."""
    of: dict[int, list[Pair]] = {}
    for pair in sorted(worth, key=lambda pair: (-worth[pair], pair)):
        for who in pair:
            of.setdefault(who, []).append(pair)
    return sorted({pair for pairs in of.values() for pair in pairs[:number]})
