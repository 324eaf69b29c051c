"""What keeps names apart that a score would join: countries, other known bearers, acronyms that many have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from graph.model.judgements import Name
from graph.model.vocabularies.world_organisations import organisations
from graph.resolve.joined import Joined
from graph.resolve.naming import Written
from graph.resolve.read import ReadName
from graph.resolve.rules import DOMINANT
from graph.resolve.scorer import Weights, score

TWO_LETTERS = 2
"""Letters of an acronym that too many bear for a score to say whose it is."""


def may_be_many(one: ReadName, other: ReadName, a: Name, b: Name) -> bool:
    """Whether many may be meant: by two letters, or by a national body's name that stands once without its country.

    Of two acronyms that are only alike each is somebody else's: CITE, CITES.
    """
    if any(_is_short(read) for read in (one, other)) or (one.bare and other.bare):
        return True
    return a.country != b.country and not (one.countries and other.countries)


def _is_short(name: ReadName) -> bool:
    return name.bare and sum(map(str.isalnum, name.name)) <= TWO_LETTERS


def otherwise_explained(
    a: Name, b: Name, read: Mapping[Name, ReadName], joined: Joined, explained: Mapping[str, Counter[Name]]
) -> bool:
    """Whether one of two names is an acronym that records mostly write beside others than the other name."""
    for bare, name in ((a, b), (b, a)):
        counts = explained.get(bare.folded) if read[bare].bare and not read[name].bare else None
        if counts:
            own = sum(count for each, count in counts.items() if joined.root(each) == joined.root(name))
            return own < DOMINANT * counts.total()
    return False


def told_apart(
    ours: list[Name],
    theirs: list[Name],
    read: Mapping[Name, ReadName],
    codes: Mapping[Name, str],
    known: Mapping[Name, Written],
    weights: Weights,
) -> str:
    """Why two sets can't be one organisation; "" where they can."""
    if listed := listed_apart(ours, theirs, codes):
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


def listed_apart(ours: Iterable[Name], theirs: Iterable[Name], codes: Mapping[Name, str]) -> str:
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
