"""Names and numbers in a sentence."""

from __future__ import annotations

from collections.abc import Sequence


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them; empty for none.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"]), listed([])
    ('a', 'a and b', 'a, b and c', '')
    """
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def number(count: int, singular: str, plural: str = "") -> str:
    """A number with its noun.

    >>> number(1, "entry", "entries"), number(1200, "entry", "entries"), number(0, "row")
    ('1 entry', '1,200 entries', '0 rows')
    """
    return f"{count:,} {singular if count == 1 else plural or f'{singular}s'}"
