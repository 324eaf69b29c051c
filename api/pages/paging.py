"""Pages of a list: where this one stands, and the addresses of its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from api.pages.links import Query
from graph.search.search import FURTHEST

LONGEST_NUMBER = 7
"""Digits of the number of a page that are read; no list is longer."""


@dataclass(frozen=True, slots=True)
class Paging:
    """Where a page of a list stands.

    Attributes:
        first: number of its first entry, from 1; 0 where the page is empty.
        last: number of its last entry.
        total: entries of the whole list.
        number: of the page, from 1.
        pages: how many there are.
        beyond: the page lies behind the end of the list, or further than pages can be called up by number.
        previous: query of the page before; None on the first.
        next: query of the page after; None on the last.
        start: query of the first page.
        end: query of the last page that can be called up by number.
    """

    first: int
    last: int
    total: int
    number: int
    pages: int
    beyond: bool
    previous: Query | None
    next: Query | None
    start: Query
    end: Query


def page_number(query: Query) -> int:
    """The number of the page that a query asks for; 1 for what is none."""
    written = query.first("page")
    if written.isascii() and written.isdigit() and len(written) <= LONGEST_NUMBER:
        return max(int(written), 1)
    return 1


def paging(query: Query, total: int, begin: int, shown: int, size: int, cursor: str | None) -> Paging:
    """Say where a page stands.

    Args:
        query: what was asked.
        total: entries of the list.
        begin: how many stand before this page.
        shown: how many stand on it.
        size: how many a page has at most.
        cursor: of the next page, if there is one: the way on where numbers end.
    """
    number = begin // size + 1
    pages = max(-(-total // size), 1)
    furthest = min(pages, FURTHEST // size + 1)
    follows = number < pages and bool(shown)
    by_number = number + 1 <= furthest
    return Paging(
        first=begin + 1 if shown else 0,
        last=begin + shown,
        total=total,
        number=number,
        pages=pages,
        beyond=not shown and total > 0,
        previous=_page(query, min(number - 1, furthest)) if number > 1 else None,
        next=None if not follows else _page(query, number + 1) if by_number else query.setting("cursor", cursor or ""),
        start=_page(query, 1),
        end=_page(query, furthest),
    )


def by_offset(query: Query, offset: int, shown: int, size: int, total: int, name: str = "offset") -> Paging:
    """Say where a page stands of a list that is asked for by how many entries to pass over.

    Args:
        query: what was asked.
        offset: how many stand before this page.
        shown: how many stand on it.
        size: how many a page has at most.
        total: entries of the list.
        name: of the parameter: a page with several lists has one for each.
    """

    def at(place: int) -> Query:
        return query.setting(name, str(place)) if place > 0 else query.without(name, "page", "cursor")

    pages = max(-(-total // size), 1)
    return Paging(
        first=offset + 1 if shown else 0,
        last=offset + shown,
        total=total,
        number=offset // size + 1,
        pages=pages,
        beyond=not shown and total > 0,
        previous=at(offset - size) if offset and shown else None,
        next=at(offset + shown) if shown and offset + shown < total else None,
        start=at(0),
        end=at((pages - 1) * size),
    )


def _page(query: Query, number: int) -> Query:
    return query.setting("page", str(number)) if number > 1 else query.without("page", "cursor")
