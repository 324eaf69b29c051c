"""Lists of plain words that reading roles needs, as data: words between white space, lines of `#` are remarks."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def words_of(name: str) -> frozenset[str]:
    """The folded words of a list.

    Args:
        name: its file in `data`, without ".txt".

    >>> "reef" in words_of("first-words")
    True
    """
    text = resources.files("graph.infer.roles").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
