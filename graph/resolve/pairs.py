"""Names that no rule joins, compared two by two: what is nearly sure is joined, what is likely is asked of a person.

Only names that are candidates of each other are compared (`graph.resolve.candidates`), the surest pairs are joined
first, and a pair is not joined where that would put together names of different countries or world organisations,
or sets whose best known names are unlike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from graph.model.judgements import Judgement, Name, Verdict
from graph.model.vocabularies.world_organisations import organisations
from graph.resolve.candidates import NameIndex
from graph.resolve.family import PartOf, kin
from graph.resolve.joined import Joined
from graph.resolve.naming import Written, is_its_acronym
from graph.resolve.read import ReadName, read_name
from graph.resolve.rules import DOMINANT
from graph.resolve.scorer import Score, Weights, score
from graph.text.fold import fold

CANDIDATES = 12
"""How many names a name is compared with at most."""

TWO_LETTERS = 2
"""Letters of an acronym that too many bear for a score to say whose it is."""

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
        part = kin(a, b, found.pair) if found.probability < weights.merge else None
        if part is not None:
            parts.append(part)
        elif found.probability >= weights.queue:
            scored.append((found, a, b))
    scored.sort(key=lambda one: (-one[0].probability, known[one[1]].first, known[one[2]].first))

    def conflict(ours: Iterable[Name], theirs: Iterable[Name]) -> str:
        return _conflict(list(ours), list(theirs), read, codes, known, weights)

    explained = _explained(known)
    made: list[Judgement] = []
    asked: set[tuple[Name, Name]] = set()
    for found, a, b in scored:
        if joined.root(a) == joined.root(b) or (a, b) in judged or (b, a) in judged:
            continue
        rule = f"names alike, {found.probability:.2f} of 1 by {weights.version}"
        sure = found.probability >= weights.merge and not (
            _homonyms(read[a], read[b], a, b) or _otherwise_explained(a, b, read, joined, explained)
        )
        if sure and joined.join(a, b, rule, conflict):
            made.append(by_score(a, b, "same", found, weights))
            continue
        # What a person or the vocabulary keeps apart needs no question.
        if joined.apart(a, b) or _listed_apart(joined.members(a), joined.members(b), codes):
            continue
        # Of two organisations a person is asked once, about their most alike names.
        pair = (min(joined.root(a), joined.root(b)), max(joined.root(a), joined.root(b)))
        if pair not in asked:
            asked.add(pair)
            against = (f"not joined, as {joined.refused[-1].why}",) if sure else ()
            made.append(by_score(a, b, "unsure", found, weights, against))
    # What was joined since needs no question any more.
    return [each for each in made if each.verdict == "same" or joined.root(each.a) != joined.root(each.b)], parts


def _homonyms(one: ReadName, other: ReadName, a: Name, b: Name) -> bool:
    """Whether many may be meant: by two letters, or by a national body's name that stands once without its country.

    Of two acronyms that are only alike each is somebody else's: CITE, CITES.
    """
    if any(_is_short(read) for read in (one, other)) or (one.bare and other.bare):
        return True
    return a.country != b.country and not (one.countries and other.countries)


def _is_short(name: ReadName) -> bool:
    return name.bare and sum(map(str.isalnum, name.name)) <= TWO_LETTERS


def _explained(known: Mapping[Name, Written]) -> Mapping[str, Counter[Name]]:
    """Folded acronym to the names that it is written beside, by number of records."""
    found: dict[str, Counter[Name]] = defaultdict(Counter)
    for name, written in known.items():
        for acronym, said in written.acronyms.items():
            found[fold(acronym)][name] += said.records
    return found


def _otherwise_explained(
    a: Name, b: Name, read: Mapping[Name, ReadName], joined: Joined, explained: Mapping[str, Counter[Name]]
) -> bool:
    """Whether one of two names is an acronym that records mostly write beside others than the other name."""
    for bare, name in ((a, b), (b, a)):
        counts = explained.get(bare.folded) if read[bare].bare and not read[name].bare else None
        if counts:
            own = sum(count for each, count in counts.items() if joined.root(each) == joined.root(name))
            return own < DOMINANT * counts.total()
    return False


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


def _conflict(
    ours: list[Name],
    theirs: list[Name],
    read: Mapping[Name, ReadName],
    codes: Mapping[Name, str],
    known: Mapping[Name, Written],
    weights: Weights,
) -> str:
    """Why two sets can't be one organisation; "" where they can."""
    if listed := _listed_apart(ours, theirs, codes):
        return listed
    places = [frozenset().union(*(read[name].stated for name in side if name in read)) for side in (ours, theirs)]
    # An international organisation has offices in many countries.
    if all(places) and not places[0] & places[1] and not any(name in codes for name in (*ours, *theirs)):
        return f"they are of different countries: {min(places[0])}, {min(places[1])}"
    # Of a world organisation the vocabulary knows that its names are one's, however unlike; any of them may be meant.
    best = [_telling(side, read, codes, known) for side in (ours, theirs)]
    if all(best):
        alike = max(
            ((score(read[one], read[other], weights).probability, one, other) for one in best[0] for other in best[1]),
            key=lambda found: found[0],
        )
        if alike[0] < weights.queue:
            return f"their best known names are unlike: {best[0][0].folded}, {best[1][0].folded}"
    return ""


def _listed_apart(ours: Iterable[Name], theirs: Iterable[Name], codes: Mapping[Name, str]) -> str:
    """Why two sets are known for different world organisations'; "" where they aren't."""
    our_codes, their_codes = ({codes[name] for name in side if name in codes} for side in (ours, theirs))
    if our_codes and their_codes and not our_codes & their_codes:
        one, other = (organisations()[min(side)].name() for side in (our_codes, their_codes))
        return f"they are different world organisations: {one}, {other}"
    return ""


def _telling(
    names: Sequence[Name], read: Mapping[Name, ReadName], codes: Mapping[Name, str], known: Mapping[Name, Written]
) -> list[Name]:
    """The best known of an organisation's full names, and all those that are a world organisation's."""
    full = sorted(
        (name for name in names if name in read and not read[name].bare),
        key=lambda name: (len(read[name].words) > 1, len(known[name].records)),
        reverse=True,
    )
    return full[:1] + [name for name in full[1:] if name in codes]


def by_score(
    a: Name, b: Name, verdict: Verdict, found: Score, weights: Weights, before: tuple[str, ...] = ()
) -> Judgement:
    """What a score says of two names, its reasons behind some others."""
    first, second = sorted((a, b))
    reasons = (*before, *found.reasons)
    return Judgement(first, second, verdict, "score", weights.version, "", reasons, round(found.probability, 4))
