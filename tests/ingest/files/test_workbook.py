"""Workbooks: written by openpyxl or by hand, whole or damaged."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from graph.errors import UnreadableFileError
from ingest.files import open_tables
from ingest.reader import RawRow


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "register.xlsx"


def rows_of(path: Path) -> list[RawRow]:
    (table,) = open_tables(path)
    return list(table.rows)


def saved(path: Path, *rows: list[object]) -> list[RawRow]:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return rows_of(path)


def rewritten(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    """Save an archive again with its members changed."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, change(name, content))


def test_values_are_as_a_person_reads_them(path: Path) -> None:
    (row,) = saved(
        path,
        ["int", "float", "tenth", "big", "yes", "day", "moment", "hour", "text"],
        [
            7,
            5.0,
            0.1,
            12345678901234,
            True,
            date(2016, 4, 1),
            datetime.fromisoformat("2016-04-01T09:30:00"),
            time(9, 30),
            "a _x000D_ b",
        ],
    )
    assert row.number == 2
    assert list(row.fields.values()) == [
        "7", "5", "0.1", "12345678901234", "TRUE", "2016-04-01", "2016-04-01T09:30:00", "09:30:00", "a _x000D_ b",
    ]  # fmt: skip


def test_a_date_shown_without_a_day_has_none(path: Path) -> None:
    book = Workbook()
    book.active.append(["month", "year"])
    book.active.append([date(2016, 4, 1), date(2016, 4, 1)])
    book.active["A2"].number_format = "mmm yyyy"
    book.active["B2"].number_format = "yyyy"
    book.save(path)
    assert dict(rows_of(path)[0].fields) == {"month": "2016-04", "year": "2016"}


def test_errors_and_formulas_without_value_are_flagged(path: Path) -> None:
    (row,) = saved(path, ["id", "title", "budget"], ["1", "#N/A", "=A2+1"])
    assert dict(row.fields) == {"id": "1", "title": None, "budget": None}
    assert [(problem.row, problem.column, problem.kind) for problem in row.problems] == [
        (2, "title", "cell-error"),
        (2, "budget", "formula-no-value"),
    ]
    assert "#N/A" in row.problems[0].message


def test_blank_rows_keep_the_numbers_of_others(path: Path) -> None:
    rows = saved(path, ["id", "title"], ["1", "Reefs"], [], ["2", "Wells"], [], [])
    assert [row.number for row in rows] == [2, 4]


def test_title_rows_sheets_merged_cells(path: Path) -> None:
    book = Workbook()
    first = book.active
    first.title = "Partnerships"
    for cells in (["Register of 2018"], [], ["id", "title", "lead"], ["1", "Reefs", "A"], ["2", "Wells", None]):
        first.append(cells)
    first.merge_cells("C4:C5")
    book.create_sheet("empty")
    other = book.create_sheet("More")
    other.append(["id", "title"])
    other.append(["3", "Dams"])
    book.create_sheet("lists").append(["a", "b"])
    book["lists"].sheet_state = "hidden"
    book.save(path)
    tables = open_tables(path)
    assert [table.name for table in tables] == [f"{path}, sheet “Partnerships”", f"{path}, sheet “More”"]
    rows = list(tables[0].rows)
    assert [row.number for row in rows] == [4, 5]
    assert [problem.kind for problem in rows[0].problems] == ["sheet-hidden", "above-header", "cells-merged"]
    assert [(problem.column, problem.kind) for problem in rows[1].problems] == [("lead", "cells-merged")]
    assert rows[1].fields["lead"] is None
    assert next(tables[1].rows).fields == {"id": "3", "title": "Dams"}


def test_a_truncated_workbook_is_refused(path: Path) -> None:
    saved(path, ["id", "title"], *([str(n), f"Partnership {n * 7919}"] for n in range(500)))
    content = path.read_bytes()
    for cut in (len(content) // 3, len(content) - 10):
        path.write_bytes(content[:cut])
        with pytest.raises(UnreadableFileError, match="truncated or damaged"):
            open_tables(path)


def test_a_workbook_with_a_wrong_byte_is_refused(path: Path) -> None:
    saved(path, ["id", "title"], *([str(n), f"Partnership {n * 7919}"] for n in range(500)))
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    content[start + 1000] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match="damaged"):
        open_tables(path)


def test_a_zip_bomb_is_refused(path: Path) -> None:
    saved(path, ["id", "title"], ["1", "Reefs"])

    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/filler.bin", "w") as member,
    ):
        for _ in range(300):
            member.write(b"\0" * (1 << 20))
    assert path.stat().st_size < 1_000_000
    with pytest.raises(UnreadableFileError, match="bomb"):
        open_tables(path)


