"""Coverage by goal and region: counts, denominators, expectations, and what is said where nothing can be."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from graph.analytics.gaps import baselines
from graph.analytics.gaps.answer import NOTICE, Cell, Coverage
from graph.analytics.gaps.areas import scheme, schemes
from graph.analytics.gaps.baselines import BASELINES, Baseline
from graph.analytics.gaps.coverage import coverage
from graph.analytics.gaps.files import CELLS, cells_csv
from graph.errors import InputError
from graph.model.vocabularies import regions_of
from graph.snapshot.exchange import Needs
from graph.snapshot.snapshot import Snapshot
from tests.arrays import arrays, snapshots
from tests.graph.analytics.gaps.conftest import ON


def cell(made: Coverage, line: str, area: str) -> Cell:
    (found,) = [each for each in made.cells if (each.line, each.area) == (line, area)]
    return found


def test_counts_have_their_rows_and_denominators(register: Snapshot) -> None:
    made = coverage(register, ON)
    assert (made.population.entries, made.population.state_line, made.population.state_area) == (10, 8, 7)
    assert (made.population.state_both, made.population.state_neither) == (6, 1)
    schools = cell(made, "4", "002")
    assert (schools.count, schools.partnerships) == (3, ("e-0", "e-1", "e-2"))
    reefs = {area: cell(made, "14", area).count for area in ("002", "009", "142")}
    assert reefs == {"002": 1, "009": 2, "142": 0}
    goal = next(line for line in made.lines if line.code == "14")
    assert (goal.label, goal.entries, goal.state_it) == ("Life below water", 2, 3)
    africa = next(area for area in made.areas if area.code == "002")
    assert (africa.entries, africa.countries_stated) == (5, 4)
    assert made.notice == NOTICE
    assert "in this register, not in the world" in made.notice


def test_what_is_expected_is_row_total_by_column_total_by_total_of_entries_in_as_many_areas(register: Snapshot) -> None:
    made = coverage(register, ON)
    schools = cell(made, "4", "009")
    assert (schools.count, schools.compared) == (0, 0)
    # Five entries work in one area, and one of these in Oceania; the sixth works in two areas, and isn't about schools.
    assert schools.expected == pytest.approx(3 * 1 / 5)
    assert (schools.low, schools.high) == (0, 1)
    assert schools.verdict == "too-few"
    # Four goals and two areas have entries.
    assert "8 cells were compared at once" in made.baseline.correction
    assert "hypergeometric" in made.baseline.interval


def test_what_is_only_read_is_counted_apart(register: Snapshot) -> None:
    made = coverage(register, ON)
    trees = cell(made, "15", "002")
    assert (trees.count, trees.read, trees.partnerships) == (0, 1, ())
    assert made.population.read_area == 1


def test_countries_of_an_area_can_be_the_baseline(register: Snapshot) -> None:
    made = coverage(register, ON, baseline="countries")
    areas = {area.code: area for area in made.areas}
    world = sum(area.countries for area in areas.values())
    # Of the two entries of goal 14 one is shared out between Fiji and Kenya.
    assert {code: cell(made, "14", code).compared for code in areas} == {
        "002": 0.5, "019": 0, "142": 0, "150": 0, "009": 1.5,
    }  # fmt: skip
    assert cell(made, "14", "002").expected == pytest.approx(2 * areas["002"].countries / world, abs=0.01)
    assert cell(made, "14", "142").expected == pytest.approx(2 * areas["142"].countries / world, abs=0.01)
    assert (made.lines[13].entries, made.lines[13].compared) == (2, 2)


def whole(made: Coverage, area: str) -> Cell:
    return next(each for each in made.whole if each.area == area)


@pytest.fixture
def few_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few needs that their places can be counted by hand."""
    monkeypatch.setattr(baselines, "FEWEST_NEEDS", 1)


