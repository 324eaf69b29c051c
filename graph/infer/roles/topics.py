"""What a sentence is about in which a partner is named without any wording that says its role: a faint sign of one.

The word nearest to the name that belongs to a role says it; how faintly, its distance tells. Such a role never counts
as sure: `graph.infer.roles.read.SURE` is above it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources

from graph.infer.roles.phrases import Hit
from graph.infer.roles.wording import words_of

_FAINT = 0.4
_FARTHER = 0.985
"""What the nearest word counts beside the name, and what is left of that for every word between."""

_SHORTEST = 3
_BY = (["by"], ["por"], ["par"])


def topic_of(before: Sequence[str], after: Sequence[str]) -> Hit | None:
    """The role that the sentence around a name is about; None where no word of it belongs to one.

    >>> hit = topic_of("a training workshop was held with".split(), [])
    >>> hit.role, round(hit.weight, 2)
    ('technical', 0.38)
    """
    if words_of("negations") & {*before, *after}:
        return None
    best: tuple[int, str, bool] | None = None
    for behind, words in ((False, list(reversed(before))), (True, list(after))):
        for distance, word in enumerate(words):
            if best is not None and distance >= best[0]:
                break
            if role := _role_of(word):
                # "A is funded by B" is about B.
                if not (behind and list(after[distance + 1 : distance + 2]) in _BY):
                    best = (distance, role, behind)
                break
    if best is None:
        return None
    distance, role, behind = best
    return Hit(role, "after" if behind else "before", _FAINT * _FARTHER**distance, distance + 1, "")


@lru_cache(maxsize=1 << 14)
def _role_of(word: str) -> str:
    """The role whose words begin like this one, the longest beginning first; empty where none does."""
    beginnings = _beginnings()
    return next((beginnings[word[:end]] for end in range(len(word), _SHORTEST - 1, -1) if word[:end] in beginnings), "")


@lru_cache(maxsize=1)
def _beginnings() -> Mapping[str, str]:
    text = resources.files("graph.infer.roles").joinpath("data", "topics.csv").read_text(encoding="utf-8")
    return {
        beginning: row["role"] for row in csv.DictReader(text.splitlines()) for beginning in row["beginnings"].split()
    }
