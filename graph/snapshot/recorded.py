"""What the records of partnerships state, record by record: the part of a snapshot that figures are counted from.

A partnership may have several records, and a register may list a partner twice. What is counted of a register, or of
some of its rows, is what these rows state; so it is kept apart from what the graph makes of all records together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

READ, UNREADABLE = 1, 2
"""In `Recorded.stated`: the value was read, or something stands there that can't be read."""

NOT_STATED = (0, 0)
"""Year and month of a date that isn't stated; a month of 0: only the year is."""

Codes = NDArray[np.int16]


def _matrix() -> csr_array:
    return csr_array((0, 0), dtype=np.int8)


def _numbers(*shape: int) -> NDArray[np.int16]:
    return np.zeros((0, *shape), dtype=np.int16)


def _wide() -> NDArray[np.int32]:
    return np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, eq=False)
class Recorded:
    """What r records of partnerships state, in the order of their registers; l listings of partners stand in them.

    Attributes:
        ids: of the records ("register:key"); length r.
        partnership: (r,), row of the partnership that each is a record of.
        registers: codes of the registers.
        register: (r,), of each record, as a place in `registers`.
        portfolios: codes of the portfolios.
        portfolio: (r,), as a place in `portfolios`; -1 for a record in none.
        begins: (r, 2), year and month of the start; 0 where it isn't stated or can't be read.
        ends: (r, 2), of the end.
        properties: (field, value) of what records state: the value only of fields whose values are codes or true and
            false, otherwise empty; ("text", its field) of running texts; length k.
        stated: (r, k), READ or UNREADABLE.
        sums: (s,), amounts of money, each of the record in `sum_of`; of which field and currency `sum_kinds` says.
        sum_of: (s,), rows of records.
        sum_kind: (s,), as a place in `sum_kinds`.
        sum_kinds: (field, currency); the currency is empty where none is stated.
        ties: (kind, code, role) of the goals, targets, themes, countries and regions that are stated; length t.
        tied: (r, t), 1 where a record states it.
        partners: (r, n), 1 where a record names a partner of the snapshot; 1 + the place of a role in `roles`, where it
            states one: the lead before any other.
        roles: codes of the roles in `partners`; the first is the empty one.
        words: codes in the columns of `listings`: kinds of mentions, types, how the type is known, headings, roles.
        listed: (l,), row of the record that the listing stands in.
        listings: (l, 5), kind, type, basis of the type, heading and role of a listing, each a place in `words`.
        times: (l,), how often the record lists the name there.
    """

    ids: Sequence[str] = ()
    partnership: NDArray[np.int32] = field(default_factory=_wide)
    registers: Sequence[str] = ()
    register: Codes = field(default_factory=_numbers)
    portfolios: Sequence[str] = ()
    portfolio: Codes = field(default_factory=_numbers)
    begins: Codes = field(default_factory=lambda: _numbers(2))
    ends: Codes = field(default_factory=lambda: _numbers(2))
    properties: Sequence[Sequence[str]] = ()
    stated: csr_array = field(default_factory=_matrix)
    sums: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    sum_of: NDArray[np.int32] = field(default_factory=_wide)
    sum_kind: Codes = field(default_factory=_numbers)
    sum_kinds: Sequence[Sequence[str]] = ()
    ties: Sequence[Sequence[str]] = ()
    tied: csr_array = field(default_factory=_matrix)
    partners: csr_array = field(default_factory=_matrix)
    roles: Sequence[str] = ()
    words: Sequence[str] = ()
    listed: NDArray[np.int32] = field(default_factory=_wide)
    listings: Codes = field(default_factory=lambda: _numbers(5))
    times: Codes = field(default_factory=_numbers)

    def __len__(self) -> int:
        return len(self.ids)

    def only(self, records: NDArray[np.intp]) -> Recorded:
        """Some records alone, in the order given; they keep the rows of their partnerships and partners.

        Args:
            records: their rows, each once.
        """
        place = np.full(len(self), -1, dtype=np.int32)
        place[records] = np.arange(len(records), dtype=np.int32)
        listed, summed = place[self.listed], place[self.sum_of]
        here, there = listed >= 0, summed >= 0
        changed: dict[str, Any] = {
            "ids": [self.ids[row] for row in records.tolist()],
            "listed": listed[here],
            "listings": self.listings[here],
            "times": self.times[here],
            "sums": self.sums[there],
            "sum_of": summed[there],
            "sum_kind": self.sum_kind[there],
        }
        for name in ("partnership", "register", "portfolio", "begins", "ends"):
            changed[name] = getattr(self, name)[records]
        for name in ("stated", "tied", "partners"):
            changed[name] = csr_array(getattr(self, name)[records, :])
        return replace(self, **changed)

    def of(self, partnerships: NDArray[np.intp]) -> Recorded:
        """The records of some partnerships alone, whose rows are counted anew, in the order given."""
        place = np.full(1 + max(self.partnership.max(initial=-1), partnerships.max(initial=-1)), -1, dtype=np.int32)
        place[partnerships] = np.arange(len(partnerships), dtype=np.int32)
        kept = self.only(np.flatnonzero(place[self.partnership] >= 0))
        return replace(kept, partnership=place[kept.partnership])
