"""The names of a snapshot in the order of their letters, to be found by how they begin.

Names are compared folded and without spaces. Whether a hyphen, a dot or an apostrophe parts two words or joins them
shows only when the second is there: "non-g" folds to two words, "non-governmental" to one.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

import numpy as np

from graph.build.terms import term_entities
from graph.snapshot.snapshot import Snapshot
from graph.text.fold import fold

_LAST = "\U0010ffff"
"""Sorts after every character that a folded name has."""


def letters(text: str) -> str:
    """A text folded and without spaces; empty where it has neither letters nor figures.

    >>> letters("Non-g"), letters("Non-governmental").startswith("nong")
    ('nong', True)
    """
    return fold(text).replace(" ", "")


class Prefixes:
    """Names of partners, partnerships and terms, sorted.

    Args:
        snapshot: the version of the store that they are taken from.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        partners = np.diff(snapshot.links.indptr).tolist()
        partnerships = np.diff(snapshot.by_partnership.indptr).tolist()
        names: set[tuple[str, int, str]] = set()
        for row, id in enumerate(snapshot.partners):
            aliases = {snapshot.partner_names[row], *snapshot.partner_aliases[row]}
            names |= {(letters(alias), partners[row], id) for alias in aliases}
        for row, id in enumerate(snapshot.partnerships):
            names.add((letters(snapshot.titles[row]), partnerships[row], id))
        self._names = sorted(name for name in names | _terms() if name[0])
        self._keys = [name[0] for name in self._names]

    def beginning(self, prefix: str) -> list[str]:
        """Ids of those that have a name which begins so; a word needn't end there: `min` begins `Ministry of Health`.

        Those whose name it is come first, then the terms of vocabularies, then the best connected, then by name.

        Args:
            prefix: as written; without letters or digits it begins nothing.
        """
        written = letters(prefix)
        if not written:
            return []
        first = bisect_left(self._keys, written)
        last = bisect_left(self._keys, written + _LAST)
        found = sorted(self._names[first:last], key=lambda name: (name[0] != written, -name[1], name[0], name[2]))
        return list(dict.fromkeys(id for _, _, id in found))


_TERM_FIRST = 1 << 30


@lru_cache(maxsize=1)
def _terms() -> frozenset[tuple[str, int, str]]:
    """The names of goals, targets, themes and countries: few, and looked for by name, so they count as well known."""
    return frozenset((letters(alias.name), _TERM_FIRST, each.id) for each in term_entities() for alias in each.aliases)


@lru_cache(maxsize=1)
def prefixes(snapshot: Snapshot) -> Prefixes:
    """The names of a snapshot, sorted once: a snapshot never changes."""
    return Prefixes(snapshot)
