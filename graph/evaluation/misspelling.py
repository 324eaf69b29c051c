"""Names as people mistype them: slips of the fingers, words left out, accents lost. Seeded, so that all get the same.

A slip, at a letter chosen evenly, is one of four, as likely as each other: two neighbours in the wrong order, a letter
left out, a letter doubled, the key beside it (of a QWERTY keyboard; a letter that has no key there is left out). A name
of more than `LONG` characters has two slips, any other one.
"""

from __future__ import annotations

import random
import unicodedata
from typing import Literal

Kind = Literal["slips", "word", "accents", "mixture"]

RATES: dict[Kind, int] = {"slips": 50, "word": 15, "accents": 15, "mixture": 20}
"""Of a hundred names so many are disturbed so: slips alone; a word left out; accents lost; a word left out and slips.

A word is left out of names of at least `WORDS` words, accents are lost where a letter has one; any other name has slips
instead. Accents are lost alone or with their letters ("Asociacin"), as likely as each other."""

LONG = 40
WORDS = 4

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHORTEST = 3


def disturbed(name: str, chance: random.Random) -> tuple[Kind, str]:
    """A name as somebody may mistype it, and in what way; a name of no letters stays as it is.

    >>> disturbed("Institute of Marine Technology", random.Random(1))
    ('slips', 'Institute of Marine Technoloyg')
    """
    kind = chance.choices(list(RATES), list(RATES.values()))[0]
    words = name.split()
    made = name
    if kind in {"word", "mixture"} and len(words) >= WORDS:
        del words[chance.randrange(len(words))]
        made = " ".join(words)
    elif kind == "accents" and (lost := _without_accents(name, chance)) != name:
        made = lost
    else:
        kind = "slips"
    if kind in {"slips", "mixture"}:
        for _ in range(1 + (len(made) > LONG)):
            made = _slip(made, chance)
    return kind, made


def _without_accents(name: str, chance: random.Random) -> str:
    letters = chance.random() < 0.5
    made = []
    for sign in unicodedata.normalize("NFC", name):
        plain = unicodedata.normalize("NFD", sign)[0]
        accented = sign != plain and plain.isascii()
        made.append(sign if not accented else plain if letters else "")
    return "".join(made)


def _slip(name: str, chance: random.Random) -> str:
    places = [place for place, sign in enumerate(name) if sign.isalpha()]
    if len(places) < _SHORTEST:
        return name
    at = chance.choice(places)
    kind = chance.choice(("swap", "drop", "double", "key"))
    letter = name[at]
    if kind == "swap":
        at = min(at, len(name) - 2)
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    if kind == "double":
        return name[:at] + letter + name[at:]
    keys = _beside(letter.lower()) if kind == "key" else ""
    key = chance.choice(keys) if keys else ""
    return name[:at] + (key.upper() if letter.isupper() else key) + name[at + 1 :]


def _beside(letter: str) -> str:
    """The keys that touch that of a letter; none of one that isn't on the keyboard."""
    for row, letters in enumerate(_ROWS):
        if (at := letters.find(letter)) >= 0:
            near = ((row, at - 1), (row, at + 1), (row - 1, at), (row - 1, at + 1), (row + 1, at - 1), (row + 1, at))
            return "".join(_ROWS[y][x] for y, x in near if 0 <= y < len(_ROWS) and 0 <= x < len(_ROWS[y]))
    return ""
