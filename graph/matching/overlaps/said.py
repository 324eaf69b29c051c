"""What a reader is told of two entries: what each feature says, and what tells their relation from the next likely."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from graph.matching.match import Evidence, Reason
from graph.matching.overlaps.holdings import rarest
from graph.matching.overlaps.likeness import Likeness
from graph.matching.overlaps.model import Weights
from graph.matching.overlaps.search import Near
from graph.matching.overlaps.sides import Side
from graph.model.identifiers import term_id
from graph.model.vocabularies import country_name
from graph.snapshot.snapshot import Snapshot
from graph.snapshot.told import phrases
from graph.text.fold import term, terms, words
from graph.text.sentence import listed

SHOWN = 3
"""Pieces of evidence that a reason shows at most, and words that it quotes of each side."""

_TELLS: Mapping[str, tuple[str, str]] = {
    "phrases": ("the title of one stands in the other", "hardly a phrase of a title stands in the other"),
    "meaning": ("what they tell is close in meaning", "what they tell is not close in meaning"),
    "partners": ("they share partners that few others name", "they hardly share a telling partner"),
    "crowd": ("many other entries are as near to both", "hardly another entry is as near to both"),
    "own-words": ("each title says what the other entry doesn't", "their titles say little that the other doesn't"),
    "places-apart": ("a title names a country that the other doesn't", "no title names a country of its own"),
    "countries-apart": ("they name different countries", "they don't name different countries"),
    "words": ("they are written in the same words", "they are written in other words"),
    "titles": ("their titles are alike", "their titles are unlike"),
    "untitled": ("a title is missing", "both have a title"),
    "numbers-apart": ("the numbers in their titles differ", "no number in their titles differs"),
    "years-apart": ("they are years apart", "they are of the same time"),
}  # fmt: skip
"""Feature to what it says where it is higher than usual, and where it is lower."""

_TWO = 2


@dataclass(frozen=True, slots=True)
class Told:
    """Two entries of which something is said.

    Attributes:
        snapshot: the store's arrays.
        likeness: what is asked about, beside all entries.
        near: the match.
        other: the same as it is compared.
    """

    snapshot: Snapshot
    likeness: Likeness
    near: Near
    other: Side

    @property
    def asked(self) -> Side:
        """What is asked about."""
        return self.likeness.asked

    @property
    def match(self) -> tuple[Evidence, ...]:
        """The match, as evidence."""
        return (Evidence("partnership", self.snapshot.partnerships[self.near.row], self.other.title),)


def reasons(told: Told, weights: Weights) -> tuple[Reason, ...]:
    """The reasons of one match, the weightiest first, those against it too; they sum to its score."""
    made = []
    parts = weights.parts(told.near.values)
    for code in sorted(parts, key=lambda code: (-abs(parts[code]), code)):
        text, evidence = _SAYS[code](told)
        value = round(told.near.values[code], 6)
        made.append(Reason(code, value, weights.score[code], parts[code], text, evidence))
    return tuple(made)


def relation_of(values: Mapping[str, float], weights: Weights, asked: Side, other: Side) -> tuple[str, str]:
    """The likeliest relation of two entries, and why it rather than the next likely.

    Args:
        values: the features of the pair.
        weights: of the relations.
        asked: what is asked about.
        other: the match.
    """
    first, second = weights.relations(values)
    said = [
        _TELLS[code][0] if values[code] > weights.usual[code] else _TELLS[code][1]
        for code, part in weights.telling(values, first, second)[:_TWO]
        if part > 0
    ]
    why = f"Rather than {second}: {'; '.join(said)}." if said else ""
    return first, " ".join(part for part in (why, _order(asked, other) if first == "follow-up" else "") if part)


def _order(asked: Side, other: Side) -> str:
    """Which of two begins later, where both say when."""
    for one, two, verb in zip(asked.years, other.years, ("begins", "ends"), strict=True):
        if one is not None and two is not None and one != two:
            return f"It {verb} in {two}, what is asked about in {one}."
    return ""


def _of_phrases(told: Told) -> tuple[str, tuple[Evidence, ...]]:
    ours = _runs(told.asked.title, _standing(told, told.asked, told.other))
    theirs = _runs(told.other.title, _standing(told, told.other, told.asked))
    if not theirs:
        return f"It says {_quoted(ours)}, as the title asked about does.", told.match
    if not ours:
        return f"Its title says {_quoted(theirs)}, as the text asked about does.", told.match
    if ours == theirs:
        return f"Both titles say {_quoted(ours)}.", told.match
    return f"Its title says {_quoted(theirs)}, the one asked about {_quoted(ours)}; so do both entries.", told.match


def _standing(told: Told, side: Side, other: Side) -> set[str]:
    """The phrases of a title that stand in the other entry."""
    there = set(other.phrased.tolist())
    columns = told.snapshot.told.phrases
    return {phrase for phrase in phrases(terms(side.title)) if columns.get(phrase) in there}


def _of_meaning(told: Told) -> tuple[str, tuple[Evidence, ...]]:
    kind = "close in meaning" if told.snapshot.space else "written in like words"
    return f"What they tell is {kind}: {told.near.values['meaning']:.2f} of 1.", told.match


def _of_partners(told: Told) -> tuple[str, tuple[Evidence, ...]]:
    snapshot = told.snapshot
    both = rarest(snapshot, told.asked.partners & told.other.partners)
    evidence = tuple(Evidence("partner", snapshot.partners[row], snapshot.partner_names[row]) for row in both[:SHOWN])
    names = [each.label for each in evidence]
    if len(both) > SHOWN:
        return f"Both name {', '.join(names)} and {len(both) - SHOWN} more.", evidence
    return f"Both name {listed(names)}.", evidence


def _of_crowd(told: Told) -> tuple[str, tuple[Evidence, ...]]:
    crowd = told.likeness.crowd(told.near.row)
    of = told.snapshot
    evidence = tuple(Evidence("partnership", of.partnerships[row], of.titles[row]) for row in crowd[:SHOWN])
    others = "Another entry is" if len(crowd) == 1 else f"{len(crowd):,} other entries are"
    return f"{others} as near to both as these two are to each other.", evidence


def _of_own_words(told: Told) -> tuple[str, tuple[Evidence, ...]]:
    ours, theirs = told.likeness.own_words(told.other)
    its, mine = _quoted(_written(told.other.title, set(theirs))), _quoted(_written(told.asked.title, set(ours)))
    return f"Only its title says {its}, only the one asked about {mine}.", told.match


def _of_places(told: Told) -> tuple[str, tuple[Evidence, ...]]:
    ours, theirs = told.likeness.own_places(told.other)
    evidence = tuple(Evidence("country", term_id("country", code), country_name(code)) for code in (*theirs, *ours))
    its, mine = listed([country_name(code) for code in theirs]), listed([country_name(code) for code in ours])
    if not mine:
        return f"Its title names {its}, of which what is asked about says nothing.", evidence
    if not its:
        return f"The title asked about names {mine}, of which it says nothing.", evidence
    return f"Its title names {its}, the one asked about {mine}.", evidence


def _of_countries(told: Told) -> tuple[str, tuple[Evidence, ...]]:
    its, mine = (_countries(side) for side in (told.other, told.asked))
    return f"It names {its}, what is asked about {mine}.", told.match


def _countries(side: Side) -> str:
    """The countries that an entry names, those that it states or that its title names first."""
    codes = [*sorted(side.about), *sorted(side.named - side.about)]
    more = f" and {len(codes) - SHOWN} more" if len(codes) > SHOWN else ""
    named = [country_name(code) for code in codes[:SHOWN]]
    return f"{', '.join(named)}{more}" if more else listed(named)


_SAYS: Mapping[str, Callable[[Told], tuple[str, tuple[Evidence, ...]]]] = {
    "phrases": _of_phrases,
    "meaning": _of_meaning,
    "partners": _of_partners,
    "crowd": _of_crowd,
    "own-words": _of_own_words,
    "places-apart": _of_places,
    "countries-apart": _of_countries,
}
"""Feature of the score to what it says of a pair, and the entries that it rests on."""


def _telling_words(title: str) -> list[tuple[str, str]]:
    """The words of a title that are terms, each with its term."""
    known = set(terms(title))
    return [(word, made) for word in words(title) if (made := term(word)) in known]


def _written(title: str, wanted: AbstractSet[str]) -> list[str]:
    """Words of a title by their terms, each once."""
    return list(dict.fromkeys(word for word, made in _telling_words(title) if made in wanted))


def _runs(title: str, known: AbstractSet[str]) -> list[str]:
    """The phrases of a title among those known, neighbouring ones as one: "blue action fund"."""
    told = _telling_words(title)
    if len(told) == 1:
        return [told[0][0]] if told[0][1] in known else []
    return list(dict.fromkeys(_joined(told, known)))


def _joined(told: Sequence[tuple[str, str]], known: AbstractSet[str]) -> Iterator[str]:
    run: list[str] = []
    for (one, ones), (other, others) in pairwise(told):
        if f"{ones} {others}" in known:
            run = run or [one]
            run.append(other)
        elif run:
            yield " ".join(run)
            run = []
    if run:
        yield " ".join(run)


def _quoted(found: Sequence[str]) -> str:
    return listed([f"“{each}”" for each in found[:SHOWN]])
