"""From cells to rows: where the header is, names for its columns, and what doesn't fit flagged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from graph.model.records import Problem
from ingest.reader import RawRow

LONGEST_ROW = 10_000_000
"""Characters above which a row is set aside (10 MB of plain text): no register has such a row, and a file with a quote
that is never closed looks like one."""

MOST_COLUMNS = 16_384
"""As many as a spreadsheet has."""

SAMPLE_ROWS = 100
"""Rows at the beginning by which a table's shape is told."""

QUOTE_UNCLOSED = "quote-unclosed"
"""Kind of the problem of a row whose last cell begins with a quote that nothing closes."""

_HEADER_WITHIN = 20
_LOST = re.compile("[\ud800-\udfff\ufffd]")


def find_header(rows: Sequence[Sequence[str | None]]) -> int:
    """Which of the first rows names the columns: the first that has at least half as many filled cells as most rows.

    Many spreadsheets have a title and a note above the header; those fill one cell or two.

    Args:
        rows: the first rows, blank ones included.

    Returns:
        Its place from 0; the first row that isn't blank where no row stands out, and 0 for no rows.

    >>> find_header([["Register of 2018"], [], ["id", "title", "sdgs"], ["1", "Reefs", "14"], ["2", "Wells", "6"]])
    2
    """
    filled = [sum(1 for cell in row if cell and cell.strip()) for row in rows]
    counts = sorted(count for count in filled if count)
    if not counts:
        return 0
    usual = counts[len(counts) // 2]
    first = next(at for at, count in enumerate(filled) if count)
    return next((at for at, count in enumerate(filled[:_HEADER_WITHIN]) if count >= 2 and count * 2 >= usual), first)


def usual_width(rows: Sequence[Sequence[str | None]]) -> int:
    """How many cells most rows have, the larger number where two are as common; blank rows don't count.

    >>> usual_width([["1", "Reefs"], ["2", "Wells", ""], ["3", "Dams", ""], [""]])
    3
    """
    counts = Counter(len(cells) for cells in rows if any(cells))
    return max(counts, key=lambda width: (counts[width], width), default=0)


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table, and how its cells become fields.

    Attributes:
        row: number of the header's row.
        columns: a name for each column, none twice, none empty.
        problems: names that had to be made up; they belong to the header's row.
    """

    row: int
    columns: tuple[str, ...]
    problems: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, cells: Sequence[str | None], row: int) -> Header:
        """Read a header row: an empty name becomes `column 3`, a name used again gets ` (2)`; both are flagged.

        Empty cells at the end are no columns. White space around a name goes, and line breaks in it are spaces.
        """
        names = [" ".join((cell or "").split()) for cell in cells]
        while names and not names[-1]:
            names.pop()
        taken: set[str] = set()
        problems = []
        columns = []
        for place, name in enumerate(names, start=1):
            chosen = name or f"column {place}"
            if not name:
                problems.append(Problem(row, chosen, "header-empty", f"Column {place} has no name; called “{chosen}”."))
            unique = unused(chosen, taken)
            if unique != chosen:
                message = f"Column {place} has the name “{chosen}” again; called “{unique}”."
                problems.append(Problem(row, unique, "header-twice", message))
            taken.add(unique)
            columns.append(unique)
        return cls(row, tuple(columns), tuple(problems))

    def noting(self, notes: Sequence[Problem]) -> Header:
        """The same header with more to say about the table as a whole."""
        return Header(self.row, self.columns, (*notes, *self.problems))

    def read(
        self, number: int, cells: Sequence[str | None], problems: Sequence[Problem], *, usual: int | None = None
    ) -> RawRow:
        """One row under this header.

        Args:
            number: the row as a person sees it.
            cells: what stands in its cells.
            problems: what is already known to be wrong with it.
            usual: cells of a row in this separated text, where one with fewer or more is worth a flag even if what
                is missing or too many is empty; None for a sheet, in which empty cells are simply not stored.
        """
        found = list(problems)
        fields = {column: cell or None for column, cell in zip(self.columns, cells, strict=False)}
        if len(cells) < len(self.columns):
            missing = self.columns[len(cells) :]
            fields.update(dict.fromkeys(missing))
            if usual is not None:
                message = (
                    f"The row has {len(cells)} of {len(self.columns)} cells; nothing was read for {_some(missing)}."
                )
                found.append(Problem(number, missing[0], "cells-few", message))
        elif len(cells) > len(self.columns):
            self._beyond(number, cells, fields, found, usual)
        mend_lost(number, fields, found)
        return RawRow(number, fields, tuple(found))

    def _beyond(
        self,
        number: int,
        cells: Sequence[str | None],
        fields: dict[str, str | None],
        found: list[Problem],
        usual: int | None,
    ) -> None:
        more = {}
        for place, cell in enumerate(cells[len(self.columns) :], start=len(self.columns) + 1):
            if cell:
                more[unused(f"column {place}", fields)] = cell
        if more:
            fields.update(more)
            message = (
                f"The row has {len(cells)} cells, the header {len(self.columns)}: a separator too many? What stands "
                f"beyond the header is kept as {_some(tuple(more))}."
            )
            found.append(Problem(number, next(iter(more)), "cells-many", message))
        elif usual is not None and len(cells) > usual:
            message = (
                f"The row has {len(cells)} cells, others have {usual}; nothing stands beyond the header, but a"
                " separator inside a cell without quotes would have shifted the cells behind it: look at them."
            )
            found.append(Problem(number, "", "cells-many", message))


def above_header(rows: Iterable[tuple[int, Sequence[str | None]]]) -> list[Problem]:
    """What to note of the rows above a header: they are titles and remarks, and belong to no row.

    Args:
        rows: number and cells of each, blank ones included.

    >>> [(note.row, note.message) for note in above_header([(1, ["Register of 2018", ""]), (2, [])])]
    [(1, 'Above the header stands “Register of 2018”; not read as a row.')]
    """
    said = [(number, " ".join(cell.strip() for cell in row if cell and cell.strip())) for number, row in rows]
    filled = [(number, text) for number, text in said if text]
    if not filled:
        return []
    shown = " / ".join(text for _, text in filled)
    return [Problem(filled[0][0], "", "above-header", f"Above the header stands “{shown[:200]}”; not read as a row.")]


class Rows(Iterator[RawRow]):
    """Rows that are read once, of which the first can be looked at before.

    Attributes:
        lost: the first row handed out that could not be opened, so that nobody knows which entry it is, or what may
            have stood behind it; None where there was none.
    """

    def __init__(self, rows: Iterator[RawRow]) -> None:
        self.lost: int | None = None
        self._rows = rows
        self._seen: list[RawRow] = []
        self._open: int | None = None

    def __next__(self) -> RawRow:
        try:
            row = self._seen.pop(0) if self._seen else next(self._rows)
        except StopIteration:
            # A quote that is open at the very end: the file may have been cut there.
            self.lost = self._open if self.lost is None else self.lost
            raise
        if self.lost is None and any(problem.set_aside for problem in row.problems):
            self.lost = row.number
        self._open = row.number if any(problem.kind == QUOTE_UNCLOSED for problem in row.problems) else None
        return row

    def peek(self, count: int) -> list[RawRow]:
        """The next rows, which stay to be read; fewer where there are fewer."""
        self._seen += islice(self._rows, max(count - len(self._seen), 0))
        return self._seen[:count]


def mend_lost(number: int, fields: dict[str, str | None], found: list[Problem]) -> None:
    """Put U+FFFD where bytes could not be decoded, and flag the cells, so that no half character reaches a store."""
    for column, cell in fields.items():
        if cell is None or cell.isascii():
            continue
        lost = _LOST.findall(cell)
        if lost:
            fields[column] = without_lone_surrogates(cell)
            count = "1 character" if len(lost) == 1 else f"{len(lost)} characters"
            message = f"{count} could not be read as text{_bytes(lost)}; “�” stands there now."
            found.append(Problem(number, column, "text-undecodable", message))
    if any("\0" in cell for cell in fields.values() if cell):
        column = next(name for name, cell in fields.items() if cell and "\0" in cell)
        found.append(Problem(number, column, "text-control", "The cell holds NUL characters; a text has none."))


def without_lone_surrogates(text: str) -> str:
    r"""Half characters can't be written as UTF-8; each becomes U+FFFD.

    >>> without_lone_surrogates("caf\udce9")
    'caf�'
    """
    return _LOST.sub("�", text)


def set_aside(number: int, kind: str, message: str, column: str = "") -> RawRow:
    """A row of which nothing can be used, and why."""
    return RawRow(number, {}, (Problem(number, column, kind, message, set_aside=True),))


def unused(name: str, taken: set[str] | dict[str, str | None]) -> str:
    """The name itself, or with the smallest number that makes it new: `Title (2)`."""
    if name not in taken:
        return name
    again = 2
    while f"{name} ({again})" in taken:
        again += 1
    return f"{name} ({again})"


def _some(names: Sequence[str], most: int = 3) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"


def _bytes(lost: Sequence[str]) -> str:
    written = [f"0x{ord(sign) - 0xDC00:02X}" for sign in lost[:4] if "\udc80" <= sign <= "\udcff"]
    return f" ({' '.join(written)}{' …' if len(lost) > len(written) else ''})" if written else ""
