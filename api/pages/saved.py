"""Questions too long for an address: kept in the store under a short id, which an address then names instead.

Whoever asks for a page with a longer query than `LONGEST` is sent to the same page with `?s=ID`. The id is made of what
the query says, so that the same question has one address, in every copy of the service that shares the store.
"""

from __future__ import annotations

import hashlib
import json
import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from api.pages.links import Query
from graph.errors import NotFoundError, StoreError
from graph.store.interface import Saved

if TYPE_CHECKING:
    from graph.store.interface import Store

NAME = "s"
"""The parameter that names a saved query."""

LONGEST = 2_000
"""Characters of a query that an address holds: browsers, mail and proxies cut or refuse longer ones."""

MOST = 50_000
"""Characters of a query that is kept; a longer one stays in its own address."""

_ID = re.compile(r"[0-9a-f]{12}")


def save(store: Store, query: Query, now: str) -> str:
    """Keep a query.

    Args:
        store: the store.
        query: without `s`.
        now: ISO 8601, to the second: queries that nobody has asked for since long go first, and this one last.

    Returns:
        Its id; "" where it is too long, or can't be kept just now: then it stays in its own address.
    """
    text = json.dumps(query.pairs, ensure_ascii=False, separators=(",", ":"))
    if len(text) > MOST:
        return ""
    id = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    try:
        store.put_aside([Saved(id, text, now)])
    except StoreError:
        return ""
    return id


def beside(id: str, kept: Query, query: Query) -> Query:
    """A query as what it says beyond a saved one; as it is where it leaves out something of that, which none can say.

    >>> kept = Query.of([("q", "water"), ("kind", "partner")])
    >>> str(beside("0a1b", kept, kept.setting("page", "2"))), str(beside("0a1b", kept, kept.without("kind")))
    ('?page=2&s=0a1b', '?q=water')
    """
    if not {name for name, _ in kept} <= {name for name, _ in query}:
        return query
    return Query.of([(NAME, id), *(pair for pair in query if query.values(pair[0]) != kept.values(pair[0]))])


def saved(store: Store, id: str, now: str) -> Query:
    """The query of an id, whose use is noted once a day.

    Raises:
        NotFoundError: there is none: it never was, or nobody has asked for it for so long that it went.
    """
    if not _ID.fullmatch(id):
        raise NotFoundError("saved question", id[:60])
    found = store.view().saved(id)
    if found.used[:10] < now[:10]:
        with suppress(StoreError):
            store.put_aside([replace(found, used=now)])
    return Query.of((name, value) for name, value in json.loads(found.text))
