"""Connections to one file: one that writes, any number that read, and SQLite's errors turned into goal17's."""

from __future__ import annotations

import secrets
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from graph.errors import InputError, StoreError, StoreFullError, StoreUnavailableError, StoreVersionError

PATIENCE = 10.0
"""Seconds to wait for another writer before a store counts as locked."""

_MEGABYTES_OF_CACHE = 32


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """Open a connection in autocommit mode; a file that isn't there is made if it is to be written.

    Raises:
        sqlite3.Error: as SQLite says.
    """
    mode = "rwc" if write else "ro"
    connection = sqlite3.connect(
        f"file:{quote(str(path))}?mode={mode}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        # The pool hands a connection to one thread at a time, and closing may happen in another.
        check_same_thread=False,
        cached_statements=256,
    )
    connection.execute(f"PRAGMA cache_size = {-1024 * _MEGABYTES_OF_CACHE}")
    return connection


@contextmanager
def translated(file: str) -> Iterator[None]:
    """Turn SQLite's errors inside the block into those of `graph.errors`, naming the file."""
    try:
        yield
    except (sqlite3.Error, UnicodeEncodeError, OverflowError) as error:
        raise understood(error, file) from error


def understood(error: sqlite3.Error | UnicodeEncodeError | OverflowError, file: str) -> StoreError | InputError:
    """The error of `graph.errors` that says the same."""
    if isinstance(error, UnicodeEncodeError):
        return InputError(f"Text that isn't Unicode (a lone surrogate) can't be kept: {error.object[:60]!r}.")
    if isinstance(error, OverflowError):
        return InputError("A number is too large to be kept: 64 bits are what a store holds.")
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_TOOBIG":
        return InputError("A text of more than a thousand million bytes can't be kept.")
    if name == "SQLITE_FULL":
        return StoreFullError(f"There is no room left on the disk of {file}; nothing of the batch was stored.")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreUnavailableError(f"{file} is locked by another process. Try again when that has finished.")
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return StoreVersionError(f"{file} is not a store of goal17, or is damaged ({error}). A backup can be restored.")
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH", "SQLITE_IOERR")):
        return StoreUnavailableError(f"{file} can't be read or written ({error}).")
    interrupted = name == "SQLITE_INTERRUPT"  # by `Readers.close`; nothing else interrupts
    if interrupted or (isinstance(error, sqlite3.ProgrammingError) and "closed" in str(error)):
        return _closed(file)
    return StoreError(f"{file}: {error}.")


def _closed(file: str) -> StoreUnavailableError:
    return StoreUnavailableError(f"{file} has been closed.")


class Readers:
    """The connections that read: as many as are used at once, each by one thread at a time, kept for the next.

    A stream that is being read holds a connection of its own, so that it sees the batches that were there when it
    began, whatever is asked or written meanwhile.
    """

    def __init__(self, path: Path, file: str) -> None:
        self.file = file
        self._path = path
        self._lock = threading.Lock()
        self._free: list[sqlite3.Connection] = []
        self._used: set[sqlite3.Connection] = set()
        self._closed = False

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Read one state of the store: everything asked inside the block sees the same batches.

        Raises:
            StoreError: as `translated`; StoreUnavailableError after `close`.
        """
        try:
            with translated(self.file):
                connection = self._take()
                try:
                    connection.execute("BEGIN")
                    yield connection
                finally:
                    self._give_back(connection)
        except StoreError as error:
            # An interrupt doesn't always come out as one: json_each says that it couldn't be constructed.
            if self._closed:
                raise _closed(self.file) from error
            raise

    def close(self) -> None:
        """Read no more: a stream that is still being read ends with a StoreUnavailableError at its next step.

        A connection that another thread is reading with is interrupted here and closed there: SQLite frees what that
        thread stands in, and the process with it.
        """
        with self._lock:
            self._closed = True
            for connection in self._used:
                connection.interrupt()
            for connection in self._free:
                connection.close()
            self._free.clear()

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            if self._closed:
                raise _closed(self.file)
            connection = self._free.pop() if self._free else connect(self._path, write=False)
            self._used.add(connection)
            return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            self._used.remove(connection)
            if self._closed:
                connection.close()
                return
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            self._free.append(connection)


class Batch:
    """One write transaction. After an error nothing more is taken, so that no half of a batch can be stored.

    Attributes:
        sources: what the graph is derived from was changed.
        graph: the graph was written since it was last said to be complete.
        derived: what the graph was derived from, if it was said to be complete (`Writer.mark_derived`).
        vectors: vectors or passages were changed.
    """

    def __init__(self, connection: sqlite3.Connection, file: str) -> None:
        self.sources = False
        self.graph = False
        self.derived: int | None = None
        self.vectors = False
        self._connection = connection
        self._file = file
        self._over = ""

    def run(self, statement: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Execute a statement."""
        self._check()
        try:
            return self._connection.execute(statement, parameters)
        except (sqlite3.Error, UnicodeEncodeError, OverflowError) as error:
            self._over = f"A batch that has failed takes nothing more ({error})."
            raise understood(error, self._file) from error

    def run_many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Execute a statement for every row."""
        self._check()
        try:
            self._connection.executemany(statement, rows)
        except (sqlite3.Error, UnicodeEncodeError, OverflowError) as error:
            self._over = f"A batch that has failed takes nothing more ({error})."
            raise understood(error, self._file) from error

    def finish(self) -> None:
        """Check what holds at the end of a batch, count it, and store it."""
        missing = [id for (id,) in self.run("SELECT id FROM entity WHERE document IS NULL ORDER BY id LIMIT 3")]
        if missing:
            raise InputError(f"Relations or passages name entities that aren't in the store: {', '.join(missing)}.")
        self.run("UPDATE store SET version = version + 1, mark = ?", [secrets.token_hex(8)])
        if self.vectors:
            self.run("UPDATE store SET vectors = version")
        if self.sources:
            self.run("UPDATE store SET sources = version, pending = 1")
        if self.derived is not None:
            if self.run("SELECT EXISTS (SELECT 1 FROM redaction)").fetchone()[0]:
                # Until its parts are merged an index of full text only notes that words are gone, and keeps them.
                self.run("INSERT INTO words (words) VALUES ('optimize')")
            self.run("UPDATE store SET derived = version, pending = sources > ?", [self.derived])
        if self.graph:
            self.run("UPDATE store SET pending = 1")
        self.run("COMMIT")
        self._over = "The batch has ended."

    def abandon(self) -> None:
        """Undo everything."""
        self._over = "The batch has ended."
        # A full disk makes SQLite roll back by itself.
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def _check(self) -> None:
        if self._over:
            raise StoreError(self._over)
