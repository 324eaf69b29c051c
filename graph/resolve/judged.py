"""What persons say of names: the word that stands before every rule and every score."""

from __future__ import annotations

from collections.abc import Container, Iterable

from graph.model.judgements import Judgement, Name


def last_words(known: Container[Name], judgements: Iterable[Judgement]) -> list[Judgement]:
    """What persons say of known names, in the order in which they said it.

    Args:
        known: the names that there are; what is said of others waits until they are back.
        judgements: all that was judged; what was undone and what a rule or a score decided counts for nothing, and of
            several words on one pair the last one counts.
    """
    last: dict[tuple[Name, Name], Judgement] = {}
    for judgement in sorted(judgements, key=lambda judgement: judgement.at):
        if not judgement.undone_at and judgement.judge == "person" and judgement.a in known and judgement.b in known:
            last[judgement.a, judgement.b] = judgement
    return list(last.values())
