"""The countries that a text names, by their names in ten languages.

Registers state countries for one entry in three; most others name theirs in the title or the text. What is read here is
inferred: it brings entries and partners near each other and is never shown as declared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache

from graph.model.vocabularies.territories import country_readings
from graph.text.fold import fold

SHORTEST = 4
"""Letters of a name that is looked for: shorter ones are words, or abbreviations that only capitals tell."""

WORDS = frozenset({"island", "polen"})
"""Names of countries in one language that are words of running text in another: Iceland in German, Poland in Dutch."""

DECLARED = 1.0
IN_TITLE = 1.0
IN_TEXT = 0.7
"""What it weighs that a country is declared, named in the title, or is the only one that the text names."""

MOST = 1.5


def places(title: str, text: str, declared: Collection[str] = ()) -> dict[str, float]:
    """The countries that something is about, with how surely.

    A country weighs 1 if it is declared, 1 if the title names it, and 0.7 times its share of all the text's mentions of
    countries; 1.5 in all at most.

    Args:
        title: its title.
        text: its running text.
        declared: alpha-3 codes that its register states.

    Returns:
        Alpha-3 code to weight, 0 to 1.5; empty where no country is named.

    >>> places("Wells for Kenya", "With the Government of Kenya, and lessons from Papua New Guinea.")
    {'KEN': 1.35, 'PNG': 0.35}
    >>> places("A small island", "Palau and its island waters.")
    {'PLW': 0.7}
    """
    weights: defaultdict[str, float] = defaultdict(float, dict.fromkeys(declared, DECLARED))
    for code in _named(title):
        weights[code] += IN_TITLE
    said = _named(text)
    for code, number in said.items():
        weights[code] += IN_TEXT * number / said.total()
    return {code: min(weight, MOST) for code, weight in weights.items()}


def _named(text: str) -> Counter[str]:
    """How often a text names each country; of names within names (Papua New Guinea, Guinea) the longest counts."""
    longest, codes = _readings()
    words = fold(text).split()
    found: Counter[str] = Counter()
    at = 0
    while at < len(words):
        step = 1
        for length in range(min(longest.get(words[at], 0), len(words) - at), 0, -1):
            if code := codes.get(" ".join(words[at : at + length])):
                found[code] += 1
                step = length
                break
        at += step
    return found


@lru_cache(maxsize=1)
def _readings() -> tuple[Mapping[str, int], Mapping[str, str]]:
    """First word of a name to the words of the longest such name, and folded name to code."""
    codes = {
        name: code for name, code in country_readings().items() if code and len(name) >= SHORTEST and name not in WORDS
    }
    longest: dict[str, int] = {}
    for name in codes:
        words = name.split()
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest, codes
