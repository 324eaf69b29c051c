"""Which entries could register one initiative at all: few pairs, whatever the number of entries.

Two entries are compared where they share a key: the title, two telling words of it, a long title's beginning, runs of
words that few texts have, or the list of partners with the year of the start. A key that very many entries have tells
too little to compare them all, and is passed over; entries that are twins share others.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from itertools import combinations

from graph.resolve.twins.read import Entries, Entry
from graph.resolve.twins.titles import numbers_in
from graph.text.stopwords import STOP_WORDS

MOST = 24
"""What more entries than this share is no key."""

RUNS = 12
"""Runs of words by which a text is looked for."""

MOST_RUNS = 12
"""What more texts than this have is no key: it is what a whole campaign writes."""

RARE_WORDS = 4
"""Words of a title that make its keys, two by two: those that fewest titles have."""

CUT = 60
"""Characters of the shortest title that may be the beginning of a longer one, as a register leaves it that keeps so
many characters and no more."""


def pairs(found: Entries) -> list[tuple[int, int]]:
    """The pairs to compare, by the entries' places, each once, in order."""
    holders: dict[Hashable, list[int]] = defaultdict(list)
    titles = Counter(word for entry in found.entries for word in set(entry.folded.split()))
    for entry in found.entries:
        for key in {*_title_keys(entry, titles), *_text_keys(entry, found), *_partner_keys(entry)}:
            holders[key].append(entry.place)
    made = {pair for places in holders.values() if len(places) <= MOST for pair in combinations(places, 2)}
    made.update(_begun(found))
    return sorted(made)


def is_cut(shorter: Entry, longer: Entry, found: Entries) -> bool:
    """Whether a title is the other's, cut off: it ends inside a word, or where its register cuts titles.

    "Empower 50 women … in the region" is no cut form of "Empower 50 women … in the region of Kisumu", and "… phase I"
    none of "… phase II".
    """
    a, b = shorter.folded, longer.folded
    if not (CUT <= len(a) < len(b) and b.startswith(a)):
        return False
    if not numbers_in(shorter.title) <= numbers_in(longer.title):
        return False
    return b[len(a)] != " " or len(shorter.title) >= found.kept.get(shorter.register, math.inf)


def _title_keys(entry: Entry, titles: Counter[str]) -> Iterator[Hashable]:
    if entry.folded:
        yield "title", entry.folded
    if entry.plain:
        yield "plain", entry.plain
    shared = [word for word in set(entry.folded.split()) if titles[word] > 1 and word not in STOP_WORDS]
    rare = sorted(sorted(shared), key=titles.__getitem__)[:RARE_WORDS]
    for two in combinations(sorted(rare), 2):
        yield "words", two


def _text_keys(entry: Entry, found: Entries) -> Iterator[Hashable]:
    for run in found.texts.keys(entry.place, RUNS, MOST_RUNS):
        yield "run", run


def _partner_keys(entry: Entry) -> Iterator[Hashable]:
    if len(entry.partners) > 1 and entry.start:
        yield "partners", (entry.partners, entry.start[:4])


def _begun(found: Entries) -> Iterator[tuple[int, int]]:
    """Titles that begin another stand before it in the order of the alphabet, with only such ones between."""
    ordered = sorted((entry.folded, entry.place) for entry in found.entries if len(entry.folded) >= CUT)
    for at, (shorter, place) in enumerate(ordered):
        for longer, other in ordered[at + 1 : at + 1 + MOST]:
            if not longer.startswith(shorter):
                break
            if longer != shorter:  # the same title is a key like any other
                yield min(place, other), max(place, other)
