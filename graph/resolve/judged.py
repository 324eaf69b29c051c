"""What persons say of names: the word that stands before every rule and every score."""

from __future__ import annotations

from collections.abc import Container, Iterable

from graph.model.judgements import Judgement, Name


def standing(judgements: Iterable[Judgement]) -> dict[tuple[Name, Name], Judgement]:
    """The last word of a person on every pair of names, in the order in which the pairs were first spoken of.

    What was undone, and what a rule or a score decided, counts for nothing.
    """
    last: dict[tuple[Name, Name], Judgement] = {}
    for judgement in sorted(judgements, key=lambda judgement: judgement.at):
        if judgement.judge == "person" and not judgement.undone_at:
            last[judgement.a, judgement.b] = judgement
    return last


def last_words(known: Container[Name], judgements: Iterable[Judgement]) -> list[Judgement]:
    """The words that stand on known names; what is said of others waits until they are back.

    Args:
        known: the names that there are.
        judgements: all that was judged.
    """
    return [each for each in standing(judgements).values() if each.a in known and each.b in known]
