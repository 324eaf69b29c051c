"""The SQLite store: opened, written to, read, backed up."""

from __future__ import annotations

import os
import secrets
import sqlite3
import tempfile
import threading
import uuid
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Self

from graph.errors import InputError, StoreUnavailableError, UnreadableFileError
from graph.model.corrections import Correction
from graph.store.interface import Saved, View, Writer
from graph.store.sqlite.choices import ChoicesInMemory
from graph.store.sqlite.connections import PATIENCE, Batch, Readers, connect, translated
from graph.store.sqlite.corrections import put_corrections
from graph.store.sqlite.saved import put_aside
from graph.store.sqlite.schema import check, migrate
from graph.store.sqlite.vectors import Matrices
from graph.store.sqlite.view import SqliteView
from graph.store.sqlite.writer import SqliteWriter

_PREFIX = "sqlite://"

_PATIENCE_ASIDE = 0.5
"""Seconds to wait for another writer where nothing is lost by going without."""


class SqliteStore:
    """A store in one file; see `graph.store.interface.Store`. Made by `open`.

    One thread writes at a time, any number read meanwhile (write-ahead log). Other processes may read and write the
    same file, on the same machine.
    """

    def __init__(self, path: Path, url: str, held: ExitStack) -> None:
        self._url = url
        self._path = path
        self._file = str(path) if url != _PREFIX else "the trial store"
        self._held = held
        self._writing = threading.Lock()
        self._readers = Readers(path, self._file)
        self._choices = ChoicesInMemory()
        self._matrices = Matrices()
        with translated(self._file):
            self._connection = held.enter_context(closing(connect(path, write=True)))
            migrate(self._connection, self._file)
            # What is removed is overwritten: a redaction means it.
            for setting in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "secure_delete = ON"):
                self._connection.execute(f"PRAGMA {setting}")
        held.callback(self._readers.close)

    @classmethod
    def open(cls, url: str) -> SqliteStore:
        """Open the store at a URL; one that isn't there yet is made, an older one is migrated.

        Args:
            url: `sqlite:///relative.db`, `sqlite:////absolute.db`, or `sqlite://` for one of its own that is gone when
                it is closed (in the temporary folder, so that it can be read while it is written like any other).

        Raises:
            InputError: it isn't such a URL.
            StoreUnavailableError: its folder isn't there, or it can't be read, written or locked.
            StoreVersionError: a newer goal17 has written it, it isn't a goal17 store, or it is damaged.
        """
        with ExitStack() as held:
            if url == _PREFIX:
                path = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="goal17-"))) / "trial.db"
            elif url.startswith(f"{_PREFIX}/") and len(url) > len(_PREFIX) + 1:
                path = Path(url.removeprefix(f"{_PREFIX}/"))
            else:
                raise InputError(f"Not a URL of an SQLite store: {url!r}. Example: sqlite:///goal17.db")
            if not path.parent.is_dir():
                raise StoreUnavailableError(f"There is no folder {path.parent} for the store {path.name}.")
            store = cls(path.resolve(), url, held)
            store._held = held.pop_all()
            return store

    @property
    def url(self) -> str:
        """Where it is."""
        return self._url

    @property
    def engine(self) -> str:
        """`sqlite`."""
        return "sqlite"

    def view(self) -> View:
        """Read; views are safe to use from several threads."""
        return SqliteView(self._readers, self._choices, self._matrices)

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """Write one batch: all of it is stored when the block ends, nothing if it raises.

        Raises:
            StoreUnavailableError: another thread or process has been writing for ten seconds, or the store is closed.
            StoreFullError: the disk is full.
            InputError: a relation or passage names an entity that isn't in the store.
        """
        with self._alone():
            batch = Batch(self._connection, self._file)
            try:
                yield SqliteWriter(batch)
                batch.finish()
            except BaseException:
                batch.abandon()
                raise

    def put_aside(self, texts: Iterable[Saved]) -> None:
        """Keep texts under their ids, outside of batches.

        Raises:
            StoreUnavailableError: another thread or process has been writing for half a second.
            StoreFullError: the disk is full.
            InputError: a text isn't Unicode.
        """
        with self._outside_of_batches(_PATIENCE_ASIDE) as connection:
            put_aside(connection, texts)

    def put_corrections(self, corrections: Iterable[Correction]) -> None:
        """Keep reports of errors, outside of batches.

        Raises:
            StoreUnavailableError: another thread or process has been writing for ten seconds, or the store is closed.
            StoreFullError: the disk is full.
            InputError: a text isn't Unicode.
        """
        with self._outside_of_batches() as connection:
            put_corrections(connection, corrections)

    @contextmanager
    def _outside_of_batches(self, patience: float = PATIENCE) -> Iterator[sqlite3.Connection]:
        """A transaction that leaves the version as it is."""
        with self._alone(patience), translated(self._file):
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def backup(self, target: Path) -> None:
        """Copy everything into a file that is a store of its own; writing may go on meanwhile.

        The file is there completely or not at all; one that was there is replaced.

        Raises:
            InputError: the target is this store, or a store in use.
            StoreUnavailableError: the folder isn't there, or can't be written.
            StoreFullError: its disk is full.
        """
        target = target.resolve()
        if target == self._path or target.with_name(f"{target.name}-wal").exists():
            raise InputError(f"{target} is a store in use; back up to another file.")
        with _beside(target) as made:
            with translated(str(target)), self._readers.transaction() as sql:
                _copy(sql, made)
                with closing(sqlite3.connect(made)) as own:
                    own.execute("UPDATE store SET id = ?", [uuid.uuid4().hex])
                    own.commit()
            with made.open("rb") as file:
                os.fsync(file.fileno())
            made.replace(target)

    def restore(self, source: Path) -> None:
        """Put what a backup holds in place of what is here, in one batch: readers see the one or the other.

        The version goes on growing, so that nothing that is kept by version elsewhere is taken for the restored state.

        Raises:
            UnreadableFileError: there is no such file.
            StoreVersionError: it isn't a goal17 store, is damaged, or was written by a newer goal17.
            StoreUnavailableError: another thread or process has been writing for ten seconds.
            StoreFullError: the disk is full.
        """
        if not source.is_file():
            raise UnreadableFileError(f"There is no backup {source}.")
        with _beside(self._path) as made:
            with translated(str(source)), closing(connect(source.resolve(), write=False)) as backup:
                check(backup, str(source))
                _copy(backup, made)
            with translated(self._file), self._alone(), closing(connect(made, write=True)) as restored:
                migrate(restored, str(source))
                (version,) = self._connection.execute("SELECT version FROM store").fetchone()
                self._connection.execute("ROLLBACK")
                restored.execute(
                    "UPDATE store SET id = ?, mark = ?, version = max(version, ?) + 1",
                    [uuid.uuid4().hex, secrets.token_hex(8), version],
                )
                restored.execute("UPDATE store SET vectors = version")
                restored.backup(self._connection)

    def close(self) -> None:
        """Let go of files and connections; closing twice is closing once."""
        with self._writing:
            self._held.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @contextmanager
    def _alone(self, patience: float = PATIENCE) -> Iterator[None]:
        """Begin a write transaction as the only writer of this process and of the machine."""
        if not self._writing.acquire(timeout=patience):
            raise StoreUnavailableError(f"{self._file} is being written by another thread. Try again.")
        try:
            with translated(self._file):
                self._connection.execute(f"PRAGMA busy_timeout = {round(1000 * patience)}")
                self._connection.execute("BEGIN IMMEDIATE")
            yield
        finally:
            self._writing.release()


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A place for a file that will be moved to `target`, in a folder beside it that goes away again."""
    if not target.parent.is_dir():
        raise StoreUnavailableError(f"There is no folder {target.parent} for {target.name}.")
    try:
        with tempfile.TemporaryDirectory(prefix=".goal17-", dir=target.parent) as folder:
            yield Path(folder) / target.name
    except OSError as error:
        raise StoreUnavailableError(f"{target} can't be written ({error}).") from error


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    with closing(sqlite3.connect(target)) as made:
        connection.backup(made)
        # One file that needs nothing beside it, and can be read where nothing can be written.
        made.execute("PRAGMA journal_mode = DELETE")
