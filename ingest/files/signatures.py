"""What a file is by its first bytes: names of endings lie, and people ask why their file wasn't read."""

from __future__ import annotations

import re
from dataclasses import dataclass

HEAD = 4096
"""Bytes of a file's beginning that tell what it is."""

_TABLE = "Save the table as .xlsx or .csv and read that."
_UNPACK = "Unpack it and read the table inside."
_COPY = "It holds text or pictures, no table: copy the table into a spreadsheet and read that."


@dataclass(frozen=True, slots=True)
class Foreign:
    """A kind of file that holds no table goal17 can read.

    Attributes:
        what: what the file is, with its article ("a PDF document").
        advice: what to do instead, a full sentence.
    """

    what: str
    advice: str


_BY_START: tuple[tuple[bytes, Foreign], ...] = (
    (b"%PDF", Foreign("a PDF document", _COPY)),
    (b"{\\rtf", Foreign("an RTF text document", _COPY)),
    (b"\x89PNG\r\n", Foreign("a PNG picture", _COPY)),
    (b"\xff\xd8\xff", Foreign("a JPEG picture", _COPY)),
    (b"GIF8", Foreign("a GIF picture", _COPY)),
    (b"II*\x00", Foreign("a TIFF picture", _COPY)),
    (b"MM\x00*", Foreign("a TIFF picture", _COPY)),
    (b"SQLite format 3\x00", Foreign("an SQLite database", "Export the table as .csv and read that.")),
    (b"PAR1", Foreign("a Parquet file", "Export the table as .csv and read that.")),
    (b"ARROW1", Foreign("an Arrow file", "Export the table as .csv and read that.")),
    (b"7z\xbc\xaf\x27\x1c", Foreign("a 7-Zip archive", _UNPACK)),
    (b"Rar!\x1a\x07", Foreign("a RAR archive", _UNPACK)),
    (b"BZh", Foreign("a bzip2 archive", _UNPACK)),
    (b"\xfd7zXZ\x00", Foreign("an xz archive", _UNPACK)),
    (b"\x28\xb5\x2f\xfd", Foreign("a Zstandard archive", _UNPACK)),
    (b"\x7fELF", Foreign("a program", _TABLE)),
    (b"MZ\x90\x00", Foreign("a program", _TABLE)),
)
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table)\b", re.IGNORECASE | re.DOTALL)
_XML = re.compile(rb"\s*<(?:\?xml\b|!doctype\b|[A-Za-z][\w.-]*(?::[\w.-]+)?[\s/>])", re.IGNORECASE)

ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
"""A zip archive with members, and an empty one."""

GZIP = b"\x1f\x8b"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of Office 97–2003, and of a new workbook that is protected by a password."""

_COMPOUND_STREAMS: tuple[tuple[str, Foreign], ...] = (
    ("EncryptedPackage", Foreign("a workbook protected by a password", "Remove the password, save it and read that.")),
    ("Workbook", Foreign("an old Excel workbook (.xls)", "Save it as .xlsx or .csv and read that.")),
    ("Book", Foreign("an old Excel workbook (.xls)", "Save it as .xlsx or .csv and read that.")),
    ("WordDocument", Foreign("an old Word document (.doc)", _COPY)),
    ("PowerPoint Document", Foreign("an old PowerPoint presentation (.ppt)", _COPY)),
)


def foreign(head: bytes) -> Foreign | None:
    """Tell what a file is that can't hold a readable table, by its first bytes.

    Args:
        head: the first `HEAD` bytes (of the unpacked content, for gzip); fewer for a shorter file.

    Returns:
        None where nothing speaks against a table.

    >>> foreign(b"%PDF-1.7").what, foreign(b"<!DOCTYPE html><table>").what, foreign(b"id,title")
    ('a PDF document', 'a web page (HTML)', None)
    """
    for start, what in _BY_START:
        if head.startswith(start):
            return what
    if head[257:262] == b"ustar":
        return Foreign("a tar archive", _UNPACK)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Foreign("a WebP picture", _COPY)
    text = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(text):
        return Foreign("a web page (HTML)", "Open it in a spreadsheet, save it as .xlsx or .csv and read that.")
    if _XML.match(text):
        return Foreign("an XML document", _TABLE)
    return None


def compound(content: bytes) -> Foreign:
    """Tell what an Office 97–2003 container holds, by the names of its streams.

    Args:
        content: the container, or as much of it as is at hand; names stand in it as UTF-16.
    """
    for stream, what in _COMPOUND_STREAMS:
        if stream.encode("utf-16-le") in content:
            return what
    return Foreign("an old Office file", _TABLE)


def archive(members: frozenset[str], mimetype: str) -> Foreign | None:
    """Tell what a zip archive is by the names of its members; None for a workbook that can be read.

    Args:
        members: names as they stand in the archive.
        mimetype: content of the member `mimetype` (OpenDocument has one), or empty.
    """
    if "xl/workbook.bin" in members:
        return Foreign("a binary Excel workbook (.xlsb)", "Save it as .xlsx or .csv and read that.")
    if any(name.startswith("xl/") for name in members):
        return None
    if any(name.startswith("word/") for name in members):
        return Foreign("a Word document (.docx)", _COPY)
    if any(name.startswith("ppt/") for name in members):
        return Foreign("a PowerPoint presentation (.pptx)", _COPY)
    if "opendocument.spreadsheet" in mimetype:
        return Foreign("an OpenDocument spreadsheet (.ods)", "Save it as .xlsx or .csv and read that.")
    if "opendocument" in mimetype:
        return Foreign("an OpenDocument file", _COPY)
    if "mimetype" in members and "epub" in mimetype:
        return Foreign("an e-book (.epub)", _COPY)
    return Foreign("a zip archive without a workbook", _UNPACK)
