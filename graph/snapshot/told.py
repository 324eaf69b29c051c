"""What partnerships tell of what they do, as arrays by which two of them are told apart.

A list of resources ("staff time, vehicles, USD 5,000") is alike in entries that have nothing to do with each other: it
is left out of these vectors. Phrases are pairs of neighbouring terms of titles, looked for in every entry: that "blue
action" of the one title stands in the text of the other tells more than that "blue" and "action" do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.model.entities import Entity
from graph.text.fold import terms

Floats = NDArray[np.float32]

RESOURCES = "resources"
"""The field of texts and passages that lists what an initiative has, not what it does."""


@dataclass(frozen=True, eq=False, slots=True)
class Told:
    """Of m partnerships, p phrases, vectors of d numbers.

    Attributes:
        vectors: (m, d), float32, mean of the vectors of the passages that tell what it does, of length 1 (or zero).
        phrases: phrase of a title to its column, those that no other entry has too: the next one may; length p.
        phrased: (m, p), 1 where a phrase stands in a partnership's title or texts.
        titled: (m, p), 1 where it stands in the title.
        languages: language in which most of its text is written, `und` where that can't be told; length m.
    """

    vectors: Floats
    phrases: Mapping[str, int]
    phrased: csr_array
    titled: csr_array
    languages: Sequence[str]

    def only(self, rows: NDArray[np.intp]) -> Told:
        """The same of some partnerships alone, in the order of their rows."""
        return Told(
            self.vectors[rows],
            self.phrases,
            csr_array(self.phrased[rows, :]),
            csr_array(self.titled[rows, :]),
            [self.languages[row] for row in rows],
        )


def told(partnerships: Sequence[Entity], vectors: Floats) -> Told:
    """What partnerships tell.

    Args:
        partnerships: the partnerships, in the order of rows.
        vectors: (m, d), as `Told` has them.
    """
    titles = [phrases(terms(entity.name)) for entity in partnerships]
    columns = {phrase: at for at, phrase in enumerate(sorted(set().union(*titles)))}
    each = [phrases_of((entity.name, *(text.text for text in entity.texts)), columns) for entity in partnerships]
    return Told(
        vectors,
        columns,
        having(each, columns),
        having(titles, columns),
        [_language(entity) for entity in partnerships],
    )


def having(each: Sequence[Collection[str]], columns: Mapping[str, int]) -> csr_array:
    """Rows of ones: (k, p), 1 where one of k collections has a phrase; phrases that have no column are left out."""
    rows = [sorted(columns[phrase] for phrase in found if phrase in columns) for found in each]
    ends = np.cumsum([0, *map(len, rows)], dtype=np.int64)
    indices = np.array([column for row in rows for column in row], dtype=np.int32)
    return csr_array((np.ones(len(indices), np.float32), indices, ends), shape=(len(rows), len(columns)))


def phrases(made: Sequence[str]) -> set[str]:
    """The phrases of a title's terms: neighbours two by two; of a title of one term that term.

    >>> sorted(phrases(["blue", "action", "fund"])), phrases(["float"])
    (['action fund', 'blue action'], {'float'})
    """
    return {f"{one} {other}" for one, other in pairwise(made)} if len(made) > 1 else set(made)


def phrases_of(texts: Iterable[str], known: Container[str]) -> set[str]:
    """The phrases among those known that stand in any of some texts."""
    return {phrase for text in texts for phrase in _pieces(terms(text)) if phrase in known}


def _pieces(made: Sequence[str]) -> Iterator[str]:
    yield from made
    for one, other in pairwise(made):
        yield f"{one} {other}"


def _language(entity: Entity) -> str:
    letters: Counter[str] = Counter()
    for text in entity.texts:
        if text.field != RESOURCES:
            letters[text.language] += len(text.text)
    return letters.most_common(1)[0][0] if letters else "und"
