"""Which names could be a given one at all: few enough to compare one by one, whatever the number of names.

Names are vectors of their words (in the form that is the same across languages), of the runs of three letters in their
words, and of their acronyms; each counts by how few names have it (TF-IDF), the length of a vector is 1. The nearest by
cosine are the candidates. What very many names have finds too much to help and is left out.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.resolve.read import ReadName

COMMON_WORD = 0.05
"""Share of the names from which a word is left out."""

COMMON_LETTERS = 0.02
"""Share of the names from which a run of three letters is left out."""

FEW = 200
"""What no more names than this have is never left out."""

LETTERS = 0.5
"""What a run of letters counts beside a word: a word has several of them."""

OTHERS = 1_000
"""Names that an index is taken to be a part of: what two of three names share tells something all the same."""

_AT_ONCE = 1024


class NameIndex:
    """Names, found by likeness: a sparse matrix that can be kept and mapped.

    Args:
        features: what names are told by: a letter that says of which kind, and the word, the run of letters or the
            acronym.
        weights: (f,), what each counts.
        matrix: (f, n), column by column the names, each of length 1; a candidate is named by its column.
    """

    def __init__(self, features: Sequence[str], weights: NDArray[np.float32], matrix: csr_array) -> None:
        self.features = features
        self.weights = weights
        self.matrix = matrix
        self._columns = {feature: column for column, feature in enumerate(features)}

    @classmethod
    def of(cls, names: Sequence[ReadName]) -> NameIndex:
        """Index names; of none, an index that finds nothing."""
        features = [_features(name) for name in names]
        counts = Counter(feature for each in features for feature in each)
        kept = [feature for feature, count in counts.items() if count <= _most(feature, len(names))]
        among = len(names) + OTHERS
        weights = np.array(
            [math.log(among / counts[feature]) * (LETTERS if feature[0] == "3" else 1) for feature in kept], np.float32
        )
        columns = {feature: column for column, feature in enumerate(kept)}
        return cls(kept, weights, csr_array(_rows(features, columns, weights).T))

    def nearest(self, names: Sequence[ReadName], limit: int) -> Iterator[list[tuple[int, float]]]:
        """For each name, the places of the names nearest to it with their cosines (0 to 1), nearest first.

        Args:
            names: what to look for, in or out of the index.
            limit: how many for each at most; a name that shares nothing with any has none.
        """
        for start in range(0, len(names), _AT_ONCE):
            features = [_features(name) for name in names[start : start + _AT_ONCE]]
            found = _rows(features, self._columns, self.weights) @ self.matrix
            for row in range(found.shape[0]):
                at, to = found.indptr[row], found.indptr[row + 1]
                yield _best(found.indices[at:to], found.data[at:to], limit)


def _rows(features: Sequence[Sequence[str]], columns: Mapping[str, int], weights: NDArray[np.float32]) -> csr_array:
    """One row of length 1 for each name; a row of zeros for one that has no feature with a column."""
    rows = [[columns[feature] for feature in each if feature in columns] for each in features]
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows], dtype=np.int64)])
    indices = np.array([column for row in rows for column in row], np.int64)
    data = weights[indices] if len(indices) else np.zeros(0, np.float32)
    owner = np.repeat(np.arange(len(rows)), np.diff(starts))
    lengths = np.sqrt(np.bincount(owner, data.astype(np.float64) ** 2, minlength=len(rows)))
    data = (data / lengths[owner]).astype(np.float32)
    return csr_array((data, indices, starts), shape=(len(rows), len(columns)))


def _best(places: NDArray[np.int32], scores: NDArray[np.float32], limit: int) -> list[tuple[int, float]]:
    if len(scores) > limit:
        chosen = np.argpartition(scores, len(scores) - limit)[len(scores) - limit :]
        places, scores = places[chosen], scores[chosen]
    return sorted(zip(places.tolist(), scores.tolist(), strict=True), key=lambda one: (-one[1], one[0]))


def _most(feature: str, names: int) -> float:
    return max(FEW, names * (COMMON_LETTERS if feature[0] == "3" else COMMON_WORD))


def _features(name: ReadName) -> list[str]:
    """Words, runs of three letters, acronyms; told apart by their first sign. In order: sums of floats depend on it."""
    found = {f"w{word.text}" for word in name.words}
    found.update(f"a{acronym}" for acronym in name.acronyms)
    for word in name.words:
        padded = f" {word.written} "
        found.update(f"3{padded[at : at + 3]}" for at in range(len(padded) - 2))
    return sorted(found)
