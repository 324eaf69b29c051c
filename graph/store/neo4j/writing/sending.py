"""What the parts of a batch have in common: while it is gathered, and when it is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from graph.errors import StoreError
from graph.store.neo4j.connection import Ask, Connection

T = TypeVar("T")

ROWS = 1000
"""Rows in one statement: few enough for the server's memory, enough that the round trip doesn't count."""


class Gathering:
    """A batch that is being told what to write.

    Args:
        connection: for what has to be looked up before the batch is sent.

    Attributes:
        reached: what the graph was derived from, if it was said to be complete (`Writer.mark_derived`).
        touched: the graph was to be written after that.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.reached: int | None = None
        self.touched = False
        self._over = False

    def end(self) -> None:
        """Take nothing more."""
        self._over = True

    def _take(self, *, graph: bool = False) -> None:
        """Called by all that writes; `graph`: it is the graph that is written."""
        if self._over:
            raise StoreError("The batch has ended.")
        self.touched |= graph


@dataclass(slots=True)
class Sending:
    """One attempt to send a batch.

    Attributes:
        run: runs a statement in the batch's transaction.
        version: number of the batch.
        sourced: whether what the graph is derived from was changed.
        changed: whether the graph was changed.
        numbered: how many sequence numbers were given.
    """

    run: Ask
    version: int
    sourced: bool = False
    changed: bool = False
    numbered: int = 0

    def sequence(self) -> int:
        """A number that grows from batch to batch and within one."""
        self.numbered += 1
        return (self.version << 32) + self.numbered

    def rows(self, statement: str, rows: Iterable[Any], **parameters: Any) -> int:
        """Run a statement with `$rows`, a thousand at a time, and add up what it answers (0 where it doesn't)."""
        return sum(self.run(statement, rows=some, **parameters) or 0 for some in chunks(rows))

    def ids(self, statement: str, ids: Iterable[str], **parameters: Any) -> int:
        """Run a statement with `$ids`, a thousand at a time, and add up what it answers (0 where it doesn't)."""
        return sum(self.run(statement, ids=some, **parameters) or 0 for some in chunks(ids))


def chunks(values: Iterable[T], size: int = ROWS) -> Iterator[list[T]]:
    """Lists of at most `size` values; none for no values."""
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some
