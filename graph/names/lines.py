"""A written list cut where a cut is certain: at line breaks, semicolons, bullets and numbers, never inside brackets.

Everything works on pieces of one text, each a pair of positions, so that what a name was read from can be shown as it
stands there. Commas, slashes and "and" are never certain; `graph.names.commas` decides about those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

# Signs of East Asian lists, each replaced by one sign, so that positions stay.
_WIDE = str.maketrans("（）［］【】；，、：／", "()[][];,,:/")
_EDGE = " \t\n,;"
_URL = re.compile(r"(?:https?://|www\.)[^\s;,()<>]+", re.IGNORECASE)
_BULLET = re.compile(
    r"[ \t]*(?:[-–—‐*•·●▪■►◦○‣❖✓>]+[ \t]*|o[ \t]+(?=[A-ZÀ-Þ])"
    r"|(?:\(?(?:\d{1,3}|[ivx]{1,5}|[a-h])\)|\d{1,3}[.](?:[-–]|(?=[ \t]|[A-ZÀ-Þ(]))|(?:[ivx]{1,5}|[a-h])\.(?=\s))"
    r"[ \t]*(?=\D)"
    r"|(?:[Nn]o|[Nn]r|N°|n°|Nº|#)\.?[ \t]?\d{1,3}[.:)]?[ \t]+(?=[A-ZÀ-Þ]))"
)
_COUNTED = re.compile(r"(\d{1,3})[ \t]+(?=[A-ZÀ-Þ(])")
_INLINE_BULLET = re.compile(r" ?[•●▪■►◦‣❖] ?|\s{2,}[-–—*] (?=\w)")
# "Reef Science Association  - RSA" is no list of two.
_ACRONYM_ALONE = re.compile(r"[A-Z][A-Z0-9]{1,9}[ \t]*(?:$|[;,(\n])")
_INLINE_NUMBER = re.compile(r"(?<=[\s;,.])\(?(\d{1,2})(?:\)|\. )(?=\s?[^\W\d_])")
_BRACKETS = {"(": ")", "[": "]"}
_SIGNS = re.compile(r"[()\[\]\n]")
_FIRST_NUMBER = re.compile(r"\s*\(?1(?:\)|\. )")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text.

    Attributes:
        source: the whole text.
        start: position of its first character.
        end: position behind its last one.
    """

    source: str
    start: int
    end: int

    @property
    def text(self) -> str:
        """What stands there."""
        return self.source[self.start : self.end]

    def __bool__(self) -> bool:
        return self.start < self.end

    def part(self, start: int, end: int | None = None) -> Piece:
        """A part of it without surrounding white space and separators; positions count from its own start."""
        begin, finish = self.start + start, self.end if end is None else self.start + end
        while begin < finish and self.source[begin] in _EDGE:
            begin += 1
        while finish > begin and self.source[finish - 1] in _EDGE:
            finish -= 1
        return Piece(self.source, begin, finish)

    def cut(self, separators: Iterable[tuple[int, int]]) -> list[Piece]:
        """Its parts between separators (start and end of each, counted from its own start), without empty ones."""
        parts, at = [], 0
        for start, end in separators:
            parts.append(self.part(at, start))
            at = end
        parts.append(self.part(at))
        return [part for part in parts if part]

    def to(self, last: Piece) -> Piece:
        """Everything from its start to the end of a later piece."""
        return Piece(self.source, self.start, last.end)


def whole(text: str) -> Piece:
    """A text as one piece, with the brackets and separators of East Asian lists written the Western way."""
    return Piece(text, 0, len(text)).part(0)


def narrow(text: str) -> str:
    """Full-width brackets, colons, commas, semicolons and slashes as their narrow twins; positions stay.

    >>> narrow("世界银行（WB）；UNDP")
    '世界银行(WB);UNDP'
    """
    return text if text.isascii() else text.translate(_WIDE)


