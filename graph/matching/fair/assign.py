"""Who meets whom in which slot: the meetings that are worth most together, as a mixed-integer programme.

Maximise the worth of the meetings held, and 2 for everyone who has one at all, so that a fair isn't a fair for a few.
Nobody has two meetings at once, nor any while away, nor more than the most; a slot has no more meetings than tables;
two meet once. Solved by HiGHS through `scipy.optimize.milp`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from graph.errors import Goal17Error

Pair = tuple[int, int]

PATIENCE = 20.0
"""Seconds after which the best programme found so far is taken."""

_ENOUGH = 0.01
"""Share of the worth by which the programme may fall short of the best there is."""

_FIRST = 2.0
"""As much as a meeting can be worth."""

_CHOICES = 3
"""Of every attendee the best meetings considered: so many times as it can have."""


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
        Goal17Error: no programme was found in time.
    """
    pairs = _considered(worth, min(most, slots) * _CHOICES)
    gone = {(who, slot) for who, absent in away.items() for slot in absent}
    chosen = [(slot, pair) for pair in pairs for slot in range(slots) if not {(pair[0], slot), (pair[1], slot)} & gone]
    if not chosen:
        return []
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    size = len(chosen) + attendees
    rows: dict[tuple[str, int, int], int] = {}
    entries: list[tuple[int, int, float]] = []
    for at, (slot, pair) in enumerate(chosen):
        of_each = [(kind, who, slot if kind == "at" else 0) for who in pair for kind in ("at", "of")]
        keys = [("slot", slot, 0), ("pair", *pair), *of_each]
        entries += [(rows.setdefault(key, len(rows)), at, 1.0) for key in keys]
    for who in range(attendees):
        # Who has a first meeting has a meeting.
        row = rows.setdefault(("first", who, 0), len(rows))
        entries.append((row, len(chosen) + who, 1.0))
        entries += [(row, at, -1.0) for at, (_, pair) in enumerate(chosen) if who in pair]
    limits = {"slot": tables, "pair": 1, "at": 1, "of": most, "first": 0}
    upper = np.array([limits[kind] for kind, _, _ in rows], dtype=float)
    places = np.array([(row, column) for row, column, _ in entries]).T
    matrix = csr_array(([value for _, _, value in entries], (places[0], places[1])), shape=(len(rows), size))
    gain = np.array([worth[pair] for _, pair in chosen] + [_FIRST] * attendees)
    # Of two slots that are alike the earlier one is taken.
    gain[: len(chosen)] -= 1e-6 * np.array([slot for slot, _ in chosen])
    solved = milp(
        -gain,
        integrality=np.ones(size),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, -np.inf, upper),
        options={"time_limit": PATIENCE, "mip_rel_gap": _ENOUGH},
    )
    if solved.x is None:
        raise Goal17Error(f"No programme was found in {PATIENCE:.0f} seconds; ask for fewer attendees or slots.")
    return sorted(chosen[at] for at in np.flatnonzero(solved.x[: len(chosen)] > 0.5).tolist())


def _considered(worth: Mapping[Pair, float], number: int) -> list[Pair]:
    """The best pairs of every attendee."""
    of: dict[int, list[Pair]] = {}
    for pair in sorted(worth, key=lambda pair: (-worth[pair], pair)):
        for who in pair:
            of.setdefault(who, []).append(pair)
    return sorted({pair for pairs in of.values() for pair in pairs[:number]})
