"""Whether a partnership is running on a day, by what its register says: the one rule behind every surface."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph.model.entities import Entity
from graph.text.dates import PartialDate

STATUSES = ("planned", "running", "open-ended", "ended", "not-stated")
"""Those of which a partnership has exactly one on any day (vocabulary `statuses`)."""

NOT_ENDED = "not-ended"
"""Asked for in place of statuses: all that has not ended, also what has no status, such as a partner."""


@dataclass(frozen=True, slots=True)
class Period:
    """When a partnership runs, by its chosen facts: from this its status follows on any day.

    Attributes:
        start: the first day on which it may have begun; None where not stated.
        end: the last day on which it may have ended; None where not stated.
        open_ended: its register says that no end is foreseen.
    """

    start: date | None
    end: date | None
    open_ended: bool


def period_of(entity: Entity) -> Period | None:
    """When a partnership runs; None for another kind of entity, which has no status.

    Raises:
        InputError: its start or end is no date.
    """
    if entity.kind != "partnership":
        return None
    start, end = entity.fact("start"), entity.fact("end")
    return Period(
        PartialDate.from_iso(start).earliest if isinstance(start, str) else None,
        PartialDate.from_iso(end).latest if isinstance(end, str) else None,
        bool(entity.fact("open-ended")),
    )


def status_of(entity: Entity, on: date) -> str:
    """The status of a partnership on a day, from its chosen facts `start`, `end` and `open-ended`; see `status`.

    Args:
        entity: the partnership; another kind of entity has no status, and gives an empty text.
        on: the asking date.
    """
    period = period_of(entity)
    return status(period.start, period.end, period.open_ended, on) if period else ""


def status(start: date | None, end: date | None, open_ended: bool, on: date) -> str:
    """`planned`, `running`, `open-ended`, `ended` or `not-stated` (vocabulary `statuses`) on a day.

    A date that is only a year or a month counts with its first day as a start and its last day as an end, so that
    nothing is called ended before it certainly is. What has started and has no stated end is `not-stated`: a register
    that stopped being updated doesn't say that its entries go on.

    Args:
        start: the first day on which it may have begun; None where not stated.
        end: the last day on which it may have ended; None where not stated.
        open_ended: its register says that no end is foreseen.
        on: the asking date.

    >>> status(date(2019, 1, 1), date(2030, 12, 31), False, date(2031, 1, 1))
    'ended'
    >>> status(date(2019, 1, 1), None, False, date(2031, 1, 1))
    'not-stated'
    """
    if end is not None and end < on:
        return "ended"
    if start is not None and start > on:
        return "planned"
    if end is not None:
        return "running"
    return "open-ended" if open_ended else "not-stated"
