"""Sheets of a workbook (.xlsx, .xlsm) as rows of written values.

openpyxl's own loop over a sheet ends with the first cell that it can't read (a number `NaN`, a text that isn't there),
refuses whole workbooks for a style of a foreign program, and makes numbers of what was written. Here the sheet's XML is
read cell by cell: such a cell is flagged, and all others are read. Dates and formats are openpyxl's.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from graph.model.records import Problem
from ingest.files.archives import check_archive, look_through, opened_archive
from ingest.files.content import unreadable
from ingest.files.rows import LONGEST_ROW, MOST_COLUMNS, SAMPLE_ROWS, Header, above_header, find_header
from ingest.reader import RawRow, Table

_MOST_SHARED = 1 << 30
_CHUNK = 1 << 16
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ROW_NUMBER = re.compile(r"[0-9]{1,7}")
_QUOTED_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One sheet: its name, its member in the archive, whether it is hidden, and the ranges it merges."""

    name: str
    member: str
    hidden: bool
    merged: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Book:
    """What all sheets of a workbook share.

    Attributes:
        path: the file.
        formats: number format of each cell style that shows a date or time, by the style's place.
        since_1904: whether days are counted from 1904, as old Macs did.
        shared: member with the texts that cells refer to by number, or empty.
    """

    path: Path
    formats: Mapping[int, str]
    since_1904: bool
    shared: str


@dataclass(slots=True)
class _SheetRow:
    """One row of a sheet: number, written values by column from 0, problems."""

    number: int
    cells: list[str | None]
    problems: list[Problem]


def open_workbook(path: Path, name: str) -> list[Table]:
    """The tables of a workbook: one for each sheet that is shown and holds something.

    The whole archive is looked through first. A sheet's first row is its header, or the first row below a title that
    fills as many cells as the rows under it. Dates become ISO text as far as the cell shows them (a format without a
    day gives `2016-04`), formulas give the value stored with them, `#N/A` and its like are flagged and empty. Merged
    cells are noted and stay as they are: one value, the others empty.

    Args:
        path: the file.
        name: the file as the user named it.

    Raises:
        UnreadableFileError: truncated, damaged, a bomb, under a password, no workbook, or without any row.
    """
    with opened_archive(path) as archive:
        check_archive(archive, path)
        try:
            book, sheets = _structure(archive, path)
        except (ParseError, KeyError, ValueError) as error:
            raise unreadable(path, f"The workbook is damaged: its parts can't be read ({error}).") from error
        shown = [sheet for sheet in sheets if not sheet.hidden] or sheets
        if book.shared:
            look_through(archive, book.shared, path)
        shown = [
            _Sheet(sheet.name, sheet.member, sheet.hidden, tuple(look_through(archive, sheet.member, path)))
            for sheet in shown
        ]
        texts = _shared_texts(archive, book)
    hidden = [sheet.name for sheet in sheets if sheet.hidden and sheet not in shown]
    tables: list[Table] = []
    for sheet in shown:
        header = _header(book, sheet, texts)
        if header is not None:
            if hidden and not tables:
                message = f"Hidden and not read: {', '.join(hidden)}."
                header = header.noting([Problem(header.row, "", "sheet-hidden", message)])
            called = name if len(shown) == 1 else f"{name}, sheet “{sheet.name}”"
            tables.append(Table(called, "xlsx", header.columns, _rows(book, sheet, texts, header), sheet.name))
    if not tables:
        raise unreadable(path, "The workbook holds no row.")
    return tables


def _structure(archive: ZipFile, path: Path) -> tuple[_Book, list[_Sheet]]:
    """The workbook's part, its sheets in order, and its styles."""
    relations = _relations(archive, "_rels/.rels", "", path)
    workbook = next((target for kind, target in relations.values() if kind.endswith("/officeDocument")), "")
    workbook = workbook or "xl/workbook.xml"
    root = _parse(archive, workbook, path)
    folder, file = posixpath.split(workbook)
    parts = _relations(archive, f"{folder}/_rels/{file}.rels", folder, path)
    members = set(archive.namelist())
    sheets: list[_Sheet] = []
    for element in root.iter():
        if _tag(element) != "sheet":
            continue
        kind, member = parts.get(element.get(_RELATION) or element.get(_RELATION_STRICT) or "", ("", ""))
        # Sheets of charts and macros hold no cells.
        if kind.endswith("/worksheet") and member in members:
            hidden = element.get("state", "visible") != "visible"
            sheets.append(_Sheet(element.get("name") or f"sheet {len(sheets) + 1}", member, hidden))
    properties = next((element for element in root.iter() if _tag(element) == "workbookPr"), None)
    since_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
    styles = next((member for kind, member in parts.values() if kind.endswith("/styles")), "")
    shared = next((member for kind, member in parts.values() if kind.endswith("/sharedStrings")), "")
    formats = _date_formats(_parse(archive, styles, path)) if styles in members else {}
    return _Book(path, formats, since_1904, shared if shared in members else ""), sheets


