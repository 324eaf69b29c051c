"""What an embedder is: something that turns texts into vectors of one named space."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Vectors: TypeAlias = NDArray[np.float32]
    """One vector a row: shape (texts, dimension), dtype float32, each row of length 1 (or all zeros)."""


class Embedder(Protocol):
    """Turns texts into vectors whose dot product says how near in meaning two texts are.

    Vectors may be compared only when they come from the same *space*: the name of the space is stored with every
    vector and changes whenever the model, its weights or its precision do.
    """

    @property
    def space(self) -> str:
        """Name, precision and version of the space, for example `all-MiniLM-L6-v2/int8/1`."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def languages(self) -> frozenset[str] | None:
        """Languages that the model was taught, as ISO 639-1 codes; None where it makes no difference."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give the vectors of texts, in the same order.

        A text's vector depends on that text alone, not on what stands beside it. What exceeds the model's longest
        input is left out: longer texts are cut into passages by the caller.

        Args:
            texts: any texts, of any length.

        Returns:
            Array of shape (len(texts), dimension), dtype float32, rows of length 1, so that a dot product is a cosine.
            No texts give shape (0, dimension). A text of which the model knows nothing (empty, blank, or written in
            an alphabet that it never saw) gives zeros, and so is like nothing, not even its equals.
        """
