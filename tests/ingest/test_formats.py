"""Which reader a table gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputError
from ingest.files import open_tables
from ingest.formats import reader_for, readers
from ingest.reader import Table
from ingest.table.mapping import parse_mapping


def opened(path: Path, content: str) -> Table:
    path.write_text(content, "utf-8")
    return open_tables(path)[0]


def test_an_unknown_table_gets_a_guessed_mapping_and_says_so(tmp_path: Path) -> None:
    table = opened(tmp_path / "t.csv", "id,title,colour\n1,Reefs,blue\n2,Wells,grey\n")
    reader = reader_for(table, None)
    assert reader.name == "table"
    first, second = reader.read(table, "t", "2026-01-01T00:00:00Z")
    assert [problem.kind for problem in first.problems] == ["mapping-guessed"]
    assert "title = “title”" in first.problems[0].message
    assert "“colour”" in first.problems[0].message
    assert not second.problems


def test_unknown_formats_are_refused_with_those_that_are_known(tmp_path: Path) -> None:
    table = opened(tmp_path / "t.csv", "id,title\n1,Reefs\n")
    with pytest.raises(InputError, match=r"no format “excel”.*table"):
        reader_for(table, "excel")
    for known in readers():
        with pytest.raises(InputError, match="isn't of the format"):
            reader_for(table, known.name)


def test_a_mapping_settles_the_format(tmp_path: Path) -> None:
    table = opened(tmp_path / "t.csv", "id,title\n1,Reefs\n")
    mapping = parse_mapping("title: title\n")
    assert reader_for(table, None, mapping).name == "table"
    with pytest.raises(InputError, match="A mapping explains"):
        reader_for(table, readers()[0].name, mapping)


def test_the_real_registers_are_recognised(shared: Path) -> None:
    found = {
        name: reader_for(open_tables(shared / "data" / name)[0]).name
        for name in (
            "un_platform_2018.xlsx",
            "un_ocean_2026.jsonl",
            "ror_records.jsonl.gz",
            "gef_projects.csv.gz",
            "ndc_needs.csv.gz",
        )
    }
    assert "table" not in found.values()
    assert len(set(found.values())) == 5
