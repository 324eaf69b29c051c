"""How a store keeps vectors: under a hash of the text, as 16-bit floats.

A vector is found again by its text and its space, so a text that didn't change is never embedded twice. Half floats
take half the room and move a cosine by less than 0.001.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from graph.errors import InputError

if TYPE_CHECKING:
    from graph.embed.embedder import Vectors

_HALF = np.dtype("<f2")  # little-endian on every machine, so that a store can be copied between them


def text_hash(text: str) -> str:
    """Give the name under which a text's vectors are kept: the first 32 hex digits of its SHA-256.

    The text is taken as it is, byte for byte in UTF-8: two texts that differ in a blank are two texts. A lone
    surrogate, which UTF-8 can't write, is let through as Python's `surrogatepass` writes it.

    >>> text_hash("Clean water for all")
    '6a8dd3b5cdf8c506867175939ef0d396'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def pack(vectors: Vectors) -> bytes:
    """Write vectors as little-endian half floats, row after row.

    Args:
        vectors: shape (n, dimension) or, for one vector, (dimension,); values between -1 and 1.

    Returns:
        2 · n · dimension bytes; nothing for no vectors.
    """
    return np.ascontiguousarray(vectors, dtype=_HALF).tobytes()


def unpack(packed: bytes, dimension: int) -> Vectors:
    """Read what `pack` wrote.

    Args:
        packed: the bytes.
        dimension: length of a vector, at least 1.

    Returns:
        Array of shape (n, dimension), dtype float32; (0, dimension) for no bytes.

    Raises:
        InputError: if the bytes are no whole number of such vectors.

    >>> unpack(pack(np.array([[0.6, 0.8], [1.0, 0.0]])), 2).round(2).tolist()
    [[0.6000000238418579, 0.800000011920929], [1.0, 0.0]]
    """
    if dimension < 1 or len(packed) % (_HALF.itemsize * dimension):
        raise InputError(
            f"{len(packed)} bytes are no whole number of vectors of {dimension} half floats: "
            "they were written for a space of another dimension, or are damaged"
        )
    return np.frombuffer(packed, dtype=_HALF).reshape(-1, dimension).astype(np.float32)
