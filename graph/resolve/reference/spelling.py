"""Words that no name of a register has, read as the words that they are a slip of the pen away from.

A register of organisations knows most words that names are made of. A word that it doesn't know and that is one slip
(a letter left out, doubled, exchanged, two in the wrong order) from one that it knows was probably meant to be that;
a word that it knows is never another's misspelling: Kannur isn't Kanpur.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice, product

from rapidfuzz.distance import OSA

from graph.resolve.alignment import SIGNS

SHORTEST = 4
"""Letters of the shortest word that is read otherwise than it is written: short words are easily each other's slips."""

SHORTEST_OF_SIGNS = 6
"""The same in Chinese, Japanese and Korean, where another sign mostly makes another word, and one word a whole name."""

MOST_WORDS = 3
"""What one word is read as at the most, the commonest first."""

MOST_READINGS = 8
"""Readings of a name at the most."""


class Spelling:
    """The words of a register's names.

    Found by deletions (W. Garbe, SymSpell, 2012): words one slip apart share a form with a letter left out.

    Args:
        names: folded names; none give a register that knows no word and reads every one as it is written.
    """

    def __init__(self, names: Iterable[str]) -> None:
        counts: dict[str, int] = defaultdict(int)
        for name in names:
            for word in set(name.split()):
                counts[word] += 1
        self._counts = dict(counts)
        self._shortened: dict[str, list[str]] = defaultdict(list)
        for word in self._counts:
            if len(word) >= SHORTEST:
                for short in _shortened(word):
                    self._shortened[short].append(word)

    def knows(self, word: str, names: int = 1) -> bool:
        """Whether at least so many names have this folded word."""
        return self._counts.get(word, 0) >= names

    def readings(self, folded: str) -> Iterator[str]:
        """What a name may have been meant to be, likeliest first; nothing where its words are known or nothing is near.

        >>> list(Spelling(["institute of marine technology"]).readings("institute of marin techonlogy"))
        ['institute of marine technology']
        """
        words = folded.split()
        meant = [self._meant(word) for word in words]
        if any(meant):
            choices = [found or [word] for found, word in zip(meant, words, strict=True)]
            yield from (" ".join(choice) for choice in islice(product(*choices), MOST_READINGS))

    def _meant(self, word: str) -> list[str]:
        shortest = SHORTEST_OF_SIGNS if SIGNS.search(word) else SHORTEST
        # Another figure makes another number.
        if self.knows(word) or len(word) < shortest or any(map(str.isdigit, word)):
            return []
        near = {other for short in _shortened(word) for other in self._shortened.get(short, ())}
        one_slip = [other for other in near if OSA.distance(word, other, score_cutoff=1) <= 1]
        return sorted(one_slip, key=lambda other: (-self._counts[other], other))[:MOST_WORDS]


def _shortened(word: str) -> set[str]:
    """A word, and every form of it with one letter left out."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
