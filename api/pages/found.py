"""The answer of `/search`: a page of a search, and where nothing is left of it what would be without each condition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from api.wire import SearchAnswer
from graph.model.vocabularies import countries, vocabulary
from graph.text.fold import fold

if TYPE_CHECKING:
    from api.service import Service
    from graph.search.search import Order

MOST_WITHOUT = 8
"""Conditions of which it is told what would be left without them."""

MOST_NEARBY = 5
"""Terms that are offered in place of words that nothing has."""

ALIKE = 0.8
"""How alike two words are, 0 to 1, from which one may be a slip for the other (Ratcliff and Obershelp's measure)."""

_NEARBY = ("themes", "goals")


@dataclass(frozen=True, slots=True)
class Without:
    """How many entries there would be without one condition.

    Attributes:
        field: its parameter; `q` for the words.
        value: what was asked for.
        total: entries without it, the others holding.
    """

    field: str
    value: str
    total: int


@dataclass(frozen=True, slots=True)
class SearchPageAnswer(SearchAnswer):
    """A page of a search.

    Attributes:
        without: of an empty list, what letting go of each condition would leave.
        nearby: of an empty list, names of themes, goals and countries that are written almost like the words.
    """

    without: tuple[Without, ...] = ()
    nearby: tuple[str, ...] = ()


def found(
    service: Service,
    text: str,
    where: Mapping[str, Sequence[str]],
    *,
    limit: int,
    start: int,
    cursor: str | None,
    order: Order,
    as_of: date | None,
    language: str,
) -> SearchPageAnswer:
    """A page of a search; see `Service.search`.

    Raises:
        InputError: a filter, the limit, the start or the cursor can't be.
    """
    answer = service.search(text, where, limit, cursor, as_of, order=order, start=start)
    parts = {each.name: getattr(answer, each.name) for each in fields(SearchAnswer)}
    if answer.total:
        return SearchPageAnswer(**parts)
    conditions = [("q", text)] if text else []
    conditions += [(field, value) for field, values in where.items() for value in values]
    without = []
    for field, value in conditions[:MOST_WITHOUT] if len(conditions) > 1 else ():
        others = {name: [each for each in values if (name, each) != (field, value)] for name, values in where.items()}
        total = service.search("" if field == "q" else text, others, 1, as_of=as_of).total
        without.append(Without(field, value, total))
    return SearchPageAnswer(**parts, without=tuple(without), nearby=nearby(text, language))


def nearby(text: str, language: str) -> tuple[str, ...]:
    """Names of themes, goals and countries with a word that is almost one of a text's, the most alike first.

    >>> nearby("mangroov restoration in Keynya", "en")
    ('Kenya',)
    """
    known = _words(language)
    words = [word for word in fold(text[:500]).split() if len(word) > 3 and word not in known]
    alike = (close for word in words[:20] for close in get_close_matches(word, known, MOST_NEARBY, ALIKE))
    return tuple(dict.fromkeys(name for word in alike for name in known[word]))[:MOST_NEARBY]


@lru_cache(maxsize=8)
def _words(language: str) -> Mapping[str, tuple[str, ...]]:
    """Words of the names of terms to these names, the shortest first."""
    names = [term.label(language) for name in _NEARBY for term in vocabulary(name).terms.values()]
    names += [each.name(language) for each in countries().values()]
    found: dict[str, list[str]] = {}
    for name in sorted(dict.fromkeys(names), key=len):
        for word in fold(name).split():
            if len(word) > 3:
                found.setdefault(word, []).append(name)
    return {word: tuple(each) for word, each in found.items()}
