"""Groups of facet values as a form shows them: those that leave most first, the chosen ones always, any to be found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from api.pages.languages import Language
from api.pages.links import Query
from api.pages.rendering import facet_words
from graph.model.records import Register
from graph.model.status import NOT_ENDED
from graph.model.vocabularies import countries, vocabulary
from graph.model.vocabularies.territories import country_readings
from graph.search.answer import FacetValue
from graph.search.labels import facet_vocabulary
from graph.text.fold import fold

SHOWN = 6
"""Values of a group that are seen at once; the others are opened."""

LONG = 12
"""Values from which on a group can be searched."""

ALPHABET = "az"
"""The value of `order` by which values stand by their names, and not by how many entries they would leave."""

_WITHOUT_NOTHING = ("kind",)
"""Fields in which every entry states something."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet.

    Attributes:
        value: its code; empty for "not stated".
        words: what it is called.
        count: how many entries it would leave.
        chosen: it is chosen.
        hidden: it isn't like what was looked for in its group.
    """

    value: str
    words: str
    count: int
    chosen: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The values of one facet.

    Attributes:
        field: the parameter.
        seen: values that are seen at once.
        more: the others.
        total: how many there are, without "not stated".
        like: what was looked for among them.
        searchable: they are so many that they can be searched.
    """

    field: str
    seen: tuple[Value, ...]
    more: tuple[Value, ...]
    total: int
    like: str
    searchable: bool

    @property
    def alike(self) -> int:
        """How many of its values are like what was looked for."""
        return sum(bool(each.value) and not each.hidden for each in (*self.seen, *self.more))


def groups(
    facets: Mapping[str, Sequence[FacetValue]],
    query: Query,
    language: Language,
    registers: Sequence[Register] = (),
) -> list[Group]:
    """The groups of a list, in the order of its facets.

    Args:
        facets: field to values with counts, as an answer has them.
        query: what was chosen; `in_FIELD` is what was looked for in a group, `order` how values stand.
        language: of the names of values.
        registers: for their titles.
    """
    titles = {each.code: each.title for each in registers}
    made = []
    for field, values in facets.items():
        chosen = query.values(field)
        counts = {each.value: each.count for each in values} | {
            each: 0 for each in chosen if each not in {value.value for value in values}
        }
        if field == "status":
            # No value of its own, but what most visitors want: all else than the ended, partners too.
            counts[NOT_ENDED] = sum(each.count for each in values if each.value != "ended")
        if field not in _WITHOUT_NOTHING:
            counts.setdefault("", 0)
        if not any(counts) and not chosen:
            continue
        like = query.first(f"in_{field}").strip()[:100]
        called = _told_apart({code: titles.get(code) or facet_words(code, field, language) for code in counts})
        found = set(alike(field, like, called)) if like else set(counts)
        ordered = sorted(counts, key=lambda code: _place(query, code, called[code], counts[code]))
        read = [
            Value(code, called[code], counts[code], code in chosen, code not in found and code not in chosen)
            for code in ordered
        ]
        first = [value for value in read if value.value and not value.hidden][:SHOWN]
        seen = [value for value in read if value.chosen or value in first or not value.value]
        more = [value for value in read if value not in seen]
        total = sum(bool(code) for code in counts)
        made.append(Group(field, tuple(seen), tuple(more), total, like, total > LONG))
    return made


def _told_apart(called: Mapping[str, str]) -> dict[str, str]:
    """Names of values, with the list that a value is on where another one of the group has the same name.

    >>> _told_apart({"csd:water": "Water", "bcn:water": "Water", "csd:energy": "Energy"})
    {'csd:water': 'Water (csd)', 'bcn:water': 'Water (bcn)', 'csd:energy': 'Energy'}
    """
    number = Counter(called.values())
    return {
        code: f"{words} ({code.partition(':')[0]})" if number[words] > 1 and ":" in code else words
        for code, words in called.items()
    }


def alike(field: str, like: str, called: Mapping[str, str]) -> list[str]:
    """The codes with a name that begins so at one of its words, in whatever language; accents count for nothing.

    Args:
        field: of the codes.
        like: the beginning of a name, or a code.
        called: the codes, and what they are called where no vocabulary knows them.
    """
    wanted = fold(like)
    if not wanted:
        return []
    return [
        code
        for code, words in called.items()
        if code
        and any(
            f" {name}".find(f" {wanted}") >= 0 or (not wanted.isascii() and wanted in name)
            for name in (*_names(field).get(code, ()), fold(words), fold(code))
        )
    ]


def _place(query: Query, code: str, words: str, count: int) -> tuple[object, ...]:
    """Where a value stands: what states nothing is the last in either order."""
    if query.first("order") == ALPHABET:
        return (not code, fold(words))
    return (not code, code != NOT_ENDED, -count, fold(words))


@lru_cache(maxsize=16)
def _names(field: str) -> Mapping[str, tuple[str, ...]]:
    """Folded names of a facet's values in all languages known, by code."""
    names: dict[str, set[str]] = {}
    if field == "country":
        names = {code: {fold(name) for name in each.names.values()} for code, each in countries().items()}
        for name, code in country_readings().items():
            names.setdefault(code, set()).add(name)
    elif (listed := facet_vocabulary(field)) is not None:
        names = {
            code: {fold(label) for label in term.labels.values()} for code, term in vocabulary(listed).terms.items()
        }
    return {code: tuple(sorted(each)) for code, each in names.items()}
