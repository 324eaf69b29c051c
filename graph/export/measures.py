"""Measures of partners as further columns of nodes."""

from __future__ import annotations

from graph.analytics.network.table import COLUMNS, PartnerTable
from graph.export.columns import Column, Measures


def measures_of(table: PartnerTable) -> Measures:
    """The measures of a table as columns, each with what it means, whose measure it is and how it was taken.

    Args:
        table: of the partners of the network that is exported, or of others: whom it doesn't have has no value.
    """
    made: dict[Column, dict[str, float | None]] = {}
    for name, values in table.columns.items():
        told = COLUMNS[name]
        known = [value for value in values if value is not None]
        whole = bool(known) and all(isinstance(value, int) for value in known)
        column = Column(
            name,
            "integer" if whole else "number",
            f"{told.says[0].upper()}{told.says[1:]}.",
            f"{told.source or 'counted'}; ties of partners weighed by {table.method.weights}",
        )
        made[column] = dict(zip(table.ids, values, strict=True))
    return made
