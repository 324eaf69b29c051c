"""One driver, its sessions, and how readers see whole batches only.

Neo4j isolates a transaction from what isn't committed, and from nothing more: a statement that runs while a batch is
being committed can meet half of it. Hence a gate, a node of its own, with this order of events:

    writer   announces at the gate (a small transaction of its own) that it is about to commit,
             takes the gate's lock as the last thing in its batch, commits, and takes its word back;
    reader   asks in one statement for the answer, and for gate and version before and after it; unless the gate stood
             open and the version stayed, it asks once more with the gate's lock in hand, which waits for the commit.

So a reading costs one round trip as long as nobody commits, and never waits for a batch that is still being written.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from graph.errors import StoreError, StoreUnavailableError, StoreVersionError, UnsupportedError
from graph.store.neo4j.address import Address
from graph.store.neo4j.cypher import batches
from graph.store.neo4j.errors import is_memory, translated, understood

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session, Transaction

T = TypeVar("T")

_PATIENCE = 5.0
"""Seconds for which a reading that met something passing (a change of leader, a restart) is tried again."""

_PATIENCE_WRITING = 15.0
"""Seconds for which a batch is tried again."""

_CONNECT = 10.0
"""Seconds until a server that doesn't answer counts as away."""


class Ask(Protocol):
    """Runs one statement and gives its `answer`; None for a statement that answers nothing."""

    def __call__(self, statement: str, /, **parameters: Any) -> Any:
        """Run it; values always travel as parameters."""


class _TornError(Exception):
    """A batch was committed while something was read."""


