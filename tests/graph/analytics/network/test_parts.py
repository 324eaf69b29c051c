"""Parts side by side, and what stands in none is counted and named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from scipy.sparse import csr_array

from graph.analytics.network.parts import Parts, periods, registers
from graph.analytics.network.two_mode import Population, two_mode
from graph.analytics.network.words import of_periods, of_registers
from graph.analytics.slices import Slice, cut
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
    assert (last.partners_each, last.in_largest, last.in_others) == (pytest.approx(5 / 3), 0.75, None)
    assert (found.population, found.in_several) == (two_mode(made).population, None)
    assert last.population == two_mode(made.only(last.rows)).population
    assert of_periods(found) == (
        "By year of start (all until then) there are 5 periods; the last one (until 2016) has 4 partners of 3"
        " partnerships; 1 partnership stands in none: no start is stated, or none that can be read (1 partnership names"
        " no partner and is left out; a partner whose name was not recognised under another spelling counts twice, and"
        " two bodies under one general name may count as one)."
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
    assert of_periods(found).startswith("There are no ties to measure: none of 1 partnership names more than one of 1")
    tied = periods(arrays([Body(), Body()], [Entry(partners=(0, 1))]))
    assert of_periods(tied).startswith(
        "By year of start (all until then) nothing can be told; 1 partnership stands in no"
    )
    empty = periods(arrays([], []))
    assert (empty.in_no_part, of_periods(empty)) == ((), "There is no network: there is no partnership.")
    with pytest.raises(InputError, match="0 years"):
        periods(made, years=0)


@pytest.fixture(scope="module")
def registered(made: Snapshot) -> Snapshot:
    """Two registers that share the first partnership, of which each names other partners."""
    named = {0: (0, 1), 1: (0, 2), 2: (1, 2), 3: (3,), 4: ()}
    partners = np.zeros((5, 5), dtype=np.int8)
    for record, each in named.items():
        partners[record, list(each)] = 1
    return replace(
        made,
        links=csr_array(np.array([[1, 0, 0, 1, 0], [1, 1, 0, 0, 0], [1, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0] * 5])),
        recorded=Recorded(
            ids=["x:1", "y:1", "x:2", "y:2", "y:3"],
            partnership=np.array([0, 0, 1, 2, 4], dtype=np.int32),
            registers=["x", "z", "y"],
            register=np.array([0, 2, 0, 2, 2], dtype=np.int16),
            portfolio=np.full(5, -1, dtype=np.int16),
            begins=np.zeros((5, 2), dtype=np.int16),
            ends=np.zeros((5, 2), dtype=np.int16),
            stated=csr_array((5, 0), dtype=np.int8),
            tied=csr_array((5, 0), dtype=np.int8),
            partners=csr_array(partners),
            roles=[""],
        ),
    )


def test_of_a_register_counts_what_its_own_records_name(registered: Snapshot) -> None:
    found = registers(registered)
    assert told(found) == [("x", (0, 1)), ("y", (0, 2, 4))], "of z nothing is here"
    x, y = found.parts
    assert x.population == Population(3, 2, 4, 2, 0)
    # The other register's partner of the shared partnership is none of y's.
    assert y.population == Population(3, 2, 3, 2, 1)
    assert x.population == two_mode(cut(registered, Slice(registers=("x",))).sliced).population
    assert (x.newcomers, y.newcomers) == (None, None), "registers have no order"
    assert (x.in_others, y.in_others, found.in_several) == (2, 2, 2)
    assert found.in_no_part == ("e-3",)
    assert of_registers(found).startswith(
        "By register there are 3 partners of 2 partnerships (x) and 3 partners of 2 partnerships (y); 2 of 4 (50 %)"
        " partners stand in several of them; 1 partnership stands in none: no record of them is here ("
    )


def test_registers_of_a_slice_are_those_that_have_a_record_in_it(registered: Snapshot, world: Store) -> None:
    one = registers(cut(registered, Slice(registers=("y",))).sliced)
    assert told(one) == [("y", (0, 1, 2))]
    assert one.parts[0].in_others is None, "there is no other"
    assert "several" not in of_registers(one)
    none = registers(cut(registered, Slice(records=("x:9",))).sliced)
    assert (none.parts, of_registers(none)) == ((), "There is no network: there is no partnership.")
    whole = make(world.view())
    found = registers(whole)
    assert {row for part in found.parts for row in part.rows} == set(range(len(whole.partnerships)))
    assert found.in_no_part == ()
