"""Arrays on disk, mapped: read as they are needed, shared by processes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

_HEADER = re.compile(
    r"\{'descr': '(?P<dtype>[<>|=]?[a-zA-Z]\d+)', 'fortran_order': (?P<fortran>True|False),"
    r" 'shape': \((?P<shape>[\d, ]*)\), ?\}\s*"
)


def mapped(file: Path) -> NDArray[Any]:
    """Map an array that `numpy.save` wrote, read-only.

    `numpy.load` reads the header with the compiler's parser, which Python 3.11 can't use in two threads at once
    (CPython gh-106905): a snapshot that is loaded while another thread parses anything would fail now and then.

    Raises:
        OSError, ValueError: it isn't there, or isn't such a file.
    """
    with file.open("rb") as stream:
        version = npy.read_magic(stream)
        size = 2 if version == (1, 0) else 4
        length = int.from_bytes(stream.read(size), "little")
        found = _HEADER.fullmatch(stream.read(length).decode("latin-1"))
        offset = stream.tell()
    if found is None:
        raise ValueError(f"{file} isn't an array of numbers.")
    shape = tuple(int(part) for part in found["shape"].split(",") if part.strip())
    dtype = np.dtype(found["dtype"])
    if 0 in shape:
        return np.zeros(shape, dtype)
    order: Any = "F" if found["fortran"] == "True" else "C"
    return np.memmap(file, dtype, "r", offset, shape, order)
