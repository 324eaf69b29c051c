"""Lists of different lengths, one after the other in one array: what every entity has, without an object for each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def places(starts: NDArray[np.int64], wanted: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the members of some of the lists stand, and where each list begins among them.

    Args:
        starts: shape (lists + 1,), ascending: where each list begins in the array; the last is the array's length.
        wanted: shape (n,): numbers of lists.

    Returns:
        Places in the array, list after list; shape (n,): where in these places each of the lists begins.

    >>> places(np.array([0, 2, 2, 5]), np.array([2, 0]))
    (array([2, 3, 4, 0, 1]), array([0, 3]))
    """
    lengths = starts[wanted + 1] - starts[wanted]
    begins = np.cumsum(lengths) - lengths
    return np.arange(lengths.sum()) + np.repeat(starts[wanted] - begins, lengths), begins
