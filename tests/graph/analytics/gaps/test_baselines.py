"""Each baseline in the world that it takes for chance: ranges hold what they say, and hardly any cell is called.

Registers are drawn at random, of entries that hang together as real ones do: who names several countries names
neighbours (all of one region, or a dozen of them), or any, or one in every region; and broad entries have many goals.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import numpy as np
import pytest

from graph.analytics.gaps.answer import Cell
from graph.analytics.gaps.areas import scheme
from graph.analytics.gaps.coverage import coverage
from graph.model.vocabularies import regions_of
from graph.snapshot.exchange import Needs
from tests.arrays import Entry, arrays
from tests.graph.analytics.gaps.conftest import ON

REGISTERS, ENTRIES = 25, 150

Countries = list[str]
World = Callable[[np.random.Generator, Countries], Countries]
"""Which countries an entry names, of those there are."""


def _any(number: int) -> World:
    return lambda rng, known: rng.choice(known, number, replace=False).tolist()


def _neighbours(rng: np.random.Generator, known: Countries) -> Countries:
    """All countries of the region that one of them is in, or just this one."""
    first = str(rng.choice(known))
    return [code for code in known if regions_of(code)[0] == regions_of(first)[0]] if rng.random() < 0.4 else [first]


def _everywhere(rng: np.random.Generator, known: Countries) -> Countries:
    """One country of each of some regions; of most entries just one."""
    number = int(rng.choice([1, 1, 1, 2, 4]))
    drawn: dict[str, str] = {}
    while len(drawn) < number:
        code = str(rng.choice(known))
        drawn.setdefault(regions_of(code)[-2], code)
    return list(drawn.values())


WORLDS: dict[str, World] = {
    "one each": _any(1),
    "two of any": _any(2),
    "five of any": _any(5),
    "twenty of any": _any(20),
    "neighbours": _neighbours,
    "everywhere": _everywhere,
}


def _known() -> Countries:
    return sorted(code for code in scheme("m49", ON).countries if len(regions_of(code)) > 1)


def _entry(at: int, goals: Iterable[int], countries: Iterable[str]) -> Entry:
    return Entry(f"e{at}", tags=(*(("sdg", str(goal)) for goal in goals), *(("country", code) for code in countries)))


def holds(made: list[tuple[Cell, ...]]) -> None:
    """Ranges hold at least 95 % of what is found, and of registers at most one in twenty has a cell that is called."""
    told = [each for cells in made for each in cells if each.compared is not None]
    assert told
    # A sum of parts is taken for the whole number next to it that is less far off.
    below = sum(math.ceil(each.compared or 0) < (each.low or 0) for each in told)
    above = sum(math.floor(each.compared or 0) > (each.high or 0) for each in told)
    assert below + above <= 0.05 * len(told) + 3 * math.sqrt(0.05 * len(told))
    called = sum(any(each.verdict in {"fewer", "more"} for each in cells) for cells in made)
    assert called <= 0.05 * len(made) + 3 * math.sqrt(0.05 * len(made))


@pytest.mark.parametrize("regions", ["m49", "un-regional-groups", "categories", "south-lists"])
@pytest.mark.parametrize("world", WORLDS)
def test_countries_named_by_chance_are_as_expected_however_those_of_one_entry_hang_together(
    regions: str, world: str
) -> None:
    rng, known = np.random.default_rng(17), sorted(scheme(regions, ON).countries & set(_known()))
    made = []
    for _ in range(REGISTERS):
        entries = [_entry(at, [14], WORLDS[world](rng, known)) for at in range(ENTRIES)]
        answer = coverage(arrays((), entries), ON, regions=regions, baseline="countries")
        made.append((*[each for each in answer.cells if each.line == "14"], *answer.whole))
    holds(made)


@pytest.mark.parametrize("regions", ["m49", "categories", "south-lists"])
def test_broad_entries_tie_no_goal_to_an_area(regions: str) -> None:
    rng, known = np.random.default_rng(17), _known()
    made = []
    for _ in range(REGISTERS):
        entries = []
        for at in range(ENTRIES):
            broad = rng.random() < 0.2
            goals = rng.choice(range(1, 18), 9 if broad else 1, replace=False)
            entries.append(_entry(at, goals.tolist(), _any(9 if broad else 1)(rng, known)))
        made.append(coverage(arrays((), entries), ON, regions=regions).cells)
    holds(made)


@pytest.mark.parametrize("regions", ["m49", "categories"])
@pytest.mark.parametrize("number", [12, 200])
def test_entries_that_are_where_needs_are_are_as_expected(regions: str, number: int) -> None:
    rng, known = np.random.default_rng(17), _known()
    made = []
    for _ in range(2 * REGISTERS):
        documented = rng.choice(known, 20, replace=False).tolist()
        entries = [_entry(at, [14], _neighbours(rng, documented)) for at in range(ENTRIES)]
        # What is done where nobody has written down any needs makes no difference.
        entries += [_entry(at, [14], _any(1)(rng, sorted(set(known) - set(documented)))) for at in range(ENTRIES)]
        answer = coverage(
            arrays((), entries), ON, regions=regions, baseline="needs", needs=_of(rng, documented, number)
        )
        made.append(tuple(each for each in answer.cells if each.line == "14"))
    holds(made)


def _of(rng: np.random.Generator, countries: Countries, number: int) -> Needs:
    return Needs(
        ids=[f"n-{at}" for at in range(number)],
        names=["Reefs"] * number,
        countries=rng.choice(countries, number).tolist(),
        themes=[[]] * number,
        goals=[[14]] * number,
        facts=[{"conditionality": "conditional"}] * number,
        records=["plans:1"] * number,
        actions=[["Reefs"]] * number,
        vectors=np.zeros((number, 0), np.float32),
        starts=np.arange(number + 1, dtype=np.int64),
    )


def test_an_entry_that_works_in_every_area_says_nothing_of_one_of_them() -> None:
    rng, known = np.random.default_rng(17), _known()
    entries = [_entry(at, [int(rng.choice([4, 14]))], _any(1)(rng, known)) for at in range(ENTRIES)]
    before = coverage(arrays((), entries), ON).cells
    after = coverage(arrays((), [*entries, _entry(ENTRIES, [14], known)]), ON).cells
    for one, other in zip(before, after, strict=True):
        more = int(one.line == "14")
        assert other.count == one.count + more
        assert (other.expected is None) == (one.expected is None) == (one.line not in {"4", "14"})
        if one.expected is None:
            continue
        assert other.expected == pytest.approx(one.expected + more, abs=0.011)
        assert (other.low, other.high, other.q) == ((one.low or 0) + more, (one.high or 0) + more, one.q)


def test_an_entry_that_states_every_country_is_shared_out_as_is_expected() -> None:
    known = sorted(scheme("m49", ON).countries)
    made = coverage(arrays((), [_entry(0, [14], known)]), ON, baseline="countries")
    cells = [each for each in made.cells if each.line == "14"]
    assert {each.count for each in cells} == {1}
    assert [each.compared for each in cells] == [each.expected for each in cells]
    assert sum(each.compared or 0 for each in cells) == pytest.approx(1, abs=0.02)


def test_twelve_countries_of_one_region_are_one_entry_there() -> None:
    pacific = sorted(code for code in _known() if regions_of(code)[-2] == "009")[:12]
    made = coverage(arrays((), [_entry(at, [14], pacific) for at in range(10)]), ON, baseline="countries")
    found = {each.area: (each.count, each.compared) for each in made.cells if each.line == "14"}
    assert found == {"002": (0, 0), "019": (0, 0), "142": (0, 0), "150": (0, 0), "009": (10, 10)}


@pytest.mark.parametrize("regions", ["m49", "categories"])
def test_what_is_far_from_the_baseline_is_called(regions: str) -> None:
    area = scheme(regions, ON).areas[0]
    rng, inside = np.random.default_rng(17), sorted(area.countries)
    entries = [_entry(at, [14], _any(1)(rng, inside)) for at in range(60)]
    answer = coverage(arrays((), entries), ON, regions=regions, baseline="countries")
    verdicts = {each.area: each.verdict for each in answer.cells if each.line == "14"}
    assert verdicts[area.code] == "more"
    assert {each.verdict for each in answer.whole if each.area == area.code} == {"more"}
