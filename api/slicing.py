"""The slice that a question about statistics, measures or exports is asked of, as query parameters have it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi.dependencies.models import Dependant
from pydantic import Field

from graph.analytics.slices import FIRST_YEAR, LAST_YEAR, Slice
from graph.errors import InputError

LONGEST_QUERY = 1 << 18
"""Bytes of a request's first line and headers that a server should take: what is asked stands in the query."""

_MOST = 1_000
"""Records that a request may name; a whole register is named by its code."""

_Code = Annotated[str, Field(max_length=200)]
Values = Annotated[list[_Code], Query(default_factory=list, max_length=100, description="Any of these; repeatable.")]
Year = Annotated[int | None, Query(ge=FIRST_YEAR, le=LAST_YEAR)]


def _names(dependant: Dependant) -> Iterator[str]:
    """The query parameters of a route, and of what it depends on."""
    yield from (each.alias for each in dependant.query_params)
    for each in dependant.dependencies:
        yield from _names(each)


def _known(request: Request) -> None:
    """Refuse parameters that the route doesn't have: a slip would be answered for everything.

    Raises:
        InputError: there is one; the message says which there are.
    """
    names = set(_names(request.scope["route"].dependant))
    for name in request.query_params:
        if name not in names:
            raise InputError(f"{name!r} is no parameter here; there are {', '.join(sorted(names))}.")


def _asked(
    *,
    _: Annotated[None, Depends(_known)],
    register: Values,
    portfolio: Values,
    theme: Values,
    sdg: Annotated[list[int], Query(default_factory=list, max_length=100, description="Goals, 1 to 17; any of these.")],
    country: Values,
    region: Values,
    since: Annotated[Year, Query(description="First year of the start.")] = None,
    until: Annotated[Year, Query(description="Last year of the start.")] = None,
    record: Annotated[
        list[_Code], Query(default_factory=list, max_length=_MOST, description="Ids of records or partnerships.")
    ],
) -> Slice:
    return Slice(
        tuple(register),
        tuple(portfolio),
        tuple(theme),
        tuple(sdg),
        tuple(country),
        tuple(region),
        since,
        until,
        tuple(record),
    )


Sliced = Annotated[Slice, Depends(_asked)]
"""Which records count, as parameters of a route: values of one mean any of them, several mean all of them."""