def _relations(archive: ZipFile, member: str, folder: str, path: Path) -> dict[str, tuple[str, str]]:
    """Id of each related part to its kind and its member; empty where the archive has none."""
    if member not in archive.namelist():
        return {}
    found = {}
    for element in _parse(archive, member, path):
        target = element.get("Target", "")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[element.get("Id", "")] = (element.get("Type", ""), whole)
    return found


def _parse(archive: ZipFile, member: str, path: Path) -> Element:
    """A small part as a whole; entities are refused by the look through it."""
    from defusedxml.ElementTree import fromstring

    if archive.getinfo(member).file_size > LONGEST_ROW * 5:
        raise unreadable(path, f"The workbook's part {member} is too large to be one.")
    look_through(archive, member, path)
    root: Element = fromstring(archive.read(member))
    return root


def _date_formats(styles: Element) -> dict[int, str]:
    own = {
        element.get("numFmtId"): element.get("formatCode", "") for element in styles.iter() if _tag(element) == "numFmt"
    }
    cells = next((element for element in styles.iter() if _tag(element) == "cellXfs"), None)
    numbers = [style.get("numFmtId", "0") for style in ([] if cells is None else cells)]
    if own.keys().isdisjoint(numbers) and set(numbers) <= {"0", "49"}:
        # "General" and "Text" are all that most tables have, and importing openpyxl takes as long as reading 500 rows.
        return {}
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

    found = {}
    for place, number in enumerate(numbers):
        code = own.get(number) or (BUILTIN_FORMATS.get(int(number), "") if number.isdigit() else "")
        if code and is_date_format(code):
            found[place] = code
    return found


def _shared_texts(archive: ZipFile, book: _Book) -> list[str]:
    if not book.shared:
        return []
    if archive.getinfo(book.shared).file_size > _MOST_SHARED:
        raise unreadable(book.path, "The workbook's texts take more than 1 GiB. Save the sheet as .csv and read that.")
    try:
        with archive.open(book.shared) as stream:
            texts = [_text(element) for element in _elements(stream, "si")]
    except (ExpatError, ValueError) as error:
        raise unreadable(book.path, f"The workbook is damaged: its texts can't be read ({error}).") from error
    return texts


