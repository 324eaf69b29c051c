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
    from graph.analytics.figures.figure import Figure, Published, Series
    from graph.analytics.slices import Slice

_SHOWN = 15
"""Bars of a series on a page, the largest; files have all."""


@click.command(epilog="Examples: goal17 figures VI --portfolio csd — goal17 figures --register un-ocean --to figures/")
@click.argument("codes", nargs=-1, metavar="[I…VIII|leads|size|…]")
@sliced
@click.option(
    "--ids",
    type=click.IntRange(0, 1000),
    default=20,
    show_default=True,
    help="Ids of partnerships in each bar of --json; --rows has all.",
)
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
    ids: int,
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
    from api.figures import shortened

    if sum((as_csv, as_rows, as_json)) > 1:
        raise click.UsageError("--csv, --rows and --json are three ways to print; choose one.")
    with asking(url) as service:
        answer = counted(service, slice, codes)
    if to is not None:
        from graph.analytics.figures.folder import write_figures

        click.echo(f"{to}: {write_figures(answer.figures, to)}")
    if as_json:
        print_json(shortened(answer, ids))
    elif as_csv or as_rows:
        from graph.analytics.figures.files import bars_csv, rows_csv

        click.echo((bars_csv if as_csv else rows_csv)(answer.figures), nl=False)
    elif to is None:
        _print(Page(), answer)


def _print(page: Page, answer: FiguresAnswer) -> None:
    from graph.analytics.figures.words import apart, documents, title

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
        for told in apart(figure):
            page.line()
            page.line(f"Published: {told}", indent=2)
        for each in figure.contradictions:
            page.item("!", f"The source contradicts itself: {each.said} ({each.source})", indent=2)
    for document in documents(answer.figures):
        page.line()
        page.line(f"Published values: {document}.")
    page.sources(answer.registers)


def _print_series(page: Page, figure: Figure, series: Series) -> None:
    from graph.analytics.figures.words import beside, denominator, in_full, largest
    from graph.text.percent import percent

    page.line()
    page.line(Text(series.title, "bold"), indent=2)
    published: dict[str, list[Published]] = {}
    for each, bar in beside(figure, series):
        published.setdefault(bar.code if bar else "", []).append(each)
    long = len(series.bars) > _SHOWN
    bars = [each for each in series.bars if each.count or each.code in published or not long]
    first = {each.code for each in largest(bars, _SHOWN)}
    shown = [each for each in bars if each.code in first or each.code in published]
    if series.total or any(each.code in published for each in shown):
        page.rows(
            [
                (
                    # Of what nothing could be read, none was counted: that is no 0.
                    f"{each.count:,}" if series.readable else "–",
                    percent(each.share).rjust(5),
                    f"{plain(each.label)}{_beside(published.get(each.code, ()))}",
                )
                for each in shown
            ],
            indent=4,
            right=True,
        )
    if len(bars) > len(shown):
        page.line(f"{len(bars) - len(shown):,} more: --csv lists all.", indent=4)
    for each in published.get("", ()):
        page.line(f"Published: {in_full(figure, each)}", indent=4)
    page.line(f"{denominator(series)} {series.rule}", indent=4, style="dim")


def _beside(published: Sequence[Published]) -> str:
    """What was published of a bar, each with its paragraph."""
    from graph.analytics.figures.words import value

    told = [
        f"{value(each)} ({each.source.rpartition(', ')[2]}){f', {each.note}' if each.note else ''}"
        for each in published
    ]
    return f"  published: {'; '.join(told)}" if told else ""
