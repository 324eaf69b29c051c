"""What is asked of a store: which entities, narrowed how. A value, the same for both engines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from graph.errors import InputError

FACETS = ("kind", "status", "sdg", "country", "theme", "type", "portfolio", "register")
"""The fields by which entities can be filtered and counted, in the order in which they are shown."""

KEPT_FACETS = tuple(field for field in FACETS if field != "status")
"""Those whose values are kept with an entity. Its status follows from the day that is asked about."""


@dataclass(frozen=True, slots=True)
class Query:
    """A set of entities: the candidates, then the filters.

    The candidates are the entities that contain the terms, together with `ids`; where neither is given, all entities.
    The filters then narrow them: any of the values within a field, all of the fields.

    Attributes:
        where: facet field (one of FACETS) to the values of which an entity has to have any; the value "" is had by
            what states nothing in this field. A field without values narrows nothing. The values of `status` are
            those of `graph.model.status.STATUSES`, of which every partnership has one on a day; "" is had by whatever
            is no partnership, and so has none.
        terms: stemmed words as `graph.text.fold.terms` makes them, without repetition.
        every: an entity contains the terms if it has all of them; otherwise if it has any.
        ids: further candidates, such as the nearest by vector.
        as_of: the day on which statuses are told; a query that narrows or counts by `status` needs one.
    """

    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    terms: tuple[str, ...] = ()
    every: bool = True
    ids: tuple[str, ...] = ()
    as_of: date | None = None

    def check(self, counted: Iterable[str] = ()) -> None:
        """Check that the query can be asked.

        Args:
            counted: further fields, whose values are to be counted.

        Raises:
            InputError: a field isn't in FACETS, or there is no day on which to tell statuses.
        """
        counted = tuple(counted)
        for name in (*self.where, *counted):
            if name not in FACETS:
                raise InputError(f"There is no filter {name!r}; there are {', '.join(FACETS)}.")
        if self.as_of is None and (self.where.get("status") or "status" in counted):
            raise InputError("A status is that on a day: the query has to say on which (as_of).")


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many entities a value would leave if it were chosen; `value` empty: "not stated", or without a status."""

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
