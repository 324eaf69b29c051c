"""The typology of one partnership, each code with the rule and the passage that say so.

Where several goal types hold, all are given: partnerships pursue mixes of them (D0). A dimension of which nothing is
said has no reading; that is the answer "not stated".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

from graph.infer.phrases import Phrases
from graph.infer.sentences import Sentence, sentences_of
from graph.infer.typology.promises import amounts, dates, promises
from graph.model.entities import Basis, Entity, Fact
from graph.model.records import Source
from graph.text.fold import fold

DIMENSIONS: Final[Mapping[str, str]] = {
    "mechanism": "mechanisms",
    "goal-type": "goal-types",
    "business-type": "business-types",
    "target": "target-marks",
    "funding-type": "funding-types",
    "non-cash": "contributions",
}
"""What is told of a partnership, and the vocabulary that its codes are of."""

NEAR = 3
"""Countries up to which an entry that states them works in particular areas."""

_IN_KIND: Mapping[str, str] = {"staff": "staff", "in-kind": "in-kind", "other-resources": "in-kind"}
"""Facts that state a contribution, and what it is where its words say nothing closer."""

_OTHER = "stated under other-resources"
"""The rule of what may be money as well: its register only calls it another resource."""

_DECLARED = ("mechanism", "goal-type", "business-type", "funding-type", "non-cash")
"""Dimensions that a register may declare, each by a fact of the same name."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that an entry says of its kind.

    Attributes:
        dimension: a key of `DIMENSIONS`.
        code: of the vocabulary of that dimension.
        rule: why, in words.
        passage: the sentence, or what is stated, that says so.
        field: where it stands: `title`, the field of a text, or a fact.
        source: the record and column; None where it isn't known.
        basis: `declared` where its register calls it so; else `rule`: it follows from what the entry says, by a rule
            that is named.
    """

    dimension: str
    code: str
    rule: str
    passage: str
    field: str
    source: Source | None
    basis: Basis = "rule"

    @property
    def stated(self) -> bool:
        """Whether a field of its register says so, and not only its running text."""
        return self.basis == "declared" or self.dimension == "non-cash"


def typology(entity: Entity) -> tuple[Reading, ...]:
    """What a partnership says of its kind, by dimension; the first passage that says so stands for each code.

    What its register calls it comes first. The six types of the UN Guidelines are else only told of a partnership with
    a business partner (D3 §48).

    Args:
        entity: a stored partnership.

    Returns:
        At most one reading for each code of each dimension; none for an entry that says nothing.
    """
    said = list(sentences_of(entity))
    return _once_each(entity, (*_contributions(entity), *_deliverables(entity), *_of_sentences(said), *_promised(said)))


def kinds(entity: Entity) -> tuple[Reading, ...]:
    """The readings by which a question chooses: `typology` without targets.

    Without other resources too, unless their words say what they are: whether they are money isn't stated.
    """
    contributions = (each for each in _contributions(entity) if each.rule != _OTHER)
    return _once_each(entity, (*contributions, *_of_sentences(sentences_of(entity))))


def looked_for(dimension: str) -> frozenset[str]:
    """The codes of a dimension that texts are read for; of any other, that nothing says it means nothing.

    >>> sorted(looked_for("mechanism"))
    ['awareness', 'institutional-capacity', 'technology-transfer', 'training']
    """
    return _phrases().codes(dimension)


def _once_each(entity: Entity, readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """One reading for each code, what is declared first; types with business only where they can hold."""
    made: dict[tuple[str, str], Reading] = {}
    for reading in (*_declared(entity), *readings):
        made.setdefault((reading.dimension, reading.code), reading)
    if "business" in entity.facets.get("type", ()):
        for reading in _with_business(entity, dict(made)):
            made.setdefault((reading.dimension, reading.code), reading)
    else:
        made = {
            key: reading
            for key, reading in made.items()
            if reading.dimension != "business-type" or reading.basis == "declared"
        }
    order = list(DIMENSIONS)
    return tuple(sorted(made.values(), key=lambda each: order.index(each.dimension)))


def _declared(entity: Entity) -> Iterator[Reading]:
    """What the register itself calls it."""
    for fact in entity.facts:
        if fact.field in _DECLARED and isinstance(fact.value, str):
            source = fact.sources[0] if fact.sources else None
            written = (source.written if source else "") or fact.value
            yield Reading(fact.field, fact.value, f"stated under {fact.field}", written, fact.field, source, "declared")


def codes(entity: Entity) -> dict[str, tuple[str, ...]]:
    """Dimension to its codes; a missing dimension isn't stated."""
    made: dict[str, list[str]] = {}
    for reading in typology(entity):
        made.setdefault(reading.dimension, []).append(reading.code)
    return {dimension: tuple(sorted(listed)) for dimension, listed in made.items()}


