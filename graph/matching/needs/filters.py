"""Filters of both questions: which rows pass, which are the best of these, and what to relax where none is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from graph.errors import InputError
from graph.matching.codes import no_country
from graph.matching.filters import Filter, to_relax
from graph.matching.needs.fit import FITS
from graph.model.vocabularies import groups, groups_of, read_country, vocabulary
from graph.snapshot.exchange import Bools, Floats

OFFER_FILTERS = ("kind", "standing", "fit", "sdg")
NEED_FILTERS = ("country", "group", "standing", "fit", "sector")

_VALUES: Mapping[str, Collection[str]] = {
    "kind": ("offer", "partnership"),
    "fit": tuple(FITS),
}
_STANDINGS: Mapping[Sequence[str], Collection[str]] = {
    OFFER_FILTERS: ("offer", "experience"),
    NEED_FILTERS: ("need", "priority"),
}


def read_filters(where: Mapping[str, Sequence[str]], known: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Filters with values that exist, countries as codes.

    Args:
        where: filter to values.
        known: `OFFER_FILTERS` or `NEED_FILTERS`.

    Raises:
        InputError: there is no such filter, or it has no such value.
    """
    made: dict[str, tuple[str, ...]] = {}
    for field, values in where.items():
        if field not in known:
            raise InputError(f"{field!r} is no filter of this question; there are {', '.join(known)}.")
        possible = _STANDINGS[known] if field == "standing" else _VALUES.get(field)
        for value in values:
            if possible is not None and value not in possible:
                raise InputError(f"{value!r} is no {field}; there are {', '.join(possible)}.")
            if field == "group" and value not in groups():
                raise InputError(f"There is no group of countries {value!r}; see the vocabulary `groups`.")
            if field == "sdg" and vocabulary("goals").get(value) is None:
                raise InputError(f"There is no goal {value}.")
            if field == "country" and read_country(value) is None:
                raise InputError(no_country(value))
        if values:
            made[field] = tuple(read_country(value) or value if field == "country" else value for value in values)
    return made


def in_groups(country: str, wanted: Sequence[str], on: date) -> bool:
    """Whether a country is in one of some groups on a day."""
    return any(group.code in wanted for group in groups_of(country, on))


def best(
    scores: Floats, allowed: Bools, masks: Mapping[str, Bools], limit: int
) -> tuple[list[int], tuple[str, ...], bool]:
    """The best rows that pass all filters; where none does, the filters to leave out (`filters.to_relax`).

    Args:
        scores: of every row.
        allowed: which rows may be answered at all.
        masks: filter to the rows that pass it.
        limit: rows at most.

    Returns:
        The rows, best first; the filters to leave out; whether they have to be left out together.
    """
    rows = np.flatnonzero(allowed & passing(masks))
    if not len(rows):
        none = np.zeros_like(allowed)
        return [], *to_relax(allowed, {name: Filter(each, each, none) for name, each in masks.items()})
    if len(rows) > limit:
        rows = rows[scores[rows] >= np.partition(scores[rows], len(rows) - limit)[len(rows) - limit]]
    ordered: list[int] = rows[np.lexsort((rows, -scores[rows]))][:limit].tolist()
    return ordered, (), False


def passing(masks: Mapping[str, Bools]) -> Bools:
    """What passes all filters."""
    return np.asarray(np.all(list(masks.values()), axis=0) if masks else [True], dtype=bool)


def mask(rows: Iterable[bool]) -> Bools:
    """Which rows pass, from one answer a row."""
    return np.fromiter(rows, dtype=bool)
