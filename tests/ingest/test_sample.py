"""The sample register: what is in it, what is not, and how a row is read."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.model.drafts import Draft, Mention
from graph.model.vocabularies import vocabulary
from ingest.files import open_tables
from ingest.formats import reader_for
from ingest.sample import COLUMNS, Sample

if TYPE_CHECKING:
    from types import ModuleType

    from ingest.reader import Reading

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "sample"
HEADED = {
    "governments": 150,
    "major-groups": 154,
    "un-system": 124,
    "other-intergovernmental-organizations": 110,
    "other": 90,
}
"""Entries with a name under each heading of the old register."""
BLANK = {
    "register": "made-up",
    "id": "1",
    "title": "Clean lagoons",
    "portfolio": "",
    "url": "",
    "start": "",
    "end": "",
    "open_ended": False,
    "countries": [],
    "goals": [],
    "targets": [],
    "financing": [],
    "partners": [],
}


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sample_register", ROOT / "scripts" / "sample_register.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def readings(script: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> list[Reading]:
    """The joined sample, opened and read as any other file."""
    file = tmp_path_factory.mktemp("sample") / "sample.jsonl"
    script.write(script.joined(FOLDER), file)
    (table,) = open_tables(file)
    assert reader_for(table).name == "sample"
    return list(Sample().read(table, "sample", "2026-11-21T00:00:00Z"))


def read_one(tmp_path: Path, **fields: Any) -> Reading:
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps({**BLANK, **fields}) + "\n", encoding="utf-8")
    (table,) = open_tables(file)
    (reading,) = Sample().read(table, "sample", "2026-11-21T00:00:00Z")
    return reading


def test_every_row_of_the_sample_is_read_without_a_doubt(readings: list[Reading]) -> None:
    assert len(readings) == 414
    doubts = [problem for reading in readings for problem in reading.problems if problem.kind != "date-order"]
    assert doubts == []


def test_both_registers_and_the_old_portfolio_are_in_it(readings: list[Reading]) -> None:
    drafts = [reading.draft for reading in readings if reading.draft]
    assert sum(draft.portfolio == "csd" for draft in drafts) == 189
    assert sum(draft.key.startswith("#OceanAction") for draft in drafts) == 72
    assert sum(bool(draft.mentions) for draft in drafts) == 414
    assert sum(mention.role == "lead" for draft in drafts for mention in draft.mentions) > 50


def test_the_old_register_keeps_its_headings(readings: list[Reading]) -> None:
    """Without them whoever it listed under a heading of several types is of no type, and the figures miss them."""
    under = {
        heading: {draft.key for reading in readings if (draft := reading.draft) and heading in _headings(draft)}
        for heading in vocabulary("csd-headers").terms
    }
    assert {heading: len(keys) for heading, keys in under.items()} == HEADED


def test_the_cut_keeps_every_time_that_a_name_stands_under_a_heading(script: ModuleType) -> None:
    mentions = (
        Mention("Reef Friends", "Reef Friends", headings=("major-groups", "other")),
        Mention("Lagoon Watch", "Lagoon Watch"),
    )
    row = script._row(Draft("made-up", "1", "partnership", "Clean lagoons", "made-up/1", mentions=mentions))
    assert row["partners"] == [{"name": "Reef Friends", "headings": "major-groups other"}, {"name": "Lagoon Watch"}]


def _headings(draft: Draft) -> set[str]:
    return {heading for mention in draft.mentions for heading in mention.headings}


def test_summaries_are_sentences_and_each_belongs_to_a_row() -> None:
    with (FOLDER / "summaries.csv").open(encoding="utf-8", newline="") as file:
        summaries = list(csv.DictReader(file))
    rows = [json.loads(line) for line in (FOLDER / "partnerships.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {(row["register"], row["id"]) for row in summaries} == {(row["register"], row["id"]) for row in rows}
    assert len(summaries) == len(rows)
    for row in summaries:
        assert row["summary"].endswith(".")
        assert 9 <= len(row["summary"].split()) <= 25


def test_rows_hold_facts_and_no_text() -> None:
    for line in (FOLDER / "partnerships.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert tuple(row) == COLUMNS
        for partner in row["partners"]:
            assert set(partner) <= {
                "name", "acronym", "kind", "type", "country", "role", "headings", "parent", "parent_kind",
            }  # fmt: skip
            assert all(partner.values())
            assert not re.search(r"\w@\w", partner["name"])
            assert "role" not in partner or vocabulary("roles").get(partner["role"])


def test_it_stays_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 1_000_000


def test_a_row_keeps_partner_structure_and_says_who_said_it(tmp_path: Path) -> None:
    ministry = {
        "name": "Ministry of Lagoons",
        "acronym": "MoL",
        "type": "government",
        "country": "FJI",
        "role": "lead",
        "parent": "Government of Fiji",
        "parent_kind": "government",
    }
    reading = read_one(
        tmp_path,
        partners=[ministry, {"name": "Reef Friends", "headings": "major-groups major-groups"}],
        start="2017-06",
        end="2030",
        goals=[14],
        targets=["14.2"],
        countries=["FJI"],
        financing=[{"amount": "130000", "currency": "USD"}],
        summary="Villages keep their lagoons clean.",
    )
    draft = reading.draft
    assert draft is not None
    assert reading.problems == ()
    lead, friend = draft.mentions
    assert (lead.name, lead.acronym, lead.type, lead.type_basis) == (
        "Ministry of Lagoons",
        "MoL",
        "government",
        "declared",
    )
    assert (lead.country, lead.role, lead.parent, lead.parent_kind) == (
        "FJI",
        "lead",
        "Government of Fiji",
        "government",
    )
    assert (friend.role, friend.type, friend.type_basis) == ("not-stated", "", "")
    assert (lead.headings, friend.headings) == (("",), ("major-groups", "major-groups"))
    assert {(fact.field, str(fact.value)) for fact in draft.facts} >= {("start", "2017-06"), ("end", "2030")}
    assert [fact.value for fact in draft.facts if fact.field == "financing"] == [
        {"amount": "130000", "currency": "USD"}
    ]
    assert {(link.kind, link.code) for link in draft.links} == {("sdg", "14"), ("target", "14.2"), ("country", "FJI")}
    assert [(text.field, text.language) for text in draft.texts] == [("summary", "en")]


def test_what_is_blank_stays_unknown(tmp_path: Path) -> None:
    draft = read_one(tmp_path).draft
    assert draft is not None
    assert [fact.field for fact in draft.facts] == ["title"]
    assert (draft.mentions, draft.links, draft.texts, draft.portfolio) == ((), (), (), "")


def test_open_ended_is_a_fact_of_its_own(tmp_path: Path) -> None:
    draft = read_one(tmp_path, open_ended=True).draft
    assert draft is not None
    assert [(fact.field, fact.value) for fact in draft.facts if fact.field != "title"] == [("open-ended", True)]


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("goals", [18], "goal-unknown"),
        ("targets", ["14.z"], "code-unknown"),
        ("countries", ["Atlantis"], "country-unknown"),
        ("portfolio", "nobody's", "code-unknown"),
        ("partners", "UNEP", "value-kind"),
        ("partners", ["UNEP"], "value-kind"),
        ("partners", [{"acronym": "UNEP"}], "name-missing"),
        ("partners", [{"name": "UNEP", "type": "planet"}], "code-unknown"),
        ("partners", [{"name": "UNEP", "country": "Atlantis"}], "country-unknown"),
        ("financing", [{"amount": "much"}], "amount-unreadable"),
        ("title", "", "title-empty"),
    ],
)
def test_what_can_not_be_is_named_and_the_row_still_read(tmp_path: Path, field: str, value: Any, kind: str) -> None:
    reading = read_one(tmp_path, **{field: value})
    assert reading.draft is not None
    assert kind in {problem.kind for problem in reading.problems}


def test_the_real_registers_say_the_same(shared: Path, script: ModuleType) -> None:
    """Lists of partners aren't compared, nor who is just in or out by them: they change as lists are split better."""
    rows = script.cut(shared / "data" / "un_platform_2018.xlsx", shared / "data" / "un_ocean_2026.jsonl")
    lines = (FOLDER / "partnerships.jsonl").read_text(encoding="utf-8").splitlines()
    now = {row["id"]: {**row, "partners": []} for row in rows}
    kept = {row["id"]: {**row, "partners": []} for row in map(json.loads, lines)}
    both = now.keys() & kept.keys()
    assert len(both) > 0.98 * max(len(now), len(kept))
    assert {id: now[id] for id in both} == {id: kept[id] for id in both}
