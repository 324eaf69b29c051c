"""Documents going in and out of a store, with errors that say what went wrong."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from graph.errors import InputError, StoreError
from graph.model.codec import decode, encode

T = TypeVar("T")


def written(value: Any) -> str:
    """The document of a model value.

    Raises:
        InputError: it holds what JSON can't, such as half a surrogate pair.
    """
    try:
        return encode(value)
    except PydanticSerializationError as error:
        raise InputError(f"This {type(value).__name__.lower()} can't be kept: {error}.") from error


def read(of: type[T], document: str) -> T:
    """The model value of a document.

    Raises:
        StoreError: the document isn't one of this type: the store is damaged, or was written by hand.
    """
    try:
        return decode(of, document)
    except ValidationError as error:
        raise StoreError(f"A {of.__name__.lower()} in the store can't be read: {error}") from error


def key(text: str) -> str:
    """A text by which something will be found.

    Raises:
        InputError: it contains the character NUL, at which a list of keys would end (`listed`); no id, name or code
            has one.
    """
    if "\0" in text:
        raise InputError(f"The character NUL can't stand in an id, a folded name or a code: {text!r}.")
    return text


def listed(keys: Iterable[str]) -> str:
    """Keys as one parameter for SQLite's `json_each`, however many; those that can't be in a store are left out."""
    return json.dumps([one for one in keys if "\0" not in one])


def last_moment(day: str) -> str:
    """What no time of a day comes after, as text; the end of all time for no day.

    >>> "2026-11-22T23:59:59Z" < last_moment("2026-11-22") < "2026-11-23"
    True
    """
    return f"{day}~"


def chunks(values: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """Lists of at most `size` values; none for no values."""
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk
