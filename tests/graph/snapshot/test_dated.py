"""Whether a partnership is running on a day, by what its register says."""

from __future__ import annotations

from datetime import date

import pytest

from graph.snapshot.dated import ended, status_of
from graph.snapshot.make import make
from graph.snapshot.snapshot import Snapshot
from graph.store.interface import Store


@pytest.fixture(scope="module")
def snapshot(world: Store) -> Snapshot:
    return make(world.view())


@pytest.mark.parametrize(
    ("id", "day", "expected"),
    [
        ("coast-1", "2018-12-31", "planned"),  # 2019 to 2030
        ("coast-1", "2019-01-01", "running"),
        ("coast-1", "2030-12-31", "running"),
        ("coast-1", "2031-01-01", "ended"),
        ("coast-2", "2018-02-28", "running"),  # to a day
        ("coast-2", "2018-03-01", "ended"),
        ("coast-2", "2015-02-28", "planned"),  # from a month
        ("clinic-3", "2025-01-01", "open-ended"),
        ("clinic-3", "2017-12-31", "planned"),
        ("clinic-4", "2025-01-01", "not-stated"),  # it has begun, and nothing says that it goes on
        ("clinic-4", "2020-04-30", "planned"),
        ("clinic-6", "2031-06-30", "running"),  # only an end, to a month
        ("clinic-6", "2031-07-01", "ended"),
        ("coast-9", "2025-01-01", "planned"),
        ("clinic-12", "2025-01-01", "not-stated"),
    ],
)
def test_status_on_a_day(snapshot: Snapshot, id: str, day: str, expected: str) -> None:
    on = date.fromisoformat(day)
    row = snapshot.partnership_row[id]
    assert status_of(snapshot, row, on) == expected
    assert bool(ended(snapshot, on)[row]) == (expected == "ended")
