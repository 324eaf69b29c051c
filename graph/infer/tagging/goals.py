"""The goals that a text speaks of: suggestions with a probability, the words and the passage that say so.

At most a main goal and five others, as the One Planet platform asks of who registers an initiative (D2). A goal below
the least probability isn't suggested, and a text without any such goal gets none: that is the answer "not stated".
A goal that the text names by its number ("SDG 14", "ODS 6") is suggested whatever else it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from graph.infer.tagging.document import Document, Passage
from graph.infer.tagging.model import GOALS, MOST, Floats, GoalModel, shipped
from graph.text.fold import term, words

NAMED = 0.85
"""Probability of a goal that a text names by its number: about the share of such goals that registrants declare."""

_WORDS = 5
"""Words that are told as reasons."""

_NUMBERS = r"\d{1,2}(?:\.[0-9a-d]{1,2})?(?:\s*(?:,|&|and|et|y|to|-|–)\s*\d{1,2}(?:\.[0-9a-d]{1,2})?)*"
_NAMED = re.compile(
    rf"(?i)\b(?:sdgs?|ods|odd|sustainable\s+development\s+goals?|objetivos?\s+de\s+desarrollo\s+sostenible"
    rf"|objectifs?\s+de\s+d[ée]veloppement\s+durable)\s*(?:goals?\s*)?(?:\(sdgs?\)\s*)?"
    rf"(?:no\.?|n[°º]|#|:|targets?)?\s*({_NUMBERS})\b"
)
_NUMBER = re.compile(r"\d{1,2}")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a text speaks of, though nobody need have declared it.

    Attributes:
        kind: `sdg`, `target` or `theme`.
        code: its code.
        role: `primary` for the main goal, `secondary` for the others; empty for targets and themes.
        score: probability of a goal, 0 to 1; for targets and themes see `rule`.
        rule: how it was found, with the model's version, in words.
        words: words of the text that speak most for it.
        passage: the piece that says so.
        basis: always `inferred`.
    """

    kind: str
    code: str
    role: str
    score: float
    rule: str
    words: tuple[str, ...]
    passage: Passage | None
    basis: str = "inferred"


def named_goals(text: str) -> set[int]:
    """Goals of the 2030 Agenda that a text names by number.

    >>> sorted(named_goals("It serves SDG 14 and SDGs 1, 2 and 6.3; our Goal 3 is a jetty, MDG 7 was met."))
    [1, 2, 6, 14]
    """
    found: set[int] = set()
    for match in _NAMED.finditer(text):
        for number in _NUMBER.finditer(re.sub(r"\.[0-9a-d]{1,2}", "", match.group(1))):
            if 1 <= int(number.group()) <= GOALS:
                found.add(int(number.group()))
    return found


def goal_suggestions(
    document: Document,
    vector: Floats | None = None,
    habits: Mapping[int, float] | None = None,
    model: GoalModel | None = None,
) -> tuple[Suggestion, ...]:
    """The goals that a text speaks of, the main one first.

    Args:
        document: what an initiative says.
        vector: of all of it in the model's space: the mean of its passages' vectors, of length 1; None or zeros: it is
            read by its words alone.
        habits: goals that nearly all entries of its register declare, with their share.
        model: the weights; by default those shipped.

    Returns:
        At most `MOST`; none where no goal is likely enough.
    """
    model = model or shipped()
    habits = habits or {}
    tfidf = model.tfidf(document.terms)
    read = model.read(document.terms, vector)
    named: dict[int, Passage] = {}
    for passage in document.passages:
        for goal in named_goals(passage.text):
            named.setdefault(goal, passage)
    if not (tfidf or read.by != "words" or named or habits):
        return ()
    raised = read.probabilities.copy()
    for goal, share in [*habits.items(), *((goal, NAMED) for goal in named)]:
        raised[goal - 1] = max(float(raised[goal - 1]), share)
    likely = [goal for goal in np.argsort(-raised, kind="stable").tolist() if raised[goal] >= read.least][:MOST]
    # A goal that the text tells has the text's probability, whatever its register's habit is.
    told = {goal: goal + 1 in named or bool(read.probabilities[goal] >= read.least) for goal in likely}
    scores = {
        goal: max(float(read.probabilities[goal]), NAMED if goal + 1 in named else 0.0)
        if told[goal]
        else habits[goal + 1]
        for goal in likely
    }
    made = []
    for place, goal in enumerate(sorted(likely, key=lambda goal: (not told[goal], -scores[goal]))):
        rule = f"{read.by} ({model.version})"
        if goal + 1 in named:
            rule = "named by its number"
        elif not told[goal]:
            rule = f"declared by {habits[goal + 1]:.0%} of the entries of its register"
        made.append(
            Suggestion(
                kind="sdg",
                code=str(goal + 1),
                role="primary" if place == 0 else "secondary",
                score=round(scores[goal], 3),
                rule=rule,
                words=tuple(_speaking(document, tfidf, goal, model)) if told[goal] else (),
                passage=(named.get(goal + 1) or _telling(document, tfidf, goal, model)) if told[goal] else None,
            )
        )
    return tuple(made)


def _speaking(document: Document, tfidf: dict[str, float], goal: int, model: GoalModel) -> Iterator[str]:
    """The words that add most to a goal, as the text writes them."""
    adds = {each: weight * float(model.weights[model.terms[each], goal]) for each, weight in tfidf.items()}
    best = [each for each in sorted(adds, key=lambda each: -adds[each])[:_WORDS] if adds[each] > 0]
    spelled: dict[str, str] = {}
    for passage in document.passages:
        for word in words(passage.text):
            spelled.setdefault(term(word), word)
    for each in best:
        yield spelled.get(each, each)


def _telling(document: Document, tfidf: dict[str, float], goal: int, model: GoalModel) -> Passage | None:
    """The passage that adds most to a goal; each has its share of a term's weight by how often it has it.

    Where no known word speaks for it (a text in a language of which no word is known), the first after the title.
    """
    shares = [
        sum(
            tfidf[each] * float(model.weights[model.terms[each], goal]) * number / document.terms[each]
            for each, number in counts.items()
            if each in tfidf
        )
        for counts in document.counts
    ]
    best = max(range(len(shares)), key=lambda at: (shares[at], -at), default=None)
    if best is None:
        return None
    if shares[best] > 0:
        return document.passages[best]
    return next((passage for passage in document.passages if passage.field != "title"), document.passages[0])
