"""Addresses of pages: one for every entry, and queries with one fixed order, so that the same state has one address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from starlette.datastructures import QueryParams

_PLACES: Mapping[str, tuple[str, str]] = {
    "partner": ("partners", ""),
    "partnership": ("partnerships", ""),
    "country": ("countries", ""),
    "sdg": ("sdgs", "sdg-"),
    "target": ("targets", "target-"),
    "theme": ("themes", "theme-"),
    "programme": ("programmes", "programme-"),
    "record": ("records", ""),
}
"""Kind to the folder of its pages, and what its ids begin with that the address leaves out."""

_FIRST: Sequence[str] = (
    *("q", "id", "name", "text", "title"),
    *("kind", "status", "sdg", "country", "theme", "type", "portfolio", "register"),
)
_LAST: Sequence[str] = ("sort", "order", "limit", "offset", "page", "cursor", "as_of", "lang", "s")
"""A query says what is asked first, and last how it is shown; between them all else, by the alphabet."""


_PLACE = ("page", "cursor", "offset")
"""Where in a list a page begins."""


def path_of(kind: str, id: str) -> str:
    """The page of an entry; kinds without a folder of their own stand under `/entries`.

    >>> path_of("sdg", "sdg-14"), path_of("partner", "who-1a2b"), path_of("need", "plan-7")
    ('/sdgs/14', '/partners/who-1a2b', '/entries/plan-7')
    """
    folder, start = _PLACES.get(kind, ("entries", ""))
    return f"/{folder}/{quote(id.removeprefix(start), safe=':')}"


def record_path(record: str, column: str = "") -> str:
    """The page of a record as it was written, at one of its columns.

    >>> record_path("coast:1", "Dates")
    '/records/coast:1#Dates'
    """
    return path_of("record", record) + (f"#{quote(anchor(column))}" if column else "")


def anchor(column: str) -> str:
    """What a column's cell is called on the page of its record: an id without blanks.

    >>> anchor("Time frame")
    'Time_frame'
    """
    return "_".join(column.split())


@dataclass(frozen=True, slots=True)
class Query:
    """What stands behind the question mark: names with values, in one fixed order, without repetition.

    Attributes:
        pairs: names and values, in order.
    """

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Query:
        """A query of pairs in any order; empty values stay, for a facet's "not stated"."""
        return cls(tuple(sorted(dict.fromkeys(pairs), key=_place)))

    @classmethod
    def read(cls, params: QueryParams) -> Query:
        """That of a request."""
        return cls.of(params.multi_items())

    def values(self, name: str) -> list[str]:
        """All values of a name."""
        return [value for each, value in self.pairs if each == name]

    def first(self, name: str) -> str:
        """The first value of a name, "" where it isn't said."""
        return next(iter(self.values(name)), "")

    def adding(self, name: str, value: str) -> Query:
        """The same with one value more; a place in the list belongs to the list that it was given for, and goes."""
        return Query.of([*self.without(*_PLACE).pairs, (name, value)])

    def dropping(self, name: str, value: str) -> Query:
        """The same without one value."""
        return Query.of(pair for pair in self.without(*_PLACE).pairs if pair != (name, value))

    def setting(self, name: str, *values: str) -> Query:
        """The same with these values of a name in place of its others."""
        # Another language shows the same part of the list.
        kept = self.without(name) if name == "lang" else self.without(name, *_PLACE)
        return Query.of([*kept.pairs, *((name, value) for value in values)])

    def without(self, *names: str) -> Query:
        """The same without some names."""
        return Query.of(pair for pair in self.pairs if pair[0] not in names)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.pairs)

    def __bool__(self) -> bool:
        return bool(self.pairs)

    def __str__(self) -> str:
        """With its question mark; "" where nothing is said."""
        return f"?{urlencode(self.pairs)}" if self.pairs else ""


def _place(pair: tuple[str, str]) -> tuple[int, str, str]:
    name, value = pair
    # Values of a facet have no order; those of a question are single.
    if name in _FIRST:
        return (_FIRST.index(name), "", value)
    if name in _LAST:
        return (len(_FIRST) + 1 + _LAST.index(name), "", value)
    return (len(_FIRST), name, value)
