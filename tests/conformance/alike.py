"""Answers of two stores, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic_core import to_jsonable_python

_OF_THE_STORE = frozenset({"version", "store_id"})
"""Each store has an id of its own and counts its versions for itself."""


def plain(answer: object) -> object:
    """An answer as plain values, without what is the store's own."""
    return _without(to_jsonable_python(answer))


def _without(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _without(each) for key, each in value.items() if key not in _OF_THE_STORE}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_without(each) for each in value]
    return value
