"""Names that no rule joins, compared two by two: what is nearly sure is joined, what is likely is asked of a person.

Only names that are candidates of each other are compared (`graph.resolve.candidates`), the surest pairs are joined
first, and a pair is not joined where that would put together names of different countries or world organisations,
or sets whose best known names are unlike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from graph.model.judgements import Judgement, Name, Verdict
from graph.resolve.candidates import NameIndex
from graph.resolve.doubts import listed_apart, may_be_many, otherwise_explained, told_apart
from graph.resolve.family import PartOf, kin
from graph.resolve.joined import Joined
from graph.resolve.naming import Written, explained_by, is_its_acronym
from graph.resolve.read import ReadName, read_name
from graph.resolve.scorer import Score, Weights, score

CANDIDATES = 12
"""How many names a name is compared with at most."""

NEAR = 0.25
"""Cosine from which a name is a candidate."""


def read_written(name: Name, written: Written) -> ReadName:
    """A name with all that its mentions say of its bearer."""
    spelling = max(written.spellings, key=lambda each: (written.spellings[each].records, each))
    acronyms = [acronym for acronym, said in written.acronyms.items() if is_its_acronym(acronym, said, name)]
    countries = {*written.countries, *([name.country] if name.country else [])}
    return read_name(spelling, acronyms, countries)


def join_scored(
    known: Mapping[Name, Written],
    read: Mapping[Name, ReadName],
    joined: Joined,
    codes: Mapping[Name, str],
    judged: Collection[tuple[Name, Name]],
    weights: Weights,
) -> tuple[list[Judgement], list[PartOf]]:
    """Compare names by score and join what is nearly sure.

    Args:
        known: all names with what is known of them.
        read: those of organisations, as they are compared.
        joined: what rules and persons have joined; more is joined here.
        codes: the names that are a world organisation's.
        judged: pairs that a person has judged; nobody is asked again.
        weights: of the features, with the probabilities from which on to join, and to ask.

    Returns:
        What was decided by score, "same" for what was joined, "unsure" for what a person should look at, surest first;
        and which names are those of parts of others.
    """
    scored: list[tuple[Score, Name, Name]] = []
    parts: list[PartOf] = []
    for a, b in _pairs(read, joined):
        found = score(read[a], read[b], weights)
        related = kin(found.pair) if found.probability < weights.merge else None
        if related is not None:
            part, whole = (a, b) if related.a_is_part else (b, a)
            parts.append(PartOf(part, whole, related.rule, related.shared))
        elif found.probability >= weights.queue:
            scored.append((found, a, b))
    scored.sort(key=lambda one: (-one[0].probability, known[one[1]].first, known[one[2]].first))

    def conflict(ours: Iterable[Name], theirs: Iterable[Name]) -> str:
        return told_apart(list(ours), list(theirs), read, codes, known, weights)

    explained = explained_by(known)
    made: list[Judgement] = []
    asked: set[tuple[Name, Name]] = set()
    for found, a, b in scored:
        if joined.root(a) == joined.root(b) or (a, b) in judged or (b, a) in judged:
            continue
        rule = f"names alike, {found.probability:.2f} of 1 by {weights.version}"
        sure = found.probability >= weights.merge and not (
            may_be_many(read[a], read[b], a, b) or otherwise_explained(a, b, read, joined, explained)
        )
        if sure and joined.join(a, b, rule, conflict):
            made.append(by_score(a, b, "same", found, weights))
            continue
        # What a person or the vocabulary keeps apart needs no question.
        if joined.apart(a, b) or listed_apart(joined.members(a), joined.members(b), codes):
            continue
        # Of two organisations a person is asked once, about their most alike names.
        pair = (min(joined.root(a), joined.root(b)), max(joined.root(a), joined.root(b)))
        if pair not in asked:
            asked.add(pair)
            against = (f"not joined, as {joined.refused[-1].why}",) if sure else ()
            made.append(by_score(a, b, "unsure", found, weights, against))
    # What was joined since needs no question any more.
    return [each for each in made if each.verdict == "same" or joined.root(each.a) != joined.root(each.b)], parts


def _pairs(read: Mapping[Name, ReadName], joined: Joined) -> Iterable[tuple[Name, Name]]:
    names = list(read)
    seen: set[tuple[int, int]] = set()
    everybody = list(read.values())
    for a, found in enumerate(NameIndex.of(everybody).nearest(everybody, CANDIDATES)):
        for b, near in found:
            pair = (min(a, b), max(a, b))
            if near < NEAR or a == b or pair in seen or joined.root(names[a]) == joined.root(names[b]):
                continue
            seen.add(pair)
            yield names[pair[0]], names[pair[1]]


def by_score(
    a: Name, b: Name, verdict: Verdict, found: Score, weights: Weights, before: tuple[str, ...] = ()
) -> Judgement:
    """What a score says of two names, its reasons behind some others."""
    first, second = sorted((a, b))
    reasons = (*before, *found.reasons)
    return Judgement(first, second, verdict, "score", weights.version, "", reasons, round(found.probability, 4))
