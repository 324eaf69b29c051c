"""Counting: partnerships by what is told of them, and the rows behind each number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from graph.analytics.figures.figure import Bar, FigureBasis, Series
from graph.analytics.slices import Cut
from graph.snapshot.recorded import READ, UNREADABLE

Rows = NDArray[np.intp]
Bools = NDArray[np.bool_]
Said = Mapping[str, Rows]
"""Code to the places (in the slice) of the partnerships that it is told of, each once, ascending."""

NOWHERE: Rows = np.zeros(0, dtype=np.intp)
"""No places."""


def said(places: Iterable[int] | Rows, codes: Iterable[str]) -> dict[str, Rows]:
    """Codes to the places that they are told of, from pairs of both."""
    made: dict[str, list[int]] = {}
    for place, code in zip(places, codes, strict=True):
        made.setdefault(code, []).append(int(place))
    return {code: np.unique(np.array(each, dtype=np.intp)) for code, each in made.items()}


def ties(cut: Cut, kind: str, role: str | None = None) -> dict[str, Rows]:
    """The goals, themes or countries that records state, to their partnerships' places.

    Args:
        cut: the slice.
        kind: `sdg`, `target`, `theme`, `country` or `region`.
        role: `primary` or `secondary`, or empty for those of which a register says neither; None: whatever it is.
    """
    made: dict[str, list[Rows]] = {}
    cells = cut.recorded.tied.tocsc()
    for column, (each, code, its) in enumerate(cut.recorded.ties):
        if each == kind and (role is None or its == role):
            made.setdefault(code, []).append(cut.place[cells.indices[cells.indptr[column] : cells.indptr[column + 1]]])
    return {code: np.unique(np.concatenate(each)) for code, each in made.items()}


def properties(cut: Cut, field: str) -> dict[str, Rows]:
    """The values of a field that records state, to their partnerships' places; values that can't be read left out."""
    return {value: places for value, places in _values(cut, field, READ).items() if len(places)}


def unreadable(cut: Cut, *fields: str) -> Rows:
    """The places of the partnerships that state something in one of several fields that can't be read."""
    return together(*(places for field in fields for places in _values(cut, field, UNREADABLE).values()))


def stating(cut: Cut, field: str) -> Rows:
    """The rows of the slice's records that state something in a field, whether it can be read or not."""
    columns = [at for at, (each, _) in enumerate(cut.recorded.properties) if each == field]
    return np.unique(cut.recorded.stated[:, columns].nonzero()[0]).astype(np.intp)


def _values(cut: Cut, field: str, how: int) -> dict[str, Rows]:
    cells = cut.recorded.stated.tocsc()
    made = {}
    for column, (each, value) in enumerate(cut.recorded.properties):
        if each == field:
            here = slice(cells.indptr[column], cells.indptr[column + 1])
            made[value] = np.unique(cut.place[cells.indices[here][cells.data[here] == how]])
    return made


def together(*parts: Rows) -> Rows:
    """Places that are in any of several lists, ascending."""
    return np.unique(np.concatenate([NOWHERE, *parts])).astype(np.intp)


def banded(values: NDArray[np.int64] | NDArray[np.float64], bands: Mapping[str, float]) -> dict[str, Rows]:
    """Bands to the places of the values in them.

    Args:
        values: (n,).
        bands: code to the smallest value that is in it, ascending; a band ends where the next begins, the last never.
            What is smaller than the first is in none.

    >>> {code: places.tolist() for code, places in banded(np.array([7, 0, 1, 30]), {"few": 1, "many": 10}).items()}
    {'few': [0, 2], 'many': [3]}
    """
    band = np.searchsorted(np.array(list(bands.values())), values, side="right") - 1
    return {code: np.flatnonzero(band == at) for at, code in enumerate(bands)}


def series(
    cut: Cut,
    counted: Said,
    *,
    code: str,
    title: str,
    basis: FigureBasis,
    rule: str,
    labels: Mapping[str, str],
    readable: Rows | None = None,
    order: Sequence[str] = (),
    also: Sequence[str] = (),
    unread: Rows = NOWHERE,
) -> Series:
    """Partnerships by code.

    Args:
        cut: the slice.
        counted: code to places.
        code: name of the series.
        title: what is counted.
        basis: who says so.
        rule: how it was read.
        labels: code to its name.
        readable: places of the partnerships of which it could be read; those that are counted, where it is left out.
        order: codes in the order of the bars, shown where nobody is in them too; the others follow by size.
        also: codes that have a bar behind all others where nobody is in them.
        unread: places of those that state something that couldn't be read; who could be read all the same isn't
            counted among them.
    """
    everyone = together(*counted.values())
    among = everyone if readable is None else together(readable, everyone)
    rest = sorted((each for each in counted if each not in order), key=lambda each: (-len(counted[each]), each))
    empty = [each for each in also if each not in order and each not in counted]
    bars = tuple(
        bar(cut, each, labels.get(each, each), counted.get(each, NOWHERE), len(among))
        for each in (*order, *rest, *empty)
    )
    total = sum(each.count for each in bars)
    return Series(
        code=code,
        title=title,
        unit="partnerships",
        basis=basis,
        rule=rule,
        population=len(cut),
        readable=len(among),
        unreadable=len(np.setdiff1d(unread, among)),
        several=total > len(everyone),
        bars=bars,
        total=total,
        none=len(among) - len(everyone),
    )


def bar(cut: Cut, code: str, label: str, places: Rows, among: int, count: int | None = None) -> Bar:
    """A bar with the partnerships behind it: as many as it counts, unless it counts something else that they state."""
    number = len(places) if count is None else count
    return Bar(code, label, number, number / among if among else None, cut.ids(places))