@pytest.mark.usefixtures("few_needs")
def test_an_area_as_a_whole_is_held_against_the_baseline_whatever_its_entries_are_about(
    register: Snapshot, needs: Needs
) -> None:
    made = coverage(register, ON, baseline="countries")
    africa, asia = whole(made, "002"), whole(made, "142")
    # Seven entries state a country; one of them works in two areas.
    assert (africa.count, africa.partnerships[-1], africa.read) == (6, "e-9", 1)
    assert (africa.compared, made.population.compared) == (5.5, 7)
    assert africa.expected == pytest.approx(7 * 60 / 249, abs=0.01)
    assert (asia.count, asia.verdict) == (0, "too-few")
    assert "5 areas as a whole by themselves" in made.baseline.correction
    asked = coverage(register, ON, baseline="needs", needs=needs)
    # Four entries state Togo or Fiji, which have declared three needs.
    assert (whole(asked, "002").compared, asked.population.compared) == (2, 4)
    assert whole(asked, "002").expected == pytest.approx(4 * 2.5 / 4, abs=0.01)
    assert whole(asked, "142").verdict == "not-compared"
    assert {each.verdict for each in coverage(register, ON).whole} == {"not-compared"}


def test_a_few_needs_do_not_tell_where_needs_are(register: Snapshot, needs: Needs) -> None:
    made = coverage(register, ON, baseline="needs", needs=needs)
    assert {each.verdict for each in made.cells} == {"not-compared"}
    assert any("fewer than 10 needs" in note for note in made.notes)


@pytest.mark.usefixtures("few_needs")
def test_declared_needs_can_be_the_baseline_and_what_is_not_documented_is_not_compared(
    register: Snapshot, needs: Needs
) -> None:
    made = coverage(register, ON, baseline="needs", needs=needs)
    assert {area.code: area.needs for area in made.areas} == {"002": 2, "019": 0, "142": 0, "150": 0, "009": 1}
    assert {area.code: area.countries_with_needs for area in made.areas if area.needs} == {"002": 1, "009": 1}
    # Of the three entries of goal 4 one is in a country with needs; the one need about it is in Africa.
    assert cell(made, "4", "002").compared == 1
    assert cell(made, "4", "002").expected == pytest.approx(1.5 / 2)
    assert cell(made, "4", "009").expected == pytest.approx(0.5 / 2)
    assert cell(made, "4", "142").verdict == "not-compared"
    assert cell(made, "5", "002").expected is None
    assert any("not documented here" in note for note in made.notes)
    without = coverage(register, ON, baseline="needs")
    assert {each.verdict for each in without.cells} == {"not-compared"}
    assert any("holds no declared needs" in note for note in without.notes)


@pytest.mark.usefixtures("few_needs")
def test_what_works_where_no_needs_are_declared_is_not_held_against_them(register: Snapshot, needs: Needs) -> None:
    made = coverage(register, ON, baseline="needs", needs=needs)
    # Of the entry in Fiji and Kenya only Fiji has needs, so all of it counts there.
    assert (cell(made, "14", "009").count, cell(made, "14", "009").compared) == (2, 2)
    assert (cell(made, "14", "002").count, cell(made, "14", "002").compared) == (1, 0)
    only_fiji = coverage(register, ON, baseline="needs", needs=replace(needs, countries=["XXX", "XXX", "FJI", "NOR"]))
    # Where all needs are in one area there is nothing to hold it against.
    assert {each.verdict for each in only_fiji.cells} == {"not-compared"}
    overlapping = coverage(register, ON, regions="categories", baseline="needs", needs=needs)
    # The one need about goal 14 is of Fiji, which isn't a least developed country.
    assert cell(overlapping, "14", "ldc").expected == pytest.approx(2 * 0.25)
    assert cell(overlapping, "14", "sids").expected == pytest.approx(2 * 0.75)


