"""The last one made of something that stays as it is while the store does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Held(Generic[T]):
    """One value, made for a version or snapshot of the store when first asked for, and kept until another is asked for.

    Whoever asks while it is being made waits for it: two at once would take twice the memory and no less time.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: tuple[Hashable, T] | None = None

    def of(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value for a key: that which is held if it was made for an equal one, else one made anew.

        Args:
            key: what it is made from: a version of the store, or a snapshot, which equals only itself.
            make: makes it; where it raises, what was held before stays. It mustn't ask for the same value.
        """
        with self._lock:
            if self._last is None or self._last[0] != key:
                self._last = (key, make())
            return self._last[1]
