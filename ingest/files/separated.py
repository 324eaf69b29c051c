"""Separated text (CSV, TSV, semicolons, bars): records out of lines, as RFC 4180 has them and as people write them.

Python's own `csv` reads well-formed files as this module does (the tests hold the two side by side). It takes a quote
that is never closed for a cell that holds the rest of the file, or silently joins two rows when the next quote comes;
here such a row is flagged, and the rows after it are read.
"""

from __future__ import annotations

import io
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.model.records import Problem
from ingest.files.lines import LongLine, lines
from ingest.files.rows import LONGEST_ROW, QUOTE_UNCLOSED, SAMPLE_ROWS, find_header

SEPARATORS = (",", ";", "\t", "|")
"""What may stand between cells; the first wins where two explain a file equally well."""

# A whole quoted cell; possessive, so that a cell of megabytes costs one pass.
_QUOTED = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"')
_REST_OF_QUOTED = re.compile(r'([^"]*+(?:""[^"]*+)*+)"')
_DECLARED = re.compile(r"sep=(.)\s*", re.IGNORECASE)


@dataclass(slots=True)
class Record:
    """The cells of one row.

    Attributes:
        number: the row as a spreadsheet shows it: the first record is 1, blank ones counted, a cell with line breaks in
            it is still one row.
        cells: what stands in its cells, quotes taken off; empty for a blank row and for one that is set aside.
        problems: what was wrong with it.
    """

    number: int
    cells: list[str]
    problems: list[Problem] = field(default_factory=list)

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it, and nothing wrong with it."""
        return not self.problems and not any(cell.strip() for cell in self.cells)


@dataclass(slots=True)
class _Line:
    """A line on its way into cells.

    Attributes:
        cells: cells that are finished.
        opened: where the quoted cell begins that the line doesn't finish; None where it finishes all.
        stray: text follows a closing quote, or a quote stands where none may.
    """

    cells: list[str]
    opened: int | None = None
    stray: bool = False


def declared_separator(first_line: str) -> str | None:
    """The separator that a first line `sep=;` declares, as spreadsheets write and read it; None without one."""
    found = _DECLARED.fullmatch(first_line)
    return found.group(1) if found else None


def find_separator(sample: str) -> str | None:
    r"""Which sign stands between the cells of a text.

    For each candidate the text is read as a table; the one under which the rows agree best with the header is taken,
    with more columns where two do equally well. A text of one column is a table when it has a short first line and no
    separator anywhere.

    Args:
        sample: whole lines from the beginning.

    Returns:
        None where no sign makes a table of it: running text.

    >>> find_separator("id;title;budget\n1;Reefs, wells;1,5\n"), find_separator("Dear all,\nplease find it below\n")
    (';', None)
    """
    scores = [(_agreement(sample, separator), -place) for place, separator in enumerate(SEPARATORS)]
    (share, width), place = max(scores)
    if width >= 2 and share >= 0.4:
        return SEPARATORS[-place]
    first = sample.lstrip().split("\n", 1)[0].strip()
    single = 0 < len(first) <= 60 and not first.endswith((".", ":", "!", "?")) and "\n" in sample.strip()
    return "," if single and not any(sign in sample for sign in ",;\t|") else None


def _agreement(sample: str, separator: str) -> tuple[float, int]:
    """How well rows agree with their header: share of rows with as many cells (others count by half), and columns."""
    rows = []
    for record in records(lines(io.StringIO(sample, newline="")), separator):
        rows.append(record.cells)
        if len(rows) == SAMPLE_ROWS:
            break
    at = find_header(rows)
    below = [len(cells) for cells in rows[at + 1 :] if any(cells)]
    width = len(rows[at]) if rows else 0
    if width < 2 or max(map(len, rows[at])) > 200:
        return 0.0, width
    if not below:
        return 0.5, width
    counts = Counter(below)
    half = sum(count for cells, count in counts.items() if cells != width and cells >= 2)
    # A header that isn't the first row may be one, or only a row that holds the wrong separator too.
    skipped = 0.3 if any(any(cells) for cells in rows[:at]) else 0.0
    # Rounded, so that one ragged row doesn't outweigh that another separator finds more columns.
    return round((counts[width] + half / 2) / len(below) - skipped, 1), width


def records(physical: Iterable[str | LongLine], separator: str, longest: int = LONGEST_ROW) -> Iterator[Record]:
    r"""The records of separated text, one by one.

    Args:
        physical: lines with their ends.
        separator: one character.
        longest: characters above which a record is set aside.

    >>> [record.cells for record in records(['id,note\n', '1,"two\n', 'lines"\n'], ",")]
    [['id', 'note'], ['1', 'two\nlines']]
    """
    return _Records(physical, separator, longest).all()


class _Records:
    """One pass over the lines; lines that were taken for part of a cell by mistake are put back."""

    def __init__(self, physical: Iterable[str | LongLine], separator: str, longest: int) -> None:
        self._lines = iter(physical)
        self._put_back: deque[str | LongLine] = deque()
        self._separator = separator
        self._longest = longest
        self._number = 0
        self._width = 0
        escaped = re.escape(separator)
        # Blanks around quotes are forgiven, as in `a, "b, c"`.
        self._spaced = re.compile(rf' *"([^"]*+(?:""[^"]*+)*+)" *(?={escaped}|[\r\n]*\Z)')

    def all(self) -> Iterator[Record]:
        while (line := self._next()) is not None:
            self._number += 1
            if isinstance(line, LongLine):
                yield self._too_long(line.start, line.length, line.open_quote)
                continue
            record = self._record(line)
            self._width = self._width or (len(record.cells) if any(record.cells) else 0)
            yield record

    def _next(self) -> str | LongLine | None:
        return self._put_back.popleft() if self._put_back else next(self._lines, None)

    def _record(self, line: str) -> Record:
        if '"' not in line:
            text = line.rstrip("\r\n")
            return Record(self._number, text.split(self._separator) if text else [])
        read = self._split(line)
        while read.opened is not None:
            onward = self._finish(line, read)
            if isinstance(onward, Record):
                return onward
            # The cell went on over lines and was closed; the rest of its last line may open another.
            line, read = onward
        return Record(self._number, read.cells, [self._stray()] if read.stray else [])

    def _split(self, line: str, cells: list[str] | None = None, at: int = 0) -> _Line:
        """Cells of a line from a place on; `opened` if a quoted cell goes on after it."""
        read = _Line(cells if cells is not None else [])
        end = len(line.rstrip("\r\n"))
        while True:
            quoted = _QUOTED.match(line, at) or self._spaced.match(line, at)
            if quoted is not None and (quoted.end() >= end or line[quoted.end()] == self._separator):
                read.cells.append(quoted.group(1).replace('""', '"'))
                at = quoted.end()
            elif quoted is None and line.startswith('"', at):
                read.opened = at
                return read
            else:
                until = line.find(self._separator, at)
                until = end if until < 0 else until
                # Text after a closing quote: the cell is kept exactly as written.
                read.stray |= quoted is not None
                read.cells.append(line[at:until])
                at = until
            if at >= end:
                return read
            at += 1

    def _finish(self, line: str, read: _Line) -> Record | tuple[str, _Line]:
        """Read on until the quoted cell that a line opened is closed; the record as it stands where it never is."""
        opened = read.opened or 0
        taken: list[str] = []
        length = len(line)
        closing: re.Match[str] | None = None
        stopped: LongLine | None = None
        while closing is None and length <= self._longest:
            following = self._next()
            if not isinstance(following, str):
                stopped = following
                break
            taken.append(following)
            length += len(following)
            closing = _REST_OF_QUOTED.match(following)
        if closing is not None and length <= self._longest:
            last = taken[-1]
            at = closing.end()
            if at >= len(last.rstrip("\r\n")) or last[at] == self._separator:
                cell = line[opened + 1 :] + "".join(taken[:-1]) + closing.group(1)
                cells = [*read.cells, cell.replace('""', '"')]
                return last, (_Line(cells) if at >= len(last.rstrip("\r\n")) else self._split(last, cells, at + 1))
        return self._unclosed(line, read, taken, length, stopped, stray=closing is not None)

    def _unclosed(
        self, line: str, read: _Line, taken: list[str], length: int, stopped: LongLine | None, *, stray: bool
    ) -> Record:
        """What to make of a quote that isn't closed where a cell may end."""
        if stopped is not None:
            self._put_back.appendleft(stopped)
        if not taken or self._look_like_rows(taken):
            self._put_back.extendleft(reversed(taken))
            cells = [*read.cells, line[read.opened :].rstrip("\r\n")]
            message = "A quote is opened and not closed in this row; the cell was read to the end of the line."
            return Record(self._number, cells, [Problem(self._number, "", QUOTE_UNCLOSED, message)])
        if length > self._longest:
            return self._too_long(line[:80], length, open_quote=not stray)
        if stray:
            # The cell was closed in the middle of a line. Its first line stands for itself, the others are rows that
            # will be flagged: guessing where the cell should have ended would invent.
            self._put_back.extendleft(reversed(taken))
            cells = [*read.cells, line[read.opened :].rstrip("\r\n")]
            return Record(self._number, cells, [self._stray()])
        message = f"A quote is opened here and never closed; the {len(taken)} lines after it to the end were not read."
        return Record(self._number, [], [Problem(self._number, "", QUOTE_UNCLOSED, message, set_aside=True)])

    def _look_like_rows(self, taken: list[str]) -> bool:
        """Whether lines that an open quote swallowed are rows by themselves: most have as many cells as the table."""
        some = taken[:SAMPLE_ROWS]
        alike = sum(1 for line in some if len(self._split(line).cells) == self._width)
        return self._width > 1 and alike * 2 >= len(some)

    def _too_long(self, start: str, length: int, open_quote: bool) -> Record:
        if open_quote:
            length += self._pass_over()
        message = (
            f"The row is longer than {self._longest:,} characters ({length:,}) and was not read; "
            f"it begins with “{start[:60].strip()}”."
        )
        return Record(self._number, [], [Problem(self._number, "", "row-too-long", message, set_aside=True)])

    def _pass_over(self) -> int:
        """Pass over the rest of a quoted cell, without keeping it, unless rows follow at once."""
        passed = 0
        while (line := self._next()) is not None:
            text = line.start if isinstance(line, LongLine) else line
            if isinstance(line, str) and self._look_like_rows([line]):
                self._put_back.appendleft(line)
                break
            passed += line.length if isinstance(line, LongLine) else len(text)
            closed = line.open_quote if isinstance(line, LongLine) else _REST_OF_QUOTED.match(text) is not None
            if closed:
                break
        return passed

    def _stray(self) -> Problem:
        message = "A quote stands inside a cell without being doubled; the cell is kept as written, quotes included."
        return Problem(self._number, "", "quote-inside", message)
