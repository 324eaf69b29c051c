"""Reading much, a page at a time, so that memory stays flat on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph.store.neo4j.connection import Connection

PAGE = 500
"""Entities, records or drafts in one page: their documents are a few megabytes at the most."""


def paged(
    connection: Connection, statement: str, first: Any, parameters: Mapping[str, Any] | None = None, limit: int = PAGE
) -> Iterator[Any]:
    """The rows of a statement that takes `$after` and `$limit`, and answers rows that begin with where they stand.

    Args:
        connection: where to ask.
        statement: from `cypher`.
        first: what stands before every row: "" or -1.
        parameters: further ones.
        limit: rows in a page.
    """
    after = first
    while rows := connection.ask(statement, after=after, limit=limit, **(parameters or {})):
        yield from rows
        if len(rows) < limit:
            return
        after = rows[-1][0]
