"""Texts cut into sentences, each with its folded words: what a rule of the typology is read from and shown by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model.entities import Entity
from graph.model.records import Source
from graph.text.fold import fold

LONGEST = 400
"""Characters of a sentence that are shown; lists without a full stop go on for pages."""

_END = re.compile(r"(?<=[.!?;:])\s+(?=[^\W_])|[\n•▪■]+|\s[-–]\s(?=[A-ZÀ-Þ])")

_NO_ACTIVITY = frozenset({"resources"})
"""Fields that tell what is brought, and not what is done."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an entry.

    Attributes:
        field: `title`, the field of a text, or a fact.
        text: as written.
        words: its folded words.
        language: of its text, or `und`.
        source: where it was written.
    """

    field: str
    text: str
    words: tuple[str, ...]
    language: str
    source: Source | None

    @property
    def shown(self) -> str:
        """As it is shown: cut off where it is very long."""
        return self.text if len(self.text) <= LONGEST else f"{self.text[:LONGEST].rsplit(' ', 1)[0]} …"


def sentences(text: str) -> list[str]:
    """Cut a text into sentences and lines.

    >>> sentences("We plant mangroves. By 2020, 5 ha: done.")
    ['We plant mangroves.', 'By 2020, 5 ha:', 'done.']
    """
    return [cut.strip() for cut in _END.split(text) if cut and cut.strip()]


def sentences_of(entity: Entity) -> Iterator[Sentence]:
    """What an entry says that it does: its texts, then its title; not what is brought to it."""
    for text in entity.texts:
        if text.field not in _NO_ACTIVITY:
            for each in sentences(text.text):
                yield Sentence(text.field, each, tuple(fold(each).split()), text.language, text.source)
    title = next((fact for fact in entity.facts if fact.field == "title" and fact.chosen), None)
    source = title.sources[0] if title and title.sources else None
    yield Sentence("title", entity.name, tuple(fold(entity.name).split()), "und", source)
