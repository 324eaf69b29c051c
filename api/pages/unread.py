"""The words of a text in which nothing was read: a page tells them, so that nobody thinks that they were understood."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from graph.model.vocabularies.territories import country_readings
from graph.text.fold import fold
from graph.text.stopwords import STOP_WORDS, STOP_WORDS_BY_LANGUAGE

_EDGES = re.compile(r"^\W+|\W+$")


def unread(text: str, read: Iterable[str], language: str = "") -> tuple[str, ...]:
    """The words that are left of a text without what was read in it, as they are written, each once.

    Args:
        text: the text; a blank one has no words.
        read: the names and phrases that were read in it, in whatever spelling folds alike.
        language: code of the text's language: its words that mean nothing are left out, as are those of any language.

    >>> unread("Fishers in Kenya: we need cold stores and money", ["Kenya", "we need"])
    ('Fishers', 'cold', 'stores', 'money')
    >>> unread("我们需要干净的水", ["我们需要"]), unread("Kenya", ["kenya"])
    (('干净的水',), ())
    """
    runs = sorted({tuple(fold(each).split()) for each in read if fold(each)}, key=len, reverse=True)
    for run in runs:
        if not run[0].isascii() and len(run) == 1:
            # Chinese and Japanese have no spaces around a word.
            text = re.sub(rf"(?<=[\u3040-\u9fff]){re.escape(run[0])}|{re.escape(run[0])}(?=[\u3040-\u9fff])", " ", text)
    written = text.split()
    pieces = [(folded, at) for at, word in enumerate(written) for folded in fold(word).split()]
    folded = [piece for piece, _ in pieces]
    known: set[int] = set()
    for run in runs:
        size = len(run)
        for start in range(len(folded) - size + 1):
            if tuple(folded[start : start + size]) == run:
                known.update(range(start, start + size))
    empty = STOP_WORDS | STOP_WORDS_BY_LANGUAGE.get(language, frozenset())
    left: dict[str, str] = {}
    for index, (piece, at) in enumerate(pieces):
        if index not in known and piece not in empty:
            left.setdefault(fold(written[at]), _EDGES.sub("", written[at]))
    return tuple(left.values())


def country_names(codes: Collection[str]) -> Iterator[str]:
    """How some countries, by their alpha-3 codes, may be written, in every language known."""
    yield from (name for name, code in country_readings().items() if code in codes)
