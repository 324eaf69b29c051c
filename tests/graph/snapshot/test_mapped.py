"""Mapped arrays are those that were saved, whatever their shape; and no parser is used to read them."""

from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from graph.snapshot.mapped import mapped

KINDS = ("bool", "int8", "int16", "int32", "int64", "float32", "float64")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(KINDS), shape=hnp.array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=4), data=st.data()
)
def test_what_was_saved_is_mapped(tmp_path: Path, kind: str, shape: tuple[int, ...], data: st.DataObject) -> None:
    array = data.draw(hnp.arrays(kind, shape))
    np.save(tmp_path / "a.npy", array)
    found = mapped(tmp_path / "a.npy")
    assert (found.dtype, found.shape) == (array.dtype, array.shape)
    assert np.array_equal(found, array, equal_nan=kind.startswith("float"))
    assert not found.flags.writeable or 0 in shape


def test_columns_first(tmp_path: Path) -> None:
    array = np.asfortranarray(np.arange(12).reshape(3, 4))
    np.save(tmp_path / "a.npy", array)
    assert np.array_equal(mapped(tmp_path / "a.npy"), array)


def test_no_parser_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    np.save(tmp_path / "a.npy", np.arange(3))

    def refuse(*_: object, **__: object) -> object:
        raise AssertionError

    monkeypatch.setattr(ast, "parse", refuse)
    assert mapped(tmp_path / "a.npy").tolist() == [0, 1, 2]


@pytest.mark.parametrize("content", [b"", b"no array", b"\x93NUMPY\x01\x00\x05\x00hello"])
def test_what_is_no_array(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.npy").write_bytes(content)
    with pytest.raises(ValueError, match=r"\w"):
        mapped(tmp_path / "a.npy")
