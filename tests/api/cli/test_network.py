"""`goal17 network`."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from tests.api.cli.conftest import Goal17


def words(run: Goal17, *arguments: str) -> str:
    told = run("network", *arguments)
    assert told.exit_code == 0, told.output
    return " ".join(told.stdout.split())


def test_it_is_described_in_sentences_with_the_caveat_once(run: Goal17, store: str) -> None:
    page = words(run, "--store", store, "--draws", "20")
    assert page.count("counts twice") == 1
    assert "- The network has 5 partners of 4 partnerships, with 8 links" in page
    for heading in ("Components", "Leaders", "Cores", "Cuts", "Communities", "Clustering", "Types", "South", "Health"):
        assert f" {heading} " in page
    assert "Listed as submitted" in page


def test_in_json_every_sentence_can_be_quoted_alone(run: Goal17, store: str) -> None:
    answer = json.loads(run("network", "describe", "components", "--store", store, "--json").stdout)
    (sentence,) = answer["network"]["sentences"]["components"]
    assert "counts twice" in sentence
    assert answer["slice"] == "everything"


def test_partners_by_a_measure(run: Goal17, store: str) -> None:
    page = words(run, "partners", "--measure", "partnerships", "--limit", "2", "--store", store)
    assert "1. Blue Coast Trust partnerships 2 goal17 show blue-coast-trust-" in page
    assert "Of all measures: a partner whose name was not recognised" in page
    assert "partnerships: partnerships that it takes part in" in page
    table = run("network", "partners", "--measure", "core", "--csv", "--store", store).stdout
    rows = list(csv.DictReader(StringIO(table)))
    assert len(rows) == 5
    assert {row["core"] for row in rows} <= {"0", "1", "2"}


def test_partnerships_by_a_measure(run: Goal17, store: str) -> None:
    page = words(run, "partnerships", "--measure", "partners", "--limit", "1", "--store", store)
    assert "1. Mangroves for the coast (running) partners 3 goal17 show coast-1" in page
    table = run("network", "partnerships", "--measure", "neighbours", "--csv", "--store", store).stdout
    assert table.splitlines()[0] == "id,title,status,neighbours"


def test_over_time_by_register_and_without_one(run: Goal17, store: str) -> None:
    assert "until 2020" in words(run, "years", "--store", store)
    assert "2019-2021" in words(run, "years", "--span", "3", "--window", "--store", store)
    by_register = words(run, "registers", "--store", store)
    assert "By register there are 5 partners of 4 partnerships (coast)" in by_register
    assert "in others too coast 4 5 8" in by_register
    answer = json.loads(run("network", "partners", "--limit", "1", "--store", store, "--json").stdout)
    page = words(run, "without", answer["partners"][0]["id"], "--store", store)
    assert page.startswith(f"Without {answer['partners'][0]['name']}")


def test_health_of_one(run: Goal17, store: str) -> None:
    page = words(run, "health", "coast-1", "--as-of", "2026-01-01", "--store", store)
    assert "Mangroves for the coast, as of 2026-01-01: running" in page
    assert "not known: number of reports on it" in page


def test_whom_a_partnership_hangs_on_is_named(run: Goal17, tmp_path: Path) -> None:
    table = "Id,Title,Partners\n1,Wells,Blue Wells Trust; Reef Watch Network\n2,Pumps,Blue Wells Trust\n"
    (tmp_path / "wells.csv").write_text(table, encoding="utf-8")
    url = f"sqlite:///{tmp_path / 'wells.db'}"
    run("ingest", tmp_path / "wells.csv", "--store", url)
    assert "none holds more than Blue Wells Trust (blue-wells-trust-" in words(run, "health", "wells-1", "--store", url)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("describe", "fame"), "'fame' is no part of a description; there are ties"),
        (("partners", "--measure", "fame"), "'fame' is no measure of partners; there are partnerships"),
        (("without", "nobody-1"), "nobody-1"),
        (("partners", "--csv", "--json"), "two ways to print"),
        (("describe", "clustering", "--draws", "19"), "how chance varies; ask for 20"),
        (("--register", "cost"), "No register is called 'cost'. Did you mean 'coast'? There are coast."),
    ],
)
def test_what_cannot_be_asked(run: Goal17, store: str, arguments: tuple[str, ...], told: str) -> None:
    result = run("network", *arguments, "--store", store)
    assert result.exit_code == 2
    assert told in result.stderr


def test_an_empty_store(run: Goal17, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("Id,Title,Partners\n1,Wells,\n", encoding="utf-8")
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    run("ingest", tmp_path / "empty.csv", "--store", url)
    page = words(run, "--store", url, "--draws", "20")
    assert "There is no network: none of 1 partnership names a partner." in page


EMPTY = ("--sdg", "16")
"""A slice that nothing is in."""


@pytest.mark.parametrize("asked", [("describe",), ("partners",), ("partnerships",), ("years",), ("registers",)])
def test_of_an_empty_slice_every_command_says_so_in_one_voice(run: Goal17, store: str, asked: tuple[str, ...]) -> None:
    page = words(run, *asked, *EMPTY, "--store", store)
    assert page.count("There is no network: there is no partnership.") == 1
    assert "goal 16, stated" in page
    assert "pagerank" not in page
    assert "counts twice" not in page, "there is nobody to count twice"
    answer = json.loads(run("network", *asked, *EMPTY, "--store", store, "--json").stdout)
    assert "There is no network: there is no partnership." in json.dumps(answer)


def test_without_a_partner_of_an_empty_slice_nothing_can_fall_apart(run: Goal17, store: str) -> None:
    answer = json.loads(run("network", "partners", "--limit", "1", "--store", store, "--json").stdout)
    told = run("network", "without", answer["partners"][0]["id"], *EMPTY, "--store", store)
    assert told.exit_code == 2
    assert "There is no network: there is no partnership." in told.stderr


def test_where_no_two_share_a_partnership_it_is_said(run: Goal17, tmp_path: Path) -> None:
    (tmp_path / "alone.csv").write_text("Id,Title,Partners\n1,Wells,Blue Wells Trust\n", encoding="utf-8")
    url = f"sqlite:///{tmp_path / 'alone.db'}"
    run("ingest", tmp_path / "alone.csv", "--store", url)
    for asked in ("describe", "partners", "partnerships"):
        assert "There are no ties to measure: none of 1 partnership names more than one of" in words(
            run, asked, "--store", url
        )


def test_a_person_whom_a_register_names_stands_in_no_table_and_no_id(run: Goal17, tmp_path: Path) -> None:
    table = """Id,Title,Partners
