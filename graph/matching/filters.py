"""Filters of a question: which partners or partnerships pass, how many say anything at all, and which to leave out.

A filter keeps what says one of its values. What says nothing is left out too, which isn't the same as saying no: so an
answer tells of every filter how many of those it chose among say anything of it (`counted`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.errors import InputError
from graph.infer.joining.read import WITH_BUSINESS
from graph.infer.typology.read import DIMENSIONS
from graph.matching.codes import no_country, read_code
from graph.matching.match import FilterCount
from graph.model.vocabularies import read_country
from graph.snapshot.says import READ, STATED
from graph.snapshot.snapshot import Snapshot

Bools = NDArray[np.bool_]
Where = Mapping[str, Sequence[str]]

OF_KIND: Final = ("mechanism", "goal-type", "business-type", "funding-type", "non-cash")
"""Filters by what kind of partnership it is: dimensions of `graph.infer.typology`."""

BUSINESS: Final = "with-business"
"""The filter by willingness to work with business: `yes` or `no`, and only as it is stated."""

JOINABLE: Final = "joinable"
"""The filter that leaves out what one can't join by its own word; its name where it is the one to leave out."""

BRINGS: Final = "brings"
"""The filter by what a partner is stated to bring."""

OF_PARTNERS: Final = ("type", "country", BRINGS, BUSINESS)
OF_PARTNERSHIPS: Final = ("sdg", "country", "theme", *OF_KIND, BUSINESS)

_VOCABULARIES: Mapping[str, str] = {
    "type": "types",
    "theme": "themes",
    "sdg": "goals",
    BRINGS: "contributions",
    **{dimension: DIMENSIONS[dimension] for dimension in OF_KIND},
}
_ANSWERS: Mapping[str, bool] = {"yes": True, "no": False}


@dataclass(frozen=True, eq=False, slots=True)
class Filter:
    """What each partner or partnership is to one filter: three answers a row.

    Attributes:
        passes: it says one of the values that were asked for.
        stated: a field of its register says something of it, whatever that is.
        read: only its running text does.
    """

    passes: Bools
    stated: Bools
    read: Bools


def of_partners(snapshot: Snapshot, where: Where) -> dict[str, Filter]:
    """Filters by their names, over the partners: (n,) each.

    `brings` knows a partner that a record states to fund something, and no other contribution: registers state what a
    partnership has, not who of it brings that. `with-business` knows none yet, as no register states it of a partner.

    Args:
        snapshot: the store's arrays.
        where: filter to values; countries in whatever way they are written. One without values is none.

    Raises:
        InputError: there is no such filter, or it has no such value.
    """
    size = len(snapshot.partners)
    made = {}
    for field, codes in _read(where, OF_PARTNERS).items():
        if field == BRINGS:
            funds = _marked(size, {row for (row, _), role in snapshot.link_roles.items() if role == "funder"})
            made[field] = Filter(funds if "funding" in codes else _none(size), funds, _none(size))
        elif field == BUSINESS:
            made[field] = Filter(_none(size), _none(size), _none(size))
        else:
            column = snapshot.partner_types if field == "type" else snapshot.partner_countries
            known = np.array([value not in {"", "unknown"} for value in column], dtype=bool)
            made[field] = Filter(np.array([value in codes for value in column], dtype=bool), known, _none(size))
    return made


def of_partnerships(snapshot: Snapshot, where: Where) -> dict[str, Filter]:
    """Filters over the partnerships: (m,) each; otherwise as `of_partners`.

    Goals, countries and themes count as they are declared. What kind of partnership it is counts where its register
    says so and where its text does; which of the two is told beside a match. Contributions that aren't money, and
    willingness to work with business, count only as they are stated.
    """
    made = {}
    for field, codes in _read(where, OF_PARTNERSHIPS).items():
        if field in OF_KIND:
            made[field] = _of_kind(snapshot, field, codes)
        elif field == BUSINESS:
            made[field] = _with_business(snapshot, codes)
        else:
            size = len(snapshot.partnerships)
            asked = [snapshot.tag_row[tag] for code in codes if (tag := (field, code)) in snapshot.tag_row]
            every = [column for (kind, _), column in snapshot.tag_row.items() if kind == field]
            tagged = snapshot.tagged
            passes, stated = (_rows(tagged, _of_columns(tagged, columns)) for columns in (asked, every))
            made[field] = Filter(passes, stated, _none(size))
    return made


