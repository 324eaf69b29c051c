"""Tables out of text: separated cells, JSON lines, or a JSON array."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import TextIO

from graph.model.records import Problem
from ingest.files.content import Content, unreadable
from ingest.files.encodings import Encoding, survey
from ingest.files.jsonrows import rows_of_array, rows_of_lines
from ingest.files.lines import LongLine, lines
from ingest.files.rows import MOST_COLUMNS, SAMPLE_ROWS, Header, above_header, find_header, usual_width
from ingest.files.separated import Record, declared_separator, find_separator, records
from ingest.reader import RawRow, Table

_SAMPLE = 1 << 18
_SIGN_OF_DATA = 1 << 7


def open_text(content: Content, name: str) -> Table:
    """The table that a text holds.

    Args:
        content: the file, unpacked where it is a gzip.
        name: the file as the user named it.

    Raises:
        UnreadableFileError: no text (bytes of a program or picture), running text, a single JSON value, or nothing.
    """
    seen = survey(content.chunks())
    if not seen.size:
        raise unreadable(content.path, "The file is empty.")
    nuls = 0 if seen.encoding.name.startswith(("utf-16", "utf-32")) else seen.nuls
    if (nuls + (seen.controls if not seen.encoding.name.startswith("utf-") else 0)) * _SIGN_OF_DATA > seen.size > 64:
        message = "This is no text: it holds bytes that no table has. Save the table as .xlsx or .csv and read that."
        raise unreadable(content.path, message)
    source = _Source(content, seen.encoding)
    with source.opened() as stream:
        sample = stream.read(_SAMPLE)
    start = sample.lstrip("\ufeff \t\r\n")
    if not start:
        raise unreadable(content.path, "The file holds nothing but white space.")
    if start[0] == "[" and start[1:].lstrip()[:1] in {"{", "]", ""}:
        return _array(source, name)
    if start[0] == "{":
        return _json_lines(source, start, name)
    return _separated(source, sample, name)


class _Source:
    """A text that can be read from its beginning as often as is needed."""

    def __init__(self, content: Content, encoding: Encoding) -> None:
        self.content = content
        self.encoding = encoding

    @contextmanager
    def opened(self) -> Iterator[TextIO]:
        """The text, with line ends as they are."""
        with self.content.opened() as stream:
            text = io.TextIOWrapper(stream, self.encoding.name, self.encoding.errors, newline="")
            try:
                yield text
            finally:
                # The stream is closed by whoever opened it.
                text.detach()

    def lines(self) -> Iterator[str | LongLine]:
        with self.opened() as stream:
            yield from lines(stream)

    def guess(self, text: str) -> list[tuple[str, str]]:
        """What to note of the encoding where it is guessed, showing a word by which a person can judge."""
        if not self.encoding.guessed:
            return []
        word = next((word for word in text.split() if not word.isascii()), "")
        shown = f" Look at “{word[:40]}”: is it right?" if word else ""
        message = f"The file is not UTF-8; it was read as {self.encoding.name}, which is a guess.{shown}"
        return [("encoding-guessed", message)]


def _separated(source: _Source, sample: str, name: str) -> Table:
    path = source.content.path
    whole = sample if len(sample) < _SAMPLE else sample[: sample.rfind("\n") + 1] or sample
    declared = declared_separator(whole.split("\n", 1)[0])
    separator = declared or find_separator(whole)
    if separator is None:
        message = "This is running text, no table: no separator (, ; tab |) divides its lines into the same columns."
        raise unreadable(path, message)
    first = list(islice(records(source.lines(), separator), SAMPLE_ROWS))
    # `sep=;` is a line for programs; a spreadsheet doesn't show it.
    skipped = 1 if declared else 0
    at = find_header([record.cells for record in first[skipped:]]) + skipped
    header = Header.of(first[at].cells, first[at].number - skipped)
    if not header.columns:
        raise unreadable(path, "The file has no header: no row names its columns.")
    if len(header.columns) > MOST_COLUMNS:
        raise unreadable(path, f"The header has more than {MOST_COLUMNS:,} columns.")
    problems = [problem for record in first[: at + 1] for problem in record.problems]
    header = Header(header.row, header.columns, (*problems, *header.problems))
    header = header.noting(above_header((record.number - skipped, record.cells) for record in first[skipped:at]))
    usual = max(len(first[at].cells), usual_width([record.cells for record in first[at + 1 :]]))
    return Table(name, "csv", header.columns, _rows(source, separator, header, skipped, usual))


def _rows(source: _Source, separator: str, header: Header, skipped: int, usual: int) -> Iterator[RawRow]:
    notes = header.problems
    guessed = source.encoding.guessed
    blank = 0
    for record in records(source.lines(), separator):
        if record.number - skipped <= header.row:
            continue
        if record.blank:
            blank += 1
            continue
        row = _row(record, header, record.number - skipped, usual)
        own = list(row.problems)
        if blank:
            count = "A blank row stands" if blank == 1 else f"{blank} blank rows stand"
            own.insert(0, Problem(row.number, "", "rows-blank", f"{count} before this one; passed over."))
            blank = 0
        if guessed and not all(cell.isascii() for cell in record.cells):
            own += [Problem(row.number, "", *note) for note in source.guess(" ".join(record.cells))]
            guessed = False
        yield RawRow(row.number, row.fields, (*notes, *own))
        notes = ()


def _row(record: Record, header: Header, number: int, usual: int) -> RawRow:
    problems = [
        Problem(number, problem.column, problem.kind, problem.message, problem.set_aside) for problem in record.problems
    ]
    if any(problem.set_aside for problem in problems):
        return RawRow(number, {}, tuple(problems))
    return header.read(number, record.cells, problems, usual=usual)


def _json_lines(source: _Source, start: str, name: str) -> Table:
    """JSON lines, unless neither the first line nor most others are objects: then it is one object over several."""
    sample = list(islice(rows_of_lines(lines(io.StringIO(start, newline=""))), SAMPLE_ROWS))
    found = [row.fields for row in sample if not any(problem.set_aside for problem in row.problems)]
    keys = next((tuple(fields) for fields in found if fields), ())
    if len(sample) > 1 and sample[0].problems and len(found) * 2 < len(sample):
        message = (
            "This is one JSON value over several lines. What can be read is one object a line, or an array of objects "
            "[{…}, {…}]: take the array out of it."
        )
        raise unreadable(source.content.path, message)
    return Table(name, "jsonl", keys, _noted(source, rows_of_lines(source.lines())))


def _array(source: _Source, name: str) -> Table:
    def elements() -> Iterator[RawRow]:
        with source.opened() as stream:
            yield from rows_of_array(stream)

    rows = elements()
    first = list(islice(rows, 1))
    if not first:
        raise unreadable(source.content.path, "The array holds no object.")
    return Table(name, "jsonl", tuple(first[0].fields), _noted(source, chain(first, rows)))


def _noted(source: _Source, rows: Iterator[RawRow]) -> Iterator[RawRow]:
    """The same rows; the first that isn't plain ASCII says so where the encoding is a guess."""
    guessed = source.encoding.guessed
    for row in rows:
        text = json.dumps(row.fields, ensure_ascii=False) if guessed else ""
        if guessed and not text.isascii():
            guessed = False
            notes = (Problem(row.number, "", *note) for note in source.guess(text))
            yield RawRow(row.number, row.fields, (*notes, *row.problems))
        else:
            yield row
