"""What a partnership says of its results and lessons, in its own words; what it doesn't say is not made up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from graph.infer.sentences import sentences
from graph.model.entities import Entity
from graph.text.fold import fold

MOST = 3
"""Results and lessons that are told at most."""

_LESSON = re.compile(
    r"\b(?:lessons? (?:(?:have|has) been |were |was |is |are )?(?:learn(?:ed|t)|identified|drawn)"
    r"|lecons? (?:tirees?|apprises?)"
    r"|enseignements? tires?|leccion(?:es)? aprendidas?|licoes aprendidas)\b"
)
"""Words by which a sentence says that something was learnt (English, French, Spanish, Portuguese), folded."""


@dataclass(frozen=True, slots=True)
class Result:
    """A result as it is stated; most registers state what was promised, and few what came of it.

    Attributes:
        text: the words.
        date: by when or when, ISO 8601; "" where none is stated.
        standing: `promised` for a deliverable; `reported` where a report says it.
        record: the record that says it (`register:key`).
    """

    text: str
    date: str
    standing: str
    record: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence that tells of a lesson.

    Attributes:
        text: the sentence.
        record: the record that it stands in (`register:key`); "" where that isn't known.
    """

    text: str
    record: str


def results(entity: Entity) -> tuple[Result, ...]:
    """The results that a partnership states; none: no result is stated."""
    made = []
    for fact in entity.facts:
        if fact.field != "deliverable" or not fact.chosen or not isinstance(fact.value, Mapping):
            continue
        title = str(fact.value.get("title") or "").strip()
        if title:
            record = fact.sources[0].record if fact.sources else ""
            made.append(Result(title, str(fact.value.get("date") or ""), "promised", record))
    return tuple(dict.fromkeys(made))[:MOST]


def lessons(entity: Entity) -> tuple[Lesson, ...]:
    """The sentences of its texts that say that something was learnt; none where no text does.

    A sentence that ends with a colon is told with what follows it.
    """
    made = [
        Lesson(told, text.source.record if text.source else "")
        for text in entity.texts
        for told in _telling(sentences(text.text))
    ]
    return tuple(dict.fromkeys(made))[:MOST]


def _telling(cuts: Sequence[str]) -> Iterator[str]:
    """Those that say that something was learnt; where one ends with a colon, with what comes next."""
    for cut, following in zip_longest(cuts, cuts[1:], fillvalue=""):
        if _LESSON.search(fold(cut)):
            yield f"{cut} {following}".strip() if cut.endswith(":") else cut
