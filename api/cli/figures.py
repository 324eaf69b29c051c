"""`goal17 figures`: a register or a slice of it counted, with what each number rests on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.text import Text

from api.cli.opened import asking
from api.cli.options import answers
from api.cli.output import Page, plain, print_json
from api.cli.sliced import sliced
from graph.text.sentence import number

if TYPE_CHECKING:
    from api.wire_figures import FiguresAnswer
    from graph.analytics.figures.figure import Figure, Series
    from graph.analytics.slices import Slice

_SHOWN = 15
"""Bars of a series on a page; files have all."""


@click.command(epilog="Examples: goal17 figures VI --portfolio csd — goal17 figures --register un-ocean --to figures/")
@click.argument("codes", nargs=-1, metavar="[I…VIII|leads|size|…]")
@sliced
@click.option("--csv", "as_csv", is_flag=True, help="Print every bar as a line of comma-separated values.")
@click.option("--rows", "as_rows", is_flag=True, help="Print every partnership behind every bar, as such lines.")
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Write a chart with its text for every series that has bars, and both tables, into FOLDER.",
)
@answers
def figures(
    codes: tuple[str, ...],
    slice: Slice,
    as_csv: bool,
    as_rows: bool,
    to: Path | None,
    url: str | None,
    as_json: bool,
) -> None:
    """Count partnerships: themes, scope, regions, duration, partners, starts, mechanisms, means.

    CODES: I to VIII, as in the United Nations' report of 2010 on partnerships, or leads, size, resources, funds-sought,
    progress; all of them where none is named. Each says how many could be read at all, by which rule, and how many are
    of each kind; values that were published of the same portfolio stand beside.
    """
    from api.figures import figures as counted

    if sum((as_csv, as_rows, as_json)) > 1:
        raise click.UsageError("--csv, --rows and --json are three ways to print; choose one.")
    with asking(url) as service:
        answer = counted(service, slice, codes)
    if to is not None:
        click.echo(f"{to}: {write_figures(answer.figures, to)}")
    if as_json:
        print_json(answer)
    elif as_csv or as_rows:
        from graph.analytics.figures.files import bars_csv, rows_csv

        click.echo((bars_csv if as_csv else rows_csv)(answer.figures), nl=False)
    elif to is None:
        _print(Page(), answer)


def _print(page: Page, answer: FiguresAnswer) -> None:
    from graph.analytics.figures.words import title

    first = answer.figures[0]
    page.line(
        f"{number(first.partnerships, 'partnership')} in {number(first.records, 'record')}: {plain(first.slice)}",
        style="bold",
    )
    for note in first.notes:
        page.line(note)
    for figure in answer.figures:
        page.heading(title(figure))
        for series in figure.series:
            _print_series(page, figure, series)
        for each in figure.contradictions:
            page.item("!", f"The source contradicts itself: {each.said} ({each.source})", indent=2)
    page.sources(answer.registers)


def _print_series(page: Page, figure: Figure, series: Series) -> None:
    from graph.analytics.figures.words import beside, denominator, percent, value

    page.line()
    page.line(Text(series.title, "bold"), indent=2)
    bars = [each for each in series.bars if each.count] if len(series.bars) > _SHOWN else list(series.bars)
    published = {each.code: each for each, _ in reversed([*beside(figure, series)])}
    rows = []
    for each in bars[:_SHOWN]:
        was = published.pop(each.code, None)
        note = f"  published: {value(was)} ({was.source.rpartition(', ')[2]}){_note(was.note)}" if was else ""
        rows.append((f"{each.count:,}", percent(each.share).rjust(5), f"{plain(each.label)}{note}"))
    if rows and series.total:
        page.rows(rows, indent=4, right=True)
    if len(bars) > _SHOWN:
        page.line(f"{len(bars) - _SHOWN} more: --csv lists all.", indent=4)
    for was in published.values():
        page.line(f"Published: {was.code or 'all'}: {value(was)} ({was.source}){_note(was.note)}", indent=4)
    page.line(f"{denominator(series)} {series.rule}", indent=4, style="dim")


def _note(note: str) -> str:
    return f", {note}" if note else ""


def write_figures(figures: Sequence[Figure], folder: Path) -> str:
    """Write charts, their texts and both tables; what was there under other names stays. What was written, in words."""
    from graph.analytics.figures.chart import chart
    from graph.analytics.figures.files import bars_csv, rows_csv
    from graph.analytics.figures.words import told

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "figures.csv").write_text(bars_csv(figures), encoding="utf-8")
    (folder / "rows.csv").write_text(rows_csv(figures), encoding="utf-8")
    texts = []
    charts = 0
    for figure in figures:
        for series in figure.series:
            texts.append(told(figure, series))
            if series.total:
                name = f"{figure.code.lower()}-{series.code}.svg"
                (folder / name).write_text(chart(figure, series), encoding="utf-8")
                charts += 1
    (folder / "figures.txt").write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    return f"{number(charts, 'chart')}, figures.csv, rows.csv, figures.txt"
