"""Where a passage stands in the cell that a register wrote, before it was mended."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")


def locate(cell: str, passage: str) -> tuple[int, int] | None:
    """The first and the last but one offset of a passage in a cell, in code points; None where it can't be told.

    Mending changes marks and white space, not words: the words of the passage are looked for in their order, with
    anything between them that is no word.

    >>> locate("Paid for_x000D_  by the Reef&nbsp;Trust.", "by the Reef")
    (17, 28)
    >>> locate("Paid for by others.", "by the Reef") is None
    True
    """
    at = cell.find(passage) if passage else -1
    if at >= 0:
        return at, at + len(passage)
    words = _WORD.findall(passage)
    if not words:
        return None
    found = re.search(r"(?:[\W_]|_x000D_|&\w{2,6};?)+".join(map(re.escape, words)), cell)
    return found.span() if found else None
