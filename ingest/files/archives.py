"""The zip archive that a workbook is: looked through before it is read, so that damage and bombs show at once."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.files.content import CHUNK, LARGEST, too_steep, unreadable
from ingest.files.signatures import archive

_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"')
_MOST_MERGED = 1000
_TAIL = 200


@contextmanager
def opened_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """A workbook's archive.

    Raises:
        UnreadableFileError: no archive, a truncated or damaged one, one under a password, or one that holds something
            else; also while its members are read.
    """
    try:
        with zipfile.ZipFile(path) as archive_:
            yield archive_
    except zipfile.BadZipFile as error:
        message = f"The workbook is truncated or damaged ({error}); nothing of it was read. Fetch or save it again."
        raise unreadable(path, message) from error
    except (zlib.error, EOFError) as error:
        raise unreadable(path, f"The workbook is damaged ({error}). Fetch or save it again.") from error
    except RuntimeError as error:
        # zipfile's way to say that a member needs a password.
        raise unreadable(path, "The archive is protected by a password. Save it without and read that.") from error
    except NotImplementedError as error:
        raise unreadable(path, f"The archive is packed in a way that can't be read ({error}).") from error
    except OSError as error:
        raise unreadable(path, f"It can't be read ({error.strerror or error}).") from error


def check_archive(archive_: zipfile.ZipFile, path: Path) -> None:
    """Make sure that an archive is a workbook and no bomb, by the sizes that it declares.

    The sizes bind: zipfile unpacks no byte beyond what a member declares.

    Raises:
        UnreadableFileError: it is something else, or would unpack to too much.
    """
    members = archive_.infolist()
    names = frozenset(member.filename for member in members)
    mimetype = ""
    if "mimetype" in names and archive_.getinfo("mimetype").file_size < 200:
        mimetype = archive_.read("mimetype").decode("ascii", "replace")
    found = archive(names, mimetype)
    if found is not None:
        raise unreadable(path, f"This is {found.what}, not a table. {found.advice}")
    # By what the file really takes: overlapping members could each declare a packed size of their own.
    packed = path.stat().st_size
    unpacked = sum(member.file_size for member in members)
    worst = max(members, key=lambda member: member.file_size)
    if too_steep(packed, unpacked) or too_steep(max(worst.compress_size, 1), worst.file_size):
        message = (
            f"{packed:,} bytes would unpack to {unpacked:,}: this looks like a bomb and was not read. "
            f"If the table is really that large, save it as .csv (at most {LARGEST >> 30} GiB)."
        )
        raise unreadable(path, message)


def look_through(archive_: zipfile.ZipFile, member: str, path: Path) -> list[tuple[str, str]]:
    """Read a member once to its end, so that a damaged one is known before anything of it is used.

    Returns:
        The ranges of cells that it merges, first and last cell of each; at most the first 1,000.

    Raises:
        UnreadableFileError: it declares entities, which no spreadsheet does and XML bombs do.
        zipfile.BadZipFile: its checksum is wrong (turned into an UnreadableFileError by `opened_archive`).
    """
    merged: dict[tuple[str, str], None] = {}
    tail = b""
    with archive_.open(member) as stream:
        while chunk := stream.read(CHUNK):
            window = tail + chunk
            if _DOCTYPE.search(window):
                message = "The workbook declares XML entities; no spreadsheet does, so it was not read."
                raise unreadable(path, message)
            if b"mergeCell" in window and len(merged) < _MOST_MERGED:
                found = ((first.decode(), last.decode()) for first, last in _MERGED.findall(window))
                merged.update(dict.fromkeys(found))
            tail = window[-_TAIL:]
    return list(merged)[:_MOST_MERGED]
