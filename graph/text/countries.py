"""Reads country names as registers write them, by a table of names that the caller brings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

# ISO 3166 writes "Bahamas (the)".
_ARTICLE = re.compile(r"^(?:the|la|le|les|el|los|las|l) | the$")


class CountryNames:
    """Country names as written, and the codes that they stand for.

    The table says everything; this class only knows how names are written: with or without an article, inverted at a
    comma ("Venezuela, Bolivarian Republic of"), in a list whose separator is that same comma. What stands in no table
    is given back unread, never guessed: a register writes "European Commission" and whole regions in such lists.

    Args:
        names: every known written name or code (of any form, also inverted) to its code. It is folded here, so
            "Côte d'Ivoire" and "Cote d Ivoire" are one entry. Where folded names collide, the first wins.

    >>> names = CountryNames({"Fiji": "FJI", "Bolivia": "BOL", "Bolivia, Plurinational State of": "BOL"})
    >>> names.read("THE FIJI"), names.read("Plurinational State of Bolivia"), names.read("Atlantis")
    ('FJI', 'BOL', None)
    >>> names.split("Fiji,Bolivia, Plurinational State of,Atlantis")
    [('Fiji', 'FJI'), ('Bolivia, Plurinational State of', 'BOL'), ('Atlantis', None)]
    """

    __slots__ = ("_codes", "_most_pieces")

    def __init__(self, names: Mapping[str, str]) -> None:
        self._codes: dict[str, str] = {}
        # No name is broken into more pieces than it has commas; a plain name may be inverted at one.
        self._most_pieces = 2
        for name, code in names.items():
            self._most_pieces = max(self._most_pieces, name.count(",") + 1)
            for form in (name, _upright(name)):
                folded = _bare(form)
                if folded:
                    self._codes.setdefault(folded, code)

    def read(self, written: str) -> str | None:
        """Give the code of one country name, or None if no table has it.

        Args:
            written: a single name, mended; case, accents, articles, punctuation and inversion at a comma are forgiven.
        """
        return self._codes.get(_bare(written)) or self._codes.get(_bare(_upright(written)))

    def split(self, written: str) -> list[tuple[str, str | None]]:
        """Read a comma-joined list of countries, putting names together again that hold a comma themselves.

        At each place the longest run of pieces that the table knows is taken as one name, so that "Korea, Republic of"
        is one country while "Niger, Nigeria" are two.

        Args:
            written: the list as mended; semicolons and line ends separate as well, and end a name for certain.

        Returns:
            (name as written, code or None) in order; repeated countries stay repeated, empty pieces are left out.
        """
        found: list[tuple[str, str | None]] = []
        for part in re.split(r"[;\n]", written):
            pieces = [piece.strip() for piece in part.split(",")]
            pieces = [piece for piece in pieces if piece]
            at = 0
            while at < len(pieces):
                length, code = self._longest(pieces, at)
                found.append((", ".join(pieces[at : at + length]), code))
                at += length
        return found

    def _longest(self, pieces: list[str], at: int) -> tuple[int, str | None]:
        for length in range(min(self._most_pieces, len(pieces) - at), 0, -1):
            code = self.read(", ".join(pieces[at : at + length]))
            if code is not None:
                return length, code
        return 1, None


def _bare(name: str) -> str:
    return _ARTICLE.sub("", fold(name))


def _upright(name: str) -> str:
    """Turn a name around at its first comma: "Korea, Republic of" becomes "Republic of Korea"."""
    head, comma, tail = name.partition(",")
    return f"{tail} {head}" if comma else name
