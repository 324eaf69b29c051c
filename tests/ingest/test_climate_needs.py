"""Actions in climate plans: every form on made-up rows, and what was counted on the real file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.codec import Json
from graph.model.drafts import Draft
from graph.model.entities import FIELDS
from ingest.climate_needs import ClimateNeeds, read_actions
from ingest.files import open_tables
from ingest.formats import reader_for
from ingest.reader import RawRow, Reading, Table

COLUMNS = ("iso3", "country", "area", "sector", "actions", "conditionality")
ROW = {
    "iso3": "KEN",
    "country": "Kenya",
    "area": "adaptation",
    "sector": "coastal_zone",
    "actions": "Mangroves, Coastal Management",
    "conditionality": "Conditional (I)NDC only",
}


def read(*rows: Mapping[str, Json]) -> list[Reading]:
    raw = [RawRow(number, row) for number, row in enumerate(rows, start=2)]
    return list(ClimateNeeds().read(Table("plans.csv", "csv", COLUMNS, iter(raw)), "plans", "2026-01-01T00:00:00Z"))


def one(**fields: Json) -> tuple[Draft, Counter[str]]:
    (reading,) = read({**ROW, **fields})
    assert reading.draft is not None
    return reading.draft, Counter(problem.kind for problem in reading.problems)


def value(draft: Draft, field: str) -> list[Json]:
    return [fact.value for fact in draft.facts if fact.field == field]


def test_a_row_is_a_need_with_its_country_sector_and_actions() -> None:
    draft, kinds = one()
    assert (draft.kind, draft.key) == ("need", "KEN-adaptation-coastal-zone")
    assert draft.name == "Kenya, coastal zone (adaptation): Mangroves, Coastal Management"
    assert {(link.relation, link.kind, link.code) for link in draft.links} == {
        ("needs", "country", "KEN"),
        ("addresses", "theme", "ndc:coastal-zone"),
        ("addresses", "theme", "ndc:adaptation"),
    }
    assert value(draft, "action") == ["Mangroves", "Coastal Management"]
    assert value(draft, "conditionality") == ["conditional"]
    assert [text.text for text in draft.texts] == ["Mangroves", "Coastal Management"]
    assert not kinds
    assert {fact.field for fact in draft.facts} <= FIELDS.keys()


def test_many_actions_are_counted_in_the_name_and_each_stands_once() -> None:
    draft, _ = one(actions="Rice, Maize, RICE, Beans, Wheat,, Millet")
    assert draft.name.endswith(": Rice, Maize, Beans and 2 more")
    assert value(draft, "action") == ["Rice", "Maize", "Beans", "Wheat", "Millet"]
    assert read_actions(" ; ,") == []


@pytest.mark.parametrize(
    ("written", "meant", "noted"),
    [
        ("Conditional (I)NDC and unconditional (I)NDC", ["both"], 0),
        ("Unconditional (I)NDC only", ["unconditional"], 0),
        ("Partially conditional (I)NDC (unspecified mix)", ["partly"], 0),
        ("who knows", [None], 1),
        (None, [], 0),
    ],
)
def test_conditionality(written: str | None, meant: list[Json], noted: int) -> None:
    draft, kinds = one(conditionality=written)
    assert value(draft, "conditionality") == meant
    assert kinds["conditionality-unknown"] == noted


def test_the_country_is_read_from_either_column_and_noted_where_it_is_none() -> None:
    draft, _ = one(iso3=None, country="Viet Nam")
    assert [link.code for link in draft.links if link.kind == "country"] == ["VNM"]
    assert draft.key.startswith("VNM-")
    draft, kinds = one(iso3=None, country="Atlantis")
    assert [link for link in draft.links if link.kind == "country"] == []
    assert kinds["country-unknown"] == 1


def test_an_unknown_sector_is_kept_in_words_and_noted() -> None:
    draft, kinds = one(sector="space travel")
    assert value(draft, "sector") == ["space travel"]
    assert kinds["theme-unknown"] == 1


def test_rows_that_are_told_apart_by_content_only_and_rows_that_are_not() -> None:
    first, other, same = read(ROW, {**ROW, "actions": "Coral Reefs"}, {**ROW, "actions": "coral reefs"})
    assert first.record is not None
    assert other.record is not None
    assert other.record.key.startswith(first.record.key + "-")
    assert (same.record, same.problems[0].kind, same.problems[0].set_aside) == (None, "id-twice", True)


def test_a_row_without_a_sector_is_set_aside() -> None:
    (reading,) = read({**ROW, "sector": None})
    assert (reading.draft, reading.problems[0].kind) == (None, "id-missing")


def test_the_format_is_found_by_its_columns_in_any_order() -> None:
    table = Table("x.csv", "csv", tuple(reversed(COLUMNS)), iter(()))
    assert isinstance(reader_for(table), ClimateNeeds)


def test_the_real_file(shared: Path) -> None:
    (table,) = open_tables(shared / "data" / "ndc_needs.csv.gz")
    reader = reader_for(table)
    readings = list(reader.read(table, "plans", "2026-01-01T00:00:00Z"))
    drafts = [reading.draft for reading in readings if reading.draft]
    assert len(readings) == len(drafts) == 882
    assert not [problem for reading in readings for problem in reading.problems]
    assert len({link.code for draft in drafts for link in draft.links if link.kind == "country"}) == 81
    assert sum(value(draft, "conditionality") == ["unconditional"] for draft in drafts) == 108
    assert all(sum(link.kind == "theme" for link in draft.links) == 2 for draft in drafts)


@given(st.text())
def test_any_list_of_actions_is_read_once_and_for_all(written: str) -> None:
    actions = read_actions(written)
    assert read_actions(", ".join(actions)) == actions
    assert all(action.strip() and "," not in action for action in actions)


@given(st.dictionaries(st.sampled_from(COLUMNS), st.one_of(st.none(), st.text(max_size=40))))
@settings(max_examples=60, deadline=None)
def test_any_row_is_read_or_set_aside_with_a_reason(fields: dict[str, str | None]) -> None:
    (reading,) = read(fields)
    assert reading.draft is not None or any(problem.set_aside for problem in reading.problems)
