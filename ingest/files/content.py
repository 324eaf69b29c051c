"""The bytes of a file: opened safely, unpacked where it is a gzip, and looked through once before anything is read."""

from __future__ import annotations

import gzip
import io
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from graph.errors import Place, UnreadableFileError
from ingest.files.signatures import GZIP

CHUNK = 1 << 20
"""Bytes that are looked at in one go."""

LARGEST = 8 << 30
"""Bytes of unpacked content above which a packed file is refused (8 GiB)."""

HARMLESS = 64 << 20
"""Bytes of unpacked content that are no bomb, however well they were packed (64 MiB)."""

STEEPEST = 100
"""How many times its packed size a file may grow above `HARMLESS`; registers as CSV or JSON pack 5 to 20 times."""


def unreadable(path: Path, message: str) -> UnreadableFileError:
    """An error about a file as a whole, naming it."""
    return UnreadableFileError(message, Place(file=str(path)))


def too_steep(packed: int, unpacked: int) -> bool:
    """Tell whether packed content grows like a bomb.

    >>> too_steep(5_000_000, 5_000_000_000), too_steep(50_000, 5_000_000)
    (True, False)
    """
    return unpacked > LARGEST or (unpacked > HARMLESS and unpacked > STEEPEST * packed)


def check_file(path: Path) -> int:
    """Make sure that there is a file with something in it.

    Returns:
        Its size in bytes.

    Raises:
        UnreadableFileError: there is none, it may not be read, it is a folder or a device, or it is empty.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        raise unreadable(path, "There is no such file.") from None
    except (OSError, ValueError) as error:
        raise unreadable(path, f"It can't be opened ({_reason(error)}).") from error
    if stat.S_ISDIR(status.st_mode):
        raise unreadable(path, "This is a folder; name the files in it.")
    if not stat.S_ISREG(status.st_mode):
        raise unreadable(path, "This is no ordinary file.")
    if status.st_size == 0:
        raise unreadable(path, "The file is empty.")
    return status.st_size


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a file, unpacked where it is a gzip.

    Attributes:
        path: where the file is.
        packed: whether it is a gzip.
    """

    path: Path
    packed: bool

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The content as a stream of bytes, from its beginning.

        Raises:
            UnreadableFileError: it can't be opened, or the gzip is truncated or damaged (also while it is read).
        """
        try:
            with self.path.open("rb") as file:
                if not self.packed:
                    yield file
                    return
                with gzip.GzipFile(fileobj=file) as unpacked:
                    yield io.BufferedReader(unpacked)
        except EOFError as error:
            raise unreadable(self.path, "The gzip is truncated: its end is missing. Fetch it again.") from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise unreadable(self.path, f"The gzip is damaged ({error}). Fetch it again.") from error
        except OSError as error:
            raise unreadable(self.path, f"It can't be read ({_reason(error)}).") from error

    def chunks(self) -> Iterator[bytes]:
        """All of the content in pieces of at most `CHUNK` bytes; stops a bomb as soon as it shows.

        Raises:
            UnreadableFileError: truncated, damaged, or a bomb.
        """
        packed = self.path.stat().st_size
        unpacked = 0
        with self.opened() as stream:
            while chunk := stream.read(CHUNK):
                unpacked += len(chunk)
                if self.packed and too_steep(packed, unpacked):
                    raise unreadable(
                        self.path,
                        f"{packed:,} bytes unpack to more than {unpacked:,}: this looks like a bomb and was not read. "
                        "If the table is really that large, unpack it first.",
                    )
                yield chunk


def content_of(path: Path) -> Content:
    """The content of a file that exists; whether it is a gzip is seen from its first bytes."""
    plain = Content(path, packed=False)
    with plain.opened() as stream:
        return Content(path, packed=stream.read(2) == GZIP)


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
