"""Figures I to VIII of 5,000 partnerships, beside one of them counted with pandas."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from graph.analytics.figures.every import FIGURES, figures
from graph.analytics.slices import Cut, Slice, cut
from graph.snapshot.snapshot import Snapshot
from tests.performance.figures import Budget, Figure, timed
from tests.performance.filling import grow

SIZE = 5_000

_EIGHT = tuple(code for code in FIGURES if code.isupper())


def counting(snapshot: Snapshot, repeats: int, size: int = SIZE) -> Iterator[Figure]:
    """How long all eight figures take of as many partnerships, made of those of a store as often as it takes."""
    part = cut(grow(snapshot, size).snapshot, Slice())
    listings = f"{len(part):,} partnerships, {len(part.recorded):,} records, {len(part.recorded.listed):,} listings"
    for title, run in (
        (f"Figures I to VIII of {len(part):,} partnerships", lambda: figures(part, _EIGHT)),
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
