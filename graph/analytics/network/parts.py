"""Parts of a network side by side: by the year in which partnerships began, and by register.

A part is partnerships' rows; its network is `snapshot.only(part.rows)`. What has no start, or stands in no part, is
counted and named beside the parts, and never left out in silence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.sparse import csr_array

from graph.analytics.network.cohesion import two_mode_components
from graph.analytics.network.two_mode import Population, of_links
from graph.errors import InputError
from graph.snapshot.dated import start_of
from graph.snapshot.snapshot import Snapshot

MOST_PERIODS = 300
"""Periods of one answer: a start in the year 7 is a slip, and makes two thousand years."""

Reach = Literal["cumulative", "window"]
"""Whether a period holds all that began until its end, or only what began in it."""


_REACHES: Mapping[Reach, str] = {"cumulative": "all until then", "window": "each period alone"}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a network.

    Attributes:
        name: what it is: years ("2015", "2015-2019", "until 2019"), or a register.
        rows: rows of its partnerships in the snapshot, ascending.
        population: of its network.
        ties: mean number of partners of a partnership; None where there is none.
        in_largest: share of its partners in its largest component; None where there is none.
        newcomers: partners that stand in none of the parts before; of registers, in none of the other parts.
    """

    name: str
    rows: tuple[int, ...]
    population: Population
    ties: float | None
    in_largest: float | None
    newcomers: int


@dataclass(frozen=True, slots=True)
class Parts:
    """Parts side by side.

    Attributes:
        by: how the parts were made.
        parts: in their order.
        in_no_part: ids of the partnerships that stand in none, such as those without a start; in the snapshot's order.
        why: why those stand in none, in words.
    """

    by: str
    parts: tuple[Part, ...]
    in_no_part: tuple[str, ...]
    why: str


def periods(snapshot: Snapshot, reach: Reach = "cumulative", years: int = 1) -> Parts:
    """A network over time, by the year in which its partnerships began.

    A start that is only a year or a month counts in its year. Years in which nothing began stand too. Partners are
    those of today's list: who came later than the start, or has left, no register says.

    Args:
        snapshot: whole or a slice.
        reach: whether partnerships add up or each period stands for itself.
        years: length of a period, 1 or more; the last one ends with the latest start.

    Returns:
        The periods; none where no partnership has a start.

    Raises:
        InputError: `years` is below 1, or there would be more than `MOST_PERIODS`.
    """
    if years < 1:
        raise InputError(f"A period of {years} years is none; it can be 1 or more.")
    starts = [start_of(snapshot, row) for row in range(len(snapshot.partnerships))]
    began = np.array([each.year if each else 0 for each in starts], dtype=np.int64)
    known = began[began > 0]
    parts: list[tuple[str, tuple[int, ...]]] = []
    if len(known):
        latest = int(known.max())
        # Counted back from the latest, so that the period of interest is a whole one.
        count = -(-(latest - int(known.min()) + 1) // years)
        if count > MOST_PERIODS:
            raise InputError(
                f"From {int(known.min())} to {latest} there are {count:,} periods of {years} years; there can be"
                f" {MOST_PERIODS}. Ask for longer ones, or for a slice of later starts."
            )
        for last in range(latest - (count - 1) * years, latest + 1, years):
            first = last - years + 1
            inside = (began > 0) & (began <= last) & ((began >= first) | (reach == "cumulative"))
            name = f"until {last}" if reach == "cumulative" else str(last) if years == 1 else f"{first}-{last}"
            parts.append((name, tuple(np.flatnonzero(inside).tolist())))
    without = tuple(snapshot.partnerships[row] for row in np.flatnonzero(began == 0).tolist())
    return Parts(
        f"year of start ({_REACHES[reach]})",
        _made(snapshot, parts),
        without,
        "no start is stated, or none that can be read",
    )


def registers(snapshot: Snapshot, rows: Mapping[str, Sequence[int]] | None = None) -> Parts:
    """A network by register.

    Args:
        snapshot: whole or a slice.
        rows: name of a register to the rows of its partnerships, where one isn't content with what records say
            (`snapshot.recorded`); a partnership of several registers stands in each of them.

    Raises:
        InputError: a row isn't one of the snapshot's.
    """
    size = len(snapshot.partnerships)
    if rows is None:
        recorded = snapshot.recorded
        rows = {
            name: recorded.partnership[recorded.register == at].tolist() for at, name in enumerate(recorded.registers)
        }
    parts = [(name, tuple(sorted(set(each)))) for name, each in rows.items()]
    for name, each in parts:
        if each and not (each[0] >= 0 and each[-1] < size):
            raise InputError(f"{name} names a row that is none of the {size} partnerships.")
    inside = {row for _, each in parts for row in each}
    without = tuple(id for row, id in enumerate(snapshot.partnerships) if row not in inside)
    return Parts("register", _made(snapshot, parts, in_order=False), without, "they stand in none of these registers")


def _made(
    snapshot: Snapshot, parts: Sequence[tuple[str, tuple[int, ...]]], *, in_order: bool = True
) -> tuple[Part, ...]:
    networks = [of_links(csr_array(snapshot.links[:, np.array(rows, dtype=np.intp)])) for _, rows in parts]
    present = [set(network.partner_rows.tolist()) for network in networks]
    made = []
    before: set[int] = set()
    for at, ((name, rows), network) in enumerate(zip(parts, networks, strict=True)):
        others = before if in_order else set().union(*present[:at], *present[at + 1 :])
        population = network.population
        made.append(
            Part(
                name,
                rows,
                population,
                population.links / population.partnerships if population.partnerships else None,
                two_mode_components(network)[0].share,
                len(present[at] - others),
            )
        )
        before |= present[at]
    return tuple(made)
