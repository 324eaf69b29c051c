"""The shapes of what was read from a text: goals, targets, themes, and what kind of partnership it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from graph.infer.tagging.goals import Suggestion
from graph.infer.tagging.targets import shown_label
from graph.infer.typology.read import DIMENSIONS, Reading
from graph.model.identifiers import term_id
from graph.model.records import Source
from graph.model.vocabularies import vocabulary


@dataclass(frozen=True, slots=True)
class PassageAnswer:
    """The piece of text that says so: its field, and the record and column that it was written in, where known."""

    field: str
    text: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class SuggestionAnswer:
    """A goal, target or theme that a text speaks of.

    Attributes:
        id: of its entity.
        code: its code.
        label: what it is called.
        role: `primary` for the main goal, `secondary` for the others; empty for targets and themes.
        score: 0 to 1: the probability of a goal; of targets and themes what `rule` says.
        declared: whether a record of the entry declares it too.
        basis: always `inferred`.
        rule: how it was found.
        words: words of the text that speak most for it.
        passage: the piece that says so; null where its register's habit is all there is.
    """

    id: str
    code: str
    label: str
    role: str
    score: float
    declared: bool
    basis: str
    rule: str
    words: tuple[str, ...]
    passage: PassageAnswer | None


@dataclass(frozen=True, slots=True)
class Inferred:
    """What a text speaks of; empty lists: it isn't stated.

    Attributes:
        goals: a main goal and at most five others.
        targets: targets that the text says in their own words or by number.
        themes: themes, by phrases.
        model: version of the weights of goals.
        read_by: `words`, `meaning`, or `words and meaning`.
    """

    goals: tuple[SuggestionAnswer, ...]
    targets: tuple[SuggestionAnswer, ...]
    themes: tuple[SuggestionAnswer, ...]
    model: str
    read_by: str


@dataclass(frozen=True, slots=True)
class ReadingAnswer:
    """A code of a dimension, the rule and the passage that say so; `basis` is `declared` or `rule`."""

    code: str
    label: str
    basis: str
    rule: str
    passage: PassageAnswer


@dataclass(frozen=True, slots=True)
class DimensionAnswer:
    """One dimension of the typology.

    Attributes:
        dimension: its name.
        vocabulary: the vocabulary of its codes.
        state: `stated`; `not-stated` where nothing says it; `not-applicable` for the types of partnerships with
            business where no partner is known to be one.
        readings: the codes that hold; several may.
    """

    dimension: str
    vocabulary: str
    state: str
    readings: tuple[ReadingAnswer, ...]


@dataclass(frozen=True, slots=True)
class SuggestAnswer:
    """What goals, targets and themes a described partnership could be registered under, and its typology."""

    inferred: Inferred
    typology: tuple[DimensionAnswer, ...]
    note: str


def inferred(
    goals: Sequence[Suggestion],
    targets: Sequence[Suggestion],
    themes: Sequence[Suggestion],
    declared: Collection[str],
    model: str,
    read_by: str,
) -> Inferred:
    """Suggestions as they are sent; `declared` has the ids of the terms that records declare."""
    return Inferred(
        tuple(_suggestion(each, declared) for each in goals),
        tuple(_suggestion(each, declared) for each in targets),
        tuple(_suggestion(each, declared) for each in themes),
        model,
        read_by,
    )


def _suggestion(each: Suggestion, declared: Collection[str]) -> SuggestionAnswer:
    id = term_id(each.kind, each.code)
    label = vocabulary("themes").label(each.code) if each.kind == "theme" else shown_label(each.code)
    shown = each.passage
    return SuggestionAnswer(
        id=id,
        code=each.code,
        label=label,
        role=each.role,
        score=each.score,
        declared=id in declared,
        basis=each.basis,
        rule=each.rule,
        words=each.words,
        passage=PassageAnswer(shown.field, shown.text, shown.source) if shown else None,
    )


def dimensions(readings: Sequence[Reading], *, with_business: bool) -> Iterator[DimensionAnswer]:
    """The typology as it is sent: every dimension, those that nothing says too."""
    for dimension, name in DIMENSIONS.items():
        own = [each for each in readings if each.dimension == dimension]
        state = "stated" if own else "not-stated"
        if dimension == "business-type" and not with_business and not own:
            state = "not-applicable"
        terms = vocabulary(name)
        yield DimensionAnswer(
            dimension,
            name,
            state,
            tuple(
                ReadingAnswer(
                    each.code,
                    terms.label(each.code),
                    each.basis,
                    each.rule,
                    PassageAnswer(each.field, each.passage, each.source),
                )
                for each in own
            ),
        )
