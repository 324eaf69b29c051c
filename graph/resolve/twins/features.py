"""What tells whether two records register one initiative: small features, each with its formula, weight and sentence.

A feature is a number of a pair, 0 where there is nothing to say; times its weight it is added to the log-odds. The
weights are set by reasoning, not learnt: an equal title or an equal text makes a pair likely and neither makes it sure,
so that two entries are one only where something else agrees; what tells sister entries of one campaign apart (another
place, another number, a word of its own on either side) outweighs all that sisters share.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from graph.resolve.alignment import Alignment, align
from graph.resolve.twins.candidates import is_cut
from graph.resolve.twins.read import Entries, Entry
from graph.resolve.twins.text import Common
from graph.resolve.twins.titles import numbers_in
from graph.resolve.words import Role, Word, words_of

_TELLING_TITLE = 24
"""Characters from which a title tells all that a title can: "Training" is a title of many."""

_TELLING_TEXT = 40
"""Runs of words from which a text tells all that a text can."""

PLACES: frozenset[Role] = frozenset({"place", "direction"})
"""Words that say where: a country, a side of the world."""

_COUNTED_APART: frozenset[Role] = PLACES | {"number"}
"""What is no word of a title's own, as other features look at it."""


@dataclass(frozen=True)
class Pair:
    """Two entries, and how they meet; what is costly is found when a feature asks for it.

    Attributes:
        a: the one that comes first.
        b: the other.
        all: the entries that they are among.
    """

    a: Entry
    b: Entry
    all: Entries

    @cached_property
    def titled(self) -> bool:
        """Whether both have a title."""
        return bool(self.a.folded and self.b.folded)

    @cached_property
    def same_title(self) -> bool:
        """Whether the titles are one, but for case, accents and punctuation, or for the end that was cut off."""
        a, b = self.a, self.b
        same = a.folded == b.folded or (bool(a.plain) and a.plain == b.plain)
        return self.titled and (same or is_cut(a, b, self.all) or is_cut(b, a, self.all))

    @cached_property
    def titles(self) -> Alignment:
        """How the words of the titles meet."""
        return align(words_of(self.a.title), words_of(self.b.title))

    @cached_property
    def other_title(self) -> bool:
        """Whether both have a title and they differ."""
        return self.titled and not self.same_title

    @cached_property
    def text(self) -> Common:
        """What the texts have in common."""
        return self.all.texts.common(self.a.place, self.b.place)

    @cached_property
    def partners(self) -> frozenset[str]:
        """The partners of both."""
        return self.a.partners & self.b.partners

    @cached_property
    def fewer(self) -> int:
        """How many partners the one has that names fewer."""
        return min(len(self.a.partners), len(self.b.partners))


Value = Callable[[Pair], float]


@dataclass(frozen=True, slots=True)
class Feature:
    """One row of the table.

    Attributes:
        code: its name.
        value: the number of a pair, from 0 to `most`.
        weight: log-odds that a value of 1 adds.
        says: what it says to a reader where it counts; `graph.resolve.twins.score.sentence` fills it in.
        most: the largest value.
    """

    code: str
    value: Value
    weight: float
    says: str
    most: float = 1.0

    @property
    def doc(self) -> str:
        """Its formula and a worked example."""
        return (self.value.__doc__ or "").strip()


def title_same(pair: Pair) -> float:
    """Same title: (characters / 24, at most 1) × 2 / (1 + entries of one register that bear it).

    "Blue Harbour Action Fund", borne by one entry of each register: 1. "Training", borne by three of one: 1/3 × 1/2.
    """
    if not pair.same_title:
        return 0.0
    shorter = min(pair.a.folded, pair.b.folded, key=len)
    bearers = max(pair.all.bearers[pair.a.folded], pair.all.bearers[pair.b.folded])
    return min(1.0, len(shorter) / _TELLING_TITLE) * 2 / (1 + bearers)


def title_near(pair: Pair) -> float:
    """Titles that differ and meet in most: 2 × (weight of words that meet / all weight) − 1, at least 0.

    "Blue Harbour Fund" and "Blue Harbour Fund (BHF)": about 0.5.
    """
    return max(0.0, 2 * _alike(pair) - 1) if pair.other_title else 0.0


