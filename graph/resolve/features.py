"""What tells whether two names are one organisation: small features, each with its formula and what it says.

A feature is a number of a pair; 0 where there is nothing to say. The scorer adds them up, each times its weight, so
that every answer can be taken apart into what spoke for it and what against (`graph.resolve.scorer`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.fuzz import ratio

from graph.resolve.alignment import Alignment, align
from graph.resolve.read import ReadName
from graph.resolve.words import Role, Word
from graph.text.fold import acronym_fits


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, and how their words meet.

    Attributes:
        a: the one name.
        b: the other.
        met: how their words are aligned.
        ours: weight of the words that only `a` has, by what they are.
        theirs: that of the words that only `b` has.
    """

    a: ReadName
    b: ReadName
    met: Alignment
    ours: Mapping[Role, float]
    theirs: Mapping[Role, float]


def pair_of(a: ReadName, b: ReadName) -> Pair:
    """Two names with their words aligned; a place or acronym of the one that stands beside the other meets there."""
    met = align(a.words, b.words)
    rest_a, rest_b = _not_beside(met.rest_a, a, b), _not_beside(met.rest_b, b, a)
    return Pair(a, b, replace(met, rest_a=rest_a, rest_b=rest_b), _by_role(rest_a), _by_role(rest_b))


def _by_role(words: Sequence[Word]) -> Mapping[Role, float]:
    weights: dict[Role, float] = {}
    for word in words:
        weights[word.role] = weights.get(word.role, 0.0) + word.weight
    return weights


def _not_beside(rest: tuple[Word, ...], own: ReadName, other: ReadName) -> tuple[Word, ...]:
    # An acronym that is all of a name is no word of it that could be missing.
    acronyms = frozenset() if own.bare else other.acronyms
    return tuple(
        word
        for word in rest
        if not (word.role == "place" and word.text in other.stated) and word.written not in acronyms
    )


Value = Callable[[Pair], float]


@dataclass(frozen=True, slots=True)
class Feature:
    """One row of the table.

    Attributes:
        code: its name in the file of weights.
        value: the number of a pair, about 0 to 2.
        says: what it says to a reader where it counts; `{a}` and `{b}` are the words that each name has alone.
    """

    code: str
    value: Value
    says: str

    @property
    def doc(self) -> str:
        """Its formula and a worked example."""
        return (self.value.__doc__ or "").strip()


def _lighter(pair: Pair, role: Role) -> float:
    return min(pair.ours.get(role, 0.0), pair.theirs.get(role, 0.0))


def _either(pair: Pair, role: Role) -> float:
    return float(role in pair.ours or role in pair.theirs)


def _both(pair: Pair, role: Role) -> float:
    return float(role in pair.ours and role in pair.theirs)


def _one(pair: Pair, role: Role) -> float:
    return float((role in pair.ours) != (role in pair.theirs))


_OWN: tuple[Role, ...] = ("", "topic", "place")
_BODIES_AND_OWN: frozenset[Role] = frozenset({*_OWN, "body", "part"})


def rare(pair: Pair) -> float:
    """What meets of words that hardly any other name has: 3 × (weight − ⅔) of each, at most 2. ABN AMRO: 2."""
    return min(2.0, sum(max(0.0, 3 * word.weight - 2) for word in pair.met.met if not word.role))


def all_words(pair: Pair) -> float:
    """1 where no word is left on either side: "UN Women, Fiji" and "Fiji UN Women".

    Nothing is missing from a name either where the other only says whose it is, of a body that tells itself apart (the
    UNEP Caribbean Environment Programme), or of what form a business of two words is (Coca-Cola, Coca-Cola Company).
    """
    rest = (*pair.met.rest_a, *pair.met.rest_b)
    if not rest:
        return float(bool(pair.a.words))
    if (pair.met.rest_a and pair.met.rest_b) or not pair.met.met:
        return 0.0
    roles = [word.role for word in pair.met.met]
    tells_itself = "" in roles or {"place", "topic", "body"} <= set(roles)
    whose = all(word.role == "owner" for word in rest) and "part" not in roles and tells_itself
    business = all(word.text in _BUSINESS for word in rest) and roles.count("") == len(roles) > 1
    return float(whose or business)


_BUSINESS = frozenset({"bank", "company", "corporation", "group", "holding"})


def characters(pair: Pair) -> float:
    """Indel similarity of the folded names, 0 to 1 (RapidFuzz `ratio` / 100)."""
    return ratio(pair.a.folded, pair.b.folded) / 100


