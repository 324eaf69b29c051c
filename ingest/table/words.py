"""What a word in a cell stands for: as the mapping translates it, otherwise as the vocabularies read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal

from graph.model.vocabularies import read_country, vocabulary
from graph.names.parenthesis import read_type
from graph.text.fold import fold
from ingest.table.cells import read_goal

Kind = Literal["type", "role", "country", "scope", "theme", "sdg"]
"""What a word can stand for: kind and role of a partner, a country (of a partner, or where a partnership works), a
scope, a theme, a goal."""

# Of two types in a cell neither is that of the partner beside it.
_SEVERAL = re.compile(r"[,;/&+]")


def _wording(written: str) -> str | None:
    """A type in one of the many words of registrants ("académie", "empresa pública"), which partner lists know."""
    return None if _SEVERAL.search(written) else read_type(written) or None


_READERS: Mapping[Kind, Callable[[str], str | None]] = {
    "type": lambda written: vocabulary("types").read(written) or _wording(written),
    "role": lambda written: vocabulary("roles").read(written),
    "country": read_country,
    "scope": lambda written: vocabulary("scopes").read(written),
    "theme": lambda written: vocabulary("themes").read(written),
    "sdg": read_goal,
}


def read_word(kind: Kind, written: str) -> str | None:
    """The code that a word stands for in the vocabularies; None for an unknown one.

    >>> read_word("type", "municipalité"), read_word("type", "ONU"), read_word("role", "bailleur de lune")
    ('local-authority', 'un-system', None)
    """
    return _READERS[kind](written) if written else None


class Words:
    """The words of one table.

    Args:
        values: as the mapping has them: kind to written word to what it stands for, in words of the vocabularies.
    """

    def __init__(self, values: Mapping[Kind, Mapping[str, str]]) -> None:
        self._meant = {
            kind: {fold(written): read_word(kind, meant) for written, meant in words.items()}
            for kind, words in values.items()
        }

    def translated(self, kind: Kind, written: str) -> str | None:
        """The code that the mapping itself gives a word, letter case and accents forgiven; None where it gives none."""
        return self._meant[kind].get(fold(written)) if kind in self._meant else None

    def read(self, kind: Kind, written: str) -> str | None:
        """The code that a word stands for; None for an unknown one.

        >>> words = Words({"type": {"Coopération": "government"}})
        >>> words.read("type", "coopération"), words.read("type", "NGO"), words.read("type", "Coop")
        ('government', 'ngo', None)
        """
        return self.translated(kind, written) or read_word(kind, written)
