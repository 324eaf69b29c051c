"""One interface, two engines: where records, judgements and the graph derived from them are kept."""

from __future__ import annotations

from graph.errors import InputError
from graph.store.interface import Store

__all__ = ["open_store"]


def open_store(url: str) -> Store:
    """Open the store at a URL; one that isn't there yet is made.

    Args:
        url: `sqlite:///relative.db`, `sqlite:////absolute.db`, `sqlite://` (gone when closed, for trials), or
            `neo4j://user:password@host:7687/database` (also `bolt://`, `neo4j+s://`, `bolt+s://`).

    Raises:
        InputError: no engine answers to this URL.
        StoreUnavailableError: it is away, locked, or refuses the credentials.
        StoreVersionError: a newer goal17 has written it, or it isn't a goal17 store.
    """
    scheme = url.partition("://")[0]
    if scheme == "sqlite":
        from graph.store.sqlite.store import SqliteStore

        return SqliteStore.open(url)
    if scheme.partition("+")[0] in {"neo4j", "bolt"}:
        from graph.store.neo4j.store import Neo4jStore

        return Neo4jStore.open(url)
    raise InputError(
        f"A store's URL begins with sqlite://, neo4j:// or bolt://; this one doesn't: {scheme or url!r}."
        " Example: sqlite:///goal17.db"
    )