def told(pair: Pair) -> float:
    """How little the words tell that meet: 1 − their weight / 1.5, at least 0. "Ministry of Justice" tells little."""
    return max(0.0, 1 - pair.met.shared / 1.5)


def generic(pair: Pair) -> float:
    """1 where all that meets are words that any organisation may have, and neither a country nor an acronym does."""
    if pair.a.countries & pair.b.countries or pair.a.acronyms & pair.b.acronyms:
        return 0.0
    return float(
        bool(pair.met.met) and all(word.role in {"body", "part", "topic", "modifier"} for word in pair.met.met)
    )


def names_apart(pair: Pair) -> float:
    """The lighter of the names' own words on either side, at most 2: Intel Corporation, KT Corporation: about 1.

    A place that is set beside a name is such a word too: Youth Group - Bahia, Youth Group - Liberia.

    0 where the one name is English and the other isn't: it may be the same words in two languages.
    """
    return 0.0 if {pair.a.tongue, pair.b.tongue} == {"en", "other"} else _own_words_apart(pair)


def _own_words_apart(pair: Pair) -> float:
    ours, theirs = (
        sum(word.weight for word in rest if not word.role or word.added) for rest in (pair.met.rest_a, pair.met.rest_b)
    )
    return min(ours, theirs, 2.0)


def topics_apart(pair: Pair) -> float:
    """The lighter of the fields that only one has, at most 1: Ministry of Health, Ministry of Water."""
    return min(_lighter(pair, "topic"), 1.0)


def crossed(pair: Pair) -> float:
    """The lighter of all that either has alone (own words, fields, places) less what is counted apart, at most 2."""
    ours, theirs = (sum(rest.get(role, 0.0) for role in _OWN) for rest in (pair.ours, pair.theirs))
    apart = _own_words_apart(pair) + topics_apart(pair) + _lighter(pair, "place")
    return max(0.0, min(ours, theirs, 2.0) - apart)


def parts_more(pair: Pair) -> float:
    """1 where only one is a part by its name: a network, its Youth; a Community, its Secretariat."""
    return _one(pair, "part")


def parts_apart(pair: Pair) -> float:
    """1 where they are different parts: the Faculty and the Office of one university."""
    return _both(pair, "part")


def owners_apart(pair: Pair) -> float:
    """1 where each is another world organisation's: UNDP Indonesia, WWF Indonesia."""
    return _both(pair, "owner")


def owners_more(pair: Pair) -> float:
    """1 where only one says whose it is: the Small Grants Programme, the UNDP Small Grants Programme."""
    return _one(pair, "owner")


def bodies_apart(pair: Pair) -> float:
    """1 where each is another kind of body: a Reef Institute, a Reef University."""
    return _both(pair, "body")


def bodies_more(pair: Pair) -> float:
    """1 where only one has a further kind of body: CARICOM, the CARICOM Secretariat."""
    return _one(pair, "body")


def modifiers_more(pair: Pair) -> float:
    """1 where one has a rank that the other lacks: a National Park Service, a Park Service."""
    return _either(pair, "modifier")


def places_apart(pair: Pair) -> float:
    """1 where each has a place that the other lacks: the Academies of Sciences of Nigeria and of Chile."""
    return _both(pair, "place")


def places_more(pair: Pair) -> float:
    """1 where only one names a place: an Academy, that of Chile. A place that is stated of the other is none more."""
    return _one(pair, "place")


def chapters(pair: Pair) -> float:
    """1 where that place is set beside the name, as those of chapters and offices are: CARE, CARE Vanuatu."""
    return places_more(pair) * any(word.added for word in (*pair.met.rest_a, *pair.met.rest_b))


def numbers_apart(pair: Pair) -> float:
    """1 where the numbers differ: Phase 1 and Phase 2 of a programme, a Lions Club District and its neighbour."""
    return float(pair.a.numbers != pair.b.numbers)


def directions_apart(pair: Pair) -> float:
    """1 where the sides of the world differ: the Northern and the Southern Line Islands."""
    return _either(pair, "direction")


def acronym_same(pair: Pair) -> float:
    """1 where an acronym is written beside both, or the one is the acronym written beside the other.

    0 where each has words of its own: an Asian and an African Development Bank share theirs for no better reason than
    that the words begin alike. 0 where one is a unit of the other: what stands beside a Secretariat or an
    Institute of Physics is mostly the acronym of what it belongs to.
    """
    if pair.a.acronyms.isdisjoint(pair.b.acronyms):
        return 0.0
    if pair.a.bare != pair.b.bare:
        return 1.0
    sides = (pair.ours, pair.theirs)
    each_its_own = not any(_BODIES_AND_OWN.isdisjoint(rest) for rest in sides)
    a_unit = any("part" in rest or is_unit(rest) for rest in sides) and not all(sides)
    return float(not each_its_own and not a_unit)


