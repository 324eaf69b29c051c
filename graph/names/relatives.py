"""A name written with its acronym or its parent: "ICD - International Centre for Diplomacy", "UNESCO - IOC".

What stands before a dash, colon or slash is the acronym of what follows, or the body that it is a part of; behind a
dash, the body that the name before it is a part of. Where neither can be told, the name is left as it was written.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from graph.names.lexicon import INDEPENDENT, UN_SYSTEM, folded, head_of, is_acronym, rank
from graph.text.fold import acronym_fits, initials

_BEFORE = re.compile(r"([^\s:,/–—-][^\s:,/–—]{1,14}|UN [A-Z]\w+)(\s*[:,]\s+|\s+[-–—]+\s*|\s*[-–—]+\s+|/)(?=\S)")
_BEHIND = re.compile(r"\s+[-–—]+\s+|\s+[-–—]+(?=[A-Z0-9]{3,}$)|\s*:\s+")
_SIGNS = re.compile("[-–—:,/]")
_PARTS = re.compile(
    r"\b(?:office|oficina|bureau|commission|initiative|convention|programme?|project|secretariat|network|fund"
    r"|coordinating unit|committee|facility|panel)\b"
)
_SHORTEST = 3
_LONGEST = 12
_MOST_STRANGE = 0.4


@dataclass(frozen=True, slots=True)
class Relatives:
    """What stands beside a name.

    Attributes:
        start: where the name itself starts in the text.
        end: where it ends.
        acronym: its acronym, or empty.
        parent: the body that it is a part of, or empty.
    """

    start: int
    end: int
    acronym: str = ""
    parent: str = ""


@lru_cache(maxsize=1 << 14)
def read_relatives(text: str) -> Relatives | None:
    """The acronym or the parent that a name is written with; None where it is written alone.

    >>> read_relatives("ICD - International Centre for Diplomacy")
    Relatives(start=6, end=40, acronym='ICD', parent='')
    >>> read_relatives("UNESCO - IOC").parent, read_relatives("SEMARNAT: Instituto Nacional de Ecologia").parent
    ('UNESCO', 'SEMARNAT')
    >>> read_relatives("HIV/AIDS") is read_relatives("Blue Flag - Foundation for Beaches") is None
    True
    """
    if _SIGNS.search(text):
        return _before(text) or _behind(text) or _last_word(text)
    return _last_word(text)


def _before(text: str) -> Relatives | None:
    found = _BEFORE.match(text)
    if not found or not is_acronym(found.group(1)):
        return None
    left, right, start = found.group(1), text[found.end() :], found.end()
    if "," in found.group(2):
        return Relatives(start, len(text), acronym=left) if acronym_fits(left, right) else None
    if found.group(2) != "/" and _stands_for(left, right):
        return Relatives(start, len(text), acronym=left)
    of_un = left in UN_SYSTEM and right not in UN_SYSTEM and right not in INDEPENDENT
    if of_un and is_acronym(right):
        return Relatives(start, len(text), parent=left)
    if is_acronym(right.split()[0]):
        # "UNDP/GEF Small Grants Programme": two acronyms before a name are two bodies that share it.
        return None
    head = folded(head_of(right))
    if of_un and (rank(right) or _PARTS.search(folded(right))):
        return Relatives(start, len(text), parent=left)
    if found.group(2) != "/" and 0 < rank(right) < rank("university") and " " in head:
        return Relatives(start, len(text), parent=left)
    return Relatives(start, len(text), acronym=left) if ":" in found.group(2) else None


def _behind(text: str) -> Relatives | None:
    found = _BEHIND.search(text)
    if not found or _BEHIND.search(text, found.end()):
        return None
    left, right = text[: found.start()], text[found.end() :]
    if is_acronym(right) and len(left.split()) >= _SHORTEST and acronym_fits(right, left):
        return Relatives(0, found.start(), acronym=right)
    if 0 < rank(left) < rank(right):
        return Relatives(0, found.start(), parent=right)
    if 0 < rank(right) < rank(left):
        return Relatives(found.end(), len(text), parent=left)
    return None


def _last_word(text: str) -> Relatives | None:
    """An acronym that lost its dash or brackets: "International Atomic Energy Agency IAEA"."""
    before, _, last = text.rpartition(" ")
    name = before.rstrip(" ,")
    if not last.isupper() or not _SHORTEST <= len(last) <= _LONGEST or not last.isalnum() or text.isupper():
        return None
    if len(name.split()) < _SHORTEST or not acronym_fits(last, name):
        return None
    return Relatives(0, len(name), acronym=last)


def _stands_for(acronym: str, name: str) -> bool:
    """Whether an acronym can stand for a name, also for one that is translated (the letters in another order)."""
    if acronym_fits(acronym, name):
        return True
    letters = Counter(sign for sign in acronym.upper() if sign.isalpha())
    strange = (letters - Counter(initials(name))).total()
    return letters.total() >= _SHORTEST and strange <= _MOST_STRANGE * letters.total()
