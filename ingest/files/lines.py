"""Physical lines of a text, of which none can fill the memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from ingest.files.rows import LONGEST_ROW


@dataclass(frozen=True, slots=True)
class LongLine:
    """A line that is longer than a row may be; only its beginning was kept.

    Attributes:
        start: its first 80 characters.
        length: its length in characters.
        open_quote: whether it holds an odd number of quotation marks, so that a quoted cell goes on after it.
    """

    start: str
    length: int
    open_quote: bool


def lines(stream: TextIO, longest: int = LONGEST_ROW) -> Iterator[str | LongLine]:
    r"""The lines of a stream, each with the line end it has (`\n`, `\r\n` or `\r`).

    Args:
        stream: text opened with `newline=""`, so that only these three end a line.
        longest: characters above which a line is passed over.

    >>> import io
    >>> list(lines(io.StringIO("a\nbcdefgh\nc", newline=""), longest=4))
    ['a\n', LongLine(start='bcdef', length=8, open_quote=False), 'c']
    """
    while line := stream.readline(longest + 1):
        if len(line) <= longest or line.endswith(("\n", "\r")):
            yield line
            continue
        start, length, quotes = line[:80], len(line), line.count('"')
        while not line.endswith(("\n", "\r")) and (line := stream.readline(longest)):
            length += len(line)
            quotes += line.count('"')
        yield LongLine(start, length, open_quote=bool(quotes % 2))
