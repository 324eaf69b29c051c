"""How much one measure may take: a limit that can be set, and an error that says what to do instead."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from graph.errors import InputError
from graph.progress import Progress, silent

MOST_PAIRS = 25_000_000
"""Pairs of vertices that a projection may list at most, counted once for everything that a pair shares; some 1.5 GB."""

MOST_STEPS = 5_000_000_000
"""Steps along edges that one exact measure may take at most; some minutes on one core."""

_AT_ONCE = 4_000_000
"""Steps whose results are held together; some 200 MB at the most."""


def check_size(what: str, size: float, most: float, unit: str, instead: str) -> None:
    """Refuse what is too large.

    Args:
        what: the measure, as a sentence begins.
        size: what it would take.
        most: what it may take.
        unit: of both, in the plural.
        instead: what to ask for in its place, as a sentence.

    Raises:
        InputError: it would take more than it may.
    """
    if size > most:
        raise InputError(
            f"{what} would take {size:,.0f} {unit}; the limit is {most:,.0f}. {instead} Or set a higher limit."
        )


def in_batches(steps: NDArray[np.float64], what: str = "", progress: Progress = silent) -> Iterator[NDArray[np.intp]]:
    """Consecutive places whose steps add up to what may be held together; one alone may take more.

    Args:
        steps: (k,), how many each place takes.
        what: is done, for who hears how far it is.
        progress: told before every batch how many places are done.

    >>> [batch.tolist() for batch in in_batches(np.array([3e6, 0.5e6, 4e6]))]
    [[0, 1], [2]]
    """
    batch = (np.cumsum(steps) // _AT_ONCE).astype(np.int64)
    ends = np.flatnonzero(np.diff(batch)) + 1
    for each in np.split(np.arange(len(steps)), ends):
        if len(each):
            progress(what, int(each[0]), len(steps))
            yield each
    progress(what, len(steps), len(steps))
