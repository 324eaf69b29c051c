"""The features of two partnerships: small numbers, each with its formula, its unit and an example.

The first seven make the score: how likely two entries are one work, or one that follows or overlaps the other. All
twelve decide the relation. Nothing looks at who registered what, or where in a register it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.matching.overlaps.sides import Side, Sides
from graph.snapshot.snapshot import Floats

FEATURES: Mapping[str, str] = {
    "phrases": "Pairs of neighbouring words of either title that stand in the other entry, by what they tell"
    " (ln(m / entries that have it) / ln(m / 2), a pair of one entry alone 1), of all pairs of both titles, or of 6"
    " where there are fewer: short titles tell little. Unit: 0 to 1. Example: “Blue Action Fund” and an entry with a"
    " title of seven words, whose text names the Blue Action Fund: 0.25.",
    "meaning": "Cosine of the mean vectors of what the entries tell, without their lists of resources; of their words"
    " where the store holds no vectors. Unit: 0 to 1. Example: two coral nurseries on one reef, one in Spanish: 0.7.",
    "partners": "Partners of both: ln(1 + sum of 1 / the other entries that name the partner). Unit: 0 and more."
    " Example: one that no third entry names: 0.69; UNDP, which 170 name: 0.006.",
    "crowd": "ln(1 + number of other entries that are as near to both as these are to each other), of the 1,000"
    " nearest. Unit: 0 to 6.9. Example: the pledges of twenty universities are all alike: 3.",
    "own-words": "Words of the titles that the other entry has nowhere, by what they tell (inverse document frequency,"
    " 0 to 1): the sum of the side that has less, at most 2. Entries in different languages: 0. Unit: 0 to 2. Example:"
    " “One Planet Sutton”, “One Planet Middlesbrough”: 1.",
    "places-apart": "How many of the two titles name a country that the other entry neither states nor names, where it"
    " names any. Unit: 0, 1, 2. Example: “Mangroves for Fiji”, “Mangroves for Tonga”: 2.",
    "countries-apart": "1 where both entries state or name countries, and none that both do. Unit: 0, 1. Example: the"
    " feed-in tariffs of Germany, and of Kenya: 1.",
    "words": "TF-IDF cosine of titles and texts. Unit: 0 to 1. Example: two pledges that fill one template: 0.6.",
    "titles": "Words that both titles have, by what they tell, of all words of both; where a"
    " title is missing the same as `words`. Unit: 0 to 1. Example: the same title: 1.",
    "untitled": "1 where one of the two has no title. Unit: 0, 1. Example: a description by its text alone: 1.",
    "numbers-apart": "How many of the two titles have a number that the other hasn't, halved. Unit: 0, 0.5, 1. Example:"
    " “phase I”, “phase II”: 1.",
    "years-apart": "Years between their starts (ends, where a start isn't stated), at most 5, over 5. Unit: 0 to 1."
    " Example: 2014 and 2019: 1.",
}
"""Feature to what it measures, its formula, its unit and an example: shown to users as it stands."""

SCORED = ("phrases", "meaning", "partners", "crowd", "own-words", "places-apart", "countries-apart")
"""The features of the score; the first three speak for a pair, the others against it."""

POOL = 1000
"""Nearest entries among which a crowd is counted."""

_FEWEST = 6.0
_OWN_WORDS = 2.0
_YEARS = 5


class Likeness:
    """One partnership beside all others: what can be had for all at once is, the rest for those that are asked for.

    Args:
        sides: the partnerships of a snapshot.
        asked: the one that is asked about, stored or described.

    Attributes:
        asked: the same.
        phrases: (m,), the feature for every row.
        meaning: (m,), likewise.
        partners: (m,), likewise.
    """

    def __init__(self, sides: Sides, asked: Side) -> None:
        self._sides = sides
        self.asked = asked
        self.phrases = self._phrases()
        self.meaning = self._meaning()
        self.partners = self._partners()
        own = np.array(self.meaning)
        if asked.row is not None:
            own[asked.row] = -1.0
        size = min(POOL, len(own))
        self._pool: NDArray[np.intp] = np.argpartition(-own, size - 1)[:size] if size else np.zeros(0, np.intp)

    def crowds(self, rows: Sequence[int]) -> Floats:
        """The feature of the pairs with some rows: (k,)."""
        return np.asarray(np.log1p(self._as_near(rows).sum(axis=0)), dtype=np.float32)

    def values(self, rows: Sequence[int], crowds: Floats | None = None) -> list[dict[str, float]]:
        """The features of the pairs with some rows, as `FEATURES` tells.

        Args:
            rows: of the other entries.
            crowds: what `crowds` gives for them, where that is known already.
        """
        crowds = self.crowds(rows) if crowds is None else crowds
        words = self._words
        return [
            {
                "phrases": float(self.phrases[row]),
                "meaning": float(self.meaning[row]),
                "partners": float(self.partners[row]),
                "crowd": crowd,
                **self._of_titles(self._sides.stored(row), float(words[row])),
                "words": float(words[row]),
            }
            for row, crowd in zip(rows, crowds.tolist(), strict=True)
        ]

    def crowd(self, row: int) -> list[int]:
        """The other entries that are as near to both as a row is to what is asked about, nearest first."""
        found = self._pool[self._as_near([row])[:, 0]]
        return sorted(found.tolist(), key=lambda each: (-float(self.meaning[each]), each))

    def own_words(self, other: Side) -> tuple[list[str], list[str]]:
        """Terms of each title that the other entry has nowhere, in their order."""
        a, b = self.asked, other
        ours = [term for term in sorted(a.title_terms) if not self._sides.has(b, term)]
        theirs = [term for term in sorted(b.title_terms) if not self._sides.has(a, term)]
        return ours, theirs

    def own_places(self, other: Side) -> tuple[list[str], list[str]]:
        """Countries that each title names, and that the other entry doesn't, where it names any."""
        return self._not_named(self.asked, other), self._not_named(other, self.asked)

    def _not_named(self, side: Side, other: Side) -> list[str]:
        if not other.named:
            return []
        return [
            code
            for code, written in side.title_places.items()
            if code not in other.named and not all(self._sides.has(other, term) for term in written)
        ]

    def _of_titles(self, other: Side, words: float) -> dict[str, float]:
        a, b = self.asked, other
        ours, theirs = _of_its_own(a, b), _of_its_own(b, a)
        strangers = a.language != b.language and "und" not in (a.language, b.language)
        both = 2 * sum(tells for term, _, tells in a.telling if term in b.title_terms)
        each = sum(tells for side in (a, b) for _, _, tells in side.telling)
        return {
            "own-words": 0.0 if strangers else min(_OWN_WORDS, ours, theirs),
            "places-apart": float(sum(map(bool, self.own_places(b)))),
            "countries-apart": float(bool(a.named and b.named) and a.named.isdisjoint(b.named)),
            "titles": both / each if a.title_terms and b.title_terms and each else words,
            "untitled": float(not (a.title_terms and b.title_terms)),
            "numbers-apart": (bool(a.numbers - b.numbers) + bool(b.numbers - a.numbers)) / 2,
            "years-apart": _years_apart(a, b),
        }

    def _phrases(self) -> Floats:
        told = self._sides.snapshot.told
        tell = self._sides.phrases_tell
        ours, mine = np.zeros((2, len(tell)), dtype=np.float32)
        ours[self.asked.titled], mine[self.asked.phrased] = tell[self.asked.titled], tell[self.asked.phrased]
        met = told.phrased @ ours + told.titled @ mine
        whole = float(ours.sum()) + self.asked.alone + self._sides.titles_tell
        return np.asarray(met / np.maximum(whole, _FEWEST), dtype=np.float32)

    def _meaning(self) -> Floats:
        snapshot = self._sides.snapshot
        if not snapshot.space:
            return self._words
        return np.asarray(np.maximum(snapshot.told.vectors @ self.asked.told, 0), dtype=np.float32)

    @cached_property
    def _words(self) -> Floats:
        """Cosine of the words with those of every row: (m,)."""
        terms = self._sides.snapshot.terms
        row = np.zeros(terms.shape[1], dtype=np.float32)
        row[self.asked.words] = self.asked.weights
        return np.asarray(terms @ row, dtype=np.float32)

    def _partners(self) -> Floats:
        snapshot = self._sides.snapshot
        own = sorted(self.asked.partners)
        if not own:
            return np.zeros(len(snapshot.partnerships), dtype=np.float32)
        degrees = np.diff(snapshot.links.indptr)[own] - (self.asked.row is not None)
        tell = (1 / np.maximum(degrees, 1)).astype(np.float32)
        return np.asarray(np.log1p(snapshot.links[own, :].T @ tell), dtype=np.float32)

    def _as_near(self, rows: Sequence[int]) -> NDArray[np.bool_]:
        """Which others of the pool are as near to both as each row is to what is asked about; (pool, k)."""
        snapshot = self._sides.snapshot
        chosen = list(rows)
        if not chosen or not len(self._pool):
            return np.zeros((len(self._pool), len(chosen)), dtype=bool)
        if snapshot.space:
            between = np.maximum(snapshot.told.vectors[self._pool] @ snapshot.told.vectors[chosen].T, 0)
        else:
            between = (snapshot.terms[self._pool, :] @ snapshot.terms[chosen, :].T).toarray()
        near = self.meaning[chosen]
        as_near = (self.meaning[self._pool][:, None] >= near) & (between >= near)
        others = (self._pool[:, None] != np.array(chosen)) & (self._pool != self.asked.row)[:, None]
        return np.asarray(as_near & others)


def _of_its_own(side: Side, other: Side) -> float:
    """How much the terms of a title tell together that the other entry has nowhere."""
    spoken, known = other.spoken, other.known
    return sum(tells for term, column, tells in side.telling if term not in spoken and column not in known)


def _years_apart(a: Side, b: Side) -> float:
    for one, other in zip(a.years, b.years, strict=True):
        if one is not None and other is not None:
            return min(_YEARS, abs(one - other)) / _YEARS
    return 0.0
