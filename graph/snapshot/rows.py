"""Rows of matrices, and products with vectors that are mostly zero: only what counts is read.

An answer looks at some hundred rows of matrices with a hundred thousand. To make a matrix of a row takes scipy longer
than to read it, and a whole product reads everything.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Floats = NDArray[np.float32]
Rows = NDArray[np.intp]

_DEARER = 3
"""How much longer one number takes that is looked up by its column than one that is read in its row."""


def product(matrix: csr_array, by_column: csr_array, vector: NDArray[Any]) -> Floats:
    """`matrix @ vector`, by whichever way reads less.

    Args:
        matrix: (r, c).
        by_column: (c, r), the same the other way round.
        vector: (c,).

    Returns:
        (r,), float32.

    >>> of = csr_array(np.array([[1.0, 0.0, 2.0], [0.0, 3.0, 0.0]]))
    >>> product(of, csr_array(of.T), np.array([0.0, 2.0, 0.0])).tolist()
    [0.0, 6.0]
    """
    columns = np.flatnonzero(vector != 0)
    is_full = _DEARER * len(columns) >= len(vector)
    if is_full or _DEARER * int(lengths(by_column, columns).sum()) >= matrix.nnz:
        return np.asarray(matrix @ vector, dtype=np.float32)
    return np.asarray(by_column[columns, :].T @ vector[columns], dtype=np.float32)


def lengths(matrix: csr_array, rows: NDArray[Any]) -> Rows:
    """How many numbers some rows of a matrix have: (k,)."""
    ends = matrix.indptr
    return np.asarray(ends[rows + 1] - ends[rows], dtype=np.intp)


def entries(matrix: csr_array, rows: NDArray[Any]) -> tuple[Rows, Rows]:
    """The numbers of some rows, row after row.

    Returns:
        Where they stand in `matrix.data` and `matrix.indices`, and for each the place of its row among the rows; (e,).

    >>> [each.tolist() for each in entries(csr_array(np.array([[1, 1], [0, 0], [0, 1]])), np.array([2, 0]))]
    [[2, 0, 1], [0, 1, 1]]
    """
    wanted = np.asarray(rows, dtype=np.intp)
    each = lengths(matrix, wanted)
    of = np.repeat(np.arange(len(wanted)), each)
    return np.arange(len(of)) + (matrix.indptr[wanted] - (np.cumsum(each) - each))[of], of


def row_of(matrix: csr_array, row: int) -> tuple[NDArray[np.int32], Floats]:
    """Columns and numbers of one row, in any order."""
    here = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return matrix.indices[here], matrix.data[here]


def dense_row(matrix: csr_array, row: int) -> Floats:
    """One row with its zeros: (c,), float32."""
    made = np.zeros(matrix.shape[1], dtype=np.float32)
    columns, numbers = row_of(matrix, row)
    made[columns] = numbers
    return made
