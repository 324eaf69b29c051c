"""Batches of queries as clients send them: read one by one, so that a bad one leaves the others alone."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NoReturn

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from api.reconciliation.clues import Clue, Given, GivenEntity, read_clue
from api.reconciliation.quoting import is_unicode, quoted
from api.reconciliation.types import EntityType, read_type
from api.resolving import LONGEST_NAME
from graph.errors import InputError

MOST = 1000
"""Queries in one batch at most, and entities in one extension: as many names as `POST /api/v1/resolve` takes."""

DEFAULT_LIMIT = 5
"""Candidates where a query doesn't say how many."""

MOST_CANDIDATES = 50
"""Candidates at most; who asks for more gets these."""

_MOST_PROPERTIES = 20
_MOST_VALUES = 100
"""Types of a query, or values of one of its properties, at most: nobody's table has more in a cell."""

Strictness = Literal["any", "all", "should"]


@dataclass(frozen=True, slots=True)
class Query:
    """One query, understood.

    Attributes:
        text: the name, in one line without control characters; empty where only properties are given.
        types: the types asked for; none: of any.
        strictness: how much the types count (see `api.reconciliation.candidates`); None where that isn't said.
        clues: what is known of the entity beside its name.
        limit: candidates at most.
    """

    text: str
    types: tuple[EntityType, ...] = ()
    strictness: Strictness | None = None
    clues: tuple[Clue, ...] = ()
    limit: int = DEFAULT_LIMIT


class _Property(BaseModel):
    """A property with one value or several; what a table leaves blank says nothing."""

    model_config = ConfigDict(extra="forbid")

    pid: str
    v: Given | GivenEntity | Annotated[list[Given | GivenEntity | None], Field(max_length=_MOST_VALUES)] | None

    @property
    def values(self) -> list[Given | GivenEntity]:
        several = self.v if isinstance(self.v, list) else [self.v]
        return [value for value in several if value is not None]


class _Written(BaseModel):
    """A query as the schema of the specification has it."""

    model_config = ConfigDict(extra="forbid")

    query: str | None = None
    type: str | Annotated[list[str], Field(max_length=_MOST_VALUES)] | None = None
    limit: int | None = Field(default=None, ge=1)
    properties: list[_Property] | None = Field(default=None, max_length=_MOST_PROPERTIES)
    type_strict: Strictness | None = None


def read_object(written: str, what: str) -> dict[str, Any]:
    """The object that a parameter holds.

    Args:
        written: JSON.
        what: name of the parameter, for messages.

    Raises:
        InputError: it is no JSON, or no object.
    """
    try:
        found = json.loads(written, parse_constant=_no_number)
    except RecursionError:
        raise InputError(f"`{what}` is nested too deeply.") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise InputError(f"`{what}` is no JSON: {error.msg} ({place}).") from error
    except ValueError as error:
        raise InputError(f"`{what}` is no JSON: {error}.") from error
    if not isinstance(found, dict):
        raise InputError(f"`{what}` has to be a JSON object.")
    for key in found:
        if not is_unicode(key):
            raise InputError(f"A key of `{what}` is no Unicode text: {quoted(key)}.")
    return found


def _no_number(written: str) -> NoReturn:
    raise ValueError(f"{written} is no number of JSON")


def read_batch(written: str) -> Mapping[str, Query | InputError]:
    """The queries of a batch by their keys; in the place of one that can't be read, what is wrong with it.

    Args:
        written: a query batch in JSON, of any number of queries.

    Raises:
        InputError: it is no JSON object.
    """
    return {key: _read(each) for key, each in read_object(written, "queries").items()}


def _read(entry: object) -> Query | InputError:
    try:
        return read_query(entry)
    except InputError as error:
        return error


def read_query(entry: object) -> Query:
    """One query out of a batch.

    Raises:
        InputError: it isn't one: what is wrong and where.
    """
    try:
        written = _Written.model_validate(entry)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        if first["type"] == "extra_forbidden":
            raise InputError(f"{quoted(str(first['loc'][-1]))} is no field of a query.") from error
        place = ".".join(str(step) for step in first["loc"] if isinstance(step, int) or step in _FIELDS)
        raise InputError(f"{place}: {first['msg']}." if place else f"{first['msg']}.") from error
    text = in_one_line(written.query or "")
    if len(text) > LONGEST_NAME:
        raise InputError(f"query: {len(text):,} characters; a name can have {LONGEST_NAME:,}.")
    if not text and not written.properties:
        raise InputError("query: empty; a name or properties are needed.")
    types = written.type if isinstance(written.type, list) else [written.type] if written.type else []
    clues = [read_clue(each.pid, each.values) for each in written.properties or ()]
    return Query(
        text=text,
        types=tuple(read_type(id) for id in dict.fromkeys(types)),
        strictness=written.type_strict,
        clues=tuple(clue for clue in clues if clue is not None),
        limit=min(written.limit or DEFAULT_LIMIT, MOST_CANDIDATES),
    )


_FIELDS = frozenset({*_Written.model_fields, *_Property.model_fields})


def in_one_line(text: str) -> str:
    r"""A cell's text with single spaces, control characters (line breaks, tabs, NUL …) counting as spaces.

    >>> in_one_line("Green\tShore\x00\n Trust ")
    'Green Shore Trust'
    """
    return " ".join("".join(" " if unicodedata.category(each) == "Cc" else each for each in text).split())
