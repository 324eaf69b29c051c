"""`goal17 benchmark`: the quality protocols."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from api.cli.output import Page, print_json
from graph.errors import InputError
from graph.evaluation.figures import Figure

_FILES = {"splitting": "partner_split.jsonl", "pairs": "name_pairs.csv", "types": "partner_types.csv"}


@click.command(epilog="Example: goal17 benchmark P6 --gold gold/")
@click.argument("protocol", type=click.Choice(["P6"], case_sensitive=False))
@click.option(
    "--gold",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of labelled rows, by the file names of docs/quality.md; those that are there are measured.",
)
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
def benchmark(protocol: str, gold: Path, as_json: bool) -> None:
    """Measure quality on labelled rows, beside simple baselines of the same run.

    P6 is resolution: how partner lists are split, which names are one organisation, what an organisation is. Intervals
    are 95 % bootstrap intervals over rows.
    """
    figures = list(_resolution(gold))
    if not figures:
        raise InputError(f"There is none of {', '.join(_FILES.values())} in {gold}.")
    if as_json:
        print_json(figures)
        return
    page = Page()
    before = ""
    for each in figures:
        if each.slice != before:
            page.line()
            page.line(f"{protocol.upper()} {each.slice} ({each.n} rows)", style="bold")
            before = each.slice
        page.line(f"{each.method:<28} {each.metric:<16} {each.value:.3f}  [{each.low:.3f}, {each.high:.3f}]", indent=2)


def _resolution(gold: Path) -> Iterator[Figure]:
    from graph.evaluation import name_pairs, splitting, types

    if (file := gold / _FILES["splitting"]).exists():
        yield from splitting.figures(splitting.read_gold(_lines(file), str(file)))
    if (file := gold / _FILES["pairs"]).exists():
        yield from name_pairs.figures(name_pairs.read_gold(_lines(file), str(file)))
    if (file := gold / _FILES["types"]).exists():
        yield from types.figures(types.read_gold(_lines(file), str(file)))


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError as error:
        raise InputError(f"{file} is not UTF-8: {error.reason} at byte {error.start}.") from error