def _of_kind(snapshot: Snapshot, dimension: str, codes: set[str]) -> Filter:
    kinds, of_kind = snapshot.says.kinds, snapshot.says.of_kind
    own = _of_columns(of_kind, [column for column, (each, _) in enumerate(kinds) if each == dimension])
    asked = _of_columns(
        of_kind, [column for column, kind in enumerate(kinds) if kind in {(dimension, c) for c in codes}]
    )
    stated = _rows(of_kind, own & (of_kind.data == STATED))
    return Filter(_rows(of_kind, asked), stated, _rows(of_kind, own & (of_kind.data == READ)) & ~stated)


def _with_business(snapshot: Snapshot, answers: set[str]) -> Filter:
    size = len(snapshot.partnerships)
    wanted = {_ANSWERS[answer] for answer in answers}
    passes, stated = _none(size), _none(size)
    for row, sayings in snapshot.says.joining.items():
        for each in sayings:
            if each.field == WITH_BUSINESS and each.value is not None:
                stated[row] = True
                passes[row] |= each.value in wanted
    return Filter(passes, stated, _none(size))


def passing(base: Bools, filters: Mapping[str, Filter]) -> Bools:
    """Those of a base that pass all filters."""
    made = base.copy()
    for each in filters.values():
        made &= each.passes
    return made


def counted(base: Bools, filters: Mapping[str, Filter]) -> tuple[FilterCount, ...]:
    """How many of a base say anything of each filter, and how many pass it, each filter by itself."""
    return tuple(
        FilterCount(
            name,
            of=int(base.sum()),
            stated=int((base & each.stated).sum()),
            read=int((base & each.read).sum()),
            passing=int((base & each.passes).sum()),
        )
        for name, each in filters.items()
    )


def to_relax(base: Bools, filters: Mapping[str, Filter]) -> tuple[tuple[str, ...], bool]:
    """Which filters to leave out where nothing passes all of them.

    Args:
        base: what may be answered at all.
        filters: of which nothing passes all.

    Returns:
        The filters of which each alone, left out, lets something pass, and False; where no single one does, the fewest
        that do together, and True. None where there is nothing to answer in any case.
    """
    if not base.any():
        return (), False
    alone = tuple(name for name in filters if passing(base, _without(filters, {name})).any())
    if alone:
        return alone, False
    sets = (set(each) for size in range(2, len(filters) + 1) for each in combinations(filters, size))
    together = next((each for each in sets if passing(base, _without(filters, each)).any()), set[str]())
    return tuple(name for name in filters if name in together), bool(together)


def _without(filters: Mapping[str, Filter], names: Collection[str]) -> dict[str, Filter]:
    return {name: each for name, each in filters.items() if name not in names}


def _none(size: int) -> Bools:
    return np.zeros(size, dtype=bool)


def _marked(size: int, rows: set[int]) -> Bools:
    made = _none(size)
    made[sorted(rows)] = True
    return made


def _of_columns(matrix: csr_array, columns: Sequence[int]) -> Bools:
    """Which entries of a matrix stand in some of its columns: (nnz,)."""
    chosen = np.zeros(matrix.shape[1], dtype=bool)
    chosen[columns] = True
    return np.asarray(chosen[matrix.indices], dtype=bool)


def _rows(matrix: csr_array, entries: Bools) -> Bools:
    """Which rows of a matrix have any of some entries: (rows,)."""
    made = _none(matrix.shape[0])
    at = np.flatnonzero(entries)
    made[np.searchsorted(matrix.indptr, at, side="right") - 1] = True
    return made


def _read(where: Where, known: Sequence[str]) -> dict[str, set[str]]:
    """Filters with the codes of their values."""
    made = {}
    for field, values in where.items():
        if field not in known:
            raise InputError(f"{field!r} is no filter of this question; there are {', '.join(known)}.")
        if values:
            made[field] = {_code(field, value) for value in values}
    return made


def _code(field: str, value: str) -> str:
    if field == "country":
        code = read_country(value)
        if code is None:
            raise InputError(no_country(value))
        return code
    if field == BUSINESS:
        if value not in _ANSWERS:
            raise InputError(f"{field} is {value!r}; it can be yes or no.")
        return value
    return read_code(_VOCABULARIES[field], value)
