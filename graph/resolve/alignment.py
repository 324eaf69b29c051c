"""Which words of one name stand for which words of another.

Words meet when they are the same in any language, when one is a spelling or an abbreviation of the other
("enivronment", "agric"), when one is two of the other written together ("coca cola", "cocacola"), and when one is the
initials of the other's words. What is left on either side is what tells two names apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from graph.resolve.words import Role, Word

SHORTEST_MISSPELT = 4
"""Letters of the shortest word that is compared letter by letter: two short words are easily alike and different."""

SHORTEST_ABBREVIATION = 3
"""Letters of the shortest beginning of a word that abbreviates it."""

LONGEST_ABBREVIATION = 5
LONG = 9
"""Letters of the longest such beginning, and of the shortest word that is abbreviated so: Temple isn't Templeton."""

HALF = 4
"""Letters of the beginning that abbreviates a word of twice as many: "econ". Watch isn't watchers."""

LETTERS_FOR_A_SLIP = 5
LETTERS_FOR_TWO = 12
"""Letters of the longer word from which one slip of the pen is forgiven, and from which two."""

_UNKNOWN: Mapping[Role, int] = {"": 1, "owner": 2}
"""Roles that leave open what a word is, the second more than the first; all others say it."""

SIGNS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Chinese, Japanese and Korean: one sign more or less makes another word."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How the words of two names meet.

    Attributes:
        shared: weight of the words that meet, each counted by the lighter of the two.
        misspelt: the part of `shared` that meets as a spelling, an abbreviation, or written together.
        initials: the part that meets as initials.
        rest_a: words of the one name that meet none.
        rest_b: words of the other.
        met: the words that meet, each once: of two spellings the one that is known, of initials the words that they
            are of, of two words that are one in the other name that one. So the order of the names makes no difference.
    """

    shared: float
    misspelt: float
    initials: float
    rest_a: tuple[Word, ...]
    rest_b: tuple[Word, ...]
    met: tuple[Word, ...]


def align(a: Sequence[Word], b: Sequence[Word]) -> Alignment:
    """Align the words of two names.

    >>> from graph.resolve.words import words_of
    >>> found = align(words_of("Enivronment Agency of Fiji"), words_of("Fijian Environmental Protection Agency"))
    >>> [word.text for word in found.rest_b], found.rest_a
    (['protection'], ())
    """
    free_b = list(range(len(b)))
    rest: list[int] = []
    met: list[Word] = []
    shared = misspelt = 0.0
    for at, word in enumerate(a):
        other = next((j for j in free_b if b[j].text == word.text), None)
        if other is None:
            rest.append(at)
            continue
        free_b.remove(other)
        met.append(_better_known(word, b[other]))
        shared += word.weight
    for at in list(rest):
        other = next((j for j in free_b if _spelt(a[at], b[j])), None)
        if other is not None:
            rest.remove(at)
            free_b.remove(other)
            met.append(_better_known(a[at], b[other]))
            weight = min(a[at].weight, b[other].weight)
            shared += weight
            misspelt += weight
    shared, misspelt = _written_together(a, rest, b, free_b, met, shared, misspelt)
    initials = _initials(a, rest, b, free_b, met) + _initials(b, free_b, a, rest, met)
    return Alignment(
        shared + initials,
        misspelt,
        initials,
        tuple(a[at] for at in rest),
        tuple(b[at] for at in free_b),
        tuple(met),
    )


def _better_known(one: Word, other: Word) -> Word:
    """Of two words that meet the one of which it is known what it is, or else the lighter one.

    Whose acronym it may be is not known of a word that is a part of the other name: ABN Amro Bank, ABN AMRO.
    """
    return min((one, other), key=lambda word: (_UNKNOWN.get(word.role, 0), word.weight, word.text))


def _written_together(
    a: Sequence[Word], rest: list[int], b: Sequence[Word], free: list[int], met: list[Word], shared: float,
    misspelt: float,
) -> tuple[float, float]:  # fmt: skip
    """Let two neighbours of one name meet the one word of the other that they make together."""
    for one, ones, two, twos in ((a, rest, b, free), (b, free, a, rest)):
        for first in list(twos):
            second = first + 1
            if first not in twos or second not in twos:
                continue
            whole = two[first].written + two[second].written
            found = next((at for at in ones if one[at].written == whole), None)
            if found is not None:
                ones.remove(found)
                twos.remove(first)
                twos.remove(second)
                met.append(one[found])
                shared += one[found].weight
                misspelt += one[found].weight
    return shared, misspelt


def _initials(
    short: Sequence[Word], shorts: list[int], long: Sequence[Word], longs: list[int], met: list[Word]
) -> float:
    """Let a word of the one name meet the words of the other whose initials it is; returns the weight of these."""
    weight = 0.0
    for at in list(shorts):
        letters = short[at].written
        if not 2 <= len(letters) <= len(longs) or short[at].role:
            continue
        for start in range(len(longs) - len(letters) + 1):
            run = longs[start : start + len(letters)]
            if run[-1] - run[0] == len(run) - 1 and "".join(long[j].written[0] for j in run) == letters:
                shorts.remove(at)
                for j in run:
                    longs.remove(j)
                met += [long[j] for j in run]
                weight += sum(long[j].weight for j in run)
                break
    return weight


def _spelt(one: Word, other: Word) -> bool:
    if "number" in (one.role, other.role) or _is_country(one) or _is_country(other):
        return False
    if one.role and other.role:
        # Two known words are what they are: "national" isn't "regional", "marine" isn't "maritime".
        return False
    # A word that is known in several languages may be misspelt in English, whatever it is written as here.
    return same_spelling(one.written, other.written) or (
        bool(one.role or other.role)
        and same_spelling(one.text if one.role else one.written, other.text if other.role else other.written)
    )


def _is_country(word: Word) -> bool:
    return word.role == "place" and word.text.isupper()


@lru_cache(maxsize=1 << 17)
def same_spelling(one: str, other: str) -> bool:
    """Whether two folded words are spellings of one: a slip or two of the pen, or the one cut short.

    >>> same_spelling("goverment", "government"), same_spelling("direccin", "direccion")
    (True, True)
    >>> same_spelling("agric", "agriculture"), same_spelling("econ", "economic"), same_spelling("int", "institute")
    (True, True, False)
    >>> same_spelling("watch", "watchers"), same_spelling("water", "waters")
    (False, True)
    >>> same_spelling("internationals", "international"), same_spelling("temple", "templeton")
    (True, False)
    >>> same_spelling("austria", "australia"), same_spelling("care", "core")
    (False, False)
    """
    shorter, longer = sorted((one, other), key=len)
    if not shorter[0].isalpha() or SIGNS.search(one):
        return False
    if longer.startswith(shorter) and len(longer) >= LONG and len(shorter) <= LONGEST_ABBREVIATION:
        return len(shorter) >= SHORTEST_ABBREVIATION
    if longer.startswith(shorter) and len(longer) == 2 * len(shorter) == 2 * HALF:
        return True
    if len(shorter) < SHORTEST_MISSPELT or one[0] != other[0]:
        return False
    slips = (len(longer) >= LETTERS_FOR_A_SLIP) + (len(longer) >= LETTERS_FOR_TWO)
    return slips > 0 and DamerauLevenshtein.distance(one, other, score_cutoff=slips) <= slips
