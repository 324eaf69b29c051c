"""`goal17 figures`."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from tests.api.cli.conftest import Goal17


def test_a_page(run: Goal17, store: str) -> None:
    told = run("figures", "VII", "size", "--store", store)
    assert told.exit_code == 0
    page = " ".join(told.stdout.split())
    assert "4 partnerships in 4 records: everything" in page
    assert "Figure VII, When they began." in page
    assert "1 25 % 2015" in page
    assert "4 of 4 partnerships could be read." in page
    assert "Size, Number of partners." in page
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


def test_the_records_of_a_file(run: Goal17, store: str, tmp_path: Path) -> None:
    (tmp_path / "ids.txt").write_text("coast:1\n\ncoast:9\n", encoding="utf-8")
    told = run("figures", "size", "--records", tmp_path / "ids.txt", "--store", store)
    page = " ".join(told.stdout.split())
    assert "1 partnership in 1 record: 2 records or partnerships by id" in page
    assert "1 of the 2 ids that were named are not in the store, such as 'coast:9'." in page
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
