"""Signs that set apart what is typed in a line: commas, semicolons, colons and equals signs of other scripts."""

from __future__ import annotations

_PLAIN = str.maketrans(
    {"，": ",", "、": ",", "،": ",", "；": ";", "؛": ";", "：": ":", "＝": "=", "。": ". "},
)


def plain_signs(text: str) -> str:
    """A text with the signs that a Chinese or Arabic keyboard gives as those that lists are split at.

    >>> plain_signs("肯尼亚：滴灌＝2"), plain_signs("كينيا؛ توغو")
    ('肯尼亚:滴灌=2', 'كينيا; توغو')
    """
    return text.translate(_PLAIN)
