"""The Research Organization Registry: every form on made-up rows, and what was counted on the real file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.model.codec import Json
from graph.model.drafts import Draft
from graph.resolve.reference.organisations import ReferenceName, ReferenceOrganisation, organisations
from graph.store import open_store
from graph.store.interface import Store
from ingest.files import open_tables
from ingest.formats import reader_for
from ingest.reader import RawRow, Table
from ingest.ror import Ror
from ingest.run import derive, ingest

ID = "https://ror.org/00reef001"
ROW: dict[str, Json] = {
    "id": ID,
    "names": [
        {"value": "Reef Institute (Kenya)", "types": ["label", "ror_display"], "lang": "en"},
        {"value": "Taasisi ya Miamba", "types": ["alias"], "lang": "sw"},
        {"value": "REEFI", "types": ["acronym"], "lang": None},
    ],
    "types": ["funder", "facility"],
    "status": "active",
    "country": ["KE"],
    "relationships": [
        {"type": "Parent", "label": "Coast University", "id": "https://ror.org/00coast01"},
        {"type": "child", "label": "Reef Library", "id": "https://ror.org/00libra01"},
    ],
    "links": ["https://reef.example.org"],
}


def one(**fields: Json) -> tuple[Draft, Counter[str]]:
    row = RawRow(1, ROW | fields)
    (reading,) = Ror().read(Table("t.jsonl", "jsonl", tuple(ROW), iter([row])), "ror", "2026-01-01T00:00:00Z")
    assert reading.draft is not None
    return reading.draft, Counter(problem.kind for problem in reading.problems)


def entry(**fields: Json) -> ReferenceOrganisation:
    (made,) = organisations([one(**fields)[0]])
    return made


def test_an_entry_is_an_organisation_with_all_that_it_is_called() -> None:
    made = entry()
    assert made.name == "Reef Institute"
    assert made.names == (
        ReferenceName("Reef Institute", "display", "en"),
        ReferenceName("Taasisi ya Miamba", "alias", "sw"),
        ReferenceName("REEFI", "acronym"),
    )
    assert [each.name for each in made.full_names] == ["Reef Institute", "Taasisi ya Miamba"]
    assert made.acronyms == ("REEFI",)
    assert (made.countries, made.type, made.identifiers) == (frozenset({"KEN"}), "scientific", (("ROR", ID),))
    assert (made.parents, made.children) == (("https://ror.org/00coast01",), ("https://ror.org/00libra01",))
    assert made.record == f"ror:{ID}"


def test_the_registry_s_own_dump_is_read_alike() -> None:
    draft, kinds = one(
        country=None,
        locations=[{"geonames_details": {"country_code": "KE", "name": "Mombasa"}}],
        external_ids=[
            {"type": "grid", "preferred": "grid.1.2", "all": ["grid.1.2"]},
            {"type": "isni", "preferred": None, "all": ["0000 0001"]},
            {"type": "other", "preferred": "x", "all": ["x"]},
        ],
        links=[
            {"type": "website", "value": "https://reef.example.org"},
            {"type": "wikipedia", "value": "https://en.wikipedia.org/wiki/Reef"},
        ],
    )
    assert not kinds
    (made,) = organisations([draft])
    assert made.countries == frozenset()
    row = {field: value for field, value in ROW.items() if field != "country"}
    row["locations"] = [{"geonames_details": {"country_code": "KE"}}]
    table = Table("t.json", "json", tuple(row), iter([RawRow(1, row)]))
    (reading,) = Ror().read(table, "ror", "2026-01-01T00:00:00Z")
    assert reading.draft is not None
    assert next(organisations([reading.draft])).countries == frozenset({"KEN"})
    assert made.identifiers == (("ROR", ID), ("GRID", "grid.1.2"), ("ISNI", "0000 0001"))
    assert [fact.value for fact in draft.facts if fact.field == "url"] == ["https://reef.example.org"]


@pytest.mark.parametrize(
    ("types", "code"),
    [
        (["education"], "academic"),
        (["company", "funder"], "business"),
        (["nonprofit"], "ngo"),
        (["government"], "government"),
        (["healthcare"], ""),
        (["archive"], ""),
        (["other"], ""),
        (["facility", "education"], "academic"),
        ([], ""),
    ],
)
def test_types_are_told_where_ours_has_them(types: list[Json], code: str) -> None:
    assert entry(types=types).type == code


def test_what_is_withdrawn_is_kept_and_marked_with_its_heir() -> None:
    heir = {"type": "Successor", "label": "Sea Institute", "id": "https://ror.org/00sea0001"}
    draft, kinds = one(status="withdrawn", relationships=[heir])
    assert kinds == {"entry-withdrawn": 1}
    (made,) = organisations([draft])
    assert made.state == "withdrawn"
    assert made.successors == (("https://ror.org/00sea0001", "Sea Institute"),)
    assert entry(status="inactive").state == "inactive"


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"names": []}, "name-missing"),
        ({"names": [{"value": " ", "types": ["alias"]}]}, "name-missing"),
        ({"names": "Reef"}, "value-kind"),
        ({"types": ["spaceship"]}, "type-unknown"),
        ({"country": ["ZZ"]}, "country-unknown"),
        ({"status": "gone"}, "value-kind"),
        ({"relationships": [{"type": "Friend", "id": "x"}]}, "value-kind"),
        ({"relationships": ["x"]}, "value-kind"),
    ],
)
def test_what_can_not_be_read_is_flagged_and_the_rest_is_read(fields: dict[str, Json], kind: str) -> None:
    draft, kinds = one(**fields)
    assert kinds[kind] >= 1
    assert draft.kind == "organisation"
    assert draft.name


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/run.db") as opened:
        yield opened


def test_every_row_of_the_real_file_is_read_and_a_second_reading_changes_nothing(store: Store, shared: Path) -> None:
    file = shared / "data" / "ror_records.jsonl.gz"
    assert reader_for(open_tables(file)[0]).name == "ror"
    (first,) = ingest(store, [file])
    account = first.account
    assert (account.rows, account.read, account.set_aside) == (25602, 25602, 0)
    assert Counter(problem.kind for problem in account.problems) == {"entry-withdrawn": 685}
    derive(store)
    assert not list(store.view().entities("partner"))
    entries = list(organisations(store.view().drafts()))
    assert sum(each.state == "withdrawn" for each in entries) == 685
    assert all(each.names and each.countries for each in entries)
    version = store.view().version()
    (again,) = ingest(store, [file])
    assert (again.account.unchanged, store.view().version()) == (25602, version)


def test_a_dump_that_is_one_array_is_recognised(tmp_path: Path) -> None:
    file = tmp_path / "dump.json"
    file.write_text(json.dumps([ROW, ROW | {"id": "https://ror.org/00other01"}]), encoding="utf-8")
    (ingested,) = ingest(None, [file])
    assert (ingested.account.register, ingested.account.read) == ("ror", 2)