1,Wells by Dr Jane Quixley,"Reef Watch Initiative, Dr Jane Quixley: Blue Wells Trust, Harbour Forum"
2,Pumps,"Blue Wells Trust; Harbour Forum; Dr. Jane Quixley"
3,Taps,"Harbour Forum; Contact: Jane Quixley, jane.quixley@example.org"
"""
    (tmp_path / "wells.csv").write_text(table, encoding="utf-8")
    url = f"sqlite:///{tmp_path / 'wells.db'}"
    run("ingest", tmp_path / "wells.csv", "--store", url)
    shown = [
        run("network", *asked, "--store", url).stdout
        for asked in (
            ("describe", "--json"),
            ("partners", "--csv"),
            ("partners", "--json"),
            ("partnerships", "--csv"),
            ("years", "--json"),
            ("registers", "--json"),
            ("health", "wells-1", "--json"),
        )
    ]
    for kind in ("graph", "two-mode", "partners"):
        run("export", tmp_path / f"{kind}.graphml", "--network", kind, "--store", url)
        shown.append((tmp_path / f"{kind}.graphml").read_text(encoding="utf-8"))
    assert "Harbour Forum" in shown[1]
    assert "Wells by [removed]" in shown[3]
    for each in shown:
        assert "quixley" not in each.lower()
