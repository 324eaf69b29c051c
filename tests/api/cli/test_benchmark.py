"""`goal17 benchmark`: its figures on the screen and as JSON, and what is said of rows that can't be read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Goal17 = Callable[..., Result]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "name_pairs.csv").write_text("name_a,name_b,same\nPNUD,UNDP,yes\nRare,Reef Watch,no\n")
    (tmp_path / "partner_types.csv").write_text(
        "name,type,also_acceptable,certain,flag\nUniversidad de Chile,academia,,y,\nMinistry of Water,government,,y,\n"
    )
    return tmp_path


def test_what_is_there_is_measured(run: Goal17, gold: Path) -> None:
    shown = run("benchmark", "P6", "--gold", gold).stdout
    assert "P6 name pairs, at the merge threshold (2 rows)" in shown
    assert "P6 types by name (2 rows)" in shown
    assert "splitting" not in shown
    figures = json.loads(run("benchmark", "p6", "--gold", gold, "--json").stdout)
    assert set(figures[0]) == {"protocol", "slice", "method", "metric", "value", "low", "high", "n"}
    right = [each for each in figures if each["method"] == "goal17" and each["metric"] == "right"]
    assert [(each["value"], each["n"]) for each in right] == [(1.0, 2)]


def test_a_folder_without_gold_names_the_files(run: Goal17, tmp_path: Path) -> None:
    result = run("benchmark", "P6", "--gold", tmp_path)
    assert result.exit_code == 2
    assert "name_pairs.csv" in result.stderr


def test_rows_that_can_not_be_read_are_named(run: Goal17, gold: Path) -> None:
    (gold / "name_pairs.csv").write_text("name_a,name_b,same\nPNUD,UNDP,maybe\n")
    result = run("benchmark", "P6", "--gold", gold)
    assert result.exit_code == 2
    assert "name_pairs.csv, row 2" in result.stderr
    (gold / "name_pairs.csv").write_bytes(b"\xff\xfe\x00")
    assert "is not UTF-8" in run("benchmark", "P6", "--gold", gold).stderr


def test_organisations_are_measured_on_the_registers_that_write_them(run: Goal17, gold: Path, coast: Path) -> None:
    (gold / "organisations.csv").write_text(
        "organisation,name,acronym,country,kind,judged\n"
        "Blue Coast Trust,Blue Coast Trust,BCT,,organisation,yes\n"
        "Blue Coast Trust,BCT,,,organisation,yes\n"
        "Blue Coast Trust,River Watch,,,organisation,no\n"
        "Blue Coast Trust,Blue Coast Trust Ltd,,,organisation,yes\n"
    )
    asked = ("benchmark", "P6", "--gold", gold)
    assert "P6 organisations" not in run(*asked).stdout, "which registers is not said"
    shown = run(*asked, "--register", coast).stdout
    assert "P6 organisations (1 rows)" in shown
    figures = json.loads(run(*asked, "--register", coast, "--json").stdout)
    values = {(each["method"], each["metric"]): each["value"] for each in figures}
    assert values["goal17", "alias recall"] == 1.0
    assert values["same folded name", "alias recall"] == 0.5
    assert values["judged rows", "mentioned"] == 0.75


def test_a_register_that_can_not_be_read_is_named(run: Goal17, gold: Path, tmp_path: Path) -> None:
    (gold / "organisations.csv").write_text("organisation,name,acronym,country,kind,judged\n")
    result = run("benchmark", "P6", "--gold", gold, "--register", tmp_path / "away.csv")
    assert result.exit_code == 2
    assert "away.csv" in result.stderr


def test_a_reference_register_is_asked_its_own_names_mistyped(run: Goal17, tmp_path: Path) -> None:
    places = ("Avon", "Brisa", "Corvo", "Delos", "Erice", "Faial", "Gozo", "Hiva", "Ithaka", "Jura", "Kea", "Lipari")
    file = tmp_path / "organisations.jsonl"
    file.write_text(
        "\n".join(
            json.dumps(
                {
                    "id": f"https://ror.org/{place}{kind}",
                    "names": [{"value": f"{place}landia {kind}", "types": ["ror_display"], "lang": "en"}],
                    "types": ["education"],
                    "status": "active",
                    "country": ["PT"],
                    "relationships": [],
                    "links": [],
                }
            )
            for place in places
            for kind in ("Museum", "Observatory", "Orchestra", "Archive")
        )
    )
    figures = json.loads(run("benchmark", "P6", "--register", file, "--names", 50, "--json").stdout)
    goal17 = {each["metric"]: each for each in figures if each["method"] == "goal17"}
    assert goal17["precision"]["value"] > 0.8
    assert goal17["seconds for the names"]["n"] == 50
    assert any("RapidFuzz" in each["method"] for each in figures)
    assert "seconds for the names" in run("benchmark", "P6", "--register", file, "--names", 50).stdout


def test_what_was_measured_stands_above_the_figures(run: Goal17, gold: Path, coast: Path) -> None:
    shown = run("benchmark", "P6", "--gold", gold).stdout
    assert shown.startswith("Measured on:")
    assert "labelled rows in" in shown
    (gold / "organisations.csv").write_text(
        "organisation,name,acronym,country,kind,judged\nBlue Coast Trust,Blue Coast Trust,BCT,,organisation,yes\n"
    )
    shown = run("benchmark", "P6", "--gold", gold, "--register", coast).stdout
    assert "- coast" in shown[: shown.index("P6")]
    assert "entries" in shown[: shown.index("P6")]


def test_a_store_of_the_environment_is_measured_where_it_is_named(run: Goal17, store: str) -> None:
    result = run("benchmark", "P7", GOAL17_STORE=store)
    assert result.exit_code == 2
    assert "--store URL measures what a store holds" in " ".join(result.stderr.split())


def test_nothing_to_measure_is_said(run: Goal17, coast: Path) -> None:
    for given in ((), ("--register", coast)):
        result = run("benchmark", "P6", *given)
        assert result.exit_code == 2
        assert "--gold" in result.stderr
