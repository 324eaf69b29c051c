"""How far something is that takes a while: told to whoever gave a callback, who may end it from there."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, how many there are (0: not known).

What is asked of a snapshot ends where the callback raises, at the next step; nothing of it is kept then.
"""


def silent(what: str, done: int, total: int) -> None:
    """For who doesn't ask how far it is."""
