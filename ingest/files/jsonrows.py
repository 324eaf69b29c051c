"""Rows out of JSON: one object a line, or an array of objects.

Values are kept as they were written: a number that would lose something as a number (`130.000`, `1e999`, `NaN`) stays
text. A key that stands twice in an object is kept twice.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from graph.model.codec import Json
from graph.model.records import Problem
from ingest.files.lines import LongLine
from ingest.files.rows import LONGEST_ROW, set_aside, unused, without_lone_surrogates
from ingest.reader import RawRow

_SURROGATE = re.compile("[\ud800-\udfff]")
_MARK = re.compile(r'["{}\[\]]')
_STRING_END = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_TOP_MARK = re.compile(r'["{}\[\],]')
_UNFINISHED = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_PLAIN = json.JSONDecoder()
_CHUNK = 1 << 20


def rows_of_lines(lines: Iterable[str | LongLine]) -> Iterator[RawRow]:
    """One row a line; blank lines are passed over, and the number of a row is its line.

    Args:
        lines: physical lines with their ends.
    """
    for number, line in enumerate(lines, start=1):
        if isinstance(line, LongLine):
            yield _too_long(number, line.start, line.length)
        elif line.strip():
            yield row_of(line, number)


def row_of(text: str, number: int) -> RawRow:
    """The row that a JSON object makes; set aside where it is no JSON, or no object.

    >>> row_of('{"id": 7, "sdgs": [14], "budget": 130.000}', 3).fields
    {'id': 7, 'sdgs': [14], 'budget': '130.000'}
    >>> row_of("[1]", 4).problems[0].message
    'A list stands where an object {"column": value, …} is expected.'
    """
    reading = _Values(number)
    try:
        value = reading.decoder.decode(text.strip())
    except json.JSONDecodeError as error:
        where = f"at character {error.pos + 1}" if error.pos < len(text.strip()) else "at its end: it is cut off"
        return set_aside(number, "json-invalid", f"This is no valid JSON {where} ({error.msg}).")
    except RecursionError:
        return set_aside(number, "json-invalid", "The values are nested too deeply to be read.")
    if not isinstance(value, dict):
        message = f'{_kind(value)} stands where an object {{"column": value, …}} is expected.'
        return set_aside(number, "json-no-object", message)
    if _SURROGATE.search(text) or "\\u" in text:
        value = reading.without_half_characters(value)
    return RawRow(number, value, tuple(reading.problems))


class _Values:
    """Decodes the values of one row, and notes what could not stay as JSON has it."""

    def __init__(self, number: int) -> None:
        self._number = number
        self.problems: list[Problem] = []
        self.decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_float=self._float, parse_int=_int, parse_constant=self._constant
        )

    def _object(self, pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        made: dict[str, Json] = {}
        for key, value in pairs:
            name = unused(key, made)
            if name != key:
                message = f"The key “{key}” stands here again; its value is kept as “{name}”."
                self.problems.append(Problem(self._number, key, "key-twice", message))
            made[name] = value
        return made

    def _constant(self, written: str) -> str:
        self.problems.append(Problem(self._number, "", "number-not-finite", f"{written} is no number; kept as text."))
        return written

    def _float(self, written: str) -> float | str:
        value = float(written)
        if math.isinf(value):
            message = f"{written} is too large for a number; kept as text."
            self.problems.append(Problem(self._number, "", "number-not-finite", message))
        return value if repr(value) == written else written

    def without_half_characters(self, value: Json, column: str = "") -> Any:
        if isinstance(value, str):
            if not _SURROGATE.search(value):
                return value
            message = (
                "Half a character (a lone surrogate, or a byte that is no text) was written; “�” stands there now."
            )
            self.problems.append(Problem(self._number, column, "text-undecodable", message))
            return without_lone_surrogates(value)
        if isinstance(value, list):
            return [self.without_half_characters(each, column) for each in value]
        if isinstance(value, dict):
            return {
                without_lone_surrogates(key): self.without_half_characters(each, column or without_lone_surrogates(key))
                for key, each in value.items()
            }
        return value


def _int(written: str) -> int | str:
    # Beyond 18 digits a number is a code, and many programs would round it.
    return int(written) if len(written.lstrip("-")) <= 18 else written


def rows_of_array(stream: TextIO, longest: int = LONGEST_ROW) -> Iterator[RawRow]:
    """One row for each object of an array `[{…}, {…}]`; the number of a row is its place in the array, from 1.

    An element that is no valid JSON is set aside and the next one is found by its brackets.

    Args:
        stream: text that begins with the array, white space aside.
        longest: characters above which an element is set aside.
    """
    elements = _Elements(stream, longest)
    for number, element in enumerate(elements.all(), start=1):
        if isinstance(element, LongLine):
            yield _too_long(number, element.start, element.length)
        elif element is None:
            yield set_aside(number, "json-invalid", "The file ends before the array does: it is cut off here.")
        else:
            yield row_of(element, number)


class _Elements:
    """Cuts an array into the texts of its elements, without holding more than one."""

    def __init__(self, stream: TextIO, longest: int) -> None:
        self._stream = stream
        self._longest = longest
        self._buffer = ""
        self._at = 0

    def all(self) -> Iterator[str | LongLine | None]:
        """The elements in order; None in the end where the file ends before the array is closed."""
        self._skip("[")
        while True:
            self._skip(",")
            if self._buffer[self._at : self._at + 1] == "]":
                return
            element = self._element() if self._at < len(self._buffer) else None
            yield element
            if element is None:
                return

    def _more(self) -> bool:
        """Read on; what was passed is forgotten."""
        piece = self._stream.read(_CHUNK)
        self._buffer = self._buffer[self._at :] + piece
        self._at = 0
        return bool(piece)

    def _skip(self, sign: str) -> None:
        """Pass white space, and the sign if it is next."""
        passed = False
        while self._at < len(self._buffer) or self._more():
            here = self._buffer[self._at]
            if here == sign and not passed:
                passed = True
            elif not (here.isspace() or here == "\ufeff"):
                return
            self._at += 1

    def _element(self) -> str | LongLine | None:
        """The text up to the comma or bracket that ends the element at hand; None where the file ends first."""
        if (end := self._decoded_end()) is not None:
            text = self._buffer[self._at : end]
            self._at = end
            return text
        depth = 0
        look = self._at
        in_string = False
        length = 0
        start = ""
        while True:
            if in_string:
                closed = _STRING_END.match(self._buffer, look)
                if closed is not None:
                    look, in_string = closed.end(), False
            if not in_string:
                found = self._next_mark(look, depth)
                if found is not None:
                    place, sign = found
                    if depth == 0 and sign in ",]":
                        text = self._buffer[self._at : place]
                        self._at = place
                        return LongLine(start, length + len(text), open_quote=False) if start else text
                    depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(sign, 0)
                    in_string = sign == '"'
                    look = place + 1
                    continue
            # A string or the element goes on behind what is in the buffer.
            if not in_string:
                look = len(self._buffer)
            if start or len(self._buffer) - self._at > self._longest:
                start = start or self._buffer[self._at : self._at + 80]
                keep = look if in_string else len(self._buffer)
                # Inside a string nothing before its last sign matters (that sign may be a backslash).
                keep = self._safe_cut(look) if in_string else keep
                length += keep - self._at
                look = self._at = keep
            look -= self._at
            if not self._more():
                return None

    def _decoded_end(self) -> int | None:
        """Where a valid element ends that is wholly in the buffer: the short way for nearly all of them."""
        try:
            end = _PLAIN.raw_decode(self._buffer, self._at)[1]
        except (ValueError, RecursionError):
            return None
        return end if self._buffer[end : end + 1] in {",", "]"} else None

    def _next_mark(self, look: int, depth: int) -> tuple[int, str] | None:
        found = (_MARK if depth else _TOP_MARK).search(self._buffer, look)
        return (found.start(), found.group()) if found else None

    def _safe_cut(self, look: int) -> int:
        """Where an unfinished string may be cut: behind its last complete character or escape."""
        whole = _UNFINISHED.match(self._buffer, look)
        return whole.end() if whole else look


def _too_long(number: int, start: str, length: int) -> RawRow:
    message = (
        f"The row is longer than {LONGEST_ROW:,} characters ({length:,}) and was not read; "
        f"it begins with “{start[:60].strip()}”."
    )
    return set_aside(number, "row-too-long", message)


def _kind(value: Json) -> str:
    if isinstance(value, list):
        return "A list"
    if isinstance(value, str):
        return "A text"
    return "Nothing (null)" if value is None else "A number or truth value"
