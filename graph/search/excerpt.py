"""The passage that shows why an entry was found, with the words of the question marked in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from graph.model.entities import Entity, Passage
from graph.search.answer import Excerpt
from graph.text.fold import terms

# In scripts without spaces, two neighbouring characters are a term, as `graph.text.fold.terms` cuts them.
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_CJK}](?=([{_CJK}]))|[^\W_]+(?:['’.&-][^\W_]+)*")


def excerpt(entity: Entity, passages: Sequence[Passage], nearest: int | None, wanted: frozenset[str]) -> Excerpt | None:
    """The passage to show: the nearest in meaning, unless another one has words of the question that it lacks.

    Args:
        entity: the entry.
        passages: its passages, by number.
        nearest: number of the passage that is nearest in meaning; None where meaning didn't find the entry.
        wanted: the terms of the question.

    Returns:
        The excerpt; None for an entry without running text.
    """
    texts = [passage for passage in passages if passage.field != "name"]
    if not texts:
        return None
    found = {passage.number: _carried(passage.text, wanted) for passage in texts}
    shown = max(texts, key=lambda passage: (len(found[passage.number]), -passage.number))
    near = next((passage for passage in texts if passage.number == nearest), shown)
    if found[shown.number] <= found[near.number]:
        shown = near
    text = shown.text.removeprefix(f"{entity.name}\n")
    return Excerpt(text, shown.field, marks(text, wanted))


def marks(text: str, wanted: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """[start, end) of the words of a text that carry one of the terms; those that overlap are one.

    >>> marks("Mangroves and a mangrove-nursery", frozenset({"mangrov"}))
    ((0, 9), (16, 32))
    >>> marks("保护海洋生态", frozenset({"护海", "海洋"}))
    ((1, 4),)
    """
    made: list[tuple[int, int]] = []
    for word in _WORD.finditer(text) if wanted else ():
        start, end = word.start(), word.end(1) if word.lastindex else word.end()
        if wanted.isdisjoint(_terms(text[start:end])):
            continue
        overlaps = bool(made) and start < made[-1][1]
        made.append((made.pop()[0] if overlaps else start, end))
    return tuple(made)


def _carried(text: str, wanted: frozenset[str]) -> frozenset[str]:
    """Those of the terms that a text carries."""
    return wanted.intersection(chain.from_iterable(map(_terms, set(text.split())))) if wanted else wanted


@lru_cache(maxsize=1 << 17)
def _terms(word: str) -> tuple[str, ...]:
    # A page of answers holds thousands of words, most of them often: to fold each anew takes most of a search.
    return tuple(terms(word))
