"""Lists of plain words, as data: one file each in `data`, words between white space, lines of `#` are remarks."""

from __future__ import annotations

from importlib import resources


def word_list(name: str) -> frozenset[str]:
    """The words of a list.

    Args:
        name: its file in `data`, without ".txt".

    >>> "fisheries" in word_list("subjects")
    True
    """
    text = resources.files("graph.names").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
