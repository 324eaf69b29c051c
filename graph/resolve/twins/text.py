"""How much of one text stands in another: runs of words in common, those that few texts have counting most.

A text is the set of its runs of four words (shingles; Broder, "On the resemblance and containment of documents", 1997).
Accented letters are left out of texts in Latin script rather than folded: registers lose them on their way, so that
"Asociación" of the one is "Asociacin" of the other.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.text.fold import words

RUN = 4
"""Words of a run."""

_LATIN = 0.5
"""Share of a text's characters that are ASCII from which it is taken for Latin script."""

_FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)
"""Odd numbers that spread the four words' sums over 64 bits (as xxHash does)."""

_PLAIN = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else 32 for code in range(256))

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]


def plain_words(text: str) -> list[bytes]:
    """The words of a text as they are compared.

    >>> plain_words("La Asociación d'Été") == plain_words("La Asociacin d't")
    True
    """
    plain = text.encode("ascii", "ignore")
    if len(plain) >= _LATIN * len(text):
        return plain.translate(_PLAIN).split()
    return [word.encode() for word in words(text)]


def runs(text: str) -> Hashes:
    """The runs of a text as numbers: shape (n,), uint64, sorted, each once; fewer than four words have none."""
    sums = np.array([zlib.crc32(word) for word in plain_words(text)], np.uint64)
    size = len(sums) - RUN + 1
    if size < 1:
        return np.zeros(0, np.uint64)
    made = np.zeros(size, np.uint64)
    for at, factor in enumerate(_FACTORS):
        made += sums[at : at + size] * np.uint64(factor)
        made ^= made >> np.uint64(29)
    return np.unique(made)


@dataclass(frozen=True, slots=True)
class Common:
    """What two texts have in common.

    Attributes:
        share: of the shorter text's runs, those that stand in the longer one too, 0 to 1; each counts the less, the
            more texts have it (1 / (texts − 1)), so that what a whole campaign writes tells little.
        runs: how many runs the shorter text has.
    """

    share: float
    runs: int


class Texts:
    """Texts to be compared with each other.

    Args:
        texts: the texts; each is known by its place among them.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        each = [runs(text) for text in texts]
        ends = np.cumsum([0, *map(len, each)])
        whole = np.concatenate(each) if each else np.zeros(0, np.uint64)
        _, places, counts = np.unique(whole, return_inverse=True, return_counts=True)
        # A run is called by its place among all runs in the order of their numbers, which is as good as random.
        self._runs: list[Places] = [places[ends[at] : ends[at + 1]] for at in range(len(texts))]
        self._texts: Places = counts
        self._weights = 1.0 / np.maximum(1, counts - 1)

    def keys(self, text: int, limit: int, most: int) -> list[int]:
        """A few of the runs that a text shares with others: two nearly equal texts have nearly the same ones.

        Those that fewest texts have, and of these the least in an order as good as random (a bottom-k sketch, Broder
        1997).

        Args:
            text: place of the text.
            limit: how many at most.
            most: what more texts than this have is no key.
        """
        counts = self._texts[self._runs[text]]
        shared = (counts > 1) & (counts <= most)
        rarest = np.argsort(counts[shared], kind="stable")[:limit]
        found: list[int] = self._runs[text][shared][rarest].tolist()
        return found

    def common(self, a: int, b: int) -> Common:
        """Compare two texts, by their places; with a text that has no runs they have nothing in common."""
        one, other = self._runs[a], self._runs[b]
        weights = min(float(self._weights[one].sum()), float(self._weights[other].sum()))
        if not weights:
            return Common(0.0, 0)
        met = np.intersect1d(one, other, assume_unique=True)
        return Common(min(1.0, float(self._weights[met].sum()) / weights), min(len(one), len(other)))
