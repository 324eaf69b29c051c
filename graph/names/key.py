"""The form in which two spellings of one name are the same: folded, without what spelling alone can change.

Set aside are a leading article, legal forms at the end, "UN" and "US" at the beginning, and the spellings that differ
between English-speaking countries. Everything else is kept: a key never joins names that differ in a meaningful word.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from graph.text.fold import fold

_ARTICLES = frozenset({"the", "la", "le", "les", "el", "los", "las", "o", "os", "a", "l"})

_LEGAL_FORMS = frozenset(
    {"ab", "ag", "as", "bv", "co", "corp", "corporation", "eirl", "ev", "gmbh", "inc", "incorporated", "kk", "limited"}
    | {"llc", "llp", "ltd", "ltda", "nv", "oy", "plc", "pte", "pty", "sa", "sarl", "sas", "spa", "srl"}
)

_SPELLINGS = {
    "programme": "program",
    "programmes": "programs",
    "centre": "center",
    "centres": "centers",
    "organisation": "organization",
    "organisations": "organizations",
    "labour": "labor",
    "defence": "defense",
    "sulphur": "sulfur",
    "harbour": "harbor",
    "harbours": "harbors",
    "utilisation": "utilization",
    "urbanisation": "urbanization",
}


_SHORT = 4
"""Letters of a word that may be an acronym."""

_SHORT_FOR = {"un": ("united", "nations"), "us": ("united", "states")}


def _is_another(words: Sequence[str]) -> bool:
    """Whether two letters behind one short word may be a country's: WWF-SA is in South Africa, no société anonyme."""
    return len(words) == 2 and len(words[0]) <= _SHORT and len(words[1]) == 2


def key_words(name: str) -> tuple[str, ...]:
    """The words of a name's key, in order, little words between them included.

    >>> key_words("The Centre for Water of Fiji Ltd.")
    ('center', 'for', 'water', 'of', 'fiji')
    """
    words = [_SPELLINGS.get(word, word) for word in fold(name).split()]
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in _LEGAL_FORMS and not _is_another(words):
        words = words[:-1]
    if len(words) > 1 and words[0] in _SHORT_FOR:
        words = [*_SHORT_FOR[words[0]], *words[1:]]
    return tuple(words)


@lru_cache(maxsize=65536)
def comparison_key(name: str) -> str:
    """The key under which spellings of one name meet; empty for a name without letters or digits.

    >>> comparison_key("The UN Environment Programme")
    'united nations environment program'
    >>> comparison_key("L’Oréal S.A."), comparison_key("Acme Water Pty. Ltd.")
    ('oreal', 'acme water')
    """
    words = key_words(name)
    return " ".join(word for word in words if word not in {"and", "of", "for"}) or " ".join(words)
