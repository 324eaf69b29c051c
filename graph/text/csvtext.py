"""Rows as comma-separated values that no spreadsheet computes."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain

FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'")
"""Beginnings of texts that a spreadsheet would compute, or that stand for such a guard."""


def guarded(text: str) -> str:
    """A text with an apostrophe before it where a spreadsheet would compute it; take one away and it is as it was.

    Anybody may write to a register (https://owasp.org/www-community/attacks/CSV_Injection).

    >>> guarded("=1+1"), guarded("'Be the change' week"), guarded("Rare")
    ("'=1+1", "''Be the change' week", 'Rare')
    """
    return f"'{text}" if text.startswith(FORMULAS) else text


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table: texts guarded, numbers as they are, nothing where there is no value.

    >>> csv_text(("name", "number"), [("=x", -2.5), ("a, b", None)]).splitlines()
    ['name,number', "'=x,-2.5", '"a, b",']
    """
    return "".join(csv_lines(columns, rows))


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The same line by line, for a table that is longer than memory should be."""
    made = StringIO()
    writer = csv.writer(made, lineterminator="\n")
    for row in chain([columns], rows):
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
        yield made.getvalue()
        made.seek(0)
        made.truncate()
