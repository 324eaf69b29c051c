"""Which records register one initiative: a person's word, then scores.

One initiative stands in several registers, or twice in one. A person's judgement comes before everything; what is
nearly sure by score is joined, the surest first, and what is likely is asked of a person. A record joins others only
where it could be one initiative with every one of them, so that no chain of half-likenesses grows; and two records of
one register are one only where that is nearly sure of these two, as its desk counts them as two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.model.drafts import Draft
from graph.model.judgements import Judgement, Name, Verdict
from graph.resolve.joined import Cluster, Joined, Refused
from graph.resolve.judged import last_words
from graph.resolve.twins_candidates import pairs
from graph.resolve.twins_features import Pair
from graph.resolve.twins_read import Entry, read_entries
from graph.resolve.twins_score import ASK, MERGE, VERSION, Score, score


@dataclass(frozen=True, slots=True)
class Twins:
    """What came of all records.

    Attributes:
        clusters: one for every initiative, in the order of reading; its names are the names of its records.
        judgements: what was decided by score: joined, or to be asked of a person; surest first.
        refused: ties that were not made, because they would have put together what is different.
    """

    clusters: tuple[Cluster, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    refused: tuple[Refused, ...] = ()


def record_name(record: str) -> Name:
    """The name by which judgements speak of a record's initiative."""
    return Name(record, "partnership")


def resolve_twins(drafts: Sequence[Draft], partners: Mapping[Name, str], judgements: Iterable[Judgement] = ()) -> Twins:
    """Join records into initiatives.

    Args:
        drafts: of partnerships, in the order of reading.
        partners: every name in them to the id of its organisation.
        judgements: what was judged before; those undone, those by score, and those about unknown records count for
            nothing.

    Returns:
        The initiatives; no drafts give none.
    """
    found = read_entries(drafts, partners)
    entries = {record_name(entry.record): entry for entry in found.entries}
    standing = last_words(entries, judgements)
    joined = Joined(entries, [(word.a, word.b) for word in standing if word.verdict == "different"])
    for word in standing:
        if word.verdict == "same":
            joined.join(word.a, word.b, f"judged the same by {word.by}")
    judged = {frozenset((word.a, word.b)) for word in standing}
    # What a person has put together stands together: one likeness to any of it is enough.
    by_word = {name: tuple(joined.members(name)) for word in standing for name in (word.a, word.b)}
    known: dict[tuple[int, int], Score] = {}

    def compared(a: Entry, b: Entry) -> Score:
        first, second = sorted((a, b), key=lambda entry: entry.place)
        key = (first.place, second.place)
        if key not in known:
            known[key] = score(Pair(first, second, found))
        return known[key]

    def conflict(ours: Iterable[Name], theirs: Iterable[Name]) -> str:
        others = list(theirs)
        for one in ours:
            for other in others:
                sure = max(
                    compared(entries[a], entries[b]).probability
                    for a in by_word.get(one, (one,))
                    for b in by_word.get(other, (other,))
                )
                if sure < (MERGE if entries[one].register == entries[other].register else ASK):
                    return f"{one.folded} and {other.folded} are too unlike"
        return ""

    scored = [compared(found.entries[a], found.entries[b]) for a, b in pairs(found)]
    likely = sorted((one for one in scored if one.probability >= ASK), key=lambda one: -one.probability)
    made: list[Judgement] = []
    for one in likely:
        a, b = record_name(one.pair.a.record), record_name(one.pair.b.record)
        if joined.root(a) == joined.root(b) or frozenset((a, b)) in judged:
            continue
        rule = f"records alike, {one.probability:.2f} of 1 by {VERSION}: {'; '.join(one.reasons)}"
        sure = one.probability >= MERGE and joined.join(a, b, rule, conflict)
        made.append(_judgement(a, b, one, sure))
    return Twins(tuple(joined.clusters()), tuple(_once(made, joined)), tuple(joined.refused))


def _once(made: Iterable[Judgement], joined: Joined) -> Iterable[Judgement]:
    """Of two initiatives a person is asked once, about their most alike records; what was joined needs no question."""
    asked: set[frozenset[Name]] = set()
    for judgement in made:
        roots = frozenset((joined.root(judgement.a), joined.root(judgement.b)))
        if judgement.verdict == "same":
            yield judgement
        elif len(roots) == 2 and roots not in asked:
            asked.add(roots)
            yield judgement


def _judgement(a: Name, b: Name, found: Score, sure: bool) -> Judgement:
    first, second = sorted((a, b))
    verdict: Verdict = "same" if sure else "unsure"
    return Judgement(first, second, verdict, "score", VERSION, "", found.reasons, round(found.probability, 4))
