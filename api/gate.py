"""A gate before what takes a processor for seconds: one at a time, and few may wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import NotReadyError

MOST_WAITING = 4
"""Who may wait; whoever comes after them is asked to come again, so that other questions are still answered."""


class Gate:
    """Lets one in at a time."""

    def __init__(self) -> None:
        self._inside = threading.Lock()
        self._counting = threading.Lock()
        self._there = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        """Be the only one inside for the block.

        Raises:
            NotReadyError: too many wait already.
        """
        with self._counting:
            if self._there > MOST_WAITING:
                raise NotReadyError("Others are waiting for what takes long to count. Ask again in a minute.")
            self._there += 1
        try:
            with self._inside:
                yield
        finally:
            with self._counting:
                self._there -= 1