def is_unit(rest: Collection[Role]) -> bool:
    """Whether what only one name says, by what its words are, is a body or a part of one with words of its own."""
    return ("body" in rest or "part" in rest) and not frozenset(_OWN).isdisjoint(rest)


def acronyms_apart(pair: Pair) -> float:
    """1 where each has an acronym beside it, in one language, and they aren't slips of each other: CDE, KATE.

    Where every word is the same, one of the two acronyms is a slip.
    """
    if all_words(pair) or pair.a.bare or pair.b.bare or {pair.a.tongue, pair.b.tongue} == {"en", "other"}:
        return 0.0
    ours, theirs = pair.a.acronyms, pair.b.acronyms
    alike = any(DamerauLevenshtein.distance(one, other) <= 1 for one in ours for other in theirs)
    return float(bool(ours and theirs) and not alike)


def acronym_stated(pair: Pair) -> float:
    """1 where one name is an acronym and nothing else, and it is written beside the other."""
    return float(pair.a.bare != pair.b.bare and bool(pair.a.acronyms & pair.b.acronyms))


def acronym_spells(pair: Pair) -> float:
    """1 where one name is an acronym that can be made of the other's words: FAO, Food and Agriculture Organization."""
    return float(
        any(
            one.bare and not other.bare and acronym_fits(one.folded, other.folded)
            for one, other in ((pair.a, pair.b), (pair.b, pair.a))
        )
    )


def countries_same(pair: Pair) -> float:
    """1 where a country is said of both, in the name or beside it."""
    return float(bool(pair.a.countries & pair.b.countries))


def countries_apart(pair: Pair) -> float:
    """1 where countries are said of both, in the name or beside it, and none of both."""
    return float(bool(pair.a.countries and pair.b.countries) and not pair.a.countries & pair.b.countries)


def stated_apart(pair: Pair) -> float:
    """1 where countries are written beside both, and none beside both: ministries of two governments."""
    return float(bool(pair.a.stated and pair.b.stated) and not pair.a.stated & pair.b.stated)


FEATURES: tuple[Feature, ...] = (
    Feature("rare", rare, "they share words that hardly any other name has"),
    Feature("all-words", all_words, "every word of the one stands in the other"),
    Feature("characters", characters, "they are spelt alike"),
    Feature("told", told, "what they share tells little"),
    Feature("generic", generic, "what they share any organisation may have in its name"),
    Feature("names-apart", names_apart, "only one says {a}, only the other {b}"),
    Feature("topics-apart", topics_apart, "one is about {a}, the other about {b}"),
    Feature("crossed", crossed, "only one says {a}, only the other {b}"),
    Feature("owners-apart", owners_apart, "they are of different organisations: {a}, {b}"),
    Feature("owners-more", owners_more, "only one says whose it is: {rest}"),
    Feature("parts-apart", parts_apart, "they are different parts: {a}, {b}"),
    Feature("parts-more", parts_more, "only one is a part of something: {rest}"),
    Feature("bodies-apart", bodies_apart, "they are different kinds of body: {a}, {b}"),
    Feature("bodies-more", bodies_more, "only one is a body of this kind: {rest}"),
    Feature("modifiers-more", modifiers_more, "only one says {rest}"),
    Feature("places-apart", places_apart, "they name different places: {a}, {b}"),
    Feature("places-more", places_more, "only one names a place: {rest}"),
    Feature("chapters", chapters, "only one is of a place as chapters and offices are: {rest}"),
    Feature("numbers-apart", numbers_apart, "their numbers differ"),
    Feature("directions-apart", directions_apart, "they lie on different sides"),
    Feature("acronym-same", acronym_same, "the same acronym is written beside both"),
    Feature("acronyms-apart", acronyms_apart, "different acronyms are written beside them"),
    Feature("acronym-stated", acronym_stated, "the one is the acronym written beside the other"),
    Feature("acronym-spells", acronym_spells, "the acronym can be made of the name's words"),
    Feature("countries-same", countries_same, "the same country is said of both"),
    Feature("countries-apart", countries_apart, "different countries are said of them"),
    Feature("stated-apart", stated_apart, "different countries are written beside them"),
)
"""The table, in the order of the weights."""
