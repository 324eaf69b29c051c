"""A gate before what takes a processor for seconds: one at a time, and few may wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import NotReadyError
from graph.progress import Progress, silent

MOST_WAITING = 4
"""Who may wait; whoever comes after them is asked to come again, so that other questions are still answered."""

_LOOK = 0.5
"""Seconds after which who waits says so again, and may be told to wait no longer."""


class Gate:
    """Lets one in at a time, in the order in which they came."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._line: list[object] = []  # the first is inside

    @contextmanager
    def one(self, progress: Progress = silent) -> Iterator[None]:
        """Be the only one inside for the block.

        Args:
            progress: told how many of those who came before have gone; where it raises, nobody waits any longer.

        Raises:
            NotReadyError: too many wait already.
        """
        own = object()
        with self._changed:
            if len(self._line) > MOST_WAITING:
                raise NotReadyError("Others are waiting for what takes long to count. Ask again in a minute.")
            self._line.append(own)
        try:
            self._wait(own, progress)
            yield
        finally:
            with self._changed:
                self._line.remove(own)
                self._changed.notify_all()

    def _wait(self, own: object, progress: Progress) -> None:
        with self._changed:
            before = now = self._line.index(own)
        while now:
            progress("waiting", before - now, before)
            with self._changed:
                self._changed.wait(_LOOK)
                now = self._line.index(own)
        if before:
            progress("waiting", before, before)