def test_groups_that_overlap_are_held_against_all_countries_outside(register: Snapshot) -> None:
    made = coverage(register, ON, regions="categories", baseline="countries")
    assert made.scheme.overlapping
    assert [area.code for area in made.areas] == ["ldc", "lldc", "sids"]
    assert "Least developed countries, 2024-12-13" in [area.name for area in made.areas]
    # Of goal 4 one entry is in Togo, one in Uganda and Kenya, and one in Kenya alone.
    assert (cell(made, "4", "ldc").count, cell(made, "4", "ldc").compared) == (2, 1.5)
    expected = 3 * made.areas[0].countries / 250
    assert cell(made, "4", "ldc").expected == pytest.approx(expected, abs=0.01)


def test_themes_are_those_of_every_scheme_that_is_used_empty_ones_too(register: Snapshot) -> None:
    made = coverage(register, ON, of="themes")
    codes = [line.code for line in made.lines]
    assert {"csd:water", "csd:oceans", "csd:mining"} <= set(codes)
    assert not [code for code in codes if not code.startswith("csd:")]
    assert cell(made, "csd:oceans", "009").partnerships == ("e-4",)
    assert made.population.state_both == 2


@pytest.mark.parametrize("code", sorted(schemes()))
@pytest.mark.parametrize("baseline", sorted(BASELINES))
@pytest.mark.usefixtures("few_needs")
def test_every_scheme_and_baseline_has_a_source_a_date_and_consistent_cells(
    register: Snapshot, needs: Needs, code: str, baseline: Baseline
) -> None:
    made = coverage(register, ON, regions=code, baseline=baseline, needs=needs)
    assert made.scheme.source
    assert made.scheme.date
    assert len(made.cells) == len(made.lines) * len(made.areas)
    for each in made.cells:
        assert each.count == len(each.partnerships)
        nothing = each.verdict == "not-compared"
        assert [each.compared is None, each.expected is None, each.q is None] == [nothing] * 3
        assert nothing or 0 <= (each.compared or 0) <= each.count
        if each.low is not None and each.high is not None:
            assert each.low <= each.high


def test_an_empty_register_says_so_and_compares_nothing() -> None:
    made = coverage(arrays([], []), ON)
    assert made.population.entries == 0
    assert {each.count for each in made.cells} == {0}
    assert {each.verdict for each in made.cells} == {"not-compared"}
    assert made.baseline.correction == "No cell was compared."
    assert any("nothing is compared" in note for note in made.notes)
    assert coverage(arrays([], []), ON, of="themes").cells == ()


@pytest.mark.usefixtures("few_needs")
def test_every_cell_is_a_line_of_the_table(register: Snapshot, needs: Needs) -> None:
    made = coverage(register, ON, baseline="needs", needs=needs)
    rows = list(csv.DictReader(cells_csv(made, "everything").splitlines()))
    assert len(rows) == len(made.cells) + len(made.areas)
    africa = next(row for row in rows if (row["line"], row["area"]) == ("", "002"))
    assert (africa["label"], africa["count"], africa["line_stated"], africa["countable"]) == ("", "6", "10", "7")
    assert tuple(rows[0]) == CELLS
    schools = next(row for row in rows if (row["line"], row["area"]) == ("4", "002"))
    assert (schools["count"], schools["compared"], schools["expected"]) == ("3", "1.0", "0.75")
    assert (schools["line_entries"], schools["line_compared"]) == ("3", "1")
    assert (schools["countable"], schools["population"]) == ("6", "10")
    assert next(row for row in rows if row["verdict"] == "not-compared")["expected"] == ""


@given(snapshots())
@settings(max_examples=60, deadline=None)
def test_counts_are_those_of_a_plain_count(snapshot: Snapshot) -> None:
    made = coverage(snapshot, ON, regions="m49-subregions")
    for each in made.cells:
        plain = [
            id
            for row, id in enumerate(snapshot.partnerships)
            if ("sdg", each.line) in snapshot.tags_of(row)
            and each.area in {region for code in snapshot.countries_of(row) for region in regions_of(code)}
        ]
        assert list(each.partnerships) == plain
        assert each.read >= 0