def titles_apart(pair: Pair) -> float:
    """Titles that share little: 1 − 2 × (weight of words that meet / all weight), at least 0.

    "Blue Harbour Fund" and "Clean rivers for all": 1.
    """
    return max(0.0, 1 - 2 * _alike(pair)) if pair.other_title else 0.0


def own_words(pair: Pair) -> float:
    """The lighter of what each of two titles that are alike has alone, at most 1, × (2 × likeness, at most 1).

    "Empower 50 women in Kisumu" and "Empower 50 women in Mombasa": about 1. A subtitle of only one: 0. Titles that
    share nothing are no sisters: 0.
    """
    if not pair.other_title:
        return 0.0
    alone = min(sum(word.weight for word in rest if word.role not in _COUNTED_APART) for rest in _rests(pair))
    return min(1.0, alone) * min(1.0, 2 * _alike(pair))


def places_apart(pair: Pair) -> float:
    """1 where each title names a country or a side of the world that the other doesn't, 0.5 where only one does.

    "Mangroves for Fiji" and "Mangroves for Tonga": 1. "Mangroves" and "Mangroves for Tonga": 0.5.
    """
    if not pair.other_title:
        return 0.0
    return sum(any(word.role in PLACES for word in rest) for rest in _rests(pair)) / 2


def numbers_apart(pair: Pair) -> float:
    """1 where each title has a number that the other lacks, 0.5 where only one does, however they are written.

    "Clean Seas, phase 1" and "Clean Seas, phase 2": 1. "Clean Seas" and "Clean Seas 2016": 0.5.
    """
    return sum(map(bool, own_numbers(pair))) / 2


def text_same(pair: Pair) -> float:
    """Share of the shorter text that stands in the longer (`Common.share`), squared, × (runs / 40, at most 1).

    Equal texts of fifty words: 1. Half of a long text in common, as in two entries of one campaign: 0.25.
    """
    return pair.text.share**2 * min(1.0, pair.text.runs / _TELLING_TEXT)


def texts_apart(pair: Pair) -> float:
    """1 where both have a text of 40 runs or more and nothing of them meets; 1 − 5 × share, at least 0."""
    return max(0.0, 1 - 5 * pair.text.share) if pair.text.runs >= _TELLING_TEXT else 0.0


def partners_same(pair: Pair) -> float:
    """Partners in common / (partners of the shorter list + 1) × (what they tell / 5, at most 2).

    A partner tells 1 / (1 + entries that name it / 100). Three of three that are rarely named: 3/4 × 3/5 = 0.45.
    Forty of forty that a hundred entries name: 40/41 × 2: a long list in common is hardly chance.
    """
    told = sum(1 / (1 + pair.all.named[partner] / 100) for partner in pair.partners)
    return len(pair.partners) / (pair.fewer + 1) * min(2.0, told / 5)


def partners_apart(pair: Pair) -> float:
    """1 where both name two partners or more and have none in common."""
    return float(pair.fewer > 1 and not pair.partners)


def leads_same(pair: Pair) -> float:
    """1 where a lead of the one is a lead of the other."""
    return float(bool(pair.a.leads & pair.b.leads))


def leads_apart(pair: Pair) -> float:
    """1 where both state a lead, and the lead of neither is named by the other at all."""
    a, b = pair.a, pair.b
    return float(bool(a.leads and b.leads) and not a.leads & b.partners and not b.leads & a.partners)


def dates_same(pair: Pair) -> float:
    """Start and end that agree, half each: a day or month counts 1, a year 0.5. A coarser date agrees with a finer.

    2016-04 to 2018 and 2016-04-12 to 2018: (1 + 0.5) / 2 = 0.75.
    """
    return sum(_agree(one, other) for one, other in dates_of(pair)) / 2


def dates_apart(pair: Pair) -> float:
    """Start and end that contradict each other, half each: other years 1, other months or days of one year 0.5."""
    return sum(contradict(one, other) for one, other in dates_of(pair)) / 2


