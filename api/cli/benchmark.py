"""`goal17 benchmark`: the quality protocols."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path

import click

from api.cli.opened import read_settings
from api.cli.options import answers
from api.cli.output import Page, plain, print_json
from api.cli.protocols.given import Given
from graph.errors import InputError
from graph.evaluation.figures import Figure

PROTOCOLS: Mapping[str, str] = {
    "P1": "api.cli.protocols.partners",
    "P2": "api.cli.protocols.partnerships",
    "P3": "api.cli.protocols.across_time",
    "P4": "api.cli.protocols.newcomers",
    "P5": "api.cli.protocols.overlaps",
    "P6": "api.cli.protocols.resolution",
    "P7": "api.cli.protocols.tagging",
    "P8": "api.cli.protocols.triples",
    "P9": "api.cli.protocols.needs",
    "P10": "api.cli.protocols.roles",
}
"""Protocol to the module that measures it: `figures(given)`, `GOLD` (the files it reads) and `REGISTERS` (whether it
needs registers: "alone" they are enough, "too" beside labelled rows, "no")."""

_OF_MANY = ("--register", "--test-on")


class _Command(click.Command):
    """A command whose options for files take several: `--register one.xlsx other.jsonl`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Say the option before each of its files."""
        return super().parse_args(ctx, list(_each_named(args)))


def _each_named(args: Sequence[str]) -> Iterator[str]:
    """Repeat an option of many files before each further file.

    >>> list(_each_named(["P1", "--register", "a.csv", "b.csv", "P2"]))
    ['P1', '--register', 'a.csv', '--register', 'b.csv', 'P2']
    """
    option, values = "", 0
    for each in args:
        if each.startswith("-"):
            option, values = each, 0
        elif option in _OF_MANY and not re.fullmatch(r"(?i)p\d+|all", each):
            values += 1
            if values > 1:
                yield option
        else:
            option = ""
        yield each


@click.command(
    cls=_Command,
    epilog="Examples: goal17 benchmark P6 --gold gold/ — goal17 benchmark P1 P2 --register a.xlsx b.jsonl — goal17"
    " benchmark P3 --register a.xlsx --test-on b.jsonl — goal17 benchmark all --gold gold/ --register a.xlsx",
)
@click.argument(
    "protocols",
    nargs=-1,
    required=True,
    metavar="P1…P10",
    type=click.Choice([*PROTOCOLS, "all"], case_sensitive=False),
)
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
    metavar="FILE…",
    help="Registers to measure on; several are known together. Without any, what the store that --store names holds.",
)
@click.option(
    "--test-on",
    "test_on",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE…",
    help="Later registers: what --register holds is known and learnt from, and only entries of these are tested.",
)
@click.option(
    "--names",
    type=click.IntRange(min=1),
    default=100_000,
    show_default=True,
    help="P6: how many mistyped names a reference register is asked.",
)
@answers
def benchmark(
    protocols: tuple[str, ...],
    gold: Path | None,
    registers: tuple[Path, ...],
    test_on: tuple[Path, ...],
    names: int,
    url: str | None,
    as_json: bool,
) -> None:
    """Measure quality on registers and labelled rows, beside simple baselines of the same run.

    Intervals are 95 % bootstrap intervals. docs/quality.md tells what each protocol asks, and which labelled rows it
    reads. `all` measures what can be measured with what is given.
    """
    asked = list(PROTOCOLS) if "all" in protocols else list(dict.fromkeys(protocols))
    made: list[Figure] = []
    with ExitStack() as held:
        given = Given(read_settings(url), held, gold, registers, test_on, url is not None, names)
        for protocol in asked:
            if wanting := _wanting(protocol, given):
                if "all" not in protocols:
                    raise InputError(wanting)
                click.echo(wanting, err=True)
                continue
            figures = list(import_module(PROTOCOLS[protocol]).figures(given))
            if not figures and "all" not in protocols:
                raise InputError(f"{protocol}: what was given has too few entries to ask about; {_asks(protocol)}.")
            if not as_json:
                _print(figures, () if made else given.measured())
            made += figures
    if as_json:
        print_json(made)


def _wanting(protocol: str, given: Given) -> str:
    """What has to be given before a protocol can be measured; empty where nothing is missing."""
    measured = import_module(PROTOCOLS[protocol])
    labelled = any(given.gold_file(name) for name in measured.GOLD)
    if labelled and (measured.REGISTERS != "too" or given.has_registers):
        return ""
    if measured.REGISTERS == "alone" and given.has_registers:
        return ""
    if measured.GOLD and given.gold is not None and not labelled:
        return f"{protocol}: there is none of {', '.join(measured.GOLD)} in {given.gold}; {_asks(protocol)}."
    return f"{protocol}: nothing to measure; {_asks(protocol)}."


def _asks(protocol: str) -> str:
    """The options by which a protocol is given what it measures."""
    measured = import_module(PROTOCOLS[protocol])
    needed = [f"--gold names a folder with {', '.join(measured.GOLD)}"] if measured.GOLD else []
    if measured.REGISTERS != "no":
        needed.append("--register names the files of a register, or --store URL measures what a store holds")
    return ", ".join(needed)


def _print(figures: Sequence[Figure], measured: Sequence[str]) -> None:
    """Print a table, at the top of the first what was measured."""
    page = Page()
    if measured:
        page.line("Measured on:", style="bold")
        for what in measured:
            page.item("-", plain(what), indent=2)
    before = ""
    for each in figures:
        if each.slice != before:
            page.line()
            page.line(f"{each.protocol} {each.slice} ({each.n} rows)", style="bold")
            before = each.slice
        interval = f"  [{each.low:.3f}, {each.high:.3f}]" if each.low < each.high else ""
        page.line(f"{each.method:<28} {each.metric:<24} {each.value:.3f}{interval}", indent=2)
