"""How formats write text, and files within one file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Self, TextIO, cast

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

_BUFFER = 1 << 16


@contextmanager
def utf8(stream: BinaryIO) -> Iterator[TextIO]:
    r"""A stream of bytes that takes text for the block; line breaks stay as they are written, the stream stays open.

    >>> stream = io.BytesIO()
    >>> with utf8(stream) as text:
    ...     _ = text.write("mañana\n")
    >>> stream.getvalue()
    b'ma\xc3\xb1ana\n'
    """
    parts = io.BufferedWriter(cast(io.RawIOBase, _Unclosed(stream)), _BUFFER)
    text = io.TextIOWrapper(parts, encoding="utf-8", newline="")
    try:
        yield text
    finally:
        text.detach()
        parts.detach()


class Archive:
    """Several files in one ZIP archive: the same files give the same bytes.

    The moment at which a file was made isn't told, and it makes no difference whether the stream can go back.

    Args:
        stream: only written to, from its beginning to its end.
        packed: whether what is added is compressed; Parquet is already.
    """

    def __init__(self, stream: BinaryIO, *, packed: bool = True) -> None:
        self._method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        self._zip = zipfile.ZipFile(cast(BinaryIO, _Unclosed(stream)), "w", self._method)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._zip.close()
        else:
            # Half an archive must not look like a whole one: it gets no table of contents.
            self._zip.fp = None

    @contextmanager
    def file(self, name: str) -> Iterator[BinaryIO]:
        """Write one file for the block; the next one comes after it."""
        entry = zipfile.ZipInfo(name)  # of 1 January 1980, the first day that ZIP knows
        entry.compress_type = self._method
        entry.create_system = 3
        entry.external_attr = 0o644 << 16
        # How long it will be isn't known, so room is left for a length of more than 2 GB.
        with self._zip.open(entry, "w", force_zip64=True) as stream:
            yield cast(BinaryIO, stream)


class _Unclosed(io.RawIOBase):
    """A stream that can only be written to, and isn't closed with what writes to it."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer) -> int:
        self._stream.write(data)
        return memoryview(data).nbytes