def countries_same(pair: Pair) -> float:
    """Countries in common / all countries of both. Fiji, and Fiji with Tonga: 1/2."""
    return _jaccard(pair.a.countries, pair.b.countries)


def countries_apart(pair: Pair) -> float:
    """1 where both state countries and none is the same."""
    return float(bool(pair.a.countries and pair.b.countries) and not pair.a.countries & pair.b.countries)


def goals_same(pair: Pair) -> float:
    """Goals in common / all goals of both. Goals 6 and 14, and goal 14: 1/2."""
    return _jaccard(pair.a.goals, pair.b.goals)


def goals_apart(pair: Pair) -> float:
    """1 where both state goals and none is the same."""
    return float(bool(pair.a.goals and pair.b.goals) and not pair.a.goals & pair.b.goals)


def one_register(pair: Pair) -> float:
    """1 where both stand in one register: its desk counts them as two."""
    return float(pair.a.register == pair.b.register)


def _alike(pair: Pair) -> float:
    met, rests = pair.titles.shared, _rests(pair)
    whole = met + sum(word.weight for rest in rests for word in rest) / 2
    return met / whole if whole else 0.0


def _rests(pair: Pair) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    return pair.titles.rest_a, pair.titles.rest_b


def own_numbers(pair: Pair) -> tuple[frozenset[str], frozenset[str]]:
    """The numbers that each of two titles has alone."""
    if not pair.other_title:
        return frozenset(), frozenset()
    ours, theirs = numbers_in(pair.a.title), numbers_in(pair.b.title)
    return ours - theirs, theirs - ours


def dates_of(pair: Pair) -> tuple[tuple[str, str], tuple[str, str]]:
    """Both starts, and both ends."""
    return (pair.a.start, pair.b.start), (pair.a.end, pair.b.end)


def _agree(one: str, other: str) -> float:
    coarser, finer = sorted((one, other), key=len)
    if not coarser or not finer.startswith(coarser):
        return 0.0
    return 0.5 if len(coarser) == len("2016") else 1.0


def contradict(one: str, other: str) -> float:
    """1 where two dates are of different years, 0.5 where they differ within one, 0 where one may be the other."""
    coarser, finer = sorted((one, other), key=len)
    if not coarser or finer.startswith(coarser):
        return 0.0
    return 0.5 if one[:4] == other[:4] else 1.0


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


FEATURES: tuple[Feature, ...] = (
    Feature("one-register", one_register, -3.0, "both stand in one register"),
    Feature("title-same", title_same, 5.0, "they have the same title"),
    Feature("text-same", text_same, 6.0, "{share} of the shorter text stands in the other"),
    Feature("texts-apart", texts_apart, -1.5, "their texts have nothing in common"),
    Feature("partners-same", partners_same, 3.0, "{partners} in common", most=2.0),
    Feature("partners-apart", partners_apart, -1.5, "they name different partners"),
    Feature("leads-same", leads_same, 1.0, "they name the same lead"),
    Feature("leads-apart", leads_apart, -1.5, "they name different leads"),
    Feature("dates-same", dates_same, 2.0, "a start or end agrees"),
    Feature("dates-apart", dates_apart, -2.0, "a start or end differs: {dates}"),
    Feature("countries-same", countries_same, 1.0, "they work in the same countries"),
    Feature("countries-apart", countries_apart, -2.0, "they work in different countries"),
    Feature("goals-same", goals_same, 0.5, "they address the same goals"),
    Feature("goals-apart", goals_apart, -0.5, "they address different goals"),
    Feature("title-near", title_near, 3.0, "their titles are alike"),
    Feature("titles-apart", titles_apart, -2.0, "their titles are unlike"),
    Feature("own-words", own_words, -4.0, "only one title says {a}, only the other {b}"),
    Feature("places-apart", places_apart, -4.0, "their titles name different places: {places}"),
    Feature("numbers-apart", numbers_apart, -5.0, "the numbers in their titles differ: {numbers}"),
)
"""The table; the words of the titles, which cost most to compare, come last (`graph.resolve.twins.score.score`)."""

BIAS = -4.0
"""Log-odds of a pair of candidates of which nothing is known: of sixty, one is a pair of twins."""
