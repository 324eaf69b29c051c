from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from graph.embed.packing import pack, text_hash, unpack
from graph.errors import InputError

_SOME_VECTORS = arrays.arrays(
    np.float32,
    st.tuples(st.integers(0, 5), st.integers(1, 8)),
    elements=st.floats(-1, 1, width=32),
)


@given(_SOME_VECTORS)
def test_what_was_packed_is_read_again_to_half_precision(vectors: np.ndarray) -> None:
    packed = pack(vectors)
    assert len(packed) == 2 * vectors.size
    read = unpack(packed, vectors.shape[1])
    assert read.dtype == np.float32
    assert read.shape == vectors.shape
    np.testing.assert_allclose(read, vectors, atol=0.0005)


def test_one_vector_is_packed_as_a_row() -> None:
    assert unpack(pack(np.array([0.5, -0.25], dtype=np.float32)), 2).tolist() == [[0.5, -0.25]]


def test_half_floats_hardly_move_a_cosine() -> None:
    vectors = np.random.default_rng(17).normal(size=(200, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    read = unpack(pack(vectors), 384)
    assert np.abs(read @ read.T - vectors @ vectors.T).max() < 0.001


@pytest.mark.parametrize(("size", "dimension"), [(7, 2), (768, 512), (4, 0), (4, -1)])
def test_bytes_of_another_dimension_are_refused(size: int, dimension: int) -> None:
    with pytest.raises(InputError, match=f"{size} bytes are no whole number of vectors of {dimension} half floats"):
        unpack(bytes(size), dimension)


@given(st.text(st.characters()), st.text(st.characters()))
def test_a_hash_names_a_text(one: str, other: str) -> None:
    assert len(text_hash(one)) == 32
    assert (text_hash(one) == text_hash(other)) == (one == other)
