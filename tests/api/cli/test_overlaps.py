"""`goal17 match overlaps`, of one entry and of all."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from api.cli.match_overlaps import COLUMNS
from tests.api.cli.conftest import Goal17

ROWS = """\
Id,Title,Description,Partners,Countries,SDGs,Start,End
1,"Reef nurseries of Taveuni, phase I","Villages of Taveuni grow corals in nurseries and plant them on reefs that storms have broken.",River Watch,Fiji,14,2012,2015
2,"Reef nurseries of Taveuni, phase II","Villages of Taveuni grow more corals in nurseries and plant them on further reefs.",River Watch,Fiji,14,2017,2021
3,Clean harbours pledge of Kenya,"The harbours pledge to receive the waste of all ships and to publish it every year, as the clean harbours campaign asks.",Ports Union,Kenya,14,2019,
4,Clean harbours pledge of Ghana,"The harbours pledge to receive the waste of all ships and to publish it every year, as the clean harbours campaign asks.",Ports Union,Ghana,14,2019,
5,Clean harbours pledge of Peru,"The harbours pledge to receive the waste of all ships and to publish it every year, as the clean harbours campaign asks.",Ports Union,Peru,14,2019,
6,Solar clinics,Solar power keeps vaccines cold in rural clinics.,Sunrise Energy Ltd,Kenya,7,2020,
7,Girls learn to code,Engineers teach programming in secondary schools.,Code Together,India,4,2020,
8,Stoves for households,Cooperatives build stoves that need less wood.,Blue Flame,Rwanda,7,2020,
"""  # noqa: E501 (a table has long rows)


@pytest.fixture
def asked(run: Goal17, coast: Path, tmp_path: Path) -> list[str]:
    """The words of a question over a register with phases of one work and a campaign."""
    coast.write_text(ROWS, encoding="utf-8")
    store = f"sqlite:///{tmp_path / 'overlaps.db'}"
    assert run("ingest", str(coast), "--map", str(coast.with_suffix(".yml")), "--store", store).exit_code == 0
    return ["match", "overlaps", "--store", store]


def test_why_one_is_not_answered(run: Goal17, asked: list[str]) -> None:
    shown = " ".join(run(*asked, "coast-1", "--why-not", "coast-7").stdout.split())
    assert "Why not “Girls learn to code”? (coast-7) It is told to be unrelated." in shown
    shown = " ".join(run(*asked, "coast-1", "--why-not", "coast-2").stdout.split())
    assert "It is on the list: number 1." in shown


def test_what_follows_a_stored_entry(run: Goal17, asked: list[str]) -> None:
    shown = " ".join(run(*asked, "coast-1", "--as-of", "2024-01-01").stdout.split())
    assert "1 entry looks like this one: “Reef nurseries of Taveuni, phase II” (follow-up)." in shown
    assert "It begins in 2017, what is asked about in 2012." in shown
    assert "Both name River Watch." in shown
    assert "Both: River Watch · Fiji · SDG 14 · words" in shown
    explained = " ".join(run(*asked, "coast-1", "--explain").stdout.split())
    assert "phrases: value" in explained
    assert "Partnership: Reef nurseries of Taveuni, phase II (coast-2)" in explained


def test_json_is_what_the_api_sends(run: Goal17, asked: list[str]) -> None:
    answer = json.loads(run(*asked, "coast-3", "--json", "--limit", "3").stdout)
    said = {"matches", "says", "kept", "why_not", "left_out", "understood", "model", "as_of", "version", "registers"}
    assert said == set(answer)
    assert {each["partnership"]["id"]: each["relation"] for each in answer["matches"]} == {
        "coast-4": "sibling",
        "coast-5": "sibling",
    }
    assert answer["says"] == "No entry looks like this one; 2 have to do with it (2 sibling)."


def test_filters_are_told(run: Goal17, asked: list[str]) -> None:
    shown = " ".join(run(*asked, "coast-1", "--in-country", "Fiji").stdout.split())
    assert "country: 7 of 7 entries to choose from state anything of it; 1 pass." in shown
    shown = " ".join(run(*asked, "coast-1", "--in-country", "Fiji", "--on-sdg", "3").stdout.split())
    assert shown.startswith("Nothing like it is among those of 8 entries that pass the filters.")
    assert "Nothing passes all filters; leave out --on-sdg." in shown


def test_before_an_entry_is_registered(run: Goal17, asked: list[str]) -> None:
    shown = run(
        *asked, "--title", "Reef nurseries of Taveuni, phase III", "--text", "Corals grow.", "--country", "Fiji"
    )
    assert "entries look like this one" in " ".join(shown.stdout.split())
    nothing = " ".join(run(*asked, "--title", "Xylophone zither quartet").stdout.split())
    assert nothing.startswith("Nothing like it is registered among 8 entries.")


def test_a_whole_register(run: Goal17, asked: list[str], tmp_path: Path) -> None:
    table = tmp_path / "overlaps.csv"
    shown = " ".join(run(*asked, "--all", "--csv", str(table)).stdout.split())
    assert shown.startswith("8 entries: 1 group of one work or overlapping works, 1 campaign")
    assert "Pairs: 1 follow-up, 3 of one campaign." in shown
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["kind"], row["members"], row["relation"]) for row in rows] == [
        ("work", "2", "follow-up"),
        ("campaign", "3", "sibling"),
        ("campaign", "3", "sibling"),
    ]
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())
    report = json.loads(run(*asked, "--all", "--json").stdout)
    assert {"entries", "relations", "groups", "model", "version", "registers"} == set(report)
    assert [(group["kind"], len(group["members"]), group["pairs"]) for group in report["groups"]] == [
        ("work", 2, 1),
        ("campaign", 3, 3),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Give the ID of a partnership, or a description"),
        (["coast-1", "--title", "x"], "Give the ID of a partnership, or a description"),
        (["coast-1", "--all"], "leave out the ID"),
        (["coast-1", "--csv", "x.csv"], "add --all"),
        (["nowhere"], "nowhere"),
        (["--title", "x", "--theme", "water"], "themes"),
        (["coast-1", "--in-country", "Atlantis"], "Atlantis"),
    ],
)
def test_questions_that_can_t_be(run: Goal17, asked: list[str], words: list[str], said: str) -> None:
    result = run(*asked, *words)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())


def test_benchmark_of_labelled_pairs(run: Goal17, asked: list[str], tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    pairs = [("1", "2", "follow-up"), ("3", "4", "sibling"), ("3", "5", "sibling"), ("6", "7", "unrelated"),
             ("6", "8", "complementary"), ("1", "99", "same")]  # fmt: skip
    rows = [{"label": label, "b": b, "a": a} for a, b, label in pairs]
    (gold / "overlap_pairs.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    asks = ("benchmark", "P5", "--gold", str(gold), *asked[2:])
    result = run(*asks, "--json")
    assert result.exit_code == 0, result.output
    made = {(each["method"], each["metric"]): each for each in json.loads(result.stdout)}
    assert made["goal17", "average precision"]["value"] == 1
    assert made["goal17", "average precision"]["n"] == 5
    assert {"words", "vectors", "shared partners", "fusion"} <= {method for method, _ in made}
    assert "P5: of 1 pair in" in result.stderr
    (gold / "overlap_pairs.jsonl").write_text('{"a": "1"}', encoding="utf-8")
    wrong = run(*asks)
    assert (wrong.exit_code, "line 1" in wrong.output) == (2, True)
