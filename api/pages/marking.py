"""The words of a question in what was found: a text cut to the stretch that shows why, in pieces."""

from __future__ import annotations

from dataclasses import dataclass

from graph.search.answer import Excerpt
from graph.search.excerpt import marks

LONGEST = 280
"""Characters of a passage that a list shows."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text.

    Attributes:
        text: as it is written.
        marked: it is a word of the question.
    """

    text: str
    marked: bool = False


def marked_name(name: str, words: tuple[str, ...]) -> list[Piece]:
    """A name in pieces.

    Args:
        name: of an entry.
        words: the terms of the question.

    >>> marked_name("Mangroves for Kenya", ("mangrov",))
    [Piece(text='Mangroves', marked=True), Piece(text=' for Kenya', marked=False)]
    """
    return _pieces(name, marks(name, frozenset(words)), 0, len(name))


def marked_excerpt(excerpt: Excerpt) -> list[Piece]:
    """The stretch of a passage around the first word that was asked for, with an ellipsis where it was cut."""
    text = excerpt.text
    first = excerpt.marks[0][0] if excerpt.marks else 0
    start = 0 if first < LONGEST // 2 else max(text.rfind(" ", 0, first - LONGEST // 4), 0)
    end = len(text)
    if end - start > LONGEST:
        cut = text.rfind(" ", start, start + LONGEST)
        end = cut if cut > start else start + LONGEST
    cut_marks = tuple(mark for mark in excerpt.marks if start <= mark[0] and mark[1] <= end)
    pieces = _pieces(text, cut_marks, start, end)
    return [*([Piece("… ")] if start else []), *pieces, *([Piece(" …")] if end < len(text) else [])]


def _pieces(text: str, marked: tuple[tuple[int, int], ...], start: int, end: int) -> list[Piece]:
    pieces, at = [], start
    for begin, finish in marked:
        pieces += [Piece(text[at:begin]), Piece(text[begin:finish], marked=True)]
        at = finish
    return [piece for piece in (*pieces, Piece(text[at:end])) if piece.text]
