"""Parts of a network side by side: by the year in which partnerships began, and by register.

A period holds the partnerships that began in it, a register what its records state. What has no start is counted and
named beside the periods, and never left out in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.sparse import csr_array

from graph.analytics.network.cohesion import two_mode_components
from graph.analytics.network.two_mode import Population, TwoMode, of_links, two_mode
from graph.analytics.slices import Slice, cut
from graph.errors import InputError
from graph.progress import Progress, silent, told_of
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
        partners_each: mean number of partners of a partnership; None where there is none.
        in_largest: share of its partners in its largest component; None where there is none.
        newcomers: of periods, partners that stand in none of those before; None of registers, which have no order.
        in_others: of registers, partners that another one's records name too; None of periods, and of one alone.
    """

    name: str
    rows: tuple[int, ...]
    population: Population
    partners_each: float | None
    in_largest: float | None
    newcomers: int | None
    in_others: int | None


@dataclass(frozen=True, slots=True)
class Parts:
    """Parts side by side.

    Attributes:
        by: how the parts were made.
        population: of the whole network.
        parts: in their order.
        in_several: of registers, partners that several of them name; None of periods.
        in_no_part: ids of the partnerships that stand in none, such as those without a start; in the snapshot's order.
        why: why those stand in none, in words.
    """

    by: str
    population: Population
    parts: tuple[Part, ...]
    in_several: int | None
    in_no_part: tuple[str, ...]
    why: str


def periods(snapshot: Snapshot, reach: Reach = "cumulative", years: int = 1, progress: Progress = silent) -> Parts:
    """A network over time, by the year in which its partnerships began.

    A start that is only a year or a month counts in its year. Years in which nothing began stand too. Partners are
    those of today's list: who came later than the start, or has left, no register says.

    Args:
        snapshot: whole or a slice.
        reach: whether partnerships add up or each period stands for itself.
        years: length of a period, 1 or more; the last one ends with the latest start.
        progress: told how many periods are described.

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
    before: set[int] = set()
    made = []
    for name, rows in told_of(parts, "periods", len(parts), progress):
        network = of_links(csr_array(snapshot.links[:, np.array(rows, dtype=np.intp)]))
        present = set(network.partner_rows.tolist())
        made.append(_part(name, rows, network, newcomers=len(present - before)))
        before |= present
    return Parts(
        f"year of start ({_REACHES[reach]})",
        two_mode(snapshot).population,
        tuple(made),
        None,
        without,
        "no start is stated, or none that can be read",
    )


def registers(snapshot: Snapshot, progress: Progress = silent) -> Parts:
    """A network by register: of each what its own records state, as the slice of it holds (`graph.analytics.slices`).

    Args:
        snapshot: whole or a slice.
        progress: told how many registers are described.

    Returns:
        The registers that have a record here; none in an empty slice. A partnership that several registers have stands
        in each of them, with the partners that this register names.
    """
    here = cut(snapshot, Slice()).registers
    codes = [code for code in snapshot.recorded.registers if code in here]
    cuts, networks = [], []
    for code in told_of(codes, "registers", len(codes), progress):
        cuts.append(cut(snapshot, Slice(registers=(code,))))
        networks.append(two_mode(cuts[-1].sliced))
    named = Counter(row for network in networks for row in network.partner_rows.tolist())
    recorded = set(snapshot.recorded.partnership.tolist())
    several = {row for row, times in named.items() if times > 1}
    return Parts(
        "register",
        two_mode(snapshot).population,
        tuple(
            _part(
                code,
                tuple(each.partnerships.tolist()),
                network,
                in_others=len(several.intersection(network.partner_rows.tolist())) if len(codes) > 1 else None,
            )
            for code, each, network in zip(codes, cuts, networks, strict=True)
        ),
        len(several) if len(codes) > 1 else None,
        tuple(id for row, id in enumerate(snapshot.partnerships) if row not in recorded),
        "no record of them is here",
    )


def _part(
    name: str, rows: tuple[int, ...], network: TwoMode, newcomers: int | None = None, in_others: int | None = None
) -> Part:
    population = network.population
    return Part(
        name,
        rows,
        population,
        population.links / population.partnerships if population.partnerships else None,
        two_mode_components(network)[0].share,
        newcomers,
        in_others,
    )
