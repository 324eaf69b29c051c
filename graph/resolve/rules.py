"""Rules that join names, each of which can be said in a sentence.

They are conservative: what they join is nearly always right, and much that belongs together stays apart, for the scores
(`graph.resolve.pairs`) and for persons.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from rapidfuzz.fuzz import ratio

from graph.model.judgements import Name
from graph.model.vocabularies import countries
from graph.model.vocabularies.world_organisations import organisations, organisations_named
from graph.names.key import comparison_key
from graph.resolve.joined import Joined
from graph.resolve.naming import Written
from graph.text.fold import acronym_fits, fold

SAME_WORD = 85.0
"""Ratio (0 to 100) from which two words with one first letter are spellings of one: "agriculture" and "agricultural"
are, "national" and "international" are not."""

SHORTEST_ABBREVIATION = 3
"""Letters of the shortest beginning of a word that abbreviates it."""

SHORTEST_COUNTRY = 4
"""Letters of the shortest name of a country that is looked for at the beginning of a word."""

DOMINANT = 0.75
"""Share of the records that explain an acronym which the commonest organisation must have for the acronym to be its."""

Scope = tuple[str, str, str]
"""Kind, country and record of a name: only names that agree in all three are compared by rules."""


def scope(name: Name) -> Scope:
    """The scope of a name."""
    return (name.kind, name.country, name.record)


def join_spellings(known: Mapping[Name, Written], joined: Joined) -> None:
    """Join names that are the same but for what spelling alone changes (`graph.names.key`)."""
    first: dict[tuple[str, Scope], Name] = {}
    for name in known:
        key = (comparison_key(name.folded), scope(name))
        if key in first:
            joined.join(first[key], name, "same name but for article, legal form or spelling")
        else:
            first[key] = name


def explained_acronyms(known: Mapping[Name, Written]) -> dict[tuple[str, Scope], Counter[Name]]:
    """Folded acronym (with the scope of the names) to the names that are written with it, by number of records."""
    explained: dict[tuple[str, Scope], Counter[Name]] = defaultdict(Counter)
    for name, written in known.items():
        for acronym, said in written.acronyms.items():
            if fold(acronym) != name.folded and acronym_fits(acronym, name.folded):
                explained[fold(acronym), scope(name)][name] += said.records
    return explained


def join_variants(acronym: tuple[str, Scope], names: Counter[Name], joined: Joined) -> None:
    """Join names that are written with one acronym and differ in spelling only."""
    ordered = [name for name, _ in names.most_common()]
    for place, name in enumerate(ordered):
        for other in ordered[:place]:
            if nearly_same(name.folded, other.folded):
                joined.join(other, name, f"both written with the acronym {acronym[0].upper()}, names nearly the same")


def nearly_same(name: str, other: str) -> bool:
    """Whether two folded names with one acronym differ in spelling only.

    They have as many words, and every word of each is a spelling of a word of the other; numbers must be the same.
    Whether "of the United Nations" is said makes no difference.

    >>> nearly_same("food and agriculture organisation of the united nations", "food and agricultural organization")
    True
    >>> nearly_same("asian development bank", "african development bank")
    False
    """
    ours, theirs = _without_united_nations(name), _without_united_nations(other)
    if _numbers(ours) != _numbers(theirs) or len(ours) != len(theirs):
        return False
    alone, others_alone = set(ours) - set(theirs), set(theirs) - set(ours)
    return all(any(_same_word(word, their) for their in others_alone) for word in alone) and all(
        any(_same_word(word, our) for our in alone) for word in others_alone
    )


def _same_word(one: str, other: str) -> bool:
    """Spellings of one word, or its abbreviation: "org" is "organization", "internat" is "international"."""
    shorter, longer = sorted((one, other), key=len)
    if one[0] != other[0] or _country_in(one) != _country_in(other):
        return False
    return ratio(one, other) >= SAME_WORD or (len(shorter) >= SHORTEST_ABBREVIATION and longer.startswith(shorter))


@lru_cache(maxsize=4096)
def _country_in(word: str) -> str:
    """The country that a word begins with: an Austrian academy is no spelling of an Australian one."""
    return max((name for name in _country_words() if word.startswith(name)), key=len, default="")


@cache
def _country_words() -> frozenset[str]:
    names = (fold(country.name()) for country in countries().values())
    return frozenset(name for name in names if " " not in name and len(name) >= SHORTEST_COUNTRY)


def _without_united_nations(name: str) -> list[str]:
    words = comparison_key(name).split()
    rest = [word for word in words if word not in {"united", "nations", "nation", "un", "the"}]
    return rest if len(rest) > 1 else words


def _numbers(words: Sequence[str]) -> list[str]:
    """Numbers tell numbered programmes apart, however alike the rest of the names is."""
    return [word for word in words if any(map(str.isdigit, word))]


def join_acronyms(
    known: Mapping[Name, Written],
    explained: Mapping[tuple[str, Scope], Counter[Name]],
    joined: Joined,
) -> None:
    """Join an acronym that stands alone to the organisation that most records explain it by."""
    for (acronym, where), names in explained.items():
        bare = Name(acronym, *where)
        if bare not in known or not any(map(str.isupper, known[bare].spellings)):
            continue
        shares: Counter[Name] = Counter()
        for name, count in names.items():
            shares[joined.root(name)] += count
        best, count = shares.most_common(1)[0]
        if count >= DOMINANT * shares.total():
            joined.join(best, bare, f"acronym explained in {count} record{'s' if count > 1 else ''}")


def join_world_organisations(known: Mapping[Name, Written], joined: Joined) -> dict[Name, str]:
    """Join the names that the vocabulary of world organisations has for one of them, in whatever language.

    An acronym counts in capitals only, where the vocabulary knows one bearer of it, and where the registers don't
    explain it by another name.

    Returns:
        The code of every name that the vocabulary knows for certain.
    """
    codes: dict[Name, str] = {}
    first: dict[str, Name] = {}
    # Full names before acronyms, which follow the names that the registers explain them by.
    for name in sorted(known, key=lambda name: (" " not in name.folded, known[name].first)):
        found = organisations_named(name.folded) if name.kind == "organisation" and not name.record else ()
        if len(found) != 1:
            continue
        (code,) = found
        if name.country not in {"", organisations()[code].country}:
            continue
        if " " not in name.folded:
            explained_by = [other for other in joined.members(name) if other != name]
            if not any(map(str.isupper, known[name].spellings)):
                continue
            if explained_by and code not in {codes.get(other) for other in explained_by}:
                continue
        codes[name] = code
        joined.join(first.setdefault(code, name), name, _names_of(code))
    return codes


def _names_of(code: str) -> str:
    return f"both are names of {organisations()[code].name()} (vocabulary of organisations)"
