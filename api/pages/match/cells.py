"""Where the words of an entry stand: the cells of its records from which its title and its texts were read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.matching.match import Reason
from graph.model.records import Source
from graph.store.interface import View

MOST = 4
"""Cells of one entry that are told: title, summary and description, each mostly of one record."""

OF_WORDS = (
    *("words", "nearest-words", "meaning", "nearest-meaning", "name"),
    *("action-in-title", "action-in-text", "field-in-title", "field-in-text", "action-in-meaning", "reports-only"),
)
"""The features that are measured from titles and texts."""


@dataclass(frozen=True, slots=True)
class Cells:
    """What reasons rest on that come from words.

    Attributes:
        features: those that are measured from titles and texts.
        entries: id of an entry to the cells from which its title and its texts were read, the title first.
    """

    features: tuple[str, ...] = OF_WORDS
    entries: Mapping[str, tuple[Source, ...]] = field(default_factory=dict)


def cells_of(view: View, ids: Iterable[str]) -> Cells:
    """The cells of some entries; those that the store hasn't have none."""
    found = {}
    for entity in view.get(list(dict.fromkeys(ids))):
        titles = [source for fact in entity.facts if fact.field == "title" and fact.chosen for source in fact.sources]
        texts = [text.source for text in entity.texts if text.source is not None]
        told = {(source.record, source.column): Source(source.record, source.column) for source in (*titles, *texts)}
        found[entity.id] = tuple(told.values())[:MOST]
    return Cells(entries=found)


def of_words(reasons: Iterable[Reason]) -> Iterable[str]:
    """Ids of the partnerships on whose words some reasons rest."""
    for reason in reasons:
        if reason.feature in OF_WORDS:
            yield from (each.id for each in reason.evidence if each.kind == "partnership")
