"""Workbooks with more than the register in them: which sheets are read, and what is said of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from graph.model.records import Account
from ingest.files import open_tables
from ingest.run import Ingested, ingest
from ingest.sheets import guess_sheet
from ingest.table.guess import write
from ingest.table.mapping import parse_mapping

PROJECTS = [("Ref", "Title", "Partners"), ("1", "Reefs", "Acme Water"), ("2", "Wells", "Reef Institute")]
MORE = [("Ref", "Title", "Partners"), ("3", "Dams", "Acme Water")]
CODES = [("Country", "Code"), *((f"Country {n}", f"C{n}") for n in range(40))]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desk.xlsx"


def book(file: Path, sheets: Mapping[str, Sequence[Sequence[str]]]) -> Path:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(file)
    return file


def read(file: Path, mapping: str | None = None) -> Ingested:
    given = None
    if mapping is not None:
        given = file.with_suffix(".yml")
        given.write_text(mapping, encoding="utf-8")
    (ingested,) = ingest(None, [file], mapping=given)
    return ingested


def account(file: Path, mapping: str | None = None) -> Account:
    ingested = read(file, mapping)
    assert ingested.error is None, ingested.error
    return ingested.account


def skipped(found: Account) -> list[str]:
    return [problem.message for problem in found.problems if problem.kind == "sheet-skipped"]


MAPPING = "id: Ref\ntitle: Title\npartners: Partners\n"


@pytest.mark.parametrize("first", [True, False])
def test_sheets_that_do_not_fit_the_mapping_are_named_and_not_read(file: Path, first: bool) -> None:
    sheets: dict[str, Sequence[Sequence[str]]] = {"Projects": PROJECTS, "Lists": CODES, "Older": MORE}
    found = account(book(file, sheets if first else {name: sheets[name] for name in reversed(sheets)}), MAPPING)
    assert (found.rows, found.read) == (3, 3)
    (said,) = skipped(found)
    assert "“Lists” (“Country”, “Code”) was not read" in said


def test_a_mapping_names_its_sheets(file: Path) -> None:
    book(file, {"Lists": CODES, "Projects": PROJECTS, "Older": MORE})
    assert account(file, f"sheet: Older\n{MAPPING}").rows == 1
    found = account(file, f"sheet: [Older, Projects]\n{MAPPING}")
    assert (found.rows, skipped(found)) == (3, [])


def test_a_sheet_that_is_not_there_is_named_beside_those_that_are(file: Path) -> None:
    error = read(book(file, {"Projects": PROJECTS, "Lists": CODES}), f"sheet: Projekts\n{MAPPING}").error
    assert error is not None
    assert "“Projekts”" in str(error)
    assert "“Projects”, “Lists”" in str(error)


def test_where_no_sheet_fits_each_is_named_with_its_columns(file: Path) -> None:
    error = read(book(file, {"Projects": PROJECTS, "Lists": CODES}), "title: Titel\n").error
    assert error is not None
    assert "Sheet “Projects” has “Ref”, “Title”, “Partners”." in str(error)
    assert "Sheet “Lists” has “Country”, “Code”." in str(error)


def test_a_column_missing_in_a_named_sheet_names_the_sheet(file: Path) -> None:
    error = read(book(file, {"Projects": PROJECTS, "Lists": CODES}), f"sheet: Lists\n{MAPPING}").error
    assert error is not None
    assert "sheet “Lists”" in str(error)


def test_without_a_mapping_the_sheet_that_looks_like_a_register_is_read(file: Path) -> None:
    names = [("Name", "Sort"), *((f"Organisation number {n}", "NGO") for n in range(60))]
    found = account(book(file, {"Organisations": names, "Projects": PROJECTS, "Older": MORE}))
    assert (found.rows, found.read) == (3, 3)
    (said,) = skipped(found)
    assert "“Organisations”" in said
    assert "“Projects” looks more like a register" in said


def test_a_guess_names_its_sheet(file: Path) -> None:
    tables = open_tables(book(file, {"Lists": CODES, "P": PROJECTS}))
    guessed = guess_sheet(tables, str(file))
    assert guessed.mapping.sheet == ("P",)
    text = write(guessed)
    assert "sheet: P  #" in text
    assert parse_mapping(text) == guessed.mapping
    assert account(file, text).rows == 2


def test_nothing_like_a_register_in_any_sheet(file: Path) -> None:
    error = read(book(file, {"A": [("x", "y"), ("1", "2")], "B": [("z", "w"), ("3", "4")]})).error
    assert error is not None
    assert "Sheet “A” has “x”, “y”. Sheet “B” has “z”, “w”." in str(error)


def test_the_sheet_of_a_mapping_means_nothing_to_a_file_without_sheets(tmp_path: Path) -> None:
    table = tmp_path / "desk.csv"
    table.write_text("Ref,Title,Partners\n1,Reefs,Acme Water\n", encoding="utf-8")
    assert account(table, f"sheet: Projects\n{MAPPING}").rows == 1
