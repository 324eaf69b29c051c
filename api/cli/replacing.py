"""A file that is there as a whole or as it was: what a command was asked to write it to."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import click

from graph.errors import InputError
from graph.whole_folder import BESIDE


@contextmanager
def replacing(file: Path) -> Iterator[BinaryIO]:
    """A stream whose content takes the place of a file when the block ends well; otherwise that stays as it was.

    Args:
        file: where to; `-`, a terminal or a pipe is written to at once.

    Raises:
        InputError: the file can't be written; known before the block begins.
    """
    if str(file) == "-" or (file.exists() and not file.is_file()):
        with click.open_file(str(file), "wb") as stream:
            yield cast(BinaryIO, stream)
        return
    target = file.resolve()
    try:
        # Beside it, since only there a rename is one step.
        beside = tempfile.TemporaryDirectory(prefix=BESIDE, dir=target.parent)
    except OSError as error:
        raise InputError(f"{file} can't be written ({error.strerror or error}).") from error
    with beside as folder:
        made = Path(folder) / target.name
        with made.open("wb") as stream:
            yield stream
        made.replace(target)
