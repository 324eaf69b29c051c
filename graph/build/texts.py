"""The running texts of several records of one initiative: nearly the same text once, whatever else they say kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from graph.model.drafts import Draft
from graph.model.entities import EntityText
from graph.model.records import Source
from graph.resolve.twins.text import runs
from graph.text.fold import fold

SAME = 0.8
"""Share of the shorter text's runs of words that stand in the longer one, from which the shorter says nothing new."""

LONGER = 1.1
"""Length, beside that of the record before, from which the longer of two such texts is the one kept."""


def texts_of(drafts: Sequence[Draft]) -> tuple[EntityText, ...]:
    """The texts of one initiative, those of the first record first.

    A text that stands in one of the same field of a record before, for the most part, isn't told again: the longer of
    the two is kept, the earlier where they are equally long.

    Args:
        drafts: the records, first one first.
    """
    kept: list[EntityText] = []
    for number, draft in enumerate(drafts):
        before = len(kept)
        for text in _stated(draft):
            same = next((at for at in range(before) if number and _same(kept[at], text)), None)
            if same is None:
                kept.append(text)
            elif len(text.text) > LONGER * len(kept[same].text):
                kept[same] = text
    return tuple(kept)


def _stated(draft: Draft) -> Iterator[EntityText]:
    for text in draft.texts:
        yield EntityText(text.field, text.text, text.language, Source(draft.record, text.column))


def _same(one: EntityText, other: EntityText) -> bool:
    if one.field != other.field:
        return False
    if one.text == other.text or fold(one.text) == fold(other.text):
        return True
    ours, theirs = runs(one.text), runs(other.text)
    shorter = min(len(ours), len(theirs))
    return shorter > 0 and len(np.intersect1d(ours, theirs, assume_unique=True)) >= SAME * shorter
