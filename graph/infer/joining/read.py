"""What an entry says of joining: the facts that state it, and sentences that say whether it takes further partners.

Nothing else is read from texts: who may join, what it costs and how to ask are told only where a register has a field
for them. A sentence can only say that a door is open: that it is closed has to be stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

from graph.infer.phrases import Phrases
from graph.infer.sentences import Sentence, sentences_of
from graph.model.codec import Json
from graph.model.entities import Basis, Entity
from graph.model.records import Source

OPEN: Final = "open-to-partners"
WITH_BUSINESS: Final = "works-with-business"

FIELDS: Final = (OPEN, "window", "eligible-type", "eligible", "contribution-asked", "route", WITH_BUSINESS)
"""Facts that say something of joining."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One thing that an entry says of joining.

    Attributes:
        field: the fact, one of `FIELDS`.
        value: its value; None where something is said that can't be read.
        passage: what was written.
        where: the field of the text that it was read from, otherwise the fact's.
        source: the record and column; None where it isn't known.
        basis: `declared`, or `rule` where only a sentence says so.
    """

    field: str
    value: Json
    passage: str
    where: str
    source: Source | None
    basis: Basis = "declared"


def joining(entity: Entity) -> tuple[Stated, ...]:
    """What a partnership says of joining; a sentence counts only where no field says whether it is open.

    >>> from graph.model.entities import EntityText
    >>> text = EntityText("description", "We plant trees. The alliance is open to new members.", "en")
    >>> [(each.field, each.value, each.basis) for each in joining(Entity("x", "partnership", "Trees", texts=(text,)))]
    [('open-to-partners', True, 'rule')]
    """
    made = list(_facts(entity))
    if not any(each.field in {OPEN, "window"} for each in made):
        said = next(_open(entity), None)
        if said is not None:
            made.append(Stated(OPEN, True, said.shown, said.field, said.source, "rule"))
    return tuple(made)


def _facts(entity: Entity) -> Iterator[Stated]:
    for fact in entity.facts:
        if fact.field in FIELDS:
            for source in fact.sources or (None,):
                written = (source.written if source else "") or _words(fact.value)
                yield Stated(fact.field, fact.value, written, fact.field, source, fact.basis)


def _words(value: Json) -> str:
    """A value as text, where nothing else was written."""
    if isinstance(value, dict):
        return "; ".join(str(part) for part in value.values() if part)
    if isinstance(value, list):
        return "; ".join(str(part) for part in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _open(entity: Entity) -> Iterator[Sentence]:
    """The sentences that say that it takes further partners."""
    for sentence in sentences_of(entity):
        if sentence.field != "title" and any(True for _ in _phrases().found_in(sentence.words, sentence.language)):
            yield sentence


@lru_cache(maxsize=1)
def _phrases() -> Phrases:
    return Phrases(resources.files("graph.infer.joining").joinpath("data", "phrases.csv"))
