"""Names of the same organisation, joined by rules that can each be said in a sentence.

The rules are conservative: what they join is nearly always right, and much that belongs together stays apart. A
person's judgement comes before every rule: "same" joins at once, and no rule joins two names that a person has called
different, however long the chain between them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.fuzz import ratio

from graph.model.judgements import Judgement, Name
from graph.model.vocabularies import countries
from graph.names.key import comparison_key
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


@dataclass(frozen=True, slots=True)
class Cluster:
    """One organisation: its names, first mentioned first, and why each belongs to it.

    Attributes:
        names: the names; the first one is the earliest mentioned.
        rules: for every name but the first, why it was joined.
    """

    names: tuple[Name, ...]
    rules: Mapping[Name, str]


class _Joined:
    """Disjoint sets of names that never hold two names a person has called different."""

    def __init__(self, known: Mapping[Name, Written], different: Iterable[tuple[Name, Name]]) -> None:
        self._parent: dict[Name, Name] = {name: name for name in known}
        self._members: dict[Name, list[Name]] = {name: [name] for name in known}
        self._first = {name: written.first for name, written in known.items()}
        self._apart: dict[Name, set[Name]] = defaultdict(set)
        for a, b in different:
            self._apart[a].add(b)
            self._apart[b].add(a)
        self.rules: dict[Name, str] = {}

    def root(self, name: Name) -> Name:
        while self._parent[name] != name:
            self._parent[name] = self._parent[self._parent[name]]
            name = self._parent[name]
        return name

    def join(self, a: Name, b: Name, rule: str) -> None:
        a, b = sorted((self.root(a), self.root(b)), key=self._first.__getitem__)
        if a == b:
            return
        members = set(self._members[a])
        if any(self._apart[name] & members for name in self._members[b] if name in self._apart):
            return
        self._parent[b] = a
        self._members[a].extend(self._members.pop(b))
        self.rules[b] = rule

    def clusters(self) -> list[Cluster]:
        made = []
        for members in self._members.values():
            names = tuple(sorted(members, key=self._first.__getitem__))
            made.append(Cluster(names, {name: self.rules[name] for name in names[1:] if name in self.rules}))
        return sorted(made, key=lambda cluster: self._first[cluster.names[0]])


def resolve(known: Mapping[Name, Written], judgements: Iterable[Judgement] = ()) -> list[Cluster]:
    """Join names into organisations.

    Args:
        known: every name with what is known of it (`graph.resolve.naming.gather`).
        judgements: what was judged before; those undone, and those about unknown names, count for nothing.

    Returns:
        One cluster for every organisation, in the order of their first mention; no names give no clusters.
    """
    standing = _last_words(known, judgements)
    joined = _Joined(known, [(j.a, j.b) for j in standing if j.verdict == "different"])
    for judgement in standing:
        if judgement.verdict == "same":
            joined.join(judgement.a, judgement.b, f"judged the same by {judgement.by}")
    _join_spellings(known, joined)
    explained = _explained(known)
    for acronym, names in explained.items():
        _join_variants(acronym, names, joined)
    _join_acronyms(known, explained, joined)
    return joined.clusters()


def _last_words(known: Mapping[Name, Written], judgements: Iterable[Judgement]) -> list[Judgement]:
    """What persons say of known names: of several words on one pair the last one counts."""
    last: dict[tuple[Name, Name], Judgement] = {}
    for judgement in sorted(judgements, key=lambda judgement: judgement.at):
        if not judgement.undone_at and judgement.judge == "person" and judgement.a in known and judgement.b in known:
            last[judgement.a, judgement.b] = judgement
    return list(last.values())


def _scope(name: Name) -> tuple[str, str, str]:
    return (name.kind, name.country, name.record)


def _join_spellings(known: Mapping[Name, Written], joined: _Joined) -> None:
    first: dict[tuple[str, tuple[str, str, str]], Name] = {}
    for name in known:
        key = (comparison_key(name.folded), _scope(name))
        if key in first:
            joined.join(first[key], name, "same name but for article, legal form or spelling")
        else:
            first[key] = name


def _explained(known: Mapping[Name, Written]) -> dict[tuple[str, tuple[str, str, str]], Counter[Name]]:
    """Folded acronym (with the scope of the names) to the names that are written with it, by number of records."""
    explained: dict[tuple[str, tuple[str, str, str]], Counter[Name]] = defaultdict(Counter)
    for name, written in known.items():
        for acronym, said in written.acronyms.items():
            if fold(acronym) != name.folded and acronym_fits(acronym, name.folded):
                explained[fold(acronym), _scope(name)][name] += said.records
    return explained


def _join_variants(acronym: tuple[str, tuple[str, str, str]], names: Counter[Name], joined: _Joined) -> None:
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


def _join_acronyms(
    known: Mapping[Name, Written],
    explained: Mapping[tuple[str, tuple[str, str, str]], Counter[Name]],
    joined: _Joined,
) -> None:
    for (acronym, scope), names in explained.items():
        bare = Name(acronym, *scope)
        if bare not in known or not any(map(str.isupper, known[bare].spellings)):
            continue
        shares: Counter[Name] = Counter()
        for name, count in names.items():
            shares[joined.root(name)] += count
        best, count = shares.most_common(1)[0]
        if count >= DOMINANT * shares.total():
            joined.join(best, bare, f"acronym explained in {count} record{'s' if count > 1 else ''}")
