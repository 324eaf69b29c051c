"""What an initiative says of itself, as the passages that a goal or a theme can be read from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from graph.model.entities import Entity
from graph.model.records import Source
from graph.text.fold import terms
from graph.text.passages import passages

STATED = ("communities", "coverage", "beneficiaries", "ocean-basins")
"""Facts that are words of the registrant's own and say what an initiative is about."""

TITLE = 3
"""How often the words of a title count: it is short, and says what all else is about."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of what an initiative says.

    Attributes:
        field: `title`, the field of a text, or a fact of `STATED`.
        text: the piece.
        source: the record and column that it was written in, where it is known.
    """

    field: str
    text: str
    source: Source | None = None


@dataclass(frozen=True)
class Document:
    """All that an initiative says, in the order in which a reader meets it.

    Attributes:
        passages: the pieces, the title first.
    """

    passages: tuple[Passage, ...]

    @cached_property
    def counts(self) -> tuple[Counter[str], ...]:
        """The terms of every passage with how often they count; digits tell nothing of what something is about."""
        return tuple(
            Counter(
                {term: number * (TITLE if passage.field == "title" else 1) for term, number in Counter(made).items()}
            )
            for passage in self.passages
            for made in [[term for term in terms(passage.text) if not any(sign.isdigit() for sign in term)]]
        )

    @cached_property
    def terms(self) -> Counter[str]:
        """The terms of all of it with how often they count."""
        whole: Counter[str] = Counter()
        for counts in self.counts:
            whole.update(counts)
        return whole


def document_of(entity: Entity) -> Document:
    """What a stored partnership says: its title, its texts, and the facts of `STATED`."""
    return Document(tuple(_passages(entity)))


def described(title: str, text: str) -> Document:
    """What a described partnership says.

    >>> [passage.field for passage in described("Wells", "We dig wells.").passages]
    ['title', 'description']
    """
    made = [Passage("title", title.strip())] if title.strip() else []
    return Document((*made, *(Passage("description", each.text) for each in passages(text))))


def _passages(entity: Entity) -> Iterator[Passage]:
    title = next((fact for fact in entity.facts if fact.field == "title" and fact.chosen), None)
    yield Passage("title", entity.name, title.sources[0] if title and title.sources else None)
    for text in entity.texts:
        for each in passages(text.text):
            yield Passage(text.field, each.text, text.source)
    for fact in entity.facts:
        if fact.field in STATED and isinstance(fact.value, str):
            yield Passage(fact.field, fact.value, fact.sources[0] if fact.sources else None)
