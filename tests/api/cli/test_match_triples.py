"""`goal17 match triples` and `goal17 match replication`, by words alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.store import open_store
from tests.api.cli.conftest import Goal17
from tests.south import fill

WASTE = ("--country", "Togo", "--text", "solid waste, recycling", "--as-of", "2026-11-21")


@pytest.fixture
def south(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'south.db'}"
    with open_store(url) as store:
        fill(store)
    return url


def test_triples_as_a_page(run: Goal17, south: str) -> None:
    told = run("match", "triples", *WASTE, "--store", south, "--explain")
    assert told.exit_code == 0
    page = " ".join(told.stdout.split())
    assert "Sorters of Cotonou [Benin]" in page
    assert "Facilitated by: United Nations Development Programme" in page
    assert "Both of the South by: Group of 77 and China, 2024-01" in page
    assert "Togo asks for “solid waste, recycling” (asked; whoever asks, 2026-11-21)." in page
    assert "tie-to-pivotal: value" in page
    pairs = run("match", "triples", *WASTE, "--store", south, "--no-facilitator").stdout
    assert "A South-South pair." in pairs
    assert "Facilitated by" not in pairs


@pytest.mark.parametrize("question", ["triples", "replication"])
def test_an_id_that_nobody_has_is_told(run: Goal17, south: str, question: str) -> None:
    told = run("match", question, *WASTE, "--store", south, "--exclude", "nobody-1")
    assert "--exclude nobody-1: the store has nothing of this id." in told.stdout


def test_triples_as_json(run: Goal17, south: str) -> None:
    answer = json.loads(run("match", "triples", *WASTE, "--store", south, "--json").stdout)
    assert {each["pivotal"]["name"] for each in answer["matches"]} == {"Sorters of Cotonou", "Compost Dakar"}


def test_replication_as_a_page(run: Goal17, south: str) -> None:
    told = run("match", "replication", *WASTE, "--store", south)
    assert told.exit_code == 0
    page = " ".join(told.stdout.split())
    assert "Solid waste sorting in Benin [learn-from]" in page
    assert "Comparable: Benin (Western Africa" in page
    assert "Three sorting centres [promised]" in page
    assert "Lesson: Lessons were learned: pay collectors by the month." in page
    assert "No result stated." in page


def test_what_is_missing_is_said(run: Goal17, south: str) -> None:
    told = run("match", "triples", "--country", "Togo", "--store", south)
    assert told.exit_code == 2
    assert "Say what Togo needs" in told.stderr
    told = run("match", "replication", "--country", "Atlantis", "--text", "wells", "--store", south)
    assert told.exit_code == 2
    assert "Atlantis" in told.stderr
