"""Plain words asked for before an expression is tried."""

from __future__ import annotations

import re


def any_of(*words: str) -> re.Pattern[str]:
    """What finds whether a text holds one of the words that a longer expression can't do without.

    Most texts hold none of them, and plain words are found many times faster than what an expression with boundaries,
    repetitions or a choice of letter case stands for. Words in small letters are for texts in lower case.

    >>> bool(any_of("Box", "Bag").search("12 High Street"))
    False
    """
    return re.compile("|".join(map(re.escape, words)))
