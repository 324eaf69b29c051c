"""`goal17 benchmark`: the quality protocols."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from api.cli.output import Page, print_json
from api.cli.progress import progress
from graph.errors import InputError
from graph.evaluation.figures import Figure
from graph.model.drafts import Draft

_FILES = {"splitting": "partner_split.jsonl", "pairs": "name_pairs.csv", "types": "partner_types.csv"}
_OF_REGISTERS = "organisations.csv"
"""Judged names; measured on the registers that write them."""


@click.command(
    epilog="Examples: goal17 benchmark P6 --gold gold/ — goal17 benchmark P6 --gold gold/ --register a.xlsx"
    " --register b.jsonl — goal17 benchmark P6 --register ror.jsonl.gz"
)
@click.argument("protocol", type=click.Choice(["P6"], case_sensitive=False))
@click.option(
    "--gold",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of labelled rows, by the file names of docs/quality.md; those that are there are measured.",
)
@click.option(
    "--register",
    "registers",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A register that writes the names of organisations.csv; several together are measured as one. Of a reference"
    " register its own names are asked, mistyped.",
)
@click.option(
    "--names",
    type=click.IntRange(min=1),
    default=100_000,
    show_default=True,
    help="How many mistyped names a reference register is asked.",
)
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
def benchmark(protocol: str, gold: Path | None, registers: tuple[Path, ...], names: int, as_json: bool) -> None:
    """Measure quality on labelled rows, or on a reference register, beside simple baselines of the same run.

    P6 is resolution: how partner lists are split, which names are one organisation, what an organisation is; with
    registers also what becomes of all the names of an organisation, and with a register of organisations which of
    them a mistyped name is found to be. Intervals are 95 % bootstrap intervals over rows.
    """
    drafts = _drafts(registers)
    figures = list(_resolution(gold, drafts)) if gold is not None else []
    figures += _references(drafts, names)
    if not figures and gold is None:
        raise InputError("Nothing to measure: --gold names a folder of labelled rows, --register a reference register.")
    if not figures:
        wanted = [*_FILES.values(), f"{_OF_REGISTERS} (which needs --register)"]
        raise InputError(f"There is none of {', '.join(wanted)} in {gold}.")
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
        interval = f"  [{each.low:.3f}, {each.high:.3f}]" if each.low < each.high else ""
        page.line(f"{each.method:<28} {each.metric:<16} {each.value:.3f}{interval}", indent=2)


def _resolution(gold: Path, drafts: Sequence[Draft]) -> Iterator[Figure]:
    from graph.evaluation import clusters, name_pairs, splitting, types

    if (file := gold / _FILES["splitting"]).exists():
        yield from splitting.figures(splitting.read_gold(_lines(file), str(file)))
    if (file := gold / _FILES["pairs"]).exists():
        yield from name_pairs.figures(name_pairs.read_gold(_lines(file), str(file)))
    if (file := gold / _FILES["types"]).exists():
        yield from types.figures(types.read_gold(_lines(file), str(file)))
    file = gold / _OF_REGISTERS
    if drafts and file.exists():
        yield from clusters.figures(clusters.read_gold(_lines(file), str(file)), drafts)
    elif any(draft.kind == "partnership" for draft in drafts):
        click.echo(f"Nothing is measured of the registers: there is no {_OF_REGISTERS} in {gold}.", err=True)


def _references(drafts: Sequence[Draft], names: int) -> list[Figure]:
    from graph.evaluation import reference
    from graph.resolve.reference.organisations import organisations

    return list(reference.figures(list(organisations(drafts)), names))


def _drafts(registers: Sequence[Path]) -> list[Draft]:
    """Registers as their readers understand them, by way of a store that is gone afterwards.

    Raises:
        InputError: one of them can't be read.
    """
    if not registers:
        return []
    from graph.store import open_store
    from ingest.run import ingest

    with open_store("sqlite://") as store, progress() as bars:
        for each in ingest(store, registers, progress=bars):
            if each.error is not None:
                raise each.error
        return list(store.view().drafts())


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError as error:
        raise InputError(f"{file} is not UTF-8: {error.reason} at byte {error.start}.") from error
