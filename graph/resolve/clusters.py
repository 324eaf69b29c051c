"""Which names are one organisation: a person's word, then rules, then scores.

A person's judgement comes before everything: "same" joins at once, and nothing joins two names that a person has called
different, however long the chain between them. Rules come next (`graph.resolve.rules`), the vocabulary of world
organisations among them; what is left is compared by score (`graph.resolve.pairs`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from graph.model.judgements import Judgement, Name
from graph.resolve.family import PartOf, parts_of
from graph.resolve.joined import Cluster, Joined, Refused
from graph.resolve.judged import last_words
from graph.resolve.naming import Written
from graph.resolve.pairs import join_scored, read_written
from graph.resolve.reference.index import ReferenceIndex
from graph.resolve.reference.linking import join_by_entries
from graph.resolve.rules import join_acronyms, join_spellings
from graph.resolve.scorer import Weights, shipped
from graph.resolve.world import join_misspelt, join_world_organisations


@dataclass(frozen=True, slots=True)
class Resolution:
    """What came of all names.

    Attributes:
        clusters: one for every organisation, in the order of their first mention.
        codes: names that are a world organisation's, with its code in the vocabulary.
        judgements: what was decided by score: joined, or to be asked of a person.
        refused: ties that were not made, because they would have put together what is different.
        wholes: first name of an organisation to the first name of the one that it is a part of, and why.
    """

    clusters: tuple[Cluster, ...] = ()
    codes: Mapping[Name, str] = field(default_factory=dict)
    judgements: tuple[Judgement, ...] = ()
    refused: tuple[Refused, ...] = ()
    wholes: Mapping[Name, tuple[Name, str]] = field(default_factory=dict)


def resolve(
    known: Mapping[Name, Written],
    judgements: Iterable[Judgement] = (),
    weights: Weights | None = None,
    entries: ReferenceIndex | None = None,
) -> Resolution:
    """Join names into organisations.

    Args:
        known: every name with what is known of it (`graph.resolve.naming.gather`).
        judgements: what was judged before; those undone, those by score, and those about unknown names count for
            nothing.
        weights: of the features, with the probabilities from which on scores join and ask; by default those shipped.
        entries: of reference registers: names that one of them bears are joined.

    Returns:
        The organisations; no names give none.
    """
    standing = last_words(known, judgements)
    joined = Joined(known, _apart(known, standing))
    for judgement in standing:
        if judgement.verdict == "same":
            joined.join(judgement.a, judgement.b, f"judged the same by {judgement.by}")
    join_spellings(known, joined)
    join_acronyms(known, joined)
    codes = join_world_organisations(known, joined)
    if entries is not None:
        join_by_entries(known, joined, codes, entries)
    weights = weights or shipped()
    read = {name: read_written(name, known[name]) for name in known if name.kind == "organisation" and not name.record}
    judged = {(judgement.a, judgement.b) for judgement in standing}
    scored: list[Judgement] = []
    parts: list[PartOf] = []
    if read:
        scored += join_misspelt(read, joined, codes, weights)
        alike, parts = join_scored(known, read, joined, codes, judged, weights)
        scored += alike
    scored.sort(key=lambda judgement: -(judgement.score or 0.0))
    clusters = joined.clusters()
    whole = {part: (whole, rule) for part, whole, rule in parts_of(clusters, known, codes, parts)}
    return Resolution(tuple(clusters), codes, tuple(scored), tuple(joined.refused), whole)


def _apart(known: Mapping[Name, Written], standing: Sequence[Judgement]) -> Iterator[tuple[Name, Name]]:
    """The names that persons have called different, with all that are those names but for spelling or language.

    Who keeps two organisations apart needn't say so again for every spelling of theirs. Of two names that rules would
    take for one the one that fewer records write is taken out, alone.
    """
    different = [judgement for judgement in standing if judgement.verdict == "different"]
    if not different:
        return
    together = {frozenset((judgement.a, judgement.b)) for judgement in standing if judgement.verdict == "same"}
    surely = Joined(known, ())
    join_spellings(known, surely)
    join_world_organisations(known, surely)
    for judgement in different:
        ours, theirs = surely.members(judgement.a), surely.members(judgement.b)
        if ours is theirs:
            out = min(judgement.b, judgement.a, key=lambda name: len(known[name].records))
            ours, theirs = [out], [name for name in theirs if name != out]
        for pair in product(ours, theirs):
            if frozenset(pair) not in together:
                yield pair
