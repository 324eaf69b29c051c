"""The JSON form of the model's dataclasses: one codec, so that a file, a store and an answer agree.

Values that were never set (empty tuples, `None`, empty strings that are defaults) are left out of stored documents:
most fields of most rows are empty, and a document is read far more often than it is looked at.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")

Json = Any
"""A JSON value: None, bool, int, float, str, a list of such, or a dict from str to such."""


def _adapter(of: type[T]) -> TypeAdapter[T]:
    made = _ADAPTERS.get(of)
    if made is None:
        made = _ADAPTERS[of] = TypeAdapter(of)
    return made


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}
"""Building an adapter takes milliseconds, so each type's is built once."""


def encode(value: Any) -> str:
    """The document of a model value, without the fields that hold their default.

    >>> from graph.model.records import Source
    >>> encode(Source(record="demo:1", column="Title"))
    '{"record":"demo:1","column":"Title"}'
    """
    return _adapter(type(value)).dump_json(value, exclude_defaults=True).decode()


def decode(of: type[T], document: str | bytes) -> T:
    """The model value of a document made by `encode`.

    Raises:
        pydantic.ValidationError: the document isn't one of this type; stores turn this into a StoreError.

    >>> from graph.model.records import Source
    >>> decode(Source, '{"record":"demo:1","column":"Title"}')
    Source(record='demo:1', column='Title', written='')
    """
    return _adapter(of).validate_json(document)
