"""Whether a partnership is running on a day, by what its register says."""

from __future__ import annotations

from datetime import date

import pytest

from graph.matching.status import ended, gates, status
from graph.model.vocabularies import vocabulary
from graph.snapshot.snapshot import Snapshot


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
    assert status(snapshot, row, on) == expected
    assert bool(ended(snapshot, on)[row]) == (expected == "ended")


def test_no_gate_is_passed_without_a_statement(snapshot: Snapshot) -> None:
    for row in range(len(snapshot.partnerships)):
        for day in (date(1900, 1, 1), date(2025, 6, 15), date(9999, 12, 31)):
            made = gates(snapshot, row, day)
            assert [gate.code for gate in made] == ["open", "eligible", "contribution", "how-to-apply"]
            assert all(gate.code in vocabulary("gates").terms for gate in made)
            assert not any(gate.passed for gate in made)
            assert all(gate.why for gate in made)
            is_over = status(snapshot, row, day) == "ended"
            assert (made[0].passed is False) == is_over
            assert all(gate.passed is None for gate in made[1:])


def test_a_gate_names_the_day(snapshot: Snapshot) -> None:
    row = snapshot.partnership_row["coast-2"]
    assert "2018-02-28" in gates(snapshot, row, date(2025, 1, 1))[0].why
