"""What is asked of a store: which entities, narrowed how. A value, the same for both engines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FACETS = ("kind", "sdg", "country", "theme", "type", "portfolio", "register")
"""The fields by which entities can be filtered and counted, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Query:
    """A set of entities: the candidates, then the filters.

    The candidates are the entities that contain the terms, together with `ids`; where neither is given, all entities.
    The filters then narrow them: any of the values within a field, all of the fields.

    Attributes:
        where: facet field (one of FACETS) to the values of which an entity has to have any; the value "" is had by
            what states nothing in this field. A field without values narrows nothing.
        terms: stemmed words as `graph.text.fold.terms` makes them, without repetition.
        every: an entity contains the terms if it has all of them; otherwise if it has any.
        ids: further candidates, such as the nearest by vector.
    """

    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    terms: tuple[str, ...] = ()
    every: bool = True
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many entities a value would leave if it were chosen; `value` empty stands for "not stated"."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Scored:
    """An entity with a score: higher is better; the unit is that of the question (BM25, cosine, a count)."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Near:
    """An entity near a vector: cosine between -1 and 1, and the number of its nearest passage."""

    id: str
    score: float
    passage: int


@dataclass(frozen=True, slots=True)
class CoPartner:
    """A partner that shares partnerships with another: how many, and some of them (the first five by id)."""

    id: str
    name: str
    count: int
    via: tuple[str, ...]