class Connection:
    """A pool of connections to one database, safe to use from several threads.

    Attributes:
        address: where and as whom.
        vectors_packed: the server has the type VECTOR (since 2025.10), so that vectors go over the wire as bytes
            instead of as lists of numbers; set by `schema` when the store is opened.
    """

    def __init__(self, address: Address) -> None:
        try:
            from neo4j import GraphDatabase
        except ModuleNotFoundError as error:
            raise UnsupportedError(
                "The driver for Neo4j isn't installed. This installs it: pip install 'goal17[neo4j]'"
            ) from error
        self.address = address
        self.vectors_packed = False
        self._answered = False
        self._bookmarks = GraphDatabase.bookmark_manager()
        with translated(address):
            self._driver: Driver = GraphDatabase.driver(
                address.server,
                auth=(address.user, address.password) if address.user else None,
                connection_timeout=_CONNECT,
                connection_acquisition_timeout=2 * _CONNECT,
                max_transaction_retry_time=_PATIENCE_WRITING,
                notifications_min_severity="OFF",
                telemetry_disabled=True,
                user_agent="goal17",
            )

    def close(self) -> None:
        """Close every connection; closing twice does nothing."""
        self._driver.close()

    def ask(self, body: str, **parameters: Any) -> Any:
        """The answer of one reading statement, of a whole number of batches."""
        return self.read(lambda ask: ask(body, **parameters))

    def read(self, work: Callable[[Ask], T]) -> T:
        """Let `work` ask several statements, all of which see the same whole number of batches.

        Args:
            work: called with a function that runs a statement; called again from the start if a batch came between.

        Raises:
            StoreUnavailableError, StoreError: as the server says.
            StoreVersionError: the database isn't a store any longer.
        """
        with translated(self.address):
            try:
                return self._patiently(lambda: self._read_openly(work))
            except _TornError:
                return self._patiently(lambda: self._read_holding(work))

    def plain(self, statement: str, **parameters: Any) -> Any:
        """Run one statement by itself, outside of batches: for making and checking a database."""

        def run() -> Any:
            with self._session(write=True) as session:
                return self._run(session, statement, parameters)

        with translated(self.address):
            return self._patiently(run)

    def write(self, work: Callable[[Ask], None], token: str) -> None:
        """Run one batch in one transaction; what can pass is tried again from the start of `work`.

        Args:
            work: called with a function that runs a statement; whatever it raises undoes the batch.
            token: the batch's own random word.

        Raises:
            StoreUnavailableError, StoreFullError, StoreError: nothing of the batch was stored, unless the message says
                that this isn't known.
        """
        from neo4j.exceptions import IncompleteCommit, Neo4jError

        def attempt(transaction: ManagedTransaction) -> None:
            def run(statement: str, /, **parameters: Any) -> Any:
                try:
                    return self._run(transaction, statement, parameters)
                except Neo4jError as error:
                    if is_memory(error):
                        raise understood(error, self.address) from error
                    raise

            work(run)
            self.plain(batches.ANNOUNCE, token=token)
            run(batches.GO_THROUGH, token=token)

        with translated(self.address):
            try:
                with self._session(write=True) as session:
                    session.execute_write(attempt)
            except IncompleteCommit as error:
                if not self._was_stored(token):
                    raise StoreUnavailableError(
                        f"{self.address} went away while a batch was being stored; nothing of it was stored."
                    ) from error
            finally:
                # Left standing, the announcement only makes readings slower until the next batch.
                with suppress(StoreError):
                    self.plain(batches.CLEAR, token=token)

    def no_store(self) -> StoreVersionError:
        """What is said of a database that lost its mark."""
        return StoreVersionError(f"{self.address} isn't a store of goal17 any longer: its mark has been removed.")

    def _was_stored(self, token: str) -> bool:
        """Whether a batch was stored whose commit was never answered."""
        try:
            return bool(self.plain(batches.WENT_THROUGH, token=token))
        except StoreError as error:
            raise StoreUnavailableError(
                f"{self.address} went away while a batch was being stored, and hasn't come back: the batch is there as"
                " a whole or not at all, which of the two the version of the store will tell."
            ) from error

    def _read_openly(self, work: Callable[[Ask], T]) -> T:
        versions: set[int] = set()

        def ask(body: str, /, **parameters: Any) -> Any:
            answer, seen, torn = self._read_framed(session, body, parameters)
            versions.add(seen)
            if torn or len(versions) > 1:
                raise _TornError
            return answer

        with self._session(write=False) as session:
            return work(ask)

    def _read_holding(self, work: Callable[[Ask], T]) -> T:
        with self._session(write=True) as session, session.begin_transaction() as transaction:
            self._run(transaction, batches.HOLD, {})

            def ask(body: str, /, **parameters: Any) -> Any:
                return self._read_framed(transaction, body, parameters)[0]

            result = work(ask)
            transaction.commit()
            return result

    def _read_framed(self, runner: Session | Transaction, body: str, parameters: Mapping[str, Any]) -> Any:
        record = runner.run(self._statement(batches.framed(body)), dict(parameters)).single()
        if record is None:
            raise self.no_store()
        return record

    def _run(
        self, runner: Session | Transaction | ManagedTransaction, statement: str, parameters: Mapping[str, Any]
    ) -> Any:
        result = runner.run(self._statement(statement), dict(parameters))
        record = result.single() if result.keys() else None
        result.consume()
        return None if record is None else record[0]

    def _statement(self, body: str) -> str:
        # Named, so that a database whose owner prefers another version of Cypher understands the same.
        return f"CYPHER {25 if self.vectors_packed else 5} {body}"

    def _session(self, *, write: bool) -> Session:
        return self._driver.session(
            database=self.address.database or None,
            default_access_mode="WRITE" if write else "READ",
            bookmark_manager=self._bookmarks,
        )

    def _patiently(self, work: Callable[[], T]) -> T:
        """Do something that can be repeated until it succeeds or fails for a reason that won't pass."""
        from neo4j.exceptions import DriverError, Neo4jError

        until, pause = time.monotonic() + _PATIENCE, 0.05
        while True:
            try:
                result = work()
            except (DriverError, Neo4jError) as error:
                # A server that never answered is more likely named wrongly than restarting.
                if not (self._answered and error.is_retryable()) or time.monotonic() > until:
                    raise
            else:
                self._answered = True
                return result
            time.sleep(pause)
            pause = min(2 * pause, 1.0)
