"""Separated text and JSON: what a person sees of a table is what comes out, and what is wrong is named by its place."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import UnreadableFileError
from ingest.files import open_tables
from ingest.reader import RawRow, Table


def opened(path: Path, content: bytes | str) -> tuple[Table, list[RawRow]]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (table,) = open_tables(path)
    return table, list(table.rows)


def kinds(row: RawRow) -> list[str]:
    return [problem.kind for problem in row.problems]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    # The name says nothing: a file is known by its content.
    return tmp_path / "register.dat"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_are_found(file: Path, separator: str) -> None:
    lines = [["id", "title", "countries"], ["1", "Reefs", "Fiji"], ["2", "Wells", "Mali"]]
    table, rows = opened(file, "\n".join(separator.join(cells) for cells in lines))
    assert table.columns == ("id", "title", "countries")
    assert [(row.number, row.fields["countries"]) for row in rows] == [(2, "Fiji"), (3, "Mali")]
    assert not any(row.problems for row in rows)


def test_decimal_commas_do_not_outvote_semicolons(file: Path) -> None:
    table, rows = opened(file, "id;budget;note\n1;1,5;a, b\n2;2,5;c, d\n")
    assert table.columns == ("id", "budget", "note")
    assert rows[0].fields == {"id": "1", "budget": "1,5", "note": "a, b"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(file: Path, end: str) -> None:
    _, rows = opened(file, end.join(["id,title", '1, "Reefs, wells"', '2,"a\u2028b"', ""]))
    assert [row.number for row in rows] == [2, 3]
    assert [row.fields["title"] for row in rows] == ["Reefs, wells", "a\u2028b"]
    assert not any(row.problems for row in rows)


def test_spreadsheets_can_declare_the_separator(file: Path) -> None:
    table, rows = opened(file, "sep=;\nid;title\n1;Reefs\n")
    assert table.columns == ("id", "title")
    assert rows[0].number == 2, "a spreadsheet doesn't show the first line"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_in_any_form(file: Path, encoding: str) -> None:
    table, rows = opened(file, "id,título\n1,Água e Energía para Todos\n2,环境\n".encode(encoding))
    assert table.columns == ("id", "título")
    assert [row.fields["título"] for row in rows] == ["Água e Energía para Todos", "环境"]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Réseau des îles – l’énergie d’abord"),
        ("latin-1", "Asociación de niños en la montaña"),
        ("cp1251", "Партнёрство ради устойчивого развития городов и сёл"),
        ("gb18030", "可持续发展伙伴关系网络与海洋保护合作计划"),
    ],
)
def test_older_encodings_are_guessed_and_said_to_be_a_guess(file: Path, encoding: str, text: str) -> None:
    _, rows = opened(file, f"id,title\n1,plain\n2,{text}\n".encode(encoding))
    assert rows[1].fields["title"] == text
    assert not rows[0].problems
    (problem,) = rows[1].problems
    assert (problem.kind, problem.row) == ("encoding-guessed", 3)
    assert "guess" in problem.message


def test_one_row_of_wrong_bytes_does_not_spoil_the_others(file: Path) -> None:
    _, rows = opened(file, "id,title\n1,Énergie\n2,caf".encode() + b"\xe9 du\xff\n" + "3,Été\n".encode())
    assert [row.fields["title"] for row in rows] == ["Énergie", "caf� du�", "Été"]
    (problem,) = rows[1].problems
    assert (problem.row, problem.column, problem.kind) == (3, "title", "text-undecodable")
    assert "0xE9 0xFF" in problem.message


def test_nul_bytes_in_one_cell_are_flagged(file: Path) -> None:
    content = "id,title\n" + "".join(f"{n},a partnership for wells\n" for n in range(50)) + "51,re\0efs\n"
    _, rows = opened(file, content)
    assert kinds(rows[-1]) == ["text-control"]


def test_quoted_cells_hold_separators_quotes_and_line_breaks(file: Path) -> None:
    _, rows = opened(file, 'id,text\n1,"a ""b"", c\r\nsecond line"\n2,"x"\n')
    assert rows[0].fields["text"] == 'a "b", c\r\nsecond line'
    assert [row.number for row in rows] == [2, 3], "a cell with a line break is one row of a spreadsheet"


def test_a_quote_never_closed_costs_no_other_row(file: Path) -> None:
    lines = ["id,title,sdgs", '1,"Reefs,14', *(f"{n},Wells {n},6" for n in range(2, 30))]
    _, rows = opened(file, "\n".join(lines))
    assert len(rows) == 29
    assert "quote-unclosed" in kinds(rows[0])
    assert rows[0].problems[0].row == 2
    assert rows[28].fields == {"id": "29", "title": "Wells 29", "sdgs": "6"}


def test_a_quote_that_a_later_row_would_close_does_not_join_them(file: Path) -> None:
    _, rows = opened(file, 'id,title,note\n1,"Reefs,x\n2,"Wells",y\n3,Dams,z\n')
    assert [row.fields["id"] for row in rows] == ["1", "2", "3"]
    assert rows[1].fields["title"] == "Wells"
    assert rows[0].problems


def test_a_file_cut_inside_a_quoted_text_sets_the_last_row_aside(file: Path) -> None:
    long = "\n".join(f"line {n} of a long text, and more" for n in range(20))
    _, rows = opened(file, f'id,title,text,a,b\n1,Reefs,short,,\n2,Wells,"{long}')
    assert rows[0].fields["title"] == "Reefs"
    assert len(rows) == 2
    assert rows[1].problems[-1].set_aside
    assert (rows[1].number, kinds(rows[1])) == (3, ["quote-unclosed"])


def test_stray_quotes_are_kept_as_written(file: Path) -> None:
    _, rows = opened(file, 'id,title\n1,"Blue" network\n2,5" pipes\n')
    assert rows[0].fields["title"] == '"Blue" network'
    assert kinds(rows[0]) == ["quote-inside"]
    assert rows[1].fields["title"] == '5" pipes'


def test_a_row_of_ten_megabytes_is_set_aside_and_the_rest_is_read(file: Path) -> None:
    _, rows = opened(file, "id,title\n1,Reefs\n2," + "x" * 10_000_000 + "\n3,Wells\n")
    assert [row.number for row in rows] == [2, 3, 4]
    (problem,) = rows[1].problems
    assert problem.set_aside
    assert problem.kind == "row-too-long"
    assert "10,000,003" in problem.message
    assert rows[2].fields["title"] == "Wells"


def test_a_quoted_row_of_ten_megabytes_with_line_breaks(file: Path) -> None:
    long = "some words\n" * 1_000_000
    _, rows = opened(file, f'id,title\n1,Reefs\n2,"{long}"\n3,Wells\n')
    assert [(row.number, any(problem.set_aside for problem in row.problems)) for row in rows] == [
        (2, False),
        (3, True),
        (4, False),
    ]


def test_too_few_and_too_many_cells_are_flagged_and_kept(file: Path) -> None:
    _, rows = opened(file, "id,title,sdgs\n1,Reefs\n2,Wells,6,more\n3,Dams,7,,\n")
    assert rows[0].fields == {"id": "1", "title": "Reefs", "sdgs": None}
    assert kinds(rows[0]) == ["cells-few"]
    assert rows[1].fields["column 4"] == "more"
    assert kinds(rows[1]) == ["cells-many"]
    assert not rows[2].problems, "separators with nothing behind them say nothing"


def test_blank_rows_count_and_are_noted(file: Path) -> None:
    _, rows = opened(file, "id,title\n1,Reefs\n\n,\n2,Wells\n\n\n\n")
    assert [row.number for row in rows] == [2, 5]
    assert kinds(rows[1]) == ["rows-blank"]


def test_header_names_become_unique(file: Path) -> None:
    table, rows = opened(file, "id,Partner,,Partner,\n1,a,b,c\n")
    assert table.columns == ("id", "Partner", "column 3", "Partner (2)")
    assert [(problem.row, problem.kind) for problem in rows[0].problems] == [(1, "header-empty"), (1, "header-twice")]


def test_a_title_above_the_header_is_no_header(file: Path) -> None:
    table, rows = opened(file, "Register of partnerships,,\n,,\nid,title,sdgs\n1,Reefs,14\n2,Wells,6\n")
    assert table.columns == ("id", "title", "sdgs")
    assert rows[0].number == 4
    assert "Register of partnerships" in rows[0].problems[0].message


def test_one_column_is_a_table(file: Path) -> None:
    table, rows = opened(file, "title\nReefs\nWells\n")
    assert table.columns == ("title",)
    assert len(rows) == 2


def test_a_header_alone_is_a_table_without_rows(file: Path) -> None:
    assert opened(file, "id,title,sdgs\n")[1] == []


cell = st.text(st.characters(blacklist_categories=["Cs", "Cc"]) | st.sampled_from(list('",;\t|\n ')), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(
    st.lists(st.lists(cell, min_size=3, max_size=3).filter(lambda row: any(text.strip() for text in row)), max_size=8),
    st.sampled_from(",;\t|"),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_csv_writes_comes_back(
    tmp_path: Path, rows: list[list[str]], separator: str, quoting: int, end: str
) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator, quoting=quoting, lineterminator=end)
    writer.writerow(["id", "title", "note"])
    # A few plain rows, as every register has, by which the separator can be told.
    writer.writerows([["1", "Reefs", "x"], ["2", "Wells", "y"], ["3", "Dams", "z"], *rows])
    path = tmp_path / "written.csv"
    path.write_text(stream.getvalue(), "utf-8", newline="")
    (table,) = open_tables(path)
    read = [[row.fields[column] or "" for column in table.columns] for row in table.rows]
    if table.columns == ("id", "title", "note"):
        assert read[3:] == rows
    else:
        pytest.fail(f"another separator was found: {table.columns}")


def test_json_lines(file: Path) -> None:
    table, rows = opened(file, '{"id": 1, "sdgs": [14], "budget": 130.000}\n\n{"id": 2, "other": null}\n')
    assert (table.kind, table.columns) == ("jsonl", ("id", "sdgs", "budget"))
    assert [row.number for row in rows] == [1, 3]
    assert rows[0].fields == {"id": 1, "sdgs": [14], "budget": "130.000"}


def test_json_lines_that_are_wrong_are_set_aside(file: Path) -> None:
    content = [
        '{"id": 1}',
        '{"id": 2,}',
        "[1, 2]",
        '{"id": NaN, "a": 1e999, "a": "\\ud800"}',
        "[" * 100_000,
        '{"id": 6, "title": "cut o',
    ]
    _, rows = opened(file, "\n".join(content))
    aside = [row.number for row in rows if any(problem.set_aside for problem in row.problems)]
    assert aside == [2, 3, 5, 6]
    assert "cut off" in rows[5].problems[0].message or "Unterminated" in rows[5].problems[0].message
    assert rows[3].fields == {"id": "NaN", "a": "1e999", "a (2)": "�"}
    assert kinds(rows[3]) == ["number-not-finite", "number-not-finite", "key-twice", "text-undecodable"]


def test_a_json_line_of_ten_megabytes(file: Path) -> None:
    _, rows = opened(file, '{"id": 1}\n{"id": "' + "x" * 10_000_000 + '"}\n{"id": 3}\n')
    assert [kinds(row) for row in rows] == [[], ["row-too-long"], []]


def test_a_json_array(file: Path) -> None:
    content = '[{"id": 1, "t": "a, ] b"},\n {"id": 2,}, {"id": "' + "\\" * 2 + "x" * 11_000_000 + '"}, 7, {"id": 5}]'
    _, rows = opened(file, content)
    assert [row.number for row in rows] == [1, 2, 3, 4, 5]
    assert [kinds(row) for row in rows] == [[], ["json-invalid"], ["row-too-long"], ["json-no-object"], []]
    assert rows[4].fields == {"id": 5}


def test_a_json_array_that_is_cut_off(file: Path) -> None:
    _, rows = opened(file, '[{"id": 1}, {"id": 2, "title": "Ree')
    assert rows[0].fields == {"id": 1}
    assert rows[1].problems[0].set_aside
    assert "cut off" in rows[1].problems[0].message


value = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.text(st.characters(blacklist_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('abc"\\]},', max_size=4), inner, max_size=3),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
@given(st.lists(st.dictionaries(st.text('xyz"[', max_size=3), value, max_size=3), min_size=1, max_size=5))
def test_json_comes_back(tmp_path: Path, objects: list[dict[str, object]]) -> None:
    path = tmp_path / "objects"
    for text in (json.dumps(objects), json.dumps(objects, indent=1), "\n".join(map(json.dumps, objects))):
        path.write_text(text)
        (table,) = open_tables(path)
        assert [dict(row.fields) for row in table.rows] == objects


def test_gzip_of_each(file: Path) -> None:
    for content in ("id,title\n1,Reefs\n", '{"id": "1", "title": "Reefs"}\n', '[{"id": "1", "title": "Reefs"}]'):
        table, rows = opened(file, gzip.compress(content.encode()))
        assert table.columns == ("id", "title")
        assert rows[0].fields == {"id": "1", "title": "Reefs"}


def test_a_truncated_gzip_is_refused_before_its_first_row(file: Path) -> None:
    packed = gzip.compress("".join(f"{n},partnership number {n * 7919}\n" for n in range(20_000)).encode())
    for cut in (len(packed) // 2, len(packed) - 4):
        file.write_bytes(packed[:cut])
        with pytest.raises(UnreadableFileError, match="truncated"):
            open_tables(file)
    file.write_bytes(packed[:100] + b"\0\0\0\0" + packed[104:])
    with pytest.raises(UnreadableFileError, match="damaged"):
        open_tables(file)


def test_a_gzip_bomb_is_refused(file: Path) -> None:
    with gzip.open(file, "wb") as stream:
        for _ in range(200):
            stream.write(b"1,title\n" * (1 << 17))
    assert file.stat().st_size < 2_000_000
    with pytest.raises(UnreadableFileError, match="bomb"):
        open_tables(file)


def test_rows_are_read_as_they_are_asked_for(file: Path) -> None:
    file.write_text("id,title\n" + "1,Reefs\n" * 200_000)
    (table,) = open_tables(file)
    assert next(table.rows).number == 2


def test_cells_shifted_by_a_separator_without_quotes_are_noted_though_nothing_is_left_over(file: Path) -> None:
    _, rows = opened(file, "id;title;goals;note\n1;Reefs;14;\n2;Wells;5;8;\n3;Dams;6;\n4;Pumps;6;\n")
    assert [kinds(row) for row in rows] == [[], ["cells-many"], [], []]
    assert (rows[1].problems[0].row, rows[1].fields["note"]) == (3, "8")
    assert "look at them" in rows[1].problems[0].message


def test_a_separator_at_the_end_of_every_row_is_no_fault(file: Path) -> None:
    _, rows = opened(file, "id;title\n1;Reefs;\n2;Wells;\n3;Dams\n")
    assert [kinds(row) for row in rows] == [[], [], []]


def test_a_title_above_the_header_is_noted_where_it_stands(file: Path) -> None:
    _, rows = opened(file, "Register of 2018;;\n;;\nid;title;goals\n1;Reefs;14\n2;Wells;6\n")
    (problem,) = rows[0].problems
    assert (rows[0].number, problem.kind, problem.row) == (4, "above-header", 1)
    assert "Register of 2018" in problem.message
