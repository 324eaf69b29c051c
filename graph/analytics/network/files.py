"""Measures of partners, or of partnerships, as a table of comma-separated values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.analytics.network.table import PartnershipTable, PartnerTable
from graph.text.csvtext import csv_text

OF_PARTNERS = ("id", "name", "type", "country")
OF_PARTNERSHIPS = ("id", "title", "status")
"""Columns before the measures."""


def partners_csv(table: PartnerTable) -> str:
    """Every partner of a table, a line each; a measure that isn't defined for it is an empty cell."""
    return _written(OF_PARTNERS, zip(table.ids, table.names, table.types, table.countries, strict=True), table.columns)


def partnerships_csv(table: PartnershipTable) -> str:
    """Every partnership of a table, likewise."""
    return _written(OF_PARTNERSHIPS, zip(table.ids, table.titles, table.statuses, strict=True), table.columns)


def _written(
    known: Sequence[str], rows: Iterable[tuple[str, ...]], columns: Mapping[str, tuple[float | None, ...]]
) -> str:
    cells = ((*row, *(column[at] for column in columns.values())) for at, row in enumerate(rows))
    return csv_text((*known, *columns), cells)