@lru_cache(maxsize=1)
def _phrases() -> Phrases:
    return Phrases(resources.files("graph.infer.typology").joinpath("data", "phrases.csv"))


def _of_sentences(said: Iterable[Sentence]) -> Iterator[Reading]:
    for sentence in said:
        for phrase, words in _phrases().found_in(sentence.words, sentence.language):
            if phrase.dimension != "non-cash":
                yield _reading(sentence, phrase.dimension, phrase.code, f"says “{words}”")


def _promised(said: Iterable[Sentence]) -> Iterator[Reading]:
    for sentence in said:
        if sentence.field != "title":
            for mark, shown in promises(sentence):
                yield _reading(sentence, "target", mark, f"promises “{shown}”")


def _reading(sentence: Sentence, dimension: str, code: str, rule: str) -> Reading:
    return Reading(dimension, code, rule, sentence.shown, sentence.field, sentence.source)


def _contributions(entity: Entity) -> Iterator[Reading]:
    """Contributions that aren't money, as stated: by what the register calls them, and by their words."""
    for fact in entity.facts:
        if fact.field not in _IN_KIND or not isinstance(fact.value, str) or not fact.value.strip():
            continue
        closer = [
            (phrase.code, words)
            for phrase, words in _phrases().found_in(fold(fact.value).split(), "und")
            if phrase.dimension == "non-cash" and fact.field != "staff"
        ]
        for code, words in closer:
            yield _stated(fact, code, f"stated under {fact.field}: “{words}”")
        if not closer:
            yield _stated(fact, _IN_KIND[fact.field], f"stated under {fact.field}")


def _stated(fact: Fact, code: str, rule: str) -> Reading:
    return Reading("non-cash", code, rule, str(fact.value), fact.field, fact.sources[0] if fact.sources else None)


def _deliverables(entity: Entity) -> Iterator[Reading]:
    """Promised results: their dates bind, and their numbers can be measured."""
    for fact in entity.facts:
        if fact.field != "deliverable" or not isinstance(fact.value, dict):
            continue
        title, day = str(fact.value.get("title") or ""), fact.value.get("date")
        source = fact.sources[0] if fact.sources else None
        if day:
            yield Reading("target", "time-bound", f"a deliverable is due by {day}", title, "deliverable", source)
        # A deliverable promises whatever its words.
        for amount in amounts(f"will {title}"):
            yield Reading("target", "measurable", f"a deliverable promises “{amount}”", title, "deliverable", source)
        for said in dates(title):
            yield Reading("target", "time-bound", f"a deliverable promises “{said}”", title, "deliverable", source)


def _with_business(entity: Entity, made: Mapping[tuple[str, str], Reading]) -> Iterator[Reading]:
    """Types of a partnership with business that follow from what else it says."""
    for (dimension, code), type_ in _FOLLOWS.items():
        if (dimension, code) in made:
            since = made[dimension, code]
            yield Reading(
                "business-type",
                type_,
                f"with a business partner: {since.rule}",
                since.passage,
                since.field,
                since.source,
            )
    countries = entity.facets.get("country", ())
    task = made.get(("goal-type", "task"))
    if task is not None and 1 <= len(countries) <= NEAR:
        yield Reading(
            "business-type",
            "local-implementation",
            f"with a business partner, in {', '.join(countries)}: {task.rule}",
            task.passage,
            task.field,
            task.source,
        )


_FOLLOWS: Mapping[tuple[str, str], str] = {
    ("mechanism", "awareness"): "advocacy",
    ("goal-type", "innovation"): "innovation",
}
"""A reading, and the type of partnership with business that it makes."""
