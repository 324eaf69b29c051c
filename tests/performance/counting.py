"""Figures I to VIII of 5,000 partnerships, beside one of them counted with pandas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.sparse import csr_array, vstack

from graph.analytics.figures.every import FIGURES, figures
from graph.analytics.slices import Cut, Slice, cut
from graph.snapshot.recorded import Recorded
from graph.snapshot.snapshot import Snapshot
from tests.performance.figures import Budget, Figure, timed

SIZE = 5_000

_EIGHT = tuple(code for code in FIGURES if code.isupper())


def counting(snapshot: Snapshot, repeats: int, size: int = SIZE) -> Iterator[Figure]:
    """How long all eight figures take of as many partnerships, made of those of a store as often as it takes."""
    grown = _grown(snapshot, size)
    part = cut(grown, Slice())
    listings = f"{len(part):,} partnerships, {len(part.recorded):,} records, {len(part.recorded.listed):,} listings"
    for title, run in (
        (f"Figures I to VIII of {size:,} partnerships", lambda: figures(part, _EIGHT)),
        ("  baseline: partnerships by sector, in pandas", lambda: _by_sector(part)),
    ):
        runs = [timed(run) for _ in range(repeats)]
        wall = sorted(each.wall for each in runs)[len(runs) // 2]
        budget = None if title.startswith(" ") else Budget("≤", 1)
        yield Figure(title, "", wall, "s", budget=budget, note=listings)


def _by_sector(part: Cut) -> object:
    recorded = part.recorded
    table = pd.DataFrame({"partnership": part.place[recorded.listed], "heading": recorded.listings[:, 3]})
    return table.groupby("heading")["partnership"].nunique()


def _grown(snapshot: Snapshot, size: int) -> Snapshot:
    """The same partnerships again and again, with all that their records state, until there are as many."""
    times = -(-size // len(snapshot.partnerships))
    whole = replace(
        snapshot,
        partnerships=[f"{id}-{at}" for at in range(times) for id in snapshot.partnerships],
        titles=[title for _ in range(times) for title in snapshot.titles],
        links=csr_array(vstack([snapshot.links.T] * times).T),
        tagged=csr_array(vstack([snapshot.tagged] * times)),
        placed=csr_array(vstack([snapshot.placed] * times)),
        terms=csr_array(vstack([snapshot.terms] * times)),
        vectors=np.tile(snapshot.vectors, (times, 1)),
        starts=np.tile(snapshot.starts, times),
        ends=np.tile(snapshot.ends, times),
        open_ended=np.tile(snapshot.open_ended, times),
        says=replace(snapshot.says, of_kind=csr_array(vstack([snapshot.says.of_kind] * times)), joining={}),
        themed=replace(snapshot.themed, scores=csr_array(vstack([snapshot.themed.scores] * times))),
        recorded=_again(snapshot.recorded, len(snapshot.partnerships), times),
        told=snapshot.told.only(np.tile(np.arange(len(snapshot.partnerships)), times)),
        exchange=None,
    )
    return whole.only(list(range(size)))


def _again(recorded: Recorded, partnerships: int, times: int) -> Recorded:
    size = len(recorded)

    def shifted(rows: np.ndarray, by: int) -> np.ndarray:
        return np.concatenate([rows + by * at for at in range(times)])

    return replace(
        recorded,
        ids=[f"{id}-{at}" for at in range(times) for id in recorded.ids],
        partnership=shifted(recorded.partnership, partnerships),
        listed=shifted(recorded.listed, size),
        sum_of=shifted(recorded.sum_of, size),
        **{
            name: np.tile(getattr(recorded, name), times)
            for name in ("register", "portfolio", "sums", "sum_kind", "times")
        },
        **{name: np.tile(getattr(recorded, name), (times, 1)) for name in ("begins", "ends", "listings")},
        **{name: csr_array(vstack([getattr(recorded, name)] * times)) for name in ("stated", "tied", "partners")},
    )
