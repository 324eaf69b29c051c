"""A text as folded words and marks that know where they stand, and the sentences that they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.text.fold import fold

_TOKEN = re.compile(r"[^\W_]+|(?!(?<=\w)[-‐‑](?=\w))[^\w\s]")
"""A hyphen inside a word only parts it: "co-led" is "co led"."""
_LONGEST = 60
"""Letters of a word that are compared; no language needs more, and a hostile text is read as fast as any."""

_ENDS = frozenset(".!?…。！？")
_ABBREVIATIONS = frozenset(
    [
        "dr",
        "mr",
        "mrs",
        "ms",
        "st",
        "inc",
        "ltd",
        "co",
        "no",
        "dept",
        "prof",
        "etc",
        "eg",
        "ie",
        "vs",
        "al",
        "u",
        "s",
        "art",
        "approx",
        "govt",
        "gov",
    ]
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and marks of a text, in order; all sequences have one item for each.

    Attributes:
        text: the text itself.
        words: folded words; a mark stands for itself.
        starts: offset of the first character of each, in code points.
        ends: offset after the last character of each.
    """

    text: str
    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def written(self, at: int) -> str:
        """A token as it is written."""
        return self.text[self.starts[at] : self.ends[at]]


def tokens(text: str) -> Tokens:
    """The words and marks of a text.

    >>> made = tokens("L'Écluse (Mali) pays.")
    >>> made.words
    ['l', "'", 'ecluse', '(', 'mali', ')', 'pays', '.']
    """
    words, starts, ends = [], [], []
    for found in _TOKEN.finditer(text):
        words.append(_folded(found.group()[:_LONGEST]))
        starts.append(found.start())
        ends.append(found.end())
    return Tokens(text, words, starts, ends)


def is_mark(word: str) -> bool:
    """Whether a token is a mark and no word."""
    return not word[:1].isalnum()


def sentences(made: Tokens) -> Iterator[tuple[int, int]]:
    """First token and the one after the last of every sentence; a line ends a sentence, as lists and headings do.

    A full stop behind an abbreviation or an initial, or before a small letter, ends none.

    >>> [made.text[made.starts[a]:made.ends[b - 1]] for made in [tokens("Paid by A. Led by B Inc. of C.")]
    ...  for a, b in sentences(made)]
    ['Paid by A. Led by B Inc. of C.']
    """
    begin = 0
    for at in range(len(made.words)):
        last = at + 1 == len(made.words)
        if last or _ends_here(made, at):
            yield begin, at + 1
            begin = at + 1


def _ends_here(made: Tokens, at: int) -> bool:
    between = made.text[made.ends[at] : made.starts[at + 1]]
    if "\n" in between:
        return True
    if made.words[at] not in _ENDS:
        return False
    following = made.text[made.starts[at + 1]]
    if made.words[at] == ".":
        before = made.words[at - 1] if at else ""
        if (len(before) == 1 and before.isalpha()) or before in _ABBREVIATIONS:
            return False
        # 3.5, www.a.org, U.N.
        if not between:
            return following.isupper() and at > 0 and not made.written(at - 1).isupper() and len(before) > 2
    return not following.islower()


@lru_cache(maxsize=1 << 16)
def _folded(token: str) -> str:
    return fold(token) or token
