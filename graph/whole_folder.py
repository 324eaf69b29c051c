"""A folder that is there as a whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BESIDE = ".goal17-"
"""How the names of folders begin that are being filled."""


@contextmanager
def whole_folder(target: Path, beside: str = BESIDE) -> Iterator[Path]:
    """An empty folder beside a target, which takes its place when the block ends well.

    What was there before goes; when the block ends with an error, or the new one can't take its place, it stays.
    Whether it may be replaced is for the caller to say.

    Args:
        target: the folder; those that hold it are made.
        beside: how the name of the folder begins in which it is filled.

    Raises:
        OSError: it can't be written.
    """
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    # Beside it, since only on one file system is a rename one step.
    with tempfile.TemporaryDirectory(prefix=beside, dir=target.parent) as folder:
        made, before = Path(folder) / "made", Path(folder) / "before"
        made.mkdir()
        yield made
        if target.exists():
            # A folder can't be renamed onto another.
            target.rename(before)
        try:
            made.rename(target)
        except OSError:
            if before.exists():
                before.rename(target)
            raise
