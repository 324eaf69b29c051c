"""`goal17 gaps` and `goal17 country`."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable

import pytest
from click.testing import Result

Goal17 = Callable[..., Result]


def flat(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def test_goals_by_region_say_what_they_are_of(run: Goal17, store: str) -> None:
    shown = flat(run("gaps", "--store", store))
    assert "Goals by Regions of M49 (2021-12)" in shown
    assert "A gap in this register, not in the world, as the United Nations' report of 2010" in shown
    assert "Of 4 partnerships 4 state a goal, 4 a country of the scheme, 4 both" in shown
    assert "1 Africa: 4 entries, 3 of 60 countries stated" in shown
    assert "5 cells were compared at once" in shown
    assert "Partnerships of the coast · as of 2026" in shown


def test_the_scheme_the_baseline_and_the_slice_can_be_chosen(run: Goal17, store: str) -> None:
    shown = flat(run("gaps", "--by", "csd-regions", "--baseline", "countries", "--sdg", "14", "--store", store))
    assert "Regions of the Commission on Sustainable Development (2010-02-24)" in shown
    assert "Slice: goal 14, stated." in shown
    assert "Of 2 partnerships" in shown
    assert "the area's share of the scheme's countries" in shown
    africa = "1 Africa: 2 entries, 2 of 60 countries stated; 2.0 shared out, expected 0.48 (0 to 2), within what chance"
    assert africa in shown
    assert "on average at most 5 % are so by chance, if each range holds" in shown


def test_a_table_of_many_areas_leaves_out_nothing_without_saying_so(run: Goal17, store: str) -> None:
    shown = flat(run("gaps", "--by", "m49-subregions", "--store", store))
    assert "22 Polynesia: 0 entries, 0 of 10 countries stated" in shown
    assert "1 2 all 1 0· 1 of 1 6 Clean water and sanitation 0· 1 1 of 1 7 Affordable and clean energy" in shown
    left_out = "Left out are 364 cells without an entry and without as many as one expected: goal 1, goal 2"
    assert left_out in shown
    assert "goal 17, area 3, area 4" in shown


def test_cells_are_lines_of_a_table(run: Goal17, store: str) -> None:
    rows = list(csv.DictReader(run("gaps", "--csv", "--store", store).stdout.splitlines()))
    assert len(rows) == 5 + 85
    water = next(row for row in rows if (row["line"], row["area"]) == ("14", "002"))
    assert (water["count"], water["line_entries"], water["population"]) == ("2", "2", "4")


def test_a_line_of_the_table_can_be_read_alone(run: Goal17, store: str) -> None:
    asked = ("--csv", "--country", "KEN", "--baseline", "countries", "--as-of", "2026-03-01", "--store", store)
    rows = list(csv.DictReader(run("gaps", *asked).stdout.splitlines()))
    said = {(row["slice"], row["baseline"], row["scheme"], row["as_of"], row["verdict"]) for row in rows}
    assert said == {("works in Kenya, as stated", "countries", "m49", "2026-03-01", "not-compared")}
    everything = csv.DictReader(run("gaps", "--csv", "--store", store).stdout.splitlines())
    assert {row["slice"] for row in everything} == {"everything"}


def test_json_is_what_the_api_sends(run: Goal17, store: str) -> None:
    answer = json.loads(run("gaps", "--json", "--ids", "1", "--store", store).stdout)
    cell = next(each for each in answer["coverage"]["cells"] if (each["line"], each["area"]) == ("14", "002"))
    assert (cell["count"], len(cell["partnerships"])) == (2, 1)
    assert answer["registers"][0]["register"] == "coast"


def test_niches_of_a_country_name_who_works_there(run: Goal17, store: str) -> None:
    shown = flat(run("gaps", "--for", "Tanzania", "--store", store))
    assert "United Republic of Tanzania: 3 niches" in shown
    assert "Of 4 partnerships 1 state United Republic of Tanzania; those that have not ended have 0 of 17" in shown
    assert "14 Life below water 1 entry here has ended (coast-2)" in shown
    assert "7 Affordable and clean energy Eastern Africa (M49, 2021-12): 1 entry, 1 not ended, in Kenya" in shown
    assert "River Watch (1 entry; Non-governmental organization)" in shown
    assert json.loads(run("gaps", "--for", "TZA", "--json", "--store", store).stdout)["niches"]["country"] == "TZA"


def test_niches_of_what_nobody_states_can_not_be_told(run: Goal17, store: str) -> None:
    shown = flat(run("gaps", "--for", "Tanzania", "--of", "themes", "--store", store))
    assert "niches can't be told: no entry states both a theme and a country" in shown
    assert "Without an entry here" not in shown


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (("--by", "the-west"), "there are m49, m49-subregions"),
        (("--for", "Atlantis"), "no country known"),
        (("--csv", "--json"), "neither --json nor --for"),
        (("--baseline", "population"), "'population' is not one of"),
    ],
)
def test_what_can_not_be_asked_is_said(run: Goal17, store: str, told: tuple[str, ...], said: str) -> None:
    result = run("gaps", *told, "--store", store)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_a_country_is_told_what_is_active_and_who_is_here(run: Goal17, store: str) -> None:
    shown = flat(run("country", "Kenya", "--as-of", "2026-03-01", "--store", store))
    assert "Kenya (KEN) on 2026-03-01" in shown
    assert "Group of 77 and China" in shown
    assert "Of 4 partnerships 2 state Kenya: 1 active, 0 planned, 0 ended, 1 that can't be told." in shown
    assert "Active, national (states this country alone): 1 entry - Mangroves for the coast" in shown
    assert "running · 2019-01-01 to 2030-12-31 · SDG 13, 14 · states Kenya alone · 3 partners" in shown
    assert "May or may not run: no end is stated: 1 entry - Solar clinics" in shown
    assert "Working here, based elsewhere or nobody knows where: 3 partners" in shown
    assert "not documented here, which doesn't say that there are none" in shown


def test_what_ends_soon_depends_on_the_day_and_the_window(run: Goal17, store: str) -> None:
    asked = ("country", "KEN", "--as-of", "2030-12-01", "--store", store)
    assert "Ending within 30 days: 1 entry - Mangroves for the coast" in flat(run(*asked, "--window", "30"))
    none = "Ending within 5 days: none; the next stated end is 2030-12-31"
    assert none in flat(run(*asked, "--window", "5"))


def test_a_day_that_is_none_is_told(run: Goal17, store: str) -> None:
    told = run("country", "KEN", "--as-of", "tomorrow", "--store", store)
    assert (told.exit_code, "'tomorrow' is no day; write it as YYYY-MM-DD." in told.stderr) == (2, True)


def test_a_country_as_json_and_a_list_that_is_cut(run: Goal17, store: str) -> None:
    answer = json.loads(run("country", "KEN", "--limit", "1", "--json", "--store", store).stdout)
    assert (answer["view"]["others"]["total"], len(answer["view"]["others"]["shown"])) == (3, 1)
    assert "and 2 more (--limit)" in flat(run("country", "KEN", "--limit", "1", "--store", store))


def test_no_country_is_said(run: Goal17, store: str) -> None:
    result = run("country", "Atlantis", "--store", store)
    assert result.exit_code == 2
    assert "no country known by name or ISO 3166 code" in result.stderr
