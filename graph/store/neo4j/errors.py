"""The driver's and the server's errors, told as goal17's: what happened, what it means for the store, what helps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from graph.errors import Goal17Error, InputError, StoreError, StoreFullError, StoreUnavailableError
from graph.store.neo4j.address import Address

if TYPE_CHECKING:
    from neo4j.exceptions import Neo4jError

_FULL = re.compile(r"no space left|not enough space|disk (is )?full|disk quota exceeded", re.IGNORECASE)
_MEMORY = re.compile(r"OutOfMemory|MemoryLimit|HeapMemory")
_TOO_LARGE = re.compile(r"too large to index", re.IGNORECASE)


@contextmanager
def translated(address: Address) -> Iterator[None]:
    """Turn every error of the driver and the server inside the block into one of `graph.errors`.

    Raises:
        StoreUnavailableError: the server is away, refuses the user, or doesn't know the database.
        StoreFullError: its disk is full.
        InputError: text that isn't Unicode, a number beyond 64 bits.
        StoreError: anything else that it refuses.
    """
    from neo4j.exceptions import DriverError, Neo4jError

    try:
        yield
    except Neo4jError as error:
        raise understood(error, address) from error
    except DriverError as error:
        raise _unreachable(error, address) from error
    except UnicodeEncodeError as error:
        raise InputError(f"Text that isn't Unicode (a lone surrogate) can't be kept: {error.object[:60]!r}.") from error
    except OverflowError as error:
        raise InputError("A number is too large to be kept: 64 bits are what a store holds.") from error
    except OSError as error:
        # Names that don't resolve and refused certificates come as they are from the first connection.
        raise StoreUnavailableError(f"{address} can't be reached: {error}") from error


def is_memory(error: Neo4jError) -> bool:
    """Whether a transaction was too large for the server; it counts as passing, and would fail again and again."""
    return bool(_MEMORY.search(error.code or ""))


def understood(error: Neo4jError, address: Address) -> Goal17Error:
    """The error of `graph.errors` that says what a server's error means."""
    code, message = error.code or "", _without_password(error.message or "", address)
    if _FULL.search(_chain(error)):
        return StoreFullError(f"The disk under {address} is full; nothing of the batch was stored.")
    if is_memory(error):
        return StoreError(
            f"{address} has too little memory for a transaction of this size: write smaller batches, or raise"
            " dbms.memory.transaction.total.max and the heap of the server. Nothing of the batch was stored."
            f" ({message})"
        )
    if code == "Neo.ClientError.Security.AuthenticationRateLimit":
        return StoreUnavailableError(f"{address} lets nobody in after too many wrong passwords. Try again in a moment.")
    if code == "Neo.ClientError.Security.CredentialsExpired":
        return StoreUnavailableError(
            f"{address} wants the user's password to be changed first (once, for a new server)."
        )
    if code == "Neo.ClientError.Security.Forbidden":
        return StoreError(f"{address} doesn't allow this to the user {address.user!r}: {message}")
    if code.startswith("Neo.ClientError.Security"):
        return StoreUnavailableError(f"{address} refuses the user {address.user!r} with this password.")
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return StoreUnavailableError(f"{address}: the server has no database of this name.")
    if "ReadOnly" in code or "AccessMode" in code:
        return StoreError(f"{address} can be read and not written: the server or the database is set to read-only.")
    if _TOO_LARGE.search(message):
        return InputError("An id or a key of more than 8,000 bytes can't be kept.")
    if error.is_retryable() or "Unavailable" in code:
        return StoreUnavailableError(f"{address} can't answer at the moment: {message}")
    return StoreError(f"{address} refuses: {message} ({code})")


def _unreachable(error: Exception, address: Address) -> StoreError:
    from neo4j.exceptions import ConfigurationError, UnsupportedServerProduct

    message = _without_password(str(error), address)
    if isinstance(error, UnsupportedServerProduct | ConfigurationError):
        return StoreUnavailableError(f"{address} doesn't answer as a Neo4j that goal17 can use: {message}")
    return StoreUnavailableError(f"{address} can't be reached: {message}")


def _chain(error: Neo4jError) -> str:
    """What the error and its causes say: a full disk is told in a cause."""
    told, cause = [], error.__cause__
    told.append(error.message or "")
    while cause is not None:
        told.append(str(cause))
        cause = cause.__cause__
    return " ".join(told)


def _without_password(message: str, address: Address) -> str:
    return message.replace(address.password, "***") if address.password else message
