"""`goal17 match offers`, `goal17 match needs` and `goal17 match plan`, by words alone."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from graph.store import open_store
from tests.api.cli.conftest import Goal17
from tests.asked import fill


@pytest.fixture
def asked(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'asked.db'}"
    with open_store(url) as store:
        fill(store)
    return url


def waste(run: Goal17, asked: str) -> str:
    found = json.loads(run("search", "solid waste", "--kind", "need", "--store", asked, "--json").stdout)
    id: str = found["hits"][0]["id"]
    return id


def test_offers(run: Goal17, asked: str) -> None:
    told = run("match", "offers", waste(run, asked), "--store", asked, "--as-of", "2026-11-21", "--limit", "4")
    assert told.exit_code == 0
    page = " ".join(told.stdout.split())
    assert "1. Solid waste management in Togo [experience]" in page
    assert "Recycling and solid waste in West Africa [offer]" in page
    assert "Window: yes. Open until 2027-03" in page
    assert "Not documented here:" in page
    assert "more reasons with --explain" in page
    explained = run("match", "offers", waste(run, asked), "--store", asked, "--explain").stdout
    assert "place-here: value 1, weight" in explained


def test_how_many_there_are_to_choose_from(run: Goal17, asked: str, store: str) -> None:
    page = " ".join(run("match", "offers", waste(run, asked), "--store", asked).stdout.split())
    assert "To choose from: 5 offers and 3 partnerships." in page
    page = " ".join(run("match", "needs", "--text", "solar power", "--store", store).stdout.split())
    assert "To choose from: 0 needs. `goal17 ingest FILE` reads a register of needs." in page
    waste_ = ("--country", "Kenya", "--text", "solar power", "--standing", "offer")
    page = " ".join(run("match", "offers", *waste_, "--store", store).stdout.split())
    assert "To choose from: 0 offers and" in page
    assert "reads a register of offers." in page


@pytest.mark.parametrize(
    "question",
    [
        ("partners", "--title", "Solar clinics"),
        ("partnerships", "--name", "A club", "--text", "solar power"),
        ("overlaps", "--title", "Solar clinics"),
        ("offers", "--country", "Kenya", "--text", "solar power"),
        ("needs", "--text", "solar power"),
    ],
)
def test_what_is_to_be_left_out_and_is_nothing_is_said(run: Goal17, store: str, question: tuple[str, ...]) -> None:
    asked = ("match", *question, "--exclude", "nobody-1", "--exclude", "coast-3", "--store", store)
    page = " ".join(run(*asked).stdout.split())
    assert "--exclude nobody-1: the store has nothing of this id." in page
    assert "--exclude coast-3" not in page
    assert json.loads(run(*asked, "--json").stdout)["understood"]["unknown"] == ["nobody-1"]


def test_offers_in_words_as_json(run: Goal17, asked: str) -> None:
    told = run("match", "offers", "--country", "Togo", "--text", "solid waste", "--store", asked, "--json")
    answer = json.loads(told.stdout)
    assert answer["understood"]["countries"] == {"Togo": "TGO"}
    assert answer["matches"][0]["fit"] == "meets"


def test_needs(run: Goal17, asked: str) -> None:
    told = run("match", "needs", "fund-13", "--store", asked)
    page = " ".join(told.stdout.split())
    assert "By fit, then by country." in page
    assert page.index("Meets") < page.index("TGO, waste")
    told = run("match", "needs", "--text", "irrigation", "--group", "ldc", "--country", "Kenya", "--store", asked)
    assert "Nothing passes all filters; leave out --country or --group" in " ".join(told.stdout.split())


@pytest.mark.parametrize(
    "wrong",
    [
        ("offers",),
        ("offers", "x", "--text", "y"),
        ("needs",),
        ("needs", "fund-13", "--text", "y"),
    ],
)
def test_neither_and_both_ways_of_asking_are_refused(run: Goal17, asked: str, wrong: tuple[str, ...]) -> None:
    assert run("match", *wrong, "--store", asked).exit_code == 2


def test_what_cannot_be_asked_is_said(run: Goal17, asked: str) -> None:
    told = run("match", "offers", "--country", "Atlantis", "--text", "wells", "--store", asked)
    assert told.exit_code == 2
    assert "Atlantis" in told.stderr


def test_a_plan_as_a_page_and_as_csv(run: Goal17, asked: str, tmp_path: Path) -> None:
    table = tmp_path / "plan.csv"
    told = run(
        "match", "plan", "--need", waste(run, asked), "--offer", "fund-13=1", "--least", "ldc=1", "--store", asked,
        "--as-of", "2026-11-21", "--csv", str(table),
    )  # fmt: skip
    assert told.exit_code == 0
    assert "most: 1 served" in told.stdout
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert {row["scenario"] for row in rows} == {"most", "best-fit", "least-developed-first"}
    assert {(row["served"], row["country"], row["offer_id"]) for row in rows} == {("yes", "TGO", "fund-13")}
    assert all("Its title has words of the field: “recycling” and “waste”." in row["why"] for row in rows)
    assert "Its title has words of the field: “recycling” and “waste”." in " ".join(told.stdout.split())


def test_a_plan_of_nothing_says_what_to_give(run: Goal17, asked: str) -> None:
    told = run("match", "plan", "--store", asked)
    assert told.exit_code == 2
    assert "There are no needs to plan: give --need ID, or a FILE with `needs`." in " ".join(told.stderr.split())
    told = run("match", "plan", "--need", "x", "--store", asked)
    assert "give --offer ID, or a FILE" in " ".join(told.stderr.split())
    assert '{"needs": [{"country": "Togo"' in run("match", "plan", "--help").stdout


def test_a_limit_of_nothing_is_a_limit(run: Goal17, asked: str) -> None:
    told = run(
        "match", "plan", "--need", waste(run, asked), "--offer", "fund-13", "--budget", "0", "--as-of", "2026-11-21",
        "--store", asked,
    )  # fmt: skip
    assert "most: 0 served" in told.stdout
    assert "All together may cost 0" in " ".join(told.stdout.split())


def test_a_plan_from_a_file_with_a_conflict(run: Goal17, asked: str, tmp_path: Path) -> None:
    request = tmp_path / "request.json"
    request.write_text(
        json.dumps(
            {
                "needs": [{"country": "Togo", "text": "=solid waste", "must": True}],
                "offers": [{"text": "Recycling of solid waste", "regions": ["Togo"]}],
            }
        )
    )
    table = tmp_path / "plan.csv"
    assert "Not served" not in run("match", "plan", str(request), "--store", asked, "--csv", str(table)).stdout
    assert next(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))["need"] == "'=solid waste", "no formula"
    told = run("match", "plan", str(request), "--store", asked, "--serve", "2")
    assert "can't hold together" in " ".join(told.stdout.split())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[]", "no request"),
        ('{"needs": 5}', "`needs` is no list"),
        ("{", "JSON"),
        ('{"needs": [1], "offers": ["x"]}', "understood"),
    ],
)
def test_a_file_that_is_no_request(run: Goal17, asked: str, tmp_path: Path, content: str, said: str) -> None:
    request = tmp_path / "request.json"
    request.write_text(content)
    told = run("match", "plan", str(request), "--store", asked)
    assert told.exit_code == 2
    assert said in " ".join(told.stderr.split())


def test_a_pair_of_a_plan_is_forbidden(run: Goal17, asked: str) -> None:
    need = waste(run, asked)
    told = run(
        "match", "plan", "--need", need, "--offer", "fund-13", "--forbid", f"{need}~fund-13", "--store", asked,
        "--as-of", "2026-11-21",
    )  # fmt: skip
    assert "isn't to be served by “Recycling and solid waste in West Africa”" in " ".join(told.stdout.split())
    told = run("match", "plan", "--need", need, "--offer", "fund-13", "--fix", "fund-13", "--store", asked)
    assert told.exit_code == 2
    assert "write the id of a need, ~ and the id of an offer" in " ".join(told.stderr.split())


def test_one_offer_alone(run: Goal17, asked: str) -> None:
    told = run("match", "offers", waste(run, asked), "--only", "coast-2", "--store", asked)
    assert "1 match" in told.stdout
    assert "School gardens" in told.stdout
