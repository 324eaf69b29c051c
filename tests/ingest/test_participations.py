"""Participations in research projects: every form on made-up rows, and what was counted on the real file."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.codec import Json
from graph.model.drafts import Draft
from graph.model.entities import FIELDS
from graph.store import open_store
from ingest.formats import reader_for
from ingest.participations import Participations
from ingest.reader import RawRow, Reading, Table
from ingest.run import derive, ingest

COLUMNS = (
    *("rcn", "role", "pic", "type", "contribution", "country"),
    *("start_date", "end_date", "max_contribution", "total_cost", "start_year"),
)
ROW: dict[str, Json] = {
    "rcn": "7001",
    "role": "coordinator",
    "pic": "900000011",
    "type": "HES",
    "contribution": "120000.5",
    "country": "EL",
    "start_date": "2019-05-01",
    "end_date": "2022-04-30",
    "max_contribution": "250000",
    "total_cost": "312500.125",
    "start_year": "2019",
}
OTHER: dict[str, Json] = ROW | {"role": "participant", "pic": "900000022", "type": "PRC", "country": "NA"}


def read(*rows: Mapping[str, Json]) -> list[Reading]:
    raw = [RawRow(number, row) for number, row in enumerate(rows, start=2)]
    return list(Participations().read(Table("p.csv", "csv", COLUMNS, iter(raw)), "eu", "2026-01-01T00:00:00Z"))


def one(**fields: Json) -> tuple[Draft, Counter[str]]:
    (reading,) = read({**ROW, **fields})
    assert reading.draft is not None
    return reading.draft, Counter(problem.kind for problem in reading.problems)


def value(draft: Draft, field: str) -> list[Json]:
    return [fact.value for fact in draft.facts if fact.field == field]


def test_the_rows_of_a_project_are_one_record_and_one_partnership() -> None:
    (reading,) = read(ROW, OTHER)
    assert reading.record is not None
    assert reading.draft is not None
    draft = reading.draft
    assert (draft.kind, draft.key, draft.name) == ("partnership", "7001", "7001")
    assert [(each.name, each.role, each.type, each.country) for each in draft.mentions] == [
        ("PIC 900000011", "lead", "academic", "GRC"),
        ("PIC 900000022", "not-stated", "business", "NAM"),
    ]
    assert value(draft, "start") == ["2019-05-01"]
    assert value(draft, "end") == ["2022-04-30"]
    assert value(draft, "grant") == [{"amount": "250000", "currency": "EUR"}]
    assert value(draft, "financing") == [{"amount": "312500.125", "currency": "EUR"}]
    assert {fact.field for fact in draft.facts} <= FIELDS.keys()
    assert draft.links == ()
    fields = reading.record.fields
    assert (fields["rcn"], fields["pic"]) == ("7001", ["900000011", "900000022"])
    assert fields["contribution"] == ["120000.5", "120000.5"]
    assert not reading.problems


def test_where_a_project_and_its_dates_stand_is_told_by_column() -> None:
    draft, _ = one()
    assert {fact.field: fact.column for fact in draft.facts} == {
        "start": "start_date",
        "end": "end_date",
        "grant": "max_contribution",
        "financing": "total_cost",
    }


@pytest.mark.parametrize(
    ("fields", "field", "values", "kinds"),
    [
        ({"total_cost": "NA", "end_date": "NA"}, "financing", [], []),
        ({"total_cost": "1e+05"}, "financing", [{"amount": "100000", "currency": "EUR"}], []),
        ({"max_contribution": "much"}, "grant", [None], ["amount-unreadable"]),
        ({"start_date": "NA"}, "start", [], []),
        ({"end_date": "2019-02-30"}, "end", ["2019-02"], ["date-impossible", "date-order"]),
        ({"start_date": "soon"}, "start", [None], ["date-unreadable"]),
    ],
)
def test_gaps_and_what_can_not_be_read(
    fields: dict[str, Json], field: str, values: list[Json], kinds: list[str]
) -> None:
    draft, noted = one(**fields)
    assert value(draft, field) == values
    assert noted == Counter(kinds)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"country": "QQ"}, "country-unknown"),
        ({"type": "XYZ"}, "type-unknown"),
        ({"role": "spectator"}, "role-unknown"),
    ],
)
def test_what_no_vocabulary_knows_is_flagged_and_the_organisation_stays(fields: dict[str, Json], kind: str) -> None:
    draft, noted = one(**fields)
    assert noted == {kind: 1}
    assert len(draft.mentions) == 1


def test_other_is_no_type_and_a_country_of_the_unions_own_list_is_read() -> None:
    draft, noted = one(type="OTH", country="UK")
    assert (draft.mentions[0].type, draft.mentions[0].type_basis, draft.mentions[0].country) == ("", "", "GBR")
    assert not noted


def test_an_organisation_that_stands_twice_is_named_once_with_the_role_that_is_stated() -> None:
    (reading,) = read(OTHER, OTHER | {"role": "coordinator"})
    assert reading.draft is not None
    assert [(each.name, each.role) for each in reading.draft.mentions] == [("PIC 900000022", "lead")]


def test_a_participation_without_a_number_is_named_and_left_out() -> None:
    (reading,) = read(ROW, OTHER | {"pic": None})
    assert reading.draft is not None
    assert len(reading.draft.mentions) == 1
    assert [(problem.row, problem.kind) for problem in reading.problems] == [(3, "name-missing")]


def test_rows_that_do_not_agree_on_their_project_are_noted() -> None:
    (reading,) = read(ROW, OTHER | {"end_date": "2023-01-01"})
    assert reading.draft is not None
    assert value(reading.draft, "end") == ["2022-04-30"]
    assert [problem.kind for problem in reading.problems] == ["rows-disagree"]


def test_a_project_goes_on_around_a_row_that_names_none() -> None:
    aside, project = read(ROW, OTHER | {"rcn": None}, OTHER)
    assert (aside.draft, aside.problems[0].row, aside.problems[0].kind) == (None, 3, "id-missing")
    assert project.draft is not None
    assert len(project.draft.mentions) == 2


def test_rows_of_a_project_that_stand_apart_are_set_aside_and_counted() -> None:
    *_, last = read(ROW, ROW | {"rcn": "7002"}, OTHER, OTHER | {"pic": "900000033"})
    assert last.record is None
    assert (last.problems[0].kind, last.problems[0].set_aside) == ("id-twice", True)
    assert "2 rows of project" in last.problems[0].message
    assert "row 2" in last.problems[0].message


def test_the_format_is_found_by_its_columns_in_any_order() -> None:
    assert isinstance(reader_for(Table("x.csv", "csv", tuple(reversed(COLUMNS)), iter(()))), Participations)


def test_numbers_that_are_nearly_the_same_are_never_joined_nor_asked_about(tmp_path: Path) -> None:
    rows = [ROW | {"rcn": str(7000 + at // 4), "pic": str(999999900 + at)} for at in range(80)]
    file = tmp_path / "nearly.csv"
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    named = tmp_path / "named.csv"
    named.write_text("Id,Title,Partners\n1,Chemicals,PIC; Blue Trust\n2,Pesticides,PIC\n", encoding="utf-8")
    mapping = tmp_path / "named.yml"
    mapping.write_text('id: Id\ntitle: Title\npartners: {column: Partners, separator: ";"}\n', encoding="utf-8")
    with open_store(f"sqlite:///{tmp_path}/nearly.db") as store:
        ingest(store, [file])
        ingest(store, [named], mapping=mapping)
        derive(store)
        partners = list(store.view().entities("partner"))
        assert {partner.name for partner in partners} == {f"PIC {row['pic']}" for row in rows} | {"PIC", "Blue Trust"}
        assert len(partners) == 82
        assert list(store.view().scored()) == []


def test_a_part_of_the_real_file_gives_the_partners_and_links_that_a_plain_count_gives(
    shared: Path, tmp_path: Path
) -> None:
    part = tmp_path / "participation.csv"
    with gzip.open(shared / "data" / "h2020_participation.csv.gz", "rt", encoding="utf-8", newline="") as stream:
        header, *lines = [line for line, _ in zip(stream, range(6_000), strict=False)]
    last = lines[-1].split(",")[0]
    lines = [line for line in lines if line.split(",")[0] != last]
    part.write_text("".join([header, *lines]), encoding="utf-8", newline="")
    rows = list(csv.DictReader([header, *lines]))
    with open_store(f"sqlite:///{tmp_path}/part.db") as store:
        (read_,) = ingest(store, [part])
        projects = {row["rcn"] for row in rows}
        assert (read_.account.rows, read_.account.set_aside, read_.account.problems) == (len(projects), 0, ())
        derive(store)
        view = store.view()
        assert len(list(view.entities("partnership"))) == len(projects)
        assert len(list(view.entities("partner"))) == len({row["pic"] for row in rows})
        links = list(view.relations("takes-part"))
        assert len(links) == len({(row["rcn"], row["pic"]) for row in rows})
        assert sum(link.role == "lead" for link in links) == sum(row["role"] == "coordinator" for row in rows)
        assert list(view.scored()) == []


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(COLUMNS), st.one_of(st.none(), st.sampled_from(["NA", "1"]), st.text(max_size=9))
        ),
        max_size=6,
    )
)
@settings(max_examples=60, deadline=None)
def test_any_rows_are_read_or_set_aside_with_a_reason(rows: list[dict[str, str | None]]) -> None:
    for reading in read(*rows):
        assert reading.draft is not None or any(problem.set_aside for problem in reading.problems)
