"""Measures of partners as a table of comma-separated values."""

from __future__ import annotations

import csv
from io import StringIO

from graph.analytics.network.table import PartnerTable

KNOWN = ("id", "name", "type", "country")
"""Columns before the measures."""


def partners_csv(table: PartnerTable) -> str:
    """Every partner of a table, a line each; a measure that isn't defined for it is an empty cell."""
    made = StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow((*KNOWN, *table.columns))
    columns = tuple(table.columns.values())
    for row, known in enumerate(zip(table.ids, table.names, table.types, table.countries, strict=True)):
        writer.writerow((*known, *("" if column[row] is None else column[row] for column in columns)))
    return made.getvalue()