def _elements(stream: IO[bytes], wanted: str) -> Iterator[Element]:
    """Elements of a name, one by one, each with all that stands in it; nothing else is kept.

    Raises:
        ExpatError: the XML is damaged; what was whole before has come first.
        ValueError: it declares a document type: that is how entities get in, and files from elsewhere.
    """
    parser = ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    found: list[Element] = []

    def open_(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition("}")[2] == wanted:
            # Inside, the parser hands its starts and texts to the builder directly: both are compiled.
            builder = TreeBuilder()
            outermost = builder.start(name, attributes)

            def close(name: str) -> None:
                if builder.end(name) is outermost:
                    found.append(outermost)
                    parser.StartElementHandler, parser.EndElementHandler = open_, None
                    parser.CharacterDataHandler = None

            parser.StartElementHandler, parser.EndElementHandler = builder.start, close
            parser.CharacterDataHandler = builder.data

    def refuse(*_: object) -> None:
        raise ValueError("it declares a document type, which no spreadsheet does")

    parser.StartElementHandler, parser.StartDoctypeDeclHandler = open_, refuse
    last = False
    while not last:
        chunk = stream.read(_CHUNK)
        last = not chunk
        try:
            parser.Parse(chunk, last)
        except (ExpatError, ValueError):
            yield from found
            raise
        yield from found
        found.clear()


def _text(element: Element) -> str:
    """The text of a shared or inline string: its runs joined, without phonetic readings."""
    pieces = []
    for child in element:
        name = _tag(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces += [run.text or "" for run in child if _tag(run) == "t"]
    # `_x005F_` protects an underscore, so that `_x000D_` can be meant as it stands.
    return "".join(pieces).replace("_x005F_", "_")


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _header(book: _Book, sheet: _Sheet, texts: Sequence[str]) -> Header | None:
    """The header of a sheet, with what stands above it noted; None for an empty sheet."""
    first: list[_SheetRow] = []
    with opened_archive(book.path) as archive, archive.open(sheet.member) as stream:
        for row in _sheet_rows(book, sheet, texts, stream):
            if any(row.cells):
                first.append(row)
            if len(first) == SAMPLE_ROWS:
                break
    if not first:
        return None
    at = find_header([row.cells for row in first])
    header = Header.of(first[at].cells, first[at].number)
    if len(header.columns) > MOST_COLUMNS:
        raise unreadable(book.path, f"Sheet “{sheet.name}” has more than {MOST_COLUMNS:,} columns.")
    return header.noting(above_header((row.number, row.cells) for row in first[:at]))


def _rows(book: _Book, sheet: _Sheet, texts: Sequence[str], header: Header) -> Iterator[RawRow]:
    notes = header.problems
    with opened_archive(book.path) as archive, archive.open(sheet.member) as stream:
        for row in _sheet_rows(book, sheet, texts, stream):
            if row.number <= header.row or not (any(row.cells) or any(each.set_aside for each in row.problems)):
                continue
            if any(problem.set_aside for problem in row.problems):
                yield RawRow(row.number, {}, (*notes, *row.problems))
            else:
                named = [_named(problem, header) for problem in row.problems]
                yield header.read(row.number, row.cells, [*notes, *named])
            notes = ()


def _named(problem: Problem, header: Header) -> Problem:
    """A problem of a cell, with its column's name in place of its letter."""
    if not problem.column:
        return problem
    place = _column(problem.column)
    name = header.columns[place] if place < len(header.columns) else problem.column
    return Problem(problem.row, name, problem.kind, problem.message)


def _sheet_rows(book: _Book, sheet: _Sheet, texts: Sequence[str], stream: IO[bytes]) -> Iterator[_SheetRow]:
    """All rows that a sheet stores, blank ones included."""
    cells = _Cells(book, texts)
    merged = _Merged(sheet.merged)
    number = 0
    try:
        for element in _elements(stream, "row"):
            written = element.get("r", "")
            stated = int(written) if _ROW_NUMBER.fullmatch(written) else 0
            number = stated if stated > number else number + 1
            row = cells.read(element, number)
            row.problems.extend(merged.notes(number))
            yield row
    except (ExpatError, ValueError) as error:
        message = f"The sheet is damaged here ({error}); this row and those after it were not read."
        yield _SheetRow(number + 1, [], [Problem(number + 1, "", "sheet-damaged", message, set_aside=True)])


class _Cells:
    """Turns the cells of a row into what a person reads in them."""

    def __init__(self, book: _Book, texts: Sequence[str]) -> None:
        self._book = book
        self._texts = texts

    def read(self, element: Element, number: int) -> _SheetRow:
        """One row; a cell that can't be read is empty and flagged."""
        row = _SheetRow(number, [], [])
        length = 0
        for cell in element:
            if _tag(cell) != "c":
                continue
            reference = _REFERENCE.fullmatch(cell.get("r", ""))
            place = _column(reference.group(1)) if reference else len(row.cells)
            if place >= MOST_COLUMNS:
                return self._aside(number, "cells-many", f"The row has a cell beyond column {MOST_COLUMNS:,}.")
            row.cells += [None] * (place + 1 - len(row.cells))
            value, kind, message = self._value(cell)
            row.cells[place] = value
            if kind:
                row.problems.append(Problem(number, _letters(place), kind, message))
            length += len(value or "")
        if length > LONGEST_ROW:
            message = f"The row is longer than {LONGEST_ROW:,} characters ({length:,}) and was not read."
            return self._aside(number, "row-too-long", message)
        return row

    def _aside(self, number: int, kind: str, message: str) -> _SheetRow:
        return _SheetRow(number, [], [Problem(number, "", kind, message, set_aside=True)])

    def _value(self, cell: Element) -> tuple[str | None, str, str]:
        """Written value, and kind and message of a problem, if there is one."""
        kind = cell.get("t", "n")
        written: str | None = None
        formula = False
        for child in cell:
            name = _tag(child)
            if name == "v":
                written = child.text
            elif name == "is":
                return _text(child) or None, "", ""
            elif name == "f":
                formula = True
        if written is None or written == "":
            message = "The cell holds a formula without a stored value. Open the file in a spreadsheet and save it."
            return (None, "formula-no-value", message) if formula and kind != "str" else (None, "", "")
        if kind == "s":
            return self._shared(written)
        if kind == "e":
            return None, "cell-error", f"The cell shows the error {written}; read as empty."
        if kind == "b":
            return ("TRUE" if written.strip() == "1" else "FALSE"), "", ""
        if kind == "n":
            return self._number(written, cell.get("s", "0"))
        return written, "", ""

    def _shared(self, written: str) -> tuple[str | None, str, str]:
        place = int(written) if written.strip().isdecimal() else -1
        if 0 <= place < len(self._texts):
            return self._texts[place] or None, "", ""
        message = f"The cell refers to text number {written}, and the workbook has {len(self._texts)}; read as empty."
        return None, "cell-error", message

    def _number(self, written: str, style: str) -> tuple[str | None, str, str]:
        try:
            value = Decimal(written.strip())
        except ArithmeticError:
            return written, "number-not-finite", f"The cell is a number and holds “{written}”; kept as text."
        if not value.is_finite() or abs(value.adjusted()) > 400:
            return written, "number-not-finite", f"The cell is a number and holds “{written}”; kept as text."
        shown = self._book.formats.get(int(style)) if style.isdecimal() else None
        if shown is not None:
            return self._moment(float(value), shown, written)
        return _plain(value), "", ""

    def _moment(self, days: float, shown: str, written: str) -> tuple[str | None, str, str]:
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

        try:
            moment = from_excel(days, MAC_EPOCH if self._book.since_1904 else WINDOWS_EPOCH)
        except (OverflowError, ValueError):
            moment = None
        text = _iso(moment, shown)
        if text is None:
            return written, "date-impossible", f"The cell is shown as a date and holds {written}, which is none."
        return text, "", ""


def _iso(moment: object, shown: str) -> str | None:
    """ISO 8601 as far as a format shows it: without a day the month, without a month the year."""
    if isinstance(moment, datetime):
        if moment.time() != time.min:
            return moment.replace(microsecond=0).isoformat()
        moment = moment.date()
    if isinstance(moment, date):
        parts = _QUOTED_FORMAT.sub("", shown.partition(";")[0]).lower()
        if "d" in parts or "y" not in parts:
            return moment.isoformat()
        return moment.strftime("%Y-%m") if "m" in parts else f"{moment.year:04}"
    if isinstance(moment, time):
        return moment.replace(microsecond=0).isoformat()
    return str(moment) if isinstance(moment, timedelta) else None


def _plain(value: Decimal) -> str:
    """A number in digits, as a person would write it: spreadsheets store 0.1 as 0.10000000000000001.

    >>> _plain(Decimal("0.10000000000000001")), _plain(Decimal("5.0")), _plain(Decimal("1E+3"))
    ('0.1', '5', '1000')
    """
    if value == value.to_integral_value():
        return format(value.to_integral_value(), "f")
    return format(Decimal(repr(float(value))), "f")


class _Merged:
    """Which rows have merged cells, asked row by row."""

    def __init__(self, ranges: Sequence[tuple[str, str]]) -> None:
        self._coming = sorted((_row(first), _row(last), first, last) for first, last in ranges)
        self._open: list[tuple[int, int, str, str]] = []
        self._next = 0

    def notes(self, number: int) -> Iterator[Problem]:
        """A note for each range that reaches into this row."""
        while self._next < len(self._coming) and self._coming[self._next][0] <= number:
            self._open.append(self._coming[self._next])
            self._next += 1
        self._open = [each for each in self._open if each[1] >= number]
        for _, _, first, last in self._open:
            message = f"The cells {first}:{last} are merged; the value stands in {first} only."
            yield Problem(number, first.rstrip("0123456789"), "cells-merged", message)


def _row(reference: str) -> int:
    return int(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _column(letters: str) -> int:
    """Place of a column from 0 by its letters."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
