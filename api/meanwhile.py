"""What takes longer than a visitor waits: worked out in a thread, while those who ask are told, or get the last one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

PATIENCE = 0.8
"""Seconds that a request waits: who is answered within a second doesn't lose the thread."""


class Meanwhile(Generic[K, T]):
    """The latest of something that holds for a key, such as a version of the store; safe to use from several threads.

    Args:
        work: works it out for a key.
    """

    def __init__(self, work: Callable[[K], T]) -> None:
        self._work = work
        self._lock = threading.Lock()
        self._done: tuple[K, T] | None = None
        self._failed: Exception | None = None
        self._under_way: threading.Thread | None = None

    def latest(self, key: K, patience: float = PATIENCE) -> T | None:
        """What holds for a key; what held for the one before while the new one is worked out; None where nothing is.

        Args:
            key: for which it is wanted.
            patience: seconds to wait where there is nothing at all yet.

        Raises:
            Exception: working it out has failed, and is begun again when it is next asked for.
        """
        with self._lock:
            if self._done is not None and self._done[0] == key:
                return self._done[1]
            if self._under_way is None:
                self._under_way = threading.Thread(target=self._run, args=[key], name="meanwhile", daemon=True)
                self._under_way.start()
            thread, done = self._under_way, self._done
        if done is None:
            thread.join(patience)
        with self._lock:
            if self._failed is not None:
                failed, self._failed = self._failed, None
                raise failed
            return self._done[1] if self._done is not None else None

    def _run(self, key: K) -> None:
        try:
            made = self._work(key)
        except Exception as error:  # noqa: BLE001 (whoever asks next hears it)
            with self._lock:
                self._failed, self._under_way = error, None
            return
        with self._lock:
            self._done, self._under_way = (key, made), None
