"""Coverage and niches as tables of comma-separated values."""

from __future__ import annotations

from graph.analytics.gaps.answer import Coverage
from graph.analytics.gaps.niches import Niches
from graph.text.csvtext import csv_text

CELLS = (
    "line",
    "label",
    "area",
    "area_name",
    "count",
    "read",
    "compared",
    "expected",
    "low",
    "high",
    "q",
    "verdict",
    "line_stated",
    "line_entries",
    "line_compared",
    "area_entries",
    "countable",
    "population",
    "slice",
    "baseline",
    "scheme",
    "scheme_date",
    "as_of",
)
"""Columns of `cells_csv`."""


def cells_csv(coverage: Coverage, slice: str) -> str:
    """The areas as a whole, with an empty line, and every cell: each says all that it takes to read it alone.

    What isn't compared has no value in `compared`, `expected`, `low`, `high` and `q`.

    Args:
        coverage: the cells, with their denominators.
        slice: what is counted, in words; "everything" for the whole store.
    """
    lines = {line.code: line for line in coverage.lines}
    areas = {area.code: area for area in coverage.areas}
    rows = []
    for cell in (*coverage.whole, *coverage.cells):
        line, area = lines.get(cell.line), areas[cell.area]
        told = (cell.compared, cell.expected, cell.low, cell.high, cell.q)
        rows.append(
            (
                cell.line,
                line.label if line else "",
                area.code,
                area.name,
                cell.count,
                cell.read,
                *told,
                cell.verdict,
                line.state_it if line else coverage.population.entries,
                line.entries if line else coverage.population.state_area,
                line.compared if line else coverage.population.compared,
                area.entries if line else cell.count,
                coverage.population.state_both if line else coverage.population.state_area,
                coverage.population.entries,
                slice,
                coverage.baseline.code,
                coverage.scheme.code,
                coverage.scheme.date,
                coverage.as_of,
            )
        )
    return csv_text(CELLS, rows)


NICHES = (
    "country",
    "line",
    "label",
    "area",
    "area_name",
    "countries",
    "entries",
    "not_ended",
    "partnerships",
    "partners",
    "ended_here",
    "read",
    "needs",
    "slice",
    "as_of",
)
"""Columns of `niches_csv`."""


def niches_csv(niches: Niches, slice: str) -> str:
    """A line for every niche in every group of comparable countries; codes and ids in one cell have a space between.

    Args:
        niches: of a country.
        slice: what is counted, in words.
    """
    return csv_text(
        NICHES,
        (
            (
                niches.country,
                niche.line,
                niche.label,
                among.area,
                among.name,
                " ".join(among.countries),
                among.entries,
                among.not_ended,
                " ".join(among.partnerships),
                " ".join(each.id for each in among.partners),
                " ".join(niche.ended_here),
                niche.read,
                " ".join(niche.needs),
                slice,
                niches.as_of,
            )
            for niche in niches.niches
            for among in niche.among
        ),
    )
