"""Filters of a question: which partners or partnerships pass, and which filter to leave out where none does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.errors import InputError
from graph.model.vocabularies import read_country, vocabulary
from graph.snapshot.snapshot import Snapshot

Bools = NDArray[np.bool_]
Where = Mapping[str, Sequence[str]]

OF_PARTNERS = ("type", "country")
OF_PARTNERSHIPS = ("sdg", "country", "theme")

_VOCABULARIES = {"type": "types", "theme": "themes", "sdg": "goals"}


def of_partners(snapshot: Snapshot, where: Where) -> dict[str, Bools]:
    """Filter to the partners that have any of its values: (n,).

    Args:
        snapshot: the store's arrays.
        where: filter to values; countries in whatever way they are written. One without values is none.

    Raises:
        InputError: there is no such filter, or it has no such value.
    """
    columns = {"type": snapshot.partner_types, "country": snapshot.partner_countries}
    return {
        field: np.array([value in codes for value in columns[field]], dtype=bool)
        for field, codes in _read(where, OF_PARTNERS).items()
    }


def of_partnerships(snapshot: Snapshot, where: Where) -> dict[str, Bools]:
    """Filter to the partnerships that are declared to have any of its values: (m,); otherwise as `of_partners`."""
    made = {}
    for field, codes in _read(where, OF_PARTNERSHIPS).items():
        columns = [snapshot.tag_row[tag] for code in codes if (tag := (field, code)) in snapshot.tag_row]
        made[field] = np.asarray(csr_array(snapshot.tagged[:, columns]).sum(axis=1)).ravel() > 0
    return made


def passing(base: Bools, filters: Mapping[str, Bools]) -> Bools:
    """Those of a base that pass all filters."""
    made = base.copy()
    for passes in filters.values():
        made &= passes
    return made


def to_relax(base: Bools, filters: Mapping[str, Bools]) -> tuple[str, ...]:
    """The filters of which each alone, left out, lets something pass; all where no single one does.

    Args:
        base: what may be answered at all.
        filters: of which nothing passes all.
    """
    alone = tuple(
        name for name in filters if passing(base, {key: each for key, each in filters.items() if key != name}).any()
    )
    return alone or tuple(filters)


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
            raise InputError(f"{value!r} is no country that is known by name or ISO 3166 code.")
        return code
    if vocabulary(_VOCABULARIES[field]).get(value) is None:
        raise InputError(f"{value!r} is no {field}; the vocabulary `{_VOCABULARIES[field]}` lists those there are.")
    return value
