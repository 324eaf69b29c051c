"""The numbers in a title: what tells the phases, years and parts of one programme apart, however they are written."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.text.fold import fold

_ROMAN = re.compile(r"(?<![\w.'’-])(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})(?!\.?[\w'’-])")
_ONES = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
_IN_WORDS = {
    word: str(number)
    for number, words in enumerate(
        (
            "one first uno primer primero primera premier premiere",
            "two second dos segundo segunda deux deuxieme seconde",
            "three third tres tercer tercero tercera trois troisieme",
            "four fourth cuatro cuarto cuarta quatre quatrieme",
            "five fifth cinco quinto quinta cinq cinquieme",
        ),
        start=1,
    )
    for word in words.split()
}


@lru_cache(maxsize=1 << 14)
def numbers_in(title: str) -> frozenset[str]:
    """The numbers in a title, in digits: in figures, as Roman numbers in capitals up to 39, and in words up to five.

    Args:
        title: as written; a word that holds a figure is one ("SDG14").

    >>> sorted(numbers_in("Clean Seas II: second call 2016/07"))
    ['2', '2016', '7']
    >>> numbers_in("Clean Seas, Phase I") == numbers_in("CLEAN SEAS PHASE ONE") == frozenset({"1"})
    True
    >>> numbers_in("Vision for the I.X.I. of Xi")
    frozenset()
    """
    words = fold(title).split()
    figures = {word.lstrip("0") or "0" for word in words if any(map(str.isdigit, word))}
    spelt = {_IN_WORDS[word] for word in words if word in _IN_WORDS}
    roman = {str(10 * len(found[1]) + _ONES[found[2]]) for found in _ROMAN.finditer(title) if found[0]}
    return frozenset(figures | spelt | roman)
