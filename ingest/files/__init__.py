"""Opening files: what a file is, seen from its content, and its rows separated into fields.

Whatever the file was (a workbook, separated text in any encoding, JSON), out come tables with columns and rows; what
the rows mean is the readers' business. Three promises hold for each kind:

* **Nothing is dropped in silence.** A row that can't be read is a row with a problem that sets it aside; a cell that
  had to be changed to be text at all is flagged.
* **A file that is damaged or hostile as a whole is refused before its first row**: packed files are looked through to
  their end first, so that a truncated download, a wrong checksum or a bomb is known at once.
* **No file can fill the memory.** Rows are read as they are asked for; one of more than 10 MB is set aside. (Of a
  workbook the texts that its cells share are held, at most 1 GiB.)

**Row numbers** are those a person sees. In a sheet and in separated text: as a spreadsheet shows them, the header
usually 1, blank rows counted, and a cell with line breaks in it still one row. In JSON lines: the line. In a JSON
array: the place in the array, from 1. Blank rows in the middle are passed over (and noted in separated text, where one
may be a mistake), blank rows at the end are nothing.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ingest.files.content import check_file, content_of, unreadable
from ingest.files.rows import Rows
from ingest.files.signatures import COMPOUND, HEAD, ZIPS, compound, foreign
from ingest.files.texts import open_text
from ingest.files.workbook import open_workbook
from ingest.reader import Table

_COMPOUND_LOOKED_AT = 16 << 20


def open_tables(path: Path) -> list[Table]:
    """Open a file by what it is, not by what it is called.

    Args:
        path: a workbook (.xlsx, .xlsm); separated text (comma, semicolon, tab or bar; UTF-8, UTF-16, or a guessed
            older encoding); JSON lines; a JSON array of objects; any of the texts as gzip.

    Returns:
        One table; for a workbook one for each sheet that holds something. Rows are read when they are asked for, once;
        the first can be looked at before (`ingest.files.rows.Rows.peek`).

    Raises:
        UnreadableFileError: there is no such file, or it is something else, damaged, empty, or a bomb; the message says
            what it seems to be and what to do.
    """
    check_file(path)
    content = content_of(path)
    with content.opened() as stream:
        head = stream.read(HEAD)
    found = foreign(head)
    if head.startswith(COMPOUND):
        with content.opened() as stream:
            found = compound(stream.read(_COMPOUND_LOOKED_AT))
    if found is not None:
        raise unreadable(path, f"This is {found.what}, not a table. {found.advice}")
    if head.startswith(ZIPS):
        if content.packed:
            raise unreadable(path, "This is a gzip of a workbook or zip archive. Unpack it once and read that.")
        tables = open_workbook(path, str(path))
    else:
        tables = [open_text(content, str(path))]
    return [replace(table, rows=Rows(table.rows)) for table in tables]
