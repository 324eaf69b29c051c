"""Parts side by side, and what stands in none is counted and named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from graph.analytics.network.parts import Parts, periods, registers
from graph.analytics.network.two_mode import Population, two_mode
from graph.analytics.network.words import of_parts
from graph.errors import InputError
from graph.snapshot.make import make
from graph.snapshot.recorded import Recorded
from graph.snapshot.snapshot import Snapshot
from graph.store.interface import Store
from tests.arrays import Body, Entry, arrays


@pytest.fixture(scope="module")
def made() -> Snapshot:
    lists = [(0, 1), (1, 2), (3,), (0, 4), ()]
    starts = [date(2012, 5, 1), date(2015, 1, 1), date(2015, 12, 31), None, date(2016, 1, 1)]
    snapshot = arrays(
        [Body(str(at)) for at in range(5)], [Entry(str(at), partners=each) for at, each in enumerate(lists)]
    )
    return replace(snapshot, starts=np.array([day.toordinal() if day else 0 for day in starts], dtype=np.int32))


def told(parts: Parts) -> list[tuple[str, tuple[int, ...]]]:
    return [(part.name, part.rows) for part in parts.parts]


def test_over_time_partnerships_add_up(made: Snapshot) -> None:
    found = periods(made)
    assert told(found) == [
        ("until 2012", (0,)),
        ("until 2013", (0,)),
        ("until 2014", (0,)),
        ("until 2015", (0, 1, 2)),
        ("until 2016", (0, 1, 2, 4)),
    ]
    assert found.in_no_part == ("e-3",)
    assert [part.newcomers for part in found.parts] == [2, 0, 0, 2, 0]
    last = found.parts[-1]
    assert last.population == Population(4, 3, 5, 1, 1)
    assert (last.ties, last.in_largest) == (pytest.approx(5 / 3), 0.75)
    assert last.population == two_mode(made.only(last.rows)).population
    assert of_parts(found) == (
        "Divided by year of start (all until then), the network has 5 parts, the last of which (until 2016) has 4"
        " partners of 3 partnerships; 1 partnership stands in none: no start is stated, or none that can be read"
        " (1 partnership names no partner and is left out; a partner whose name was not recognised under another"
        " spelling counts twice)."
    )


def test_windows_stand_for_themselves_and_end_with_the_latest_start(made: Snapshot) -> None:
    assert told(periods(made, "window")) == [
        ("2012", (0,)),
        ("2013", ()),
        ("2014", ()),
        ("2015", (1, 2)),
        ("2016", (4,)),
    ]
    found = periods(made, "window", 3)
    assert told(found) == [("2011-2013", (0,)), ("2014-2016", (1, 2, 4))]
    assert found.parts[1].newcomers == 2
    assert told(periods(made, "cumulative", 3)) == [("until 2013", (0,)), ("until 2016", (0, 1, 2, 4))]


def test_without_starts_there_are_no_periods_and_all_is_named() -> None:
    made = arrays([Body()], [Entry(partners=(0,))])
    found = periods(made)
    assert (found.parts, found.in_no_part) == ((), ("e-0",))
    assert "the network has no parts; 1 partnership stands in none" in of_parts(found)
    assert periods(arrays([], [])).in_no_part == ()
    with pytest.raises(InputError, match="0 years"):
        periods(made, years=0)


def test_registers_may_share_partnerships_and_partners(made: Snapshot) -> None:
    found = registers(made, {"a": [1, 0], "b": [1, 2], "c": []})
    assert told(found) == [("a", (0, 1)), ("b", (1, 2)), ("c", ())]
    assert [part.newcomers for part in found.parts] == [1, 1, 0], "partners that are in none of the others"
    assert found.parts[2].population.partners == 0
    assert (found.parts[2].ties, found.parts[2].in_largest) == (None, None)
    assert found.in_no_part == ("e-3", "e-4")
    with pytest.raises(InputError, match="b names a row that is none of the 5 partnerships"):
        registers(made, {"a": [0], "b": [5]})


def test_registers_are_those_of_the_records(made: Snapshot, world: Store) -> None:
    recorded = Recorded(
        ids=["x:1", "y:1", "y:2"],
        partnership=np.array([0, 0, 4], dtype=np.int32),
        registers=["x", "y"],
        register=np.array([0, 1, 1], dtype=np.int16),
    )
    assert told(registers(replace(made, recorded=recorded))) == [("x", (0,)), ("y", (0, 4))]
    whole = make(world.view())
    found = registers(whole)
    assert {row for part in found.parts for row in part.rows} == set(range(len(whole.partnerships)))
    assert found.in_no_part == ()
