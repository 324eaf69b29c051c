"""Keys as they are pressed, or lines where nobody sits at a terminal."""

from __future__ import annotations

import os
import re
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec

_KEY = re.compile(r"\x1b\[[0-9;]*[A-Za-z~]|.", re.DOTALL)
"""A character, or the sequence of an arrow or another key that has none."""

_ENDS = {"", "\x04"}


class Keys:
    """What a person presses, without waiting for the end of a line."""

    def __init__(self) -> None:
        self._pressed: list[str] = []

    @staticmethod
    def there() -> bool:
        """Whether somebody sits at a terminal whose keys can be read one by one."""
        known = find_spec("termios") is not None  # it is missing where terminals work otherwise
        return known and sys.stdin.isatty() and sys.stdout.isatty()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Read keys for the block: nothing is echoed, and Ctrl-C stays what it is."""
        import termios
        import tty

        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
        tty.setcbreak(terminal, termios.TCSADRAIN)
        try:
            yield
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)

    def forget(self) -> None:
        """Let go of what was pressed until now: nobody shall answer a question that isn't shown yet."""
        self._pressed = []
        terminal = sys.stdin.fileno()
        # The terminal's own flush would let go of a Ctrl-C, too, that has not become a signal yet.
        with suppress(OSError):
            while select.select([terminal], [], [], 0)[0] and os.read(terminal, 1024):
                pass

    def read(self) -> str:
        """The next key; "" where the terminal is gone, or at Ctrl-D."""
        if not self._pressed:
            try:
                read = os.read(sys.stdin.fileno(), 1024)
            except OSError:  # the terminal was closed
                return ""
            self._pressed = _KEY.findall(read.decode(errors="replace"))
        key = self._pressed.pop(0) if self._pressed else ""
        return "" if key in _ENDS else key