def test_entities_are_refused(path: Path) -> None:
    saved(path, ["id", "title"], ["1", "Reefs"])
    bomb = b'<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet'
    rewritten(path, lambda name, content: content.replace(b"<worksheet", bomb) if "sheet1" in name else content)
    with pytest.raises(UnreadableFileError, match="entities"):
        open_tables(path)


def test_entities_in_another_encoding_are_refused_too(path: Path) -> None:
    saved(path, ["id", "title"], ["1", "Reefs"])
    bomb = '<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet'

    def spoil(name: str, content: bytes) -> bytes:
        if "sheet1" not in name:
            return content
        text = content.decode().partition("?>")[2] if content.startswith(b"<?xml") else content.decode()
        return text.replace("<worksheet", bomb).replace("Reefs", "&b;").encode("utf-16")

    rewritten(path, spoil)
    with pytest.raises(UnreadableFileError):
        open_tables(path)


def test_rows_before_damage_inside_a_sheet_are_read(path: Path) -> None:
    saved(path, ["id", "title"], ["1", "Reefs"], ["2", "Wells"], ["3", "Dunes"])

    def spoil(name: str, content: bytes) -> bytes:
        return content.replace(b'<row r="4"', b'</wrong><row r="4"') if "sheet1" in name else content

    rewritten(path, spoil)
    rows = rows_of(path)
    assert [row.fields.get("id") for row in rows] == ["1", "2", None]
    assert [problem.kind for problem in rows[-1].problems] == ["sheet-damaged"]


def test_cells_that_no_spreadsheet_writes_are_flagged_one_by_one(path: Path) -> None:
    saved(path, ["id", "a", "b", "c"], [1, 2, 3, 4], [5, 6, 7, 8])

    def spoil(name: str, content: bytes) -> bytes:
        spoilt = content.replace(b"<v>2</v>", b"<v>NaN</v>").replace(b"<v>3</v>", b"<v>1E+999</v>")
        return spoilt.replace(b't="n"><v>4</v>', b't="s"><v>99</v>') if "sheet1" in name else content

    rewritten(path, spoil)
    first, second = rows_of(path)
    assert [problem.kind for problem in first.problems] == ["number-not-finite", "number-not-finite", "cell-error"]
    assert dict(first.fields) == {"id": "1", "a": "NaN", "b": "1E+999", "c": None}
    assert dict(second.fields) == {"id": "5", "a": "6", "b": "7", "c": "8"}


def test_rows_with_absurd_numbers_end(path: Path) -> None:
    saved(path, ["id", "title"], ["1", "Reefs"], ["2", "Wells"])

    def spoil(name: str, content: bytes) -> bytes:
        return content.replace(b'<row r="3"', b'<row r="999999999999"').replace(b'"A3"', b'"ZZZZ3"')

    rewritten(path, spoil)
    assert [row.number for row in rows_of(path)] == [2, 3]


def test_a_row_of_ten_megabytes_is_set_aside(path: Path) -> None:
    long = "x" * 32_000
    rows = saved(path, ["id", "title"], ["1", "Reefs"], ["2", *([long] * 320)], ["3", "Wells"])
    assert [any(problem.set_aside for problem in row.problems) for row in rows] == [False, True, False]
    assert rows[1].problems[0].kind == "row-too-long"


text = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=20).filter(
    # openpyxl writes neither control characters nor text that looks like a formula or an error as itself.
    lambda text: (
        not ILLEGAL_CHARACTERS_RE.search(text) and text[0] not in "=#" and "_x" not in text and "\r" not in text
    )
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.lists(st.tuples(text, st.none() | text, st.integers(-(10**14), 10**14)), min_size=1, max_size=6))
def test_what_openpyxl_writes_and_reads_comes_back(tmp_path: Path, rows: list[tuple[str, str | None, int]]) -> None:
    path = tmp_path / "written.xlsx"
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for cells in [("id", "title", "budget"), *rows]:
        sheet.append(cells)
    book.save(path)
    again = load_workbook(path).active.iter_rows(min_row=2, values_only=True)
    expected = [tuple(None if value is None else str(value) for value in cells) for cells in again]
    assert [tuple(row.fields.values()) for row in rows_of(path)] == expected


def test_the_real_register_is_read_as_openpyxl_reads_it(shared: Path) -> None:
    path = shared / "data" / "un_platform_2018.xlsx"
    expected = load_workbook(path, read_only=True).active.iter_rows(min_row=2, values_only=True)
    read = [tuple(row.fields.values()) for row in rows_of(path)]
    assert len(read) == 3124
    assert read == [tuple(cells) for cells in expected]
