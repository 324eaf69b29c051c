"""Which partnerships a question may be answered with."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.errors import InputError
from graph.model.vocabularies import read_country, vocabulary
from graph.snapshot.snapshot import Snapshot

FILTERS = ("sdg", "country", "theme")

_VOCABULARIES = {"theme": "themes", "sdg": "goals"}


def allowed(snapshot: Snapshot, exclude: Collection[str], where: Mapping[str, Sequence[str]]) -> NDArray[np.bool_]:
    """The partnerships that have any of the values of every filter and aren't excluded: (m,).

    Args:
        snapshot: the store's arrays.
        exclude: ids; unknown ones are passed over.
        where: filter to values: codes, countries also by name.

    Raises:
        InputError: a filter or a value is none.
    """
    made = np.ones(len(snapshot.partnerships), dtype=bool)
    for field, values in where.items():
        if field not in FILTERS:
            raise InputError(f"{field!r} is no filter of this question; there are {', '.join(FILTERS)}.")
        columns = [
            snapshot.tag_row[tag] for value in values if (tag := (field, _code(field, value))) in snapshot.tag_row
        ]
        if values:
            made &= np.asarray(csr_array(snapshot.tagged[:, columns]).sum(axis=1)).ravel() > 0 if columns else False
    made[[snapshot.partnership_row[id] for id in exclude if id in snapshot.partnership_row]] = False
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
