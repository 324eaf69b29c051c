"""Files that hold no table are refused with what they are and what to do."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from graph.errors import UnreadableFileError
from ingest.files import open_tables

PROSE = (
    "The partners met in spring, and agreed on a plan.\n"
    "It was a long meeting. Many questions, some of them old, were asked again.\n\n"
    "Nobody, as far as is known, objected; a report will follow.\nThank you\n"
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n \r\n", "white space"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "PNG"),
        (b"<!DOCTYPE html><html><table><tr><td>id</td></tr></table></html>", "web page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><iati-activities/>', "XML"),
        (b"{\\rtf1 text}", "RTF"),
        (b"SQLite format 3\0" + b"\0" * 100, "SQLite"),
        (bytes(range(256)) * 40, "no text"),
        (PROSE.encode(), "running text"),
        (b'{\n "data": [\n  {"id": 1}\n ]\n}', "array"),
        (b"[]", "no object"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"), r"\.xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\x1f\x8b" + b"\0" * 20, "gzip is damaged"),
        (b"PK\x03\x04" + b"\0" * 80, "truncated or damaged"),
    ],
)
def test_what_it_is(tmp_path: Path, content: bytes, said: str) -> None:
    # The name promises a table.
    path = tmp_path / "register.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=said) as caught:
        open_tables(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"word/document.xml": b"<w/>"}, "Word"),
        ({"ppt/presentation.xml": b"<p/>"}, "PowerPoint"),
        ({"xl/workbook.bin": b"\0"}, "xlsb"),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "ods"),
        ({"table.csv": b"id,title"}, "zip archive"),
        ({"xl/workbook.xml": b"<workbook>"}, "damaged"),
    ],
)
def test_archives(tmp_path: Path, members: dict[str, bytes], said: str) -> None:
    path = tmp_path / "register.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    with pytest.raises(UnreadableFileError, match=said):
        open_tables(path)


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no such file"):
        open_tables(tmp_path / "absent.csv")
    with pytest.raises(UnreadableFileError, match="folder"):
        open_tables(tmp_path)
    with pytest.raises(UnreadableFileError, match="no ordinary file"):
        open_tables(Path(os.devnull))
    with pytest.raises(UnreadableFileError, match="can't be opened"):
        open_tables(Path("nul\0in its name"))
