"""What was published of a portfolio, to stand beside what is counted here; and where the source contradicts itself."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib import resources

from graph.analytics.figures.figure import Contradiction, Published
from graph.analytics.slices import Cut


def portfolio_of(cut: Cut) -> str:
    """The portfolio that a slice is the whole of; empty where it is of none, or of a part of one.

    A slice that holds nine in ten of a portfolio's records, and little else, is taken for it: a register may have lost
    the sign by which some of its rows are known.
    """
    recorded, every = cut.recorded, cut.snapshot.recorded
    for at, code in enumerate(recorded.portfolios):
        held, all_of = int((recorded.portfolio == at).sum()), int((every.portfolio == at).sum())
        if held and 10 * held >= 9 * max(all_of, len(recorded)):
            return code
    return ""


def published(portfolio: str, figure: str) -> tuple[Published, ...]:
    """Published values of a figure of a portfolio; none where nothing was published."""
    return tuple(
        Published(
            row["series"],
            row["code"],
            float(row["value"]),
            "percent" if row["unit"] == "percent" else "count",
            int(row["of"] or 0),
            row["source"],
            row["note"],
        )
        for row in _rows("published.csv")
        if row["portfolio"] == portfolio and row["figure"] == figure
    )


def published_bars(cut: Cut, figure: str, series: str) -> tuple[str, ...]:
    """Codes of the bars of a series of which a value was published of the portfolio that a slice is the whole of."""
    found = [each.code for each in published(portfolio_of(cut), figure) if each.series == series and each.code]
    return tuple(dict.fromkeys(found))


def contradictions(portfolio: str, figure: str) -> tuple[Contradiction, ...]:
    """Where the source of a figure's published values disagrees with itself."""
    return tuple(
        Contradiction(row["said"], row["source"])
        for row in _rows("contradictions.csv")
        if row["portfolio"] == portfolio and row["figure"] == figure
    )


def document(source: str) -> str:
    """The document that a source is a paragraph of, by its symbol and in words.

    >>> document("E/CN.17/2010/13, §12")[:57]
    'E/CN.17/2010/13 (Partnerships for Sustainable Development'
    """
    symbol = source.partition(",")[0]
    title = next((row["title"] for row in _rows("documents.csv") if row["symbol"] == symbol), "")
    return f"{symbol} ({title})" if title else symbol


@lru_cache(maxsize=3)
def _rows(name: str) -> tuple[dict[str, str], ...]:
    file = resources.files("graph.analytics.figures") / "data" / name
    return tuple(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
