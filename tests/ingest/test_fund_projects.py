"""Projects of a fund: every form on made-up rows, and what was counted on the real file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.codec import Json
from graph.model.drafts import Draft
from graph.model.entities import FIELDS
from ingest.files import open_tables
from ingest.formats import reader_for
from ingest.fund_projects import FundProjects
from ingest.reader import RawRow, Table

COLUMNS = (
    "ID",
    "Title",
    "Focal Areas",
    "Grant and Cofinancing",
    "Implementing Agencies",
    "Countries",
    "Fund Source",
    "Period",
    "Status",
)
ROW: dict[str, Json] = {
    "ID": "77",
    "Title": "Reefs of the Coral Coast",
    "Focal Areas": "Biodiversity, International Waters",
    "Grant and Cofinancing": "$1,200,000  $3,400,000",
    "Implementing Agencies": "United Nations Development Programme",
    "Countries": "Fiji, Cote d&#039;Ivoire",
    "Fund Source": "GEF Trust Fund",
    "Period": "GEF - 6",
    "Status": "Completed",
}


def one(**fields: Json) -> tuple[Draft, Counter[str]]:
    row = RawRow(2, {**ROW, **{key.replace("_", " "): value for key, value in fields.items()}})
    (reading,) = FundProjects().read(Table("p.csv", "csv", COLUMNS, iter([row])), "fund", "2026-01-01T00:00:00Z")
    assert reading.draft is not None
    return reading.draft, Counter(problem.kind for problem in reading.problems)


def value(draft: Draft, field: str) -> list[Json]:
    return [fact.value for fact in draft.facts if fact.field == field]


def codes(draft: Draft, kind: str) -> list[str]:
    return [link.code for link in draft.links if link.kind == kind]


def test_a_row_is_an_offer_with_partners_places_money_and_status() -> None:
    draft, kinds = one()
    assert (draft.kind, draft.key, draft.name) == ("offer", "77", "Reefs of the Coral Coast")
    assert codes(draft, "country") == ["FJI", "CIV"]
    assert codes(draft, "theme") == ["gef:biodiversity", "gef:international-waters"]
    assert [(mention.name, mention.role) for mention in draft.mentions] == [
        ("United Nations Development Programme", "implementer"),
        ("GEF Trust Fund", "funder"),
    ]
    assert value(draft, "grant") == [{"amount": "1200000", "currency": "USD"}]
    assert value(draft, "cofinancing") == [{"amount": "3400000", "currency": "USD"}]
    assert (value(draft, "status"), value(draft, "period"), value(draft, "window")) == (["Completed"], ["GEF - 6"], [])
    assert not kinds
    assert {fact.field for fact in draft.facts} <= FIELDS.keys()


@pytest.mark.parametrize(
    ("written", "countries", "scope", "coverage"),
    [
        ("Global", [], ["global"], ["Global"]),
        ("Regional", [], ["regional"], ["Regional"]),
        ("Africa", [], ["regional"], ["Africa"]),
        ("Asia/Pacific", [], ["regional"], ["Asia/Pacific"]),
        ("Serbia and Montenegro", ["SRB", "MNE"], [], []),
        ("Congo DR, Congo", ["COD", "COG"], [], []),
        ("", [], [], []),
    ],
)
def test_places_that_are_no_countries(
    written: str, countries: list[str], scope: list[str], coverage: list[str]
) -> None:
    draft, kinds = one(Countries=written)
    assert (codes(draft, "country"), value(draft, "scope"), value(draft, "coverage")) == (countries, scope, coverage)
    assert not kinds


def test_what_is_no_place_is_noted_and_kept_in_words() -> None:
    draft, kinds = one(Countries="Fiji, Atlantis")
    assert (codes(draft, "country"), value(draft, "coverage")) == (["FJI"], ["Atlantis"])
    assert kinds["country-unknown"] == 1


def test_money_that_is_not_two_amounts() -> None:
    draft, kinds = one(Grant_and_Cofinancing="$5,000")
    assert (value(draft, "grant"), value(draft, "cofinancing")) == ([{"amount": "5000", "currency": "USD"}], [])
    assert kinds["amount-unusual"] == 1
    draft, kinds = one(Grant_and_Cofinancing="much  $1")
    assert value(draft, "grant") == [None]


def test_the_real_file(shared: Path) -> None:
    (table,) = open_tables(shared / "data" / "gef_projects.csv.gz")
    reader = reader_for(table)
    assert isinstance(reader, FundProjects)
    readings = list(reader.read(table, "fund", "2026-01-01T00:00:00Z"))
    drafts = [reading.draft for reading in readings if reading.draft]
    assert len(readings) == len(drafts) == 2500
    assert {problem.kind for reading in readings for problem in reading.problems} == {"text-mended"}
    assert Counter(value(draft, "status")[0] for draft in drafts if value(draft, "status"))["Completed"] == 996
    assert sum(value(draft, "scope") == ["global"] for draft in drafts) == 124
    assert all(value(draft, "grant")[0] for draft in drafts)
    assert not [draft for draft in drafts if any("&" in link.written for link in draft.links)]


@given(st.dictionaries(st.sampled_from(COLUMNS), st.one_of(st.none(), st.text(max_size=40))))
@settings(max_examples=60, deadline=None)
def test_any_row_is_read_or_set_aside_with_a_reason(fields: dict[str, str | None]) -> None:
    row = RawRow(2, fields)
    (reading,) = FundProjects().read(Table("p.csv", "csv", COLUMNS, iter([row])), "fund", "2026-01-01T00:00:00Z")
    assert reading.draft is not None or any(problem.set_aside for problem in reading.problems)
