"""Arrays and plain values of a dataclass in a folder: matrices part by part, so that they can be mapped."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from scipy.sparse import csr_array

from graph.snapshot.mapped import mapped

T = TypeVar("T")

_PARTS = ("data", "indices", "indptr")


def write(held: Any, folder: Path) -> None:
    """Write the fields of a dataclass: matrices and arrays as files of their own, all else as JSON.

    Raises:
        OSError: the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    plain: dict[str, Any] = {}
    shapes: dict[str, list[int]] = {}
    for each in fields(held):
        value = getattr(held, each.name)
        if isinstance(value, csr_array):
            shapes[each.name] = list(value.shape)
            for part in _PARTS:
                np.save(folder / f"{each.name}.{part}.npy", getattr(value, part))
        elif isinstance(value, np.ndarray):
            np.save(folder / f"{each.name}.npy", value)
        else:
            plain[each.name] = value
    document = json.dumps({"plain": plain, "shapes": shapes}, ensure_ascii=False)
    (folder / "fields.json").write_text(document, encoding="utf-8")


def read(made: type[T], folder: Path) -> T:
    """Map what `write` wrote.

    Raises:
        OSError, ValueError, LookupError, TypeError: it isn't there, or isn't whole.
    """
    document = json.loads((folder / "fields.json").read_text(encoding="utf-8"))
    values: dict[str, Any] = dict(document["plain"])
    for each in fields(made):  # type: ignore[arg-type]  # any dataclass; there is no way to say so of a type variable
        if each.name in values:
            continue
        if each.name in document["shapes"]:
            parts = tuple(mapped(folder / f"{each.name}.{part}.npy") for part in _PARTS)
            values[each.name] = csr_array(parts, shape=tuple(document["shapes"][each.name]))
        else:
            values[each.name] = mapped(folder / f"{each.name}.npy")
    return made(**values)
