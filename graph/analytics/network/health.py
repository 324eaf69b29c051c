"""Health of a partnership: reports, activity, breadth, dependence on one partner (D2; S14 of the service's list).

None of these is a judgement. They are counted from what registers list, and each says less than its name: `MEASURES`
tells what, and its limit. For the public they are distributions without names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.errors import NotFoundError
from graph.snapshot.dated import end_of, status_of
from graph.snapshot.snapshot import Snapshot

FEWEST = 10
"""Partnerships of which health is told as distributions: of fewer, a distribution tells of each."""

DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Measure:
    """What one measure of health is.

    Attributes:
        says: what it is, with its unit.
        limit: what it doesn't say.
    """

    says: str
    limit: str


MEASURES: Mapping[str, Measure] = {
    "reports": Measure(
        "number of reports on it",
        "no register that is read here holds reports; that is no sign of silence",
    ),
    "years_left": Measure(
        "years from the asking date to the stated end, below 0 where it has ended",
        "a register that stopped being updated doesn't say what goes on",
    ),
    "partners": Measure(
        "number of partners on its list",
        "a list may name a secretariat for all its members; and nobody says who is active",
    ),
    "types": Measure(
        "number of types of partner on its list, those of no known type left out",
        "types are stated by some registers, and otherwise read from names by rules",
    ),
    "countries": Measure(
        "number of countries in which its partners are known to be based",
        "known of a part of partners only, so that it is at least so many",
    ),
    "connected_partners": Measure(
        "share of its partners that are in another partnership too, 0 to 1",
        "an organisation that was not recognised under another name seems to be in no other",
    ),
    "dependence": Measure(
        "share of its partners' other memberships that one partner alone holds, 0 to 1",
        "it tells through whom a partnership is connected, and nothing of who pays or works",
    ),
}
"""The measures of health by name."""


@dataclass(frozen=True, slots=True)
class Health:
    """What is known of one partnership's health, for its focal point and the desk.

    Attributes:
        partnership: its id.
        title: its name.
        status: on the asking date (vocabulary `statuses`).
        values: name of a measure (`MEASURES`) to its value; None where it isn't known.
        leans_on: id of the partner that holds more of the other memberships than any other; "" where `dependence` isn't
            known or several hold as many.
        leans_on_name: its name; "" likewise.
    """

    partnership: str
    title: str
    status: str
    values: Mapping[str, float | None]
    leans_on: str
    leans_on_name: str


@dataclass(frozen=True, slots=True)
class Spread:
    """How one measure is spread over partnerships, without names.

    Attributes:
        measure: its name.
        says: what it is.
        limit: what it doesn't say.
        known: of how many partnerships it is known.
        unknown: of how many it isn't.
        lowest: the lowest value that any of them has; None, as the next four, where it is known of none.
        quarter: the value that a quarter of those of which it is known don't exceed (nearest rank).
        median: the value that half of them don't exceed.
        three_quarters: the value that three quarters of them don't exceed.
        highest: the highest value.
    """

    measure: str
    says: str
    limit: str
    known: int
    unknown: int
    lowest: float | None
    quarter: float | None
    median: float | None
    three_quarters: float | None
    highest: float | None


@dataclass(frozen=True, slots=True)
class HealthSpreads:
    """The health of all partnerships of a slice, without names.

    Attributes:
        partnerships: how many, those without a partner included.
        as_of: the asking date.
        statuses: status (vocabulary `statuses`) to how many partnerships have it.
        spreads: each measure.
    """

    partnerships: int
    as_of: date
    statuses: Mapping[str, int]
    spreads: tuple[Spread, ...]


def health_of(snapshot: Snapshot, partnership: str, as_of: date) -> Health:
    """One partnership's health, by name: for the desk and the partnership's focal point, and nobody else.

    Who asks has to be known before this is shown (S14): measured by a register's lists alone it would be read as a
    judgement of the partnership.

    Args:
        snapshot: whole: of a slice, other memberships outside of it aren't seen.
        partnership: its id.
        as_of: the asking date.

    Raises:
        NotFoundError: there is no such partnership.
    """
    row = snapshot.partnership_row.get(partnership)
    if row is None:
        raise NotFoundError("partnership", partnership)
    degrees = np.diff(snapshot.links.indptr)
    values, leans_on = _values(snapshot, degrees, row, as_of)
    return Health(
        partnership,
        snapshot.titles[row],
        status_of(snapshot, row, as_of),
        values,
        snapshot.partners[leans_on] if leans_on >= 0 else "",
        snapshot.partner_names[leans_on] if leans_on >= 0 else "",
    )


def health_spreads(snapshot: Snapshot, as_of: date) -> HealthSpreads:
    """The health of all partnerships of a snapshot as distributions, fit for the public: no name stands in it.

    Args:
        snapshot: whole or a slice; of a slice, memberships outside of it don't count.
        as_of: the asking date.

    Returns:
        Of fewer than `FEWEST` partnerships neither statuses nor measures: they would tell of each of them.
    """
    if len(snapshot.partnerships) < FEWEST:
        return HealthSpreads(len(snapshot.partnerships), as_of, {}, ())
    degrees = np.diff(snapshot.links.indptr)
    rows = range(len(snapshot.partnerships))
    each = [_values(snapshot, degrees, row, as_of)[0] for row in rows]
    statuses = Counter(status_of(snapshot, row, as_of) for row in rows)
    return HealthSpreads(
        len(each),
        as_of,
        dict(sorted(statuses.items())),
        tuple(_spread(name, [values[name] for values in each]) for name in MEASURES),
    )


def _spread(name: str, values: Sequence[float | None]) -> Spread:
    known = sorted(value for value in values if value is not None)
    marks: tuple[float | None, ...] = (None,) * 5
    if known:
        # Nearest rank: a value that some partnership has.
        marks = tuple(known[max(0, -(-len(known) * quarter // 4) - 1)] for quarter in range(5))
    about = MEASURES[name]
    return Spread(name, about.says, about.limit, len(known), len(values) - len(known), *marks)


def _values(
    snapshot: Snapshot, degrees: NDArray[np.int64], row: int, as_of: date
) -> tuple[Mapping[str, float | None], int]:
    partners = snapshot.partners_of(row)
    types = {snapshot.partner_types[who] for who in partners} - {"", "unknown"}
    based = {snapshot.partner_countries[who] for who in partners} - {""}
    others = degrees[partners] - 1
    end = end_of(snapshot, row)
    dependence, leans_on = None, -1
    if len(partners) > 1 and others.sum():
        dependence = float(others.max() / others.sum())
        most = np.flatnonzero(others == others.max())
        leans_on = int(partners[most[0]]) if len(most) == 1 else -1
    values: dict[str, float | None] = {
        "reports": None,
        "years_left": (end - as_of).days / DAYS_A_YEAR if end is not None else None,
        "partners": len(partners),
        "types": len(types) if types else None,
        "countries": len(based) if based else None,
        "connected_partners": float((others > 0).mean()) if len(partners) else None,
        "dependence": dependence,
    }
    return values, leans_on
