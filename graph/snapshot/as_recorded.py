"""A snapshot of what some records state: other records of the same partnerships are left out."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.model.roles import foremost
from graph.snapshot.recorded import READ, Recorded
from graph.snapshot.snapshot import UNKNOWN_DAY, Days, Snapshot


def as_recorded(snapshot: Snapshot, recorded: Recorded) -> Snapshot:
    """The same partnerships with the links, roles, tags and dates that some of their records state.

    Texts, and what is read from them, stay those of the whole partnership. Dates are as exact as a month.

    Args:
        snapshot: of the partnerships.
        recorded: the records, with the rows of these partnerships; each partnership has one at least.
    """
    size = len(snapshot.partnerships)
    ones = np.ones(len(recorded), dtype=np.float32)
    of = csr_array((ones, (recorded.partnership, np.arange(len(recorded)))), shape=(size, len(recorded)))
    named = recorded.partners.tocoo()
    stated: dict[tuple[int, int], str] = {}
    for row, who, place in zip(named.row.tolist(), named.col.tolist(), named.data.tolist(), strict=True):
        pair = (who, int(recorded.partnership[row]))
        if role := foremost((stated.get(pair, ""), recorded.roles[place - 1])):
            stated[pair] = role
    changed: dict[str, Any] = {
        "links": _ones(csr_array((of @ recorded.partners.astype(bool).astype(np.float32)).T)),
        "link_roles": stated,
        "tagged": _ones(csr_array(of @ _tags(snapshot, recorded))),
        "starts": _days(recorded.begins, recorded.partnership, size, last=False),
        "ends": _days(recorded.ends, recorded.partnership, size, last=True),
        "open_ended": _open_ended(recorded, size),
        "recorded": recorded,
    }
    return replace(snapshot, **changed)


def _ones(matrix: csr_array) -> csr_array:
    matrix.data[:] = 1
    return matrix


def _tags(snapshot: Snapshot, recorded: Recorded) -> csr_array:
    """(r, t): which tags each record states; a target is one of its goal too."""
    column = {(kind, code): at for at, (kind, code) in enumerate(snapshot.tags)}
    cells = recorded.tied.tocoo()
    rows, columns = [], []
    for row, tie in zip(cells.row.tolist(), cells.col.tolist(), strict=True):
        kind, code, _ = recorded.ties[tie]
        tags = [(kind, code)] + ([("sdg", code.partition(".")[0])] if kind == "target" else [])
        for tag in tags:
            if tag in column:
                rows.append(row)
                columns.append(column[tag])
    shape = (len(recorded), len(snapshot.tags))
    return csr_array((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shape)


def _days(stated: NDArray[np.int16], partnership: NDArray[np.int32], size: int, *, last: bool) -> Days:
    """First or last possible day by the first record of each partnership that states one."""
    made = np.full(size, UNKNOWN_DAY, dtype=np.int32)
    for row in np.flatnonzero(stated[:, 0])[::-1].tolist():
        year, month = (int(part) for part in stated[row])
        until = month or 12
        day = date(year, until, monthrange(year, until)[1]) if last else date(year, month or 1, 1)
        made[partnership[row]] = day.toordinal()
    return made


def _open_ended(recorded: Recorded, size: int) -> NDArray[np.bool_]:
    made = np.zeros(size, dtype=bool)
    columns = [at for at, each in enumerate(recorded.properties) if list(each) == ["open-ended", "true"]]
    cells = recorded.stated[:, columns].tocoo()
    made[recorded.partnership[cells.row[cells.data == READ]]] = True
    return made
