"""One entry that stands in several records, as the command line and the API tell it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.build.rebuild import rebuild
from graph.model.drafts import Draft, DraftFact, Mention, Text
from graph.model.records import Record, Register
from graph.store import open_store
from tests.api.cli.conftest import Goal17

TEXT = (
    "The fund gives small grants to villages that protect their reefs, pays for the training of wardens and for boats, "
    "and keeps a common register of catches, so that the fishers of the bay can agree on seasons and on places."
)
OLD = Draft(
    "old", "#A1", "partnership", "Blue Bay Reef Fund", "test/1",
    facts=(DraftFact("start", "2016", "2016", "Time"), DraftFact("coverage", "The western bay", "", "Where")),
    mentions=(Mention("Bay Trust", "Bay Trust", "Partners"), Mention("Reef Union", "Reef Union", "Partners")),
    texts=(Text("description", TEXT, "en", "Text"),),
)  # fmt: skip
NEW = Draft(
    "new", "9", "partnership", "Blue Bay Reef Fund", "test/1",
    facts=(DraftFact("start", "2016-04", "April 2016", "Time"),),
    mentions=(Mention("Bay Trust", "Bay Trust", "Lead", role="lead"),),
    texts=(Text("description", TEXT, "en", "Text"),),
    url="https://new.example/9",
)  # fmt: skip
ALONE = Draft("old", "2", "partnership", "Harbour plastic watch", "test/1")


@pytest.fixture
def twins(tmp_path: Path) -> str:
    """URL of a store with two records of one initiative, and one of another."""
    url = f"sqlite:///{tmp_path / 'twins.db'}"
    with open_store(url) as store:
        with store.writer() as writer:
            writer.put_register(Register("old", "The old register", as_of="2018"))
            writer.put_register(Register("new", "The new register", as_of="2026"))
            writer.put_records(Record(each.register, each.key, {"title": each.name}) for each in (OLD, NEW, ALONE))
            writer.put_drafts([OLD, NEW, ALONE])
        rebuild(store)
    return url


def test_an_entry_of_several_records_says_so_and_where_they_differ(run: Goal17, twins: str) -> None:
    shown = run("show", "new-9", "--store", twins).stdout
    said = " ".join(shown.split())
    assert "Registered in 2 records; see below where they differ" in said
    assert "One entry, 2 records - new:9 (The new register, 2026) https://new.example/9 - old:#A1 (The old" in said
    assert "they have the same title (+3.8)" in said
    assert "start new:9: 2016-04 old:#A1: 2016" in said
    assert "partners new:9: – old:#A1: Reef Union" in said
    assert "- only old:#A1 states: coverage" in said
    assert max(len(line) for line in shown.splitlines()) <= 80


def test_a_record_that_gave_its_id_to_another_leads_to_the_entry(run: Goal17, twins: str) -> None:
    for id in ("old-A1", "old:#A1"):
        result = run("show", id, "--store", twins)
        assert "is now part of 'new-9'" in result.stderr
        assert "Blue Bay Reef Fund" in result.stdout
    records = run("show", "old:#A1", "--record", "--store", twins).stdout
    assert "new:9, row 0" in records
    assert "old:#A1, row 0" in records


def test_search_shows_it_once(run: Goal17, twins: str) -> None:
    found = json.loads(run("search", "blue bay reef fund", "--kind", "partnership", "--store", twins, "--json").stdout)
    assert [hit["id"] for hit in found["hits"]] == ["new-9"]


def test_the_answer_names_records_with_page_and_date_and_their_differences(run: Goal17, twins: str) -> None:
    answer = json.loads(run("show", "new-9", "--store", twins, "--json").stdout)
    assert answer["registrations"] == [
        {"record": "new:9", "register": "new", "key": "9", "url": "https://new.example/9", "as_of": "2026"},
        {"record": "old:#A1", "register": "old", "key": "#A1", "url": "", "as_of": "2018"},
    ]
    assert {each["field"]: each["way"] for each in answer["differences"]} == {
        "start": "disagree",
        "partners": "disagree",
        "coverage": "only",
    }
    start = next(each for each in answer["differences"] if each["field"] == "start")
    assert start["rule"] == "more exact than 2016"
    assert start["said"][1] == {"record": "old:#A1", "values": ["2016"]}


def test_an_entry_of_one_record_differs_in_nothing_and_other_kinds_have_no_registrations(
    run: Goal17, twins: str
) -> None:
    alone = json.loads(run("show", "old-2", "--store", twins, "--json").stdout)
    assert [each["record"] for each in alone["registrations"]] == ["old:2"]
    assert alone["differences"] == []
    assert "One entry" not in run("show", "old-2", "--store", twins).stdout
    partner = json.loads(run("search", "bay trust", "--kind", "partner", "--store", twins, "--json").stdout)["hits"][0]
    answer = json.loads(run("show", partner["id"], "--store", twins, "--json").stdout)
    assert (answer["registrations"], answer["differences"]) == ([], [])