def sheltered(text: str) -> bytes:
    """For each character, 1 where it stands inside closed brackets or a web address, where nothing is cut, otherwise 0.

    A bracket that is never closed shelters nothing: registers cut lists off in the middle.
    """
    if "(" in text or "[" in text or "www." in text.lower() or "://" in text:
        return _sheltered(text)
    return bytes(len(text))


@lru_cache(maxsize=1 << 13)
def _sheltered(text: str) -> bytes:
    inside = bytearray(len(text))
    if "(" in text or "[" in text:
        opened: list[tuple[int, str]] = []
        for found in _SIGNS.finditer(text):
            sign, at = found.group(), found.start()
            if sign in _BRACKETS:
                opened.append((at, _BRACKETS[sign]))
            elif sign == "\n":
                opened.clear()
            elif opened and sign == opened[-1][1]:
                start, _ = opened.pop()
                inside[start : at + 1] = b"\1" * (at + 1 - start)
    for start, end in web_addresses(text):
        inside[start:end] = b"\1" * (end - start)
    return bytes(inside)


def rows(piece: Piece) -> list[Piece]:
    """The lines of a text, without empty ones."""
    return piece.cut((at, at + 1) for at in places(piece.text, "\n"))


def places(text: str, sign: str) -> Iterator[int]:
    """Where a sign stands in a text."""
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)


def chunks(piece: Piece) -> list[Piece]:
    """A line cut at semicolons, at bullets and numbers within it; each without its own bullet or number.

    >>> [chunk.text for chunk in chunks(whole("1) Ministry of Water (lead; host); 2) FAO  - Rare • IUCN"))]
    ['Ministry of Water (lead; host)', 'FAO', 'Rare', 'IUCN']
    """
    text = piece.text
    inside = sheltered(text)
    cuts = [(at, at + 1) for at in places(text, ";") if not inside[at]]
    # Most lines have no sign that could be a bullet.
    if not text.isascii() or "- " in text or "* " in text:
        cuts += [
            found.span()
            for found in _INLINE_BULLET.finditer(text)
            if not inside[found.start()] and not ("-" in found.group() and _ACRONYM_ALONE.match(text, found.end()))
        ]
    cuts += _numbers(text)
    return [bare for cut in piece.cut(sorted(cuts)) if (bare := without_bullet(cut))]


def without_bullet(piece: Piece) -> Piece:
    """A line or chunk without the bullet, dash or number that it opens with."""
    text = piece.text
    found = _BULLET.match(text)
    if found and found.end() < len(text):
        # "-" opens a bullet, "+Mujeres" and "3VO" are names, "2030 Agenda" is one too.
        return piece.part(found.end())
    return piece


def without_count(pieces: list[Piece]) -> list[Piece]:
    """Pieces without the bare numbers that they are counted by: "7 FAO", "8 UNEP"; a number that doesn't count stays.

    >>> [piece.text for piece in without_count([whole("7 FAO"), whole("8 UNEP"), whole("100 Resilient Cities")])]
    ['FAO', 'UNEP', '100 Resilient Cities']
    """
    found = [_COUNTED.match(piece.text) if piece.text[:1].isdigit() else None for piece in pieces]
    numbers = [int(each.group(1)) if each else None for each in found]
    bare = []
    for at, (piece, count) in enumerate(zip(pieces, found, strict=True)):
        number = numbers[at]
        beside = (numbers[at - 1] if at else None, numbers[at + 1] if at + 1 < len(numbers) else None)
        counts = count is not None and number is not None and (number - 1 == beside[0] or number + 1 == beside[1])
        bare.append(piece.part(count.end()) if count and counts else piece)
    return bare


def web_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where web addresses stand."""
    if "://" not in text and "www." not in text.lower():
        return
    for found in _URL.finditer(text):
        yield found.span()


def _numbers(text: str) -> list[tuple[int, int]]:
    """Numbers inside a line that count on from 1: "(1) A (2) B"."""
    if not _FIRST_NUMBER.match(text):
        return []
    cuts, expected = [], 2
    for found in _INLINE_NUMBER.finditer(text):
        if int(found.group(1)) == expected:
            cuts.append(found.span())
            expected += 1
    return cuts
