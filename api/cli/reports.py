"""The file of `--report`: there as a whole in the end, or as it was before."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from api.cli.replacing import replacing
from graph.errors import InputError

Write = Callable[[Any], object]


@contextmanager
def reporting(file: Path | None, others: Sequence[Path | None]) -> Iterator[Write]:
    """A way to write the report that takes its place when the block ends well.

    Args:
        file: where to, `-` for stdout; None writes nothing.
        others: files that the command reads or writes otherwise, and which a report must not replace.

    Raises:
        InputError: the file is one of the others, or can't be written; known before the block begins.
    """
    if file is None:
        yield lambda _: None
        return
    for other in others:
        if other is not None and _same(file, other):
            raise InputError(f"The report would replace {other}, which this command needs; name another file.")
    with replacing(file) as stream:
        yield lambda report: stream.write(_text(report).encode())


def _same(file: Path, other: Path) -> bool:
    return file.resolve() == other.resolve() or (file.exists() and other.exists() and file.samefile(other))


def _text(report: Any) -> str:
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"