@pytest.mark.parametrize("baseline", ["countries", "needs"])
@pytest.mark.usefixtures("few_needs")
def test_where_places_were_chosen_nothing_is_said_of_them(register: Snapshot, needs: Needs, baseline: Baseline) -> None:
    before = coverage(register, ON, baseline=baseline, needs=needs)
    made = coverage(register, ON, baseline=baseline, needs=needs, places_chosen=True)
    assert {each.verdict for each in (*made.cells, *made.whole)} == {"not-compared"}
    assert [each.count for each in made.cells] == [each.count for each in before.cells]
    assert (before.population.compared > 0, made.population.compared) == (True, 0)
    assert made.baseline.correction == "No cell was compared."
    notes = " ".join(made.notes)
    assert "where they work was chosen" in notes
    assert "shared out" not in notes
    assert {row["verdict"] for row in csv.DictReader(cells_csv(made, "everything").splitlines())} == {"not-compared"}


def test_beside_independence_it_makes_no_difference_that_places_were_chosen(register: Snapshot) -> None:
    assert coverage(register, ON, places_chosen=True) == coverage(register, ON)


@pytest.mark.parametrize("baseline", sorted(BASELINES))
@pytest.mark.usefixtures("few_needs")
def test_a_goal_that_nobody_states_is_compared_with_no_baseline(
    register: Snapshot, needs: Needs, baseline: Baseline
) -> None:
    made = coverage(register, ON, baseline=baseline, needs=needs)
    empty = {line.code for line in made.lines if not line.entries}
    assert empty >= {"1", "2", "3", "17"}
    assert {each.verdict for each in made.cells if each.line in empty} == {"not-compared"}
    assert any("without an entry isn't compared" in note for note in made.notes)


@pytest.mark.usefixtures("few_needs")
def test_too_few_is_said_of_what_is_compared_whatever_else_is_counted(register: Snapshot, needs: Needs) -> None:
    made = coverage(register, ON, baseline="needs", needs=needs)
    # The entry of Fiji and Kenya works in Africa too, where Kenya has declared no needs.
    reefs = cell(made, "14", "002")
    assert (reefs.count, reefs.compared, reefs.low, reefs.verdict) == (1, 0, 0, "too-few")
    for baseline in BASELINES:
        for each in coverage(register, ON, baseline=baseline, needs=needs).cells:
            if each.verdict == "too-few":
                assert (each.compared, each.low) == (0, 0)


def test_that_entries_are_shared_out_is_said_where_something_is_compared(
    register: Snapshot, needs: Needs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def said(baseline: Baseline, needs: Needs | None = None) -> bool:
        return "shared out" in " ".join(coverage(register, ON, baseline=baseline, needs=needs).notes)

    assert said("countries")
    assert not said("independence")
    assert not said("needs")
    assert not said("needs", needs)
    monkeypatch.setattr(baselines, "FEWEST_NEEDS", 1)
    assert said("needs", needs)


def test_a_slice_is_counted_alone(register: Snapshot) -> None:
    made = coverage(register.only([4, 5]), ON)
    assert made.population.entries == 2
    assert cell(made, "14", "009").partnerships == ("e-4", "e-5")
    assert cell(made, "4", "002").count == 0


def test_memberships_are_those_of_the_asking_date() -> None:
    areas = {area.code: area.countries for area in scheme("categories", date(2024, 1, 1)).areas}
    assert "STP" in areas["ldc"]
    assert "STP" not in {area.code: area.countries for area in scheme("categories", ON).areas}["ldc"]


def test_what_is_not_known_is_refused_with_what_there_is() -> None:
    with pytest.raises(InputError, match="there are m49, m49-subregions"):
        scheme("the-west", ON)
