"""What in a name tells of its bearer's type: its words and how it is made up, as features of an additive model.

A feature is a short text. `ministry` is a word, `institute of` two words in a row, `oceano*` how a word begins, `^port`
the first and `group$` the last word of a name; `#…` are properties of the whole name. Words and phrases that a person
has listed (`data/type-words.csv`: six languages of the United Nations, and Portuguese, German, Italian, Dutch,
Indonesian and others) come with what they speak for; the longest that fits is taken at every place. What every other
feature tells is learnt (`data/type-weights.csv`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources

from graph.model.vocabularies.world_organisations import organisations, organisations_named
from graph.names.government import is_government_of
from graph.text.fold import is_acronym, words

_STEM = 5
_STEMMED = 7
"""Words of at least so many letters also give their beginning of `_STEM` letters: what holds of "oceanographic" may
hold of "oceanografía"."""

_SHORTEST_BEGINNING = 3
"""Letters of the shortest listed beginning of a word."""

LITTLE = frozenset({
    "a", "al", "an", "and", "at", "au", "aux", "d", "da", "das", "de", "del", "della", "der", "des", "di", "die",
    "do", "dos", "du", "e", "el", "en", "et", "for", "fur", "i", "in", "l", "la", "las", "le", "les", "los", "of",
    "on", "para", "pour", "s", "sur", "the", "to", "und", "van", "von", "y",
})  # fmt: skip
"""Words that say nothing alone; in phrases they may ("city of")."""

_MANY = 7
"""From so many words on a name is simply long."""


@lru_cache(maxsize=1)
def listed_words() -> Mapping[str, Mapping[str, float]]:
    """Word, phrase, or beginning of a word (`ministr*`) to the types that it speaks for, each with its weight.

    A weight of 2 is a hint, 4 speaks clearly, 8 leaves little doubt.
    """
    text = resources.files("graph.resolve").joinpath("data", "type-words.csv").read_text(encoding="utf-8")
    listed: dict[str, dict[str, float]] = {}
    for written, type_, weight in list(csv.reader(text.splitlines()))[1:]:
        listed.setdefault(written, {})[type_] = float(weight)
    return listed


def features(name: str) -> Mapping[str, str]:
    """What in a name tells of a type: every feature once, with the folded words in which it was first seen.

    Args:
        name: as written, without brackets beside it. Without any letter or digit it has no features.

    Returns:
        Feature to words; to the empty text, where it is a property of the whole name. Listed ones come first.

    >>> found = features("City of Utrecht")
    >>> [feature for feature in found if feature in listed_words()]
    ['city of']
    """
    tokens = words(name)
    if not tokens:
        return {}
    found: dict[str, str] = {}
    listed = listed_words()
    for feature, written in _listed(tokens):
        found.setdefault(feature, written)
    nothing_listed = not found
    for feature, written in _learnt(tokens):
        # A listed word inside a longer listed phrase is the phrase's: "development bank" is no bank.
        if feature not in listed and feature not in found:
            found[feature] = written
    for feature in _whole(name, tokens):
        found[feature] = ""
    if nothing_listed:
        found["#nothing listed"] = ""
    return found


def _listed(tokens: Sequence[str]) -> Iterator[tuple[str, str]]:
    opening = True
    at = 0
    while at < len(tokens):
        size, feature = _longest_at(tokens, at)
        if not feature:
            at += 1
            continue
        written = " ".join(tokens[at : at + size])
        yield feature, written
        if opening:
            yield f"#opens {_strongest()[feature]}", written
            opening = False
        at += size
        if at == len(tokens):
            yield f"#closes {_strongest()[feature]}", written


def _longest_at(tokens: Sequence[str], at: int) -> tuple[int, str]:
    """The longest listed phrase that begins at a place: how many words, and which; (0, "") for none."""
    listed, (sizes, beginnings) = listed_words(), _starts()
    token = tokens[at]
    for size in range(min(sizes.get(token, 0), len(tokens) - at), 0, -1):
        phrase = " ".join(tokens[at : at + size])
        if phrase in listed:
            return size, phrase
    for end in range(min(beginnings.get(token[:_SHORTEST_BEGINNING], 0), len(token)), _SHORTEST_BEGINNING - 1, -1):
        if (beginning := token[:end] + "*") in listed:
            return 1, beginning
    return 0, ""


@lru_cache(maxsize=1)
def _starts() -> tuple[Mapping[str, int], Mapping[str, int]]:
    """First word to the words of the longest phrase with it; first letters to the letters of the longest beginning."""
    sizes: dict[str, int] = {}
    beginnings: dict[str, int] = {}
    for listed in listed_words():
        if listed.endswith("*"):
            start = listed[:_SHORTEST_BEGINNING]
            beginnings[start] = max(beginnings.get(start, 0), len(listed) - 1)
        else:
            first = listed.partition(" ")[0]
            sizes[first] = max(sizes.get(first, 0), listed.count(" ") + 1)
    return sizes, beginnings


@lru_cache(maxsize=1)
def _strongest() -> Mapping[str, str]:
    """Listed word to the type that it speaks for most."""
    return {listed: max(types, key=lambda type_: (types[type_], type_)) for listed, types in listed_words().items()}


def _learnt(tokens: Sequence[str]) -> Iterator[tuple[str, str]]:
    before = ""
    for token in tokens:
        if token not in LITTLE:
            yield token, token
            if len(token) >= _STEMMED:
                yield token[:_STEM] + "*", token
        if before:
            pair = f"{before} {token}"
            yield pair, pair
        before = token
    yield "^" + tokens[0], tokens[0]
    yield tokens[-1] + "$", tokens[-1]


def _whole(name: str, tokens: Sequence[str]) -> Iterator[str]:
    yield f"#words {len(tokens) if len(tokens) < _MANY else 'many'}"
    if len(tokens) == 1:
        yield "#acronym" if is_acronym(name.strip()) else "#one word"
    elif name.isupper():
        yield "#capitals"
    elif world := _world_organisation(name):
        yield f"#world {world}"
    if any(map(str.isdigit, name)):
        yield "#number"
    if is_government_of(name):
        # One of a country has been read as such before: this is one of a state, or a body of a government.
        yield "#government of"


def _world_organisation(name: str) -> str:
    """The type of the world organisation with whose acronym a longer name opens ("UNEP Division of Trade"), or ""."""
    first = name.split(maxsplit=1)[0].strip("-–:,/()")
    if first[:1].islower() or not is_acronym(first):
        return ""
    types = {organisations()[code].type for code in organisations_named(first.lower())}
    return types.pop() if len(types) == 1 else ""
