"""Partnerships behind a number, as a list of them shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.snapshot.dated import status_of
from graph.snapshot.snapshot import Snapshot
from graph.text.csvtext import csv_text


@dataclass(frozen=True, slots=True)
class ListedPartnership:
    """A partnership in a list.

    Attributes:
        id: of the partnership.
        title: its name.
        status: on the asking date (vocabulary `statuses`).
    """

    id: str
    title: str
    status: str


def listed(snapshot: Snapshot, ids: Sequence[str], on: date) -> tuple[ListedPartnership, ...]:
    """Partnerships of a snapshot by their ids, in this order."""
    rows = [(id, snapshot.partnership_row[id]) for id in ids]
    return tuple(ListedPartnership(id, snapshot.titles[row], status_of(snapshot, row, on)) for id, row in rows)


def listed_csv(partnerships: Sequence[ListedPartnership]) -> str:
    """Such a list as a table."""
    return csv_text(("id", "title", "status"), ((each.id, each.title, each.status) for each in partnerships))
