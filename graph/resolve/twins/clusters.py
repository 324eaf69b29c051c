"""Which records register one initiative: a person's word, then scores.

One initiative stands in several registers, or twice in one. A person's judgement comes before everything; what is
nearly sure by score is joined, the surest first, and what is likely is asked of a person. A record joins others only
where it could be one initiative with every one of them, so that no chain of half-likenesses grows; and two records of
one register are one only where that is nearly sure of these two, as its desk counts them as two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import product

from graph.model.drafts import Draft
from graph.model.judgements import Judgement, Name, Verdict
from graph.resolve.joined import Cluster, Joined, Refused
from graph.resolve.judged import last_words
from graph.resolve.twins.candidates import pairs
from graph.resolve.twins.features import Pair
from graph.resolve.twins.read import Entries, read_entries
from graph.resolve.twins.score import ASK, MERGE, VERSION, Score, score


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
    names = [record_name(entry.record) for entry in found.entries]
    standing = last_words(frozenset(names), judgements)
    joined = Joined(names, [(word.a, word.b) for word in standing if word.verdict == "different"])
    for word in standing:
        if word.verdict == "same":
            joined.join(word.a, word.b, f"judged the same by {word.by}")
    judged = {frozenset((word.a, word.b)) for word in standing}
    scores = _Scores(found, {name: tuple(joined.members(name)) for word in standing for name in (word.a, word.b)})

    compared = [(scores.of(names[a], names[b]), names[a], names[b]) for a, b in pairs(found)]
    likely = [one for one in compared if one[0].probability >= ASK]
    made: list[Judgement] = []
    doubtful: list[tuple[Name, Name]] = []
    for one, a, b in sorted(likely, key=lambda one: -one[0].probability):
        if joined.root(a) == joined.root(b) or frozenset((a, b)) in judged:
            continue
        rule = f"records alike, {one.probability:.2f} of 1 by {VERSION}: {'; '.join(one.reasons)}"
        if one.probability >= MERGE and joined.join(a, b, rule, scores.conflict):
            made.append(_judgement(a, b, "same", one))
        else:
            doubtful.append((a, b))
    made += _questions(doubtful, joined, scores, judged)
    return Twins(
        tuple(joined.clusters()),
        tuple(sorted(made, key=lambda judgement: -(judgement.score or 0.0))),
        tuple(joined.refused),
    )


class _Scores:
    """Pairs of records compared, each once.

    Args:
        found: all entries.
        by_word: name to the names that a person has put together with it. They stand together: one likeness to any of
            them is enough.
    """

    def __init__(self, found: Entries, by_word: Mapping[Name, tuple[Name, ...]]) -> None:
        self._found = found
        self._entries = {record_name(entry.record): entry for entry in found.entries}
        self._by_word = by_word
        self._known: dict[tuple[int, int], Score] = {}

    def of(self, a: Name, b: Name) -> Score:
        """How sure it is that two records are of one initiative."""
        first, second = sorted((self._entries[a], self._entries[b]), key=lambda entry: entry.place)
        key = (first.place, second.place)
        if key not in self._known:
            self._known[key] = score(Pair(first, second, self._found))
        return self._known[key]

    def one_register(self, a: Name, b: Name) -> bool:
        """Whether two records stand in one register."""
        return self._entries[a].register == self._entries[b].register

    def conflict(self, ours: Iterable[Name], theirs: Iterable[Name]) -> str:
        """Why records can't be of one initiative: a pair of them is too unlike; "" where they can."""
        for a, b in product(ours, theirs):
            alike = max(
                self.of(one, other).probability
                for one in self._by_word.get(a, (a,))
                for other in self._by_word.get(b, (b,))
            )
            if alike < (MERGE if self.one_register(a, b) else ASK):
                return f"{a.folded} and {b.folded} are too unlike"
        return ""


def _questions(
    doubtful: Iterable[tuple[Name, Name]], joined: Joined, scores: _Scores, judged: AbstractSet[frozenset[Name]]
) -> Iterator[Judgement]:
    """What a person is asked: of two initiatives once, about their most alike records.

    Where both have a record of one register, and these could be one at all, that is the question: each may have its
    twin already. Where a person has called records of theirs different, there is none.
    """
    asked: set[frozenset[Name]] = set()
    for a, b in doubtful:
        roots = frozenset((joined.root(a), joined.root(b)))
        if len(roots) == 1 or roots in asked:
            continue
        asked.add(roots)
        between = list(product(joined.members(a), joined.members(b)))
        if any(frozenset(pair) in judged for pair in between):
            continue
        of_one = [pair for pair in between if scores.one_register(*pair) and scores.of(*pair).probability >= ASK]
        first, second = min(of_one, default=(a, b), key=lambda pair: (scores.of(*pair).probability, pair))
        yield _judgement(first, second, "unsure", scores.of(first, second))


def _judgement(a: Name, b: Name, verdict: Verdict, found: Score) -> Judgement:
    first, second = sorted((a, b))
    return Judgement(first, second, verdict, "score", VERSION, "", found.reasons, round(found.probability, 4))
