"""How notebooks show what they found: sentences, tables and plots, in Jupyter as from a plain script.

Plots are made for print: grey, told apart by hatches, markers and labels, and with a caption that says of whom. Run as
a script, a notebook writes them to `build/notebooks`.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import cycle
from pathlib import Path
from textwrap import fill, shorten
from typing import Any

import matplotlib as mpl
import pandas as pd
from IPython import get_ipython
from IPython.display import HTML, Image, display
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from graph.analytics.figures.figure import Figure as Counted
from graph.analytics.figures.figure import Series
from graph.analytics.figures.words import chosen, title

PLOTS = Path(__file__).resolve().parent.parent / "build" / "notebooks"

INK = "#1a1a1a"
FILLS: Sequence[dict[str, Any]] = (
    {"color": "#595959", "edgecolor": INK},
    {"color": "#d9d9d9", "edgecolor": INK, "hatch": "////"},
    {"color": "#ffffff", "edgecolor": INK, "hatch": "...."},
    {"color": "#a6a6a6", "edgecolor": INK, "hatch": "xxxx"},
)
"""Bars that stand beside each other: the same order everywhere, told apart without colour."""

MARKERS = "osD^vPX*"
"""Points that stand beside each other."""

_STYLE = {
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 10,
    "hatch.linewidth": 0.6,
    "legend.frameon": False,
}
_WIDTH = 8.0
_DOTS = 120
_LINE = 100
_MOST_BARS = 12


def say(*sentences: str) -> None:
    """Print sentences, each on lines of its own."""
    for sentence in sentences:
        print(fill(sentence, _LINE, subsequent_indent="  "))


def show_table(rows: pd.DataFrame, caption: str) -> None:
    """Show a table with a caption above; one without rows says that it is empty.

    Args:
        rows: numbers as numbers, years as text; what is missing is shown as a dash.
        caption: what it shows, of whom.
    """
    say(caption)
    if rows.empty:
        print("  (nothing)")
        return
    shown = pd.DataFrame({str(name): [_cell(each) for each in rows[name]] for name in rows.columns})
    if get_ipython() is None:
        print(shown.to_string(index=False), end="\n\n")
    else:
        display(HTML(shown.to_html(index=False, border=0)))


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return shorten(value, 60, placeholder=" …") or "–"
    if value is None or value != value:
        return "–"
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{value:,.0f}"


def canvas(height: float = 3.4, rows: int = 1, columns: int = 1, **shared: Any) -> tuple[Figure, Any]:
    """An empty figure, eight inches wide, with its axes: one, or an array of several."""
    mpl.rcParams.update(_STYLE)
    figure = Figure(figsize=(_WIDTH, height), layout="constrained")
    return figure, figure.subplots(rows, columns, **shared)


def bars(axes: Axes, labels: Sequence[str], values: Sequence[float], told: Sequence[str] = (), fill: int = 0) -> None:
    """Horizontal bars, the first on top, each with what is told of it at the right.

    Args:
        axes: where to.
        labels: names of the bars.
        values: their lengths.
        told: what stands at the right; by default the values.
        fill: which of `FILLS`.
    """
    axes.barh(range(len(values)), values, height=0.7, **FILLS[fill])
    for at, words in enumerate(list(told) or [f"{value:,.0f}" for value in values]):
        axes.text(1, at, words, ha="right", va="center", fontsize=8, transform=axes.get_yaxis_transform())
    axes.set_yticks(range(len(values)), [shorten(label, 44, placeholder=" …") for label in labels])
    axes.set_ylim(len(values) - 0.4, -0.6)
    if min(values, default=0) >= 0:
        axes.set_xlim(0, 1.22 * (max(values, default=0) or 1))
    else:
        axes.set_xmargin(0.22)
    axes.xaxis.get_major_locator().set_params(integer=all(float(value).is_integer() for value in values))


def stacked(axes: Axes, rows: pd.DataFrame) -> None:
    """Horizontal bars of parts: a bar for each row, a fill for each column, with a legend."""
    before = pd.Series(0, index=rows.index)
    for part, style in zip(rows.columns, cycle(FILLS), strict=False):
        axes.barh(range(len(rows)), rows[part], left=before, height=0.7, label=part, **style)
        before = before + rows[part]
    axes.set_yticks(range(len(rows)), [shorten(str(label), 44, placeholder=" …") for label in rows.index])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.figure.legend(loc="outside upper center", ncols=len(rows.columns))


def series_bars(axes: Axes, figure: Counted, code: str = "", published_as: str = "") -> Series:
    """A series of a counted figure as bars, with diamonds where shares of the same were published.

    Args:
        axes: where to.
        figure: the figure.
        code: of the series; by default the first in which anything was counted.
        published_as: the series whose published values stand beside; by default its own.

    Returns:
        What is drawn, for the caption.
    """
    series = chosen(figure, code)
    shown = [bar for bar in series.bars if bar.count][:_MOST_BARS]
    if not shown:
        nothing(axes, f"{title(figure)} Nothing of it could be read ({figure.slice}).")
        return series
    known = [each for each in figure.published if each.series == (published_as or series.code)]
    # One with a note is of another population.
    shares = {each.code: each.value for each in known if each.unit == "percent" and not each.note}
    told = [f"{bar.count:,} of {series.readable:,}" for bar in shown]
    as_shares = any(bar.code in shares for bar in shown)
    values = [100 * (bar.share or 0) if as_shares else bar.count for bar in shown]
    bars(axes, [bar.label for bar in shown], values, told)
    for at, bar in enumerate(shown):
        if bar.code in shares:
            axes.plot(shares[bar.code], at, "D", color=INK, markerfacecolor="white")
    axes.set_xlabel(f"% of {series.unit} that could be read" if as_shares else series.unit)
    return series


def by_ratio(axes: Axes) -> None:
    """Make a horizontal axis with points on it logarithmic, in plain numbers from 1 on."""
    axes.set_xscale("log")
    low, high = axes.get_xlim()
    ticks = [digit * 10**power for power in range(9) for digit in (1, 2, 5) if low <= digit * 10**power <= high]
    axes.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
    axes.minorticks_off()


def nothing(axes: Axes, why: str) -> None:
    """Axes that say why there is nothing to draw."""
    axes.text(0.5, 0.5, fill(why, 60), ha="center", va="center", transform=axes.transAxes)
    axes.set_axis_off()


def show_plot(figure: Figure, name: str, caption: str) -> None:
    """Show a plot; from a plain script write it to `build/notebooks`, and say where.

    Args:
        figure: the plot.
        name: of its file.
        caption: what it shows, of whom, among how many; stands below it, and is its text alternative.
    """
    figure.supxlabel(fill(caption, 135), x=0.01, ha="left", fontsize=8)
    picture = BytesIO()
    figure.savefig(picture, format="png", dpi=_DOTS, facecolor="white")
    if get_ipython() is None:
        PLOTS.mkdir(parents=True, exist_ok=True)
        (PLOTS / f"{name}.png").write_bytes(picture.getvalue())
        say(f"{PLOTS / name}.png: {caption}")
    else:
        display(Image(data=picture.getvalue(), alt=caption))
