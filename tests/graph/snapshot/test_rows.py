"""Rows and products against the dense arithmetic of numpy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.snapshot.rows import dense_row, entries, lengths, product, row_of


@st.composite
def matrices(draw: st.DrawFn) -> NDArray[np.float32]:
    """Small matrices of small whole numbers, most of them zero."""
    shape = draw(st.integers(1, 6)), draw(st.integers(1, 20))
    numbers = st.lists(st.sampled_from([0, 0, 0, 1, 2, -1]), min_size=shape[0] * shape[1], max_size=shape[0] * shape[1])
    return np.array(draw(numbers), dtype=np.float32).reshape(shape)


@given(matrices(), st.data())
def test_a_product_is_the_same_whichever_way_it_is_read(dense: NDArray[np.float32], data: st.DataObject) -> None:
    columns = dense.shape[1]
    vector = np.array(data.draw(st.lists(st.sampled_from([0, 0, 0, 0, 3]), min_size=columns, max_size=columns)))
    matrix = csr_array(dense)
    made = product(matrix, csr_array(dense.T), vector)
    assert made.dtype == np.float32
    assert made.tolist() == (dense @ vector).tolist()


@given(matrices(), st.data())
def test_entries_are_those_of_the_rows_in_their_order(dense: NDArray[np.float32], data: st.DataObject) -> None:
    matrix = csr_array(dense)
    rows = np.array(data.draw(st.lists(st.integers(0, len(dense) - 1))), dtype=np.intp)
    at, of = entries(matrix, rows)
    held = np.zeros((len(rows), dense.shape[1]), dtype=np.float32)
    held[of, matrix.indices[at]] = matrix.data[at]
    assert held.tolist() == dense[rows].tolist()
    assert lengths(matrix, rows).tolist() == np.bincount(of, minlength=len(rows)).tolist()


@pytest.mark.parametrize("row", [0, 1, 2])
def test_one_row_with_and_without_its_zeros(row: int) -> None:
    dense = np.array([[0, 2, 0, 1], [0, 0, 0, 0], [3, 0, 0, 0]], dtype=np.float32)
    columns, numbers = row_of(csr_array(dense), row)
    assert dict(zip(columns.tolist(), numbers.tolist(), strict=True)) == {
        at: number for at, number in enumerate(dense[row].tolist()) if number
    }
    assert dense_row(csr_array(dense), row).tolist() == dense[row].tolist()
