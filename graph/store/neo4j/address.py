"""Where a Neo4j is and who asks: the store's URL taken apart, and the form of it that may be shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from graph.errors import InputError

_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
_EXAMPLE = "neo4j://user:password@host:7687/database"


@dataclass(frozen=True, slots=True)
class Address:
    """A Neo4j database and the user that opens it.

    Attributes:
        server: scheme, host and port, as the driver takes them.
        user: name of the user; empty where the server wants none.
        password: kept out of `repr`, messages and logs.
        database: name of the database; empty for the user's home database.
    """

    server: str
    user: str
    password: str = field(repr=False)
    database: str

    def __str__(self) -> str:
        """The URL without the password."""
        scheme, _, place = self.server.partition("://")
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        database = f"/{quote(self.database, safe='')}" if self.database else ""
        return f"{scheme}://{user}{place}{database}"


def parse(url: str) -> Address:
    """Take a store's URL apart.

    Args:
        url: `neo4j://user:password@host:7687/database`, where special characters of user, password and database are
            percent-encoded. User and password can be missing together; without a port it is 7687, without a database
            the user's own.

    Raises:
        InputError: it isn't such a URL; the message never repeats it, since it may hold a password.

    >>> str(parse("bolt+s://ann:se%2Fcret@graph.example.org/un"))
    'bolt+s://ann@graph.example.org:7687/un'
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or 7687
    except ValueError:
        # Python's own message would repeat the part that it could not read: perhaps a piece of the password.
        raise InputError(
            f"A part of the store's URL can't be read; special characters of a password have to be percent-encoded"
            f" (/ as %2F, # as %23, @ as %40). Example: {_EXAMPLE}"
        ) from None
    if parts.scheme not in _SCHEMES or not host:
        raise InputError(f"The URL of a Neo4j store names a scheme ({', '.join(_SCHEMES)}) and a host: {_EXAMPLE}")
    if parts.query or parts.fragment:
        raise InputError(
            f"The URL of a Neo4j store ends with the name of the database; ? and # in a password have to be"
            f" percent-encoded (%3F, %23). Example: {_EXAMPLE}"
        )
    database = unquote(parts.path.strip("/"))
    if "/" in database:
        raise InputError(f"The URL of a Neo4j store has one name after the host, the database's: {_EXAMPLE}")
    where = f"[{host}]" if ":" in host else host
    return Address(
        server=f"{parts.scheme}://{where}:{port}",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        database=database,
    )
