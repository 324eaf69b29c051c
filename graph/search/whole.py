"""The whole list behind a search, for exports: every entry once, in the order of its pages, without passages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graph.search.answer import Hit
from graph.search.search import Listed, hit_of
from graph.store.documents import chunks
from graph.store.interface import View

_AT_ONCE = 500
"""Entries whose documents are in memory at one time."""


def whole(view: View, listed: Listed, as_of: date | None = None) -> Iterator[Hit]:
    """All entries of a list, as pages would show them one after the other, without the passages.

    Args:
        view: the store that it was made from.
        listed: as `graph.search.search.list_all` gives it.
        as_of: the asking date, for the status of partnerships; without one they are given none.
    """
    for ids in chunks(_ids(view, listed), _AT_ONCE):
        yield from (hit_of(entity, listed, as_of) for entity in view.get(ids))


def _ids(view: View, listed: Listed) -> Iterator[str]:
    yield from listed.first
    if listed.total <= len(listed.first):
        return
    ranked, after = set(listed.first), None
    while page := view.page(listed.query, _AT_ONCE, after):
        yield from (id for id, _ in page if id not in ranked)
        id, degree = page[-1]
        after = (degree, id)
