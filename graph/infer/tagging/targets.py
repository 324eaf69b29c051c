"""Targets that a text speaks of in their own words, or by their numbers.

A target is suggested where a sentence has nearly all the words of its label close together, rare ones counting more, or
where it names it ("target 14.2"). Nothing is guessed by likeness: two targets of one goal differ in a word or two.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from graph.infer.sentences import sentences
from graph.infer.tagging.document import Document, Passage
from graph.infer.tagging.goals import Suggestion
from graph.model.vocabularies import goals, targets
from graph.text.fold import terms

COVERED = 0.9
"""Share of a label's words, weighed by how few labels have them, from which a sentence says it."""

LEAST_WORDS = 3
"""Words that must be found: of a label of two, any sentence on its subject has both."""

SPREAD = 2
"""How many times the label's own number of words they may stand apart: further away they belong to something else."""

MOST = 6

_NAMED = re.compile(
    r"(?i)\b(?:sdgs?|ods|odd|targets?|metas?|cibles?|goals?|objetivos?)\b[^.;:\n]{0,40}?(?<![\d.])(1?\d\.(?:1?\d|[a-d]))\b(?!\.\d|\s?%)"
)
_ONE = re.compile(r"(?<![\d.])(1?\d\.(?:1?\d|[a-d]))\b(?!\.\d|\s?%)", re.IGNORECASE)


def named_targets(text: str) -> list[str]:
    """Targets that a text names by number, in the UN's writing.

    >>> named_targets("It helps to reach SDG targets 14.2, 14.5 and 14.B.; 3.5 million were spent.")
    ['14.2', '14.5', '14.b']
    """
    found: list[str] = []
    for sentence in sentences(text):
        opening = _NAMED.search(sentence)
        if opening:
            found += [match.group(1).lower() for match in _ONE.finditer(sentence, opening.start(1))]
    return [code for code in dict.fromkeys(found) if code in targets()]


def target_suggestions(document: Document) -> tuple[Suggestion, ...]:
    """The targets that a text says, those named first, then the best covered; at most `MOST`."""
    made: dict[str, Suggestion] = {}
    labels, weights = _labels()
    for passage in document.passages:
        for code in named_targets(passage.text):
            made.setdefault(code, _suggestion(code, 1.0, "named by its number", (), passage))
    for passage in document.passages:
        for sentence in sentences(passage.text):
            said = terms(sentence)
            words = set(said)
            for code, wanted in labels.items():
                if code in made or len(wanted & words) < LEAST_WORDS:
                    continue
                shared = max(_together(said, wanted), key=lambda found: _weight(found, weights))
                covered = _weight(shared, weights) / _weight(wanted, weights)
                if len(shared) >= LEAST_WORDS and covered >= COVERED:
                    rule = f"{covered:.0%} of the words of its label, close together"
                    shown = Passage(passage.field, sentence, passage.source)
                    made[code] = _suggestion(code, covered, rule, tuple(sorted(shared)), shown)
    ranked = sorted(made.values(), key=lambda each: -each.score)
    return tuple(ranked[:MOST])


def _together(said: Sequence[str], wanted: frozenset[str]) -> Iterator[frozenset[str]]:
    """The wanted words that stand close together, from each place of one of them on."""
    for at, word in enumerate(said):
        if word in wanted:
            yield wanted.intersection(said[at : at + SPREAD * len(wanted)])


def _weight(words: frozenset[str], weights: Mapping[str, float]) -> float:
    return sum(weights[word] for word in words)


def _suggestion(code: str, score: float, rule: str, words: tuple[str, ...], passage: Passage) -> Suggestion:
    return Suggestion("target", code, "", round(score, 3), rule, words, passage)


@lru_cache(maxsize=1)
def _labels() -> tuple[Mapping[str, frozenset[str]], Mapping[str, float]]:
    """The terms of each target's label, and the weight of each: ln(labels / labels with it) + 1."""
    labels = {code: frozenset(terms(target.label)) for code, target in targets().items()}
    having = Counter(chain.from_iterable(labels.values()))
    return labels, {word: math.log(len(labels) / number) + 1 for word, number in having.items()}


def shown_label(code: str) -> str:
    """A target or goal in words.

    >>> shown_label("14"), shown_label("14.3")
    ('Life below water', 'Minimize ocean acidification')
    """
    return targets()[code].label if "." in code else goals()[int(code)].name()
