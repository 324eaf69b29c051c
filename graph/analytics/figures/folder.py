"""Figures as a folder: a chart for every series that has bars, their texts, and both tables."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.analytics.figures.chart import chart
from graph.analytics.figures.every import FIGURES
from graph.analytics.figures.figure import Figure
from graph.analytics.figures.files import bars_csv, rows_csv
from graph.analytics.figures.words import apart, documents, told
from graph.text.sentence import number
from graph.whole_folder import BESIDE

_BARS, _ROWS, _TEXTS = "figures.csv", "rows.csv", "figures.txt"

_CODE = re.compile("[a-z0-9-]+")
"""A code of a series: what a table that somebody else wrote says can't lead out of the folder."""


def write_figures(figures: Sequence[Figure], folder: Path) -> str:
    """Write charts, their texts and both tables, and say in words what was written.

    All of it takes its place at the end, so that a run that fails leaves what was there. Charts that an earlier run
    wrote, by the table that it left, and that this one doesn't, go; every other file stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = _charts_in(folder / _BARS)
    # Within it: only on one file system is a rename one step, and a folder may be a file system of its own.
    with tempfile.TemporaryDirectory(prefix=BESIDE, dir=folder) as beside:
        made = [Path(beside) / name for name in _write(figures, Path(beside))]
        for file in made:
            file.replace(folder / file.name)
    for name in before - {file.name for file in made}:
        (folder / name).unlink(missing_ok=True)
    charts = sum(file.suffix == ".svg" for file in made)
    return ", ".join((number(charts, "chart"), _BARS, _ROWS, _TEXTS))


def _write(figures: Sequence[Figure], folder: Path) -> Iterator[str]:
    """Write all files into a folder, and name them."""
    texts = []
    for figure in figures:
        for series in figure.series:
            texts.append(told(figure, series))
            if series.total:
                name = _chart(figure.code, series.code)
                (folder / name).write_text(chart(figure, series), encoding="utf-8")
                yield name
        texts += [f"Published: {each}" for each in apart(figure)]
    texts += [f"Published values: {document}." for document in documents(figures)]
    for name, text in (
        (_TEXTS, "\n\n".join(texts) + "\n"),
        (_ROWS, rows_csv(figures)),
        (_BARS, bars_csv(figures)),
    ):
        (folder / name).write_text(text, encoding="utf-8")
        yield name


def _chart(figure: str, series: str) -> str:
    return f"{figure.lower()}-{series}.svg"


def _charts_in(table: Path) -> set[str]:
    """The charts that were written beside a table of bars; none where it is no such table."""
    try:
        with table.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            named = {(row.get("figure") or "", row.get("series") or "") for row in rows}
    except (FileNotFoundError, UnicodeDecodeError, csv.Error):
        return set()
    return {_chart(figure, series) for figure, series in named if figure in FIGURES and _CODE.fullmatch(series)}
