"""What a client wrote, as a message quotes it."""

from __future__ import annotations

_LONGEST = 100


def quoted(text: str) -> str:
    r"""A text in quotes: cut where it is very long, escaped where it can't be sent.

    >>> print(quoted("ngo\ud800"))
    'ngo\ud800'
    """
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


def is_unicode(text: str) -> bool:
    """Whether a text can be sent as UTF-8; JSON can hold halves of characters, which can't."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
