"""How far something is that takes a while: told to whoever gave a callback, who may end it from there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, how many there are (0: not known).

What is asked of a snapshot ends where the callback raises, at the next step; nothing of it is kept then.
"""


def silent(what: str, done: int, total: int) -> None:
    """For who doesn't ask how far it is."""


def told_of(values: Iterable[T], what: str, total: int, progress: Progress, every: int = 1) -> Iterator[T]:
    """The same values, while it is told how many of them are done.

    >>> list(told_of("ab", "letters", 2, print))
    letters 0 2
    letters 1 2
    letters 2 2
    ['a', 'b']

    Args:
        values: that something is done with, one after the other.
        what: is being done.
        total: how many there are; 0: not known.
        progress: told before the first, after every so many, and at the end, when all are done.
        every: after how many it is told.
    """
    for done, value in enumerate(values):
        if not done % every:
            progress(what, min(done, total), total)
        yield value
    if total:
        progress(what, total, total)
