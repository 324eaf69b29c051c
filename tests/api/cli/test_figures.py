"""`goal17 figures`."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from graph.analytics.figures.figure import Bar, Figure, Series
from graph.analytics.figures.folder import write_figures
from graph.store import open_store
from tests.api.cli.conftest import Goal17
from tests.world import DRAFTS, UNDP, draft, read


def test_a_page(run: Goal17, store: str) -> None:
    told = run("figures", "VII", "size", "--store", store)
    assert told.exit_code == 0
    page = " ".join(told.stdout.split())
    assert "4 partnerships in 4 records: everything" in page
    assert "Figure VII, When they began." in page
    assert "1 25 % 2015" in page
    assert "4 of 4 partnerships could be read." in page
    assert " Number of partners." in page
    assert "Listed as submitted to the registers named, not endorsed." in page


def test_all_figures_of_a_slice(run: Goal17, store: str) -> None:
    told = run("figures", "--store", store, "--country", "Kenya", "--since", "2020", "--json")
    answer = json.loads(told.stdout)
    assert [each["code"] for each in answer["figures"]][:2] == ["I", "II"]
    assert {(each["partnerships"], each["slice"]) for each in answer["figures"]} == {
        (1, "works in Kenya, as stated; begun from 2020 on")
    }


def test_tables(run: Goal17, store: str) -> None:
    bars = list(csv.DictReader(StringIO(run("figures", "VII", "--csv", "--store", store).stdout)))
    assert [(each["code"], each["count"]) for each in bars] == [
        ("2015", "1"),
        ("2019", "1"),
        ("2020", "1"),
        ("2021", "1"),
    ]
    rows = list(csv.DictReader(StringIO(run("figures", "VII", "--rows", "--store", store).stdout)))
    assert [each["partnership"] for each in rows] == ["coast-2", "coast-1", "coast-3", "coast-4"]


def test_a_bar_holds_as_many_ids_as_are_asked_for(run: Goal17, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'wells.db'}"
    with open_store(url) as made:
        read(made, [draft("coast", str(at), f"Well {at}", "", UNDP, start="2019") for at in range(21)])
    for asked, held in (((), 20), (("--ids", 1), 1), (("--ids", 0), 0), (("--ids", 1000), 21)):
        told = run("figures", "VII", "--json", "--to", tmp_path / "out", *asked, "--store", url)
        (bar,) = json.loads(told.stdout.partition("\n")[2])["figures"][0]["series"][0]["bars"]
        assert (bar["code"], bar["count"], len(bar["rows"])) == ("2019", 21, held)
        with (tmp_path / "out" / "rows.csv").open(encoding="utf-8", newline="") as file:
            assert len(list(csv.DictReader(file))) == 21, "tables have all"
    assert run("figures", "VII", "--ids", 1001, "--store", url).exit_code == 2


def test_the_records_of_a_file(run: Goal17, store: str, tmp_path: Path) -> None:
    (tmp_path / "ids.txt").write_text("coast:1\n\ncoast:9\n", encoding="utf-8")
    told = run("figures", "size", "--records", tmp_path / "ids.txt", "--store", store)
    page = " ".join(told.stdout.split())
    assert "1 partnership in 1 record: 2 records or partnerships by id" in page
    assert "1 of the 2 ids that were named is not in the store: 'coast:9'." in page
    (tmp_path / "ids.txt").write_text("\n", encoding="utf-8")
    empty = run("figures", "--records", tmp_path / "ids.txt", "--store", store)
    assert (empty.exit_code, "names no records" in empty.stderr) == (2, True)
    (tmp_path / "ids.txt").write_bytes(b"coast:\xff")
    assert "no text in UTF-8: byte 7" in run("figures", "--records", tmp_path / "ids.txt", "--store", store).stderr


def test_a_folder_of_charts(run: Goal17, store: str, tmp_path: Path) -> None:
    told = run("figures", "V", "VII", "III", "--to", tmp_path / "out", "--store", store)
    assert told.exit_code == 0
    names = {each.name for each in (tmp_path / "out").iterdir()}
    assert {"vii-year.svg", "v-time-frame.svg", "figures.csv", "rows.csv", "figures.txt"} <= names
    assert "iii-scope.svg" not in names, "nobody states a scope"
    text = (tmp_path / "out" / "figures.txt").read_text(encoding="utf-8")
    assert "Figure III, Geographical scope." in text
    assert "0 of 4 partnerships could be read" in text


def test_a_folder_holds_the_charts_of_one_run_and_what_is_somebody_elses(
    run: Goal17, store: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert run("figures", "V", "VII", "--to", out, "--store", store).exit_code == 0
    for name in ("v-neck.svg", "notes.txt"):
        (out / name).write_text("mine", encoding="utf-8")
    assert run("figures", "VII", "--to", out, "--store", store).exit_code == 0
    names = {each.name for each in out.iterdir()}
    assert names == {"vii-year.svg", "figures.csv", "rows.csv", "figures.txt", "v-neck.svg", "notes.txt"}
    with (out / "figures.csv").open(encoding="utf-8", newline="") as file:
        assert {each["figure"] for each in csv.DictReader(file)} == {"VII"}


def test_a_run_that_fails_leaves_what_was_there(run: Goal17, store: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("figures", "VII", "--to", out, "--store", store).exit_code == 0
    before = {each.name: each.read_bytes() for each in out.iterdir()}
    bar = Bar("a", "no \ud800 text", 1, 1.0, ("coast-1",))
    series = Series("year", "Years", "partnerships", "stated", "So.", 1, 1, 0, several=False, bars=(bar,), total=1)
    with pytest.raises(UnicodeEncodeError):
        write_figures([Figure("VII", "When", "everything", 1, 1, (series,))], out)
    assert {each.name: each.read_bytes() for each in out.iterdir()} == before


@pytest.mark.parametrize("table", [b"figure,series\nV,../../mine\nV,mine/x\n", b"\xff\x00", b""])
def test_a_table_that_somebody_else_wrote_takes_no_file_away(
    run: Goal17, store: str, tmp_path: Path, table: bytes
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "mine.svg").write_text("mine", encoding="utf-8")
    (tmp_path / "out" / "figures.csv").write_bytes(table)
    assert run("figures", "VII", "--to", tmp_path / "out", "--store", store).exit_code == 0
    assert (tmp_path / "mine.svg").read_text(encoding="utf-8") == "mine"


def test_what_was_published_stands_on_the_page_where_nothing_could_be_read(run: Goal17, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'world.db'}"
    with open_store(url) as made:
        read(made, DRAFTS)
    page = " ".join(run("figures", "III", "VI", "VII", "--portfolio", "csd", "--store", url).stdout.split())
    assert "– – Global published: 52 % of 348 (§14)" in page, "no record states a scope"
    assert "1 100 % 2019" in page
    assert "0 0 % 2003 published: 24 % of 74 (§41), of the thematic cluster" in page
    assert "Published: before 2002 5 % of 74" in page, "no bar counts them together"
    assert "Women 1 %" in page.partition("not compared:")[0]
    assert "Published values: E/CN.17/2010/13 (Partnerships for Sustainable Development, report of the" in page
    lines = list(
        csv.DictReader(StringIO(run("figures", "VI", "VII", "--csv", "--portfolio", "csd", "--store", url).stdout))
    )
    told = {(each["series"], each["code"]): (each["count"], each["published"]) for each in lines if each["published"]}
    assert told["year", "2003"] == ("0", "24.0")
    assert told["year", "before 2002"] == ("", "5.0")
    assert told["listings", ""] == ("", "7877.0")
    assert told["", "women"] == ("", "1.0")


def test_a_folder_that_cannot_be_written(run: Goal17, store: str, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    told = run("figures", "VII", "--to", tmp_path / "taken", "--store", store)
    assert told.exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("IX",), "No figure is called 'IX'; there are I, II"),
        (("--register", "cost"), "No register is called 'cost'. Did you mean 'coast'? There are coast."),
        (("--since", "2020", "--until", "2010"), "No year is from 2020 on and until 2010"),
        (("VI", "--csv", "--json"), "three ways to print"),
    ],
)
def test_what_cannot_be_asked(run: Goal17, store: str, arguments: tuple[str, ...], told: str) -> None:
    result = run("figures", *arguments, "--store", store)
    assert result.exit_code == 2
    assert told in result.stderr


def test_help(run: Goal17) -> None:
    told = run("figures", "--help").stdout
    assert "--portfolio" in told
    assert "--records" in told
