"""Cuts long texts into passages that an embedder can take, at the boundaries that the writer set."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# From the coarsest boundary to the finest; each expression matches what ends a piece.
_BOUNDARIES = (
    re.compile(r"\n[^\S\n]*\n\s*"),
    re.compile(r"\n\s*"),
    # Latin, Arabic and Devanagari marks end a sentence only before white space (3.5, U.N.); East Asian ones always.
    re.compile(r"[.!?…؟۔।]+[\"'”’»)\]]*\s+|[。！？；｡]+[”’」』）]*\s*"),
    re.compile(r"[;:,،؛、，]\s+|[、，：]"),
    re.compile(r"\s+"),
)
_WORD_CHARACTERS = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text that can be shown, embedded and pointed at.

    Attributes:
        start: offset of its first character in the text it was cut from, in code points.
        end: offset after its last character; `text[start:end]` is the passage.
        text: the passage, without white space at either end.
    """

    start: int
    end: int
    text: str


def passages(text: str, limit: int = 900) -> list[Passage]:
    """Split a text into passages at paragraphs, else lines, else sentences, else commas, else words.

    A text is cut only as finely as the limit asks, and neighbouring pieces are put together again while they fit, so
    that passages are about as long as allowed. A word is cut only if it alone is longer than the limit.

    Args:
        text: mended, of any length.
        limit: most characters in a passage, at least 1. 900 characters are about 200 to 250 tokens of English.

    Returns:
        Passages in order, not overlapping; together they hold every character but the white space between them. An
        empty or blank text gives none.

    Raises:
        ValueError: the limit is below 1.

    >>> [passage.text for passage in passages("Reefs matter. They protect coasts.", limit=24)]
    ['Reefs matter.', 'They protect coasts.']
    """
    if limit < 1:
        raise ValueError(f"A passage needs room for at least 1 character, not {limit}.")
    return list(_gathered(text, list(_pieces(text, 0, len(text), limit, _BOUNDARIES)), limit))


def _pieces(
    text: str, start: int, end: int, limit: int, boundaries: Sequence[re.Pattern[str]]
) -> Iterator[tuple[int, int]]:
    """Cut `text[start:end]` into trimmed pieces of at most `limit` characters, at the coarsest boundaries that do."""
    start, end = _trimmed(text, start, end)
    if start == end:
        return
    if end - start <= limit:
        yield start, end
        return
    if not boundaries:
        cuts = [*range(start, end, limit), end]
        yield from pairwise(cuts)
        return
    finer = boundaries[1:]
    cuts = [start, *(found.end() for found in boundaries[0].finditer(text, start, end)), end]
    for left, right in pairwise(cuts):
        yield from _pieces(text, left, right, limit, finer)


def _gathered(text: str, pieces: list[tuple[int, int]], limit: int) -> Iterator[Passage]:
    """Put neighbouring pieces together while they fit."""
    at = 0
    while at < len(pieces):
        start, end = pieces[at]
        at += 1
        while at < len(pieces) and pieces[at][1] - start <= limit:
            end = pieces[at][1]
            at += 1
        yield Passage(start, end, text[start:end])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    first = _WORD_CHARACTERS.search(text, start, end)
    if first is None:
        return start, start
    while text[end - 1].isspace():
        end -= 1
    return first.start(), end
