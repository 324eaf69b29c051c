"""Declared phrases, and where they stand in a text: what the rules of themes and of the typology are made of.

A file of phrases holds one a line: what it says (`dimension`, and `code` of the vocabulary of that dimension), the
language whose texts it is looked for in, and its words in folded form. `*` ends a word that may go on ("train*"), `_`
stands for up to three words of any kind, `a|b` for either word.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import chain

GAP = 3
"""Words that `_` may stand for."""

_CUE = 3
"""Letters by which a phrase is looked for whose first word may go on."""

_BEFORE = 3
"""Words before a phrase in which a word that denies it is looked for."""

_DENYING = frozenset(
    {"no", "not", "without", "lack", "lacks", "lacking", "insufficient", "inadequate", "absence", "poor", "limited"}
    | {"sin", "falta", "carencia", "ausencia", "escasa", "sans", "manque", "faible"}
)
"""Words that turn a phrase into a problem: "lack of awareness"."""

_BODY = 5
"""Words before a phrase in which a word that makes it the name of a body is looked for."""

_BODIES = frozenset(
    {"ministry", "minister", "department", "secretariat", "ministerio", "secretaria", "ministere", "departement"}
    | {"institute", "institut", "instituto"}
)
"""Words of bodies whose names say what they are for: "Department of Science and Innovation"."""


@dataclass(frozen=True, slots=True)
class Token:
    """The words that may stand at one place of a phrase: whole ones, and beginnings of words that may go on."""

    whole: frozenset[str]
    begun: tuple[str, ...]

    @classmethod
    def of(cls, written: str) -> Token | None:
        """As the file writes it: `a|b*`; `_` is no word."""
        if written == "_":
            return None
        each = written.split("|")
        begun = tuple(word[:-1] for word in each if word.endswith("*"))
        return cls(frozenset(word for word in each if not word.endswith("*")), begun)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of the file.

    Attributes:
        dimension: what of a partnership it tells.
        code: what it says.
        language: of the texts that it is looked for in.
        tokens: its words, each whole or only begun; None for the gap.
    """

    dimension: str
    code: str
    language: str
    tokens: tuple[Token | None, ...]


class Phrases:
    """The phrases of a file.

    Args:
        file: a CSV with the columns `dimension`, `code`, `language`, `phrase`.
    """

    def __init__(self, file: Traversable) -> None:
        self._whole: dict[str, list[Phrase]] = {}
        self._begun: dict[str, list[Phrase]] = {}
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
            words = row["phrase"].split()
            phrase = Phrase(row["dimension"], row["code"], row["language"], tuple(map(Token.of, words)))
            for first in words[0].split("|"):
                if first.endswith("*"):
                    self._begun.setdefault(first[:_CUE], []).append(phrase)
                else:
                    self._whole.setdefault(first, []).append(phrase)

    def codes(self, dimension: str) -> frozenset[str]:
        """What of a dimension any phrase says."""
        every = chain(*self._whole.values(), *self._begun.values())
        return frozenset(phrase.code for phrase in every if phrase.dimension == dimension)

    def found_in(self, words: Sequence[str], language: str) -> Iterator[tuple[Phrase, str]]:
        """The phrases that a sentence has, each with its words; in the order in which they begin.

        Several may say the same. One that is denied ("lack of awareness") or part of a body's name isn't found.

        Args:
            words: its folded words.
            language: of the text; `und` reads the phrases of all languages.
        """
        for at, word in enumerate(words):
            for phrase in chain(self._whole.get(word, ()), self._begun.get(word[:_CUE], ())):
                if language not in {"und", phrase.language}:
                    continue
                end = _end(phrase.tokens, words, at)
                if not end or not _DENYING.isdisjoint(words[max(0, at - _BEFORE) : at]):
                    continue
                if _BODIES.isdisjoint(words[max(0, at - _BODY) : at]):
                    yield phrase, " ".join(words[at:end])


def _end(tokens: Sequence[Token | None], words: Sequence[str], at: int) -> int:
    """The place behind the tokens, where they stand in the words from a place on; else 0."""
    for place, token in enumerate(tokens):
        if token is None:
            rest = tokens[place + 1 :]
            return next((end for skipped in range(GAP + 1) if (end := _end(rest, words, at + skipped))), 0)
        if at >= len(words):
            return 0
        word = words[at]
        if word not in token.whole and not (token.begun and word.startswith(token.begun)):
            return 0
        at += 1
    return at
