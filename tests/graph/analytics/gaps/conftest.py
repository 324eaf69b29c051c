"""A made-up register on two continents: schools in Kenya and Togo, reefs in Fiji, and who says nothing of where."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from graph.snapshot.exchange import Needs
from graph.snapshot.snapshot import Snapshot
from tests.arrays import Body, Entry, arrays

ON = date(2026, 3, 1)
WITHIN_THE_YEAR = date(2026, 9, 30)
LONG_AGO = date(2012, 12, 31)

BODIES = (
    Body("Kisumu Schools", "ngo", "KEN"),
    Body("Lomé Learning", "ngo", "TGO"),
    Body("Reef Watch", "ngo", "FJI"),
    Body("World Bank of Ideas", "intergovernmental", ""),
)


def _tags(*goals: int, countries: str = "", themes: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
    return (
        *(("sdg", str(goal)) for goal in goals),
        *(("country", code) for code in countries.split()),
        *(("theme", code) for code in themes),
    )


ENTRIES = (
    Entry("Schools of Kenya", partners=(0, 3), tags=_tags(4, countries="KEN"), lead=0),
    Entry("Schools on the lake", partners=(0,), tags=_tags(4, 5, countries="KEN UGA")),
    Entry("Lessons for Togo", partners=(1, 3), tags=_tags(4, countries="TGO")),
    Entry("Water of Benin", partners=(1,), tags=_tags(6, countries="BEN", themes=("csd:water",))),
    Entry("Reefs of Fiji", partners=(2, 3), tags=_tags(14, countries="FJI", themes=("csd:oceans",))),
    Entry("Reefs of two seas", partners=(2,), tags=_tags(14, countries="FJI KEN")),
    Entry("Fisheries", partners=(), tags=_tags(14)),
    Entry("Trees somewhere near Nairobi", partners=(3,), tags=_tags(15), about={"KEN": 1.0}),
    Entry("A title alone"),
    Entry("Work in Togo", partners=(1,), tags=_tags(countries="TGO")),
)


def days(*each: date | None) -> np.ndarray:
    return np.array([day.toordinal() if day else 0 for day in each], dtype=np.int32)


@pytest.fixture(scope="session")
def register() -> Snapshot:
    ends = days(None, WITHIN_THE_YEAR, LONG_AGO, None, LONG_AGO, date(2040, 1, 1), *[None] * 4)
    starts = days(date(2020, 1, 1), *[None] * 8, date(2030, 1, 1))
    open_ended = np.array([True] + [False] * 9)
    return replace(arrays(BODIES, ENTRIES), ends=ends, starts=starts, open_ended=open_ended)


@pytest.fixture(scope="session")
def needs() -> Needs:
    """Two needs of Togo, one of Fiji, and a priority of Norway."""
    return Needs(
        ids=["n-1", "n-2", "n-3", "n-4"],
        names=["Togo, water", "Togo, schools", "Fiji, oceans", "Norway, transport"],
        countries=["TGO", "TGO", "FJI", "NOR"],
        themes=[["csd:water"], [], ["csd:oceans"], []],
        goals=[[], [4], [14], [9]],
        facts=[{"conditionality": "conditional"}, {}, {"conditionality": "both"}, {"conditionality": "unconditional"}],
        records=["plans:1", "plans:2", "plans:3", "plans:4"],
        actions=[["Wells"], ["Schools"], ["Reefs"], ["Ferries"]],
        vectors=np.zeros((4, 0), np.float32),
        starts=np.arange(5, dtype=np.int64),
    )
