"""`goal17 ingest`: files into the store, with an account of every row."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from api.cli.accounts import Outcome, print_outcome, report
from api.cli.opened import opened_store, read_settings, sqlite_file
from api.cli.options import answers
from api.cli.output import Page, plain, print_json
from api.cli.progress import progress
from api.cli.reports import reporting
from graph.errors import Goal17Error, InputError
from graph.progress import Progress

if TYPE_CHECKING:
    from api.settings import Settings
    from graph.store.interface import Store

PARTLY = 1
"""Exit code where rows or files were set aside, or the work stopped after something was stored."""


@click.command(
    epilog="Examples: goal17 ingest register.xlsx — goal17 ingest projects.csv --guess projects.yml, then"
    " goal17 ingest projects.csv --map projects.yml. Exit codes: 0 all was read; 1 rows or files were set aside (the"
    " report names them); 2 nothing was changed."
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--register", default="", metavar="NAME", help="Name to keep the records under.")
@click.option("--format", metavar="NAME", help="Format of the files. Default: found by their content.")
@click.option(
    "--map", "mapping", type=click.Path(path_type=Path), metavar="FILE", help="Which column means what (YAML)."
)
@click.option(
    "--guess",
    type=click.Path(path_type=Path),
    metavar="OUT.yml",
    help="Write the mapping that is guessed for FILE, to be corrected and given to --map; read nothing.",
)
@click.option(
    "--replace",
    "replacing",
    is_flag=True,
    help="Let a register's records vanish that FILE doesn't have, even where they are most of it.",
)
@click.option("--dry-run", is_flag=True, help="Read and account for every row, and store nothing.")
@click.option(
    "--report",
    "report_file",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="Write the account as JSON.",
)
@click.option("--no-embed", is_flag=True, help="Don't make vectors: what is new is then not found by meaning.")
@answers
def ingest(
    files: tuple[Path, ...],
    register: str,
    format: str | None,
    mapping: Path | None,
    guess: Path | None,
    replacing: bool,
    dry_run: bool,
    report_file: Path | None,
    no_embed: bool,
    url: str | None,
    as_json: bool,
) -> None:
    """Read registers into the store: workbooks, CSV, JSON lines, whatever their format.

    Each FILE stands for itself: one that can't be read doesn't keep the others from being read. Files of one register
    say together what it holds. Rows that can't be read are set aside and named. Reading the same file again changes
    nothing; after Ctrl-C or a kill, what was read is kept, and the same command goes on.
    """
    if guess is not None:
        _guess(files, guess)
        return
    settings = read_settings(url)
    told: dict[str, Any] = {"register": register, "format": format, "mapping": mapping, "replacing": replacing}
    needed = [*files, mapping, None if dry_run else sqlite_file(settings.store)]
    with reporting(report_file, needed) as write:
        outcome = _read(files, told) if dry_run else _ingest(settings, files, told, embed=not no_embed)
        write(report(outcome.files))
    if as_json:
        print_json({**report(outcome.files), "graph": outcome.graph, "vectors": outcome.vectors})
    else:
        print_outcome(outcome)
        _say_guesses(outcome, register)
    if outcome.stopped is not None:
        click.echo(f"{outcome.stopped} What was stored before stays; the same command goes on from there.", err=True)
    sys.exit(_code(outcome))


def _read(files: Sequence[Path], told: dict[str, Any]) -> Outcome:
    from ingest.run import ingest

    with progress() as bars:
        return Outcome(ingest(None, files, progress=bars, **told), dry=True)


def _ingest(settings: Settings, files: Sequence[Path], told: dict[str, Any], *, embed: bool) -> Outcome:
    """Read, derive, embed; an error after something was stored ends the work and not the account of it."""
    from ingest.run import Ingestion, derive

    outcome = Outcome([])
    with ExitStack() as held:

        @cache
        def opened() -> Store:
            store = held.enter_context(opened_store(settings, make=True))
            outcome.before = outcome.after = store.view().status()
            return store

        file = sqlite_file(settings.store)
        there = file is None or file.exists()
        if there:
            opened()
        bars = held.enter_context(progress())
        ingestion = Ingestion(opened, progress=bars, **told)
        outcome.files = ingestion.done
        try:
            if there:
                ingestion.foresee(files)
            for each in files:
                ingestion.read(each)
            ingestion.finish()
            if not _stored(outcome, opened) and all(each.error is not None for each in outcome.files):
                return outcome
            outcome.graph = derive(opened(), bars, settings.weights)
            outcome.vectors, outcome.meaning = _embed(opened(), settings, bars) if embed else (0, "")
        except Goal17Error as error:
            if not _stored(outcome, opened):
                raise
            outcome.stopped = error
        outcome.after = opened().view().status()
        outcome.references = _references(opened(), outcome)
    return outcome


def _references(store: Store, outcome: Outcome) -> dict[str, int]:
    """The reference registers among what was read, with the number of partners that are linked with their entries."""
    from api.references import is_reference, linked_number

    view = store.view()
    codes = dict.fromkeys(each.account.register for each in outcome.files if each.error is None)
    return {code: linked_number(view, code) for code in codes if is_reference(view, code)}


def _stored(outcome: Outcome, opened: Callable[[], Store]) -> bool:
    """Whether this call has written anything."""
    return outcome.before is not None and opened().view().version() != outcome.before.version


def _embed(store: Store, settings: Settings, bars: Progress | None) -> tuple[int, str]:
    """Vectors made, and why there are none where there can't be.

    Models take a second to load, so they are asked for only where a text waits for them.
    """
    from graph.build.vectors import embed_missing, waiting
    from graph.embed.spaces import described, load
    from graph.errors import NotReadyError

    off = "Search by meaning is off; words and names are searched."
    try:
        if all(next(waiting(store, model), None) is None for model in described(settings.models)):
            return 0, ""
        embedders = load(settings.models).all
    except NotReadyError as error:
        return 0, f"{off} {error} In a clone, `make model` does it."
    except InputError as error:
        return 0, f"{off} {error}"
    return embed_missing(store, embedders, bars), ""


def _say_guesses(outcome: Outcome, register: str) -> None:
    """How to correct what was read by a guess, as its entries look like any others from here on."""
    page = Page()
    for each in outcome.files:
        problem = next((problem for problem in each.account.problems if problem.kind == "mapping-guessed"), None)
        if problem is None:
            continue
        file = plain(each.account.file)
        mapping = f"{Path(file).stem}.yml"
        page.heading(f"{file} was read by a guess")
        page.line(plain(problem.message), indent=2)
        page.line("If that isn't right, write the guess down, correct it, and read the file by it:", indent=2)
        page.exact(f"goal17 ingest {quote(file)} --guess {quote(mapping)}", indent=4)
        if not outcome.dry:
            page.exact(f"goal17 registers delete {each.account.register}", indent=4)
        again = f"goal17 ingest {quote(file)} --map {quote(mapping)}"
        page.exact(f"{again} --register {register}" if register else again, indent=4)


def _guess(files: Sequence[Path], target: Path) -> None:
    """Write the mapping of one file; of several sheets that of the one which looks most like a register."""
    from ingest.files import open_tables
    from ingest.sheets import guess_sheet
    from ingest.table.guess import write

    if len(files) != 1:
        raise click.UsageError("--guess looks at one FILE.")
    if target.exists():
        raise InputError(f"{target} is there already; --guess writes a new file.")
    tables = open_tables(files[0])
    guessed = guess_sheet(tables, str(files[0]))
    target.write_text(write(guessed), encoding="utf-8")
    click.echo(f"{target}: {len(guessed.why)} columns understood, {len(guessed.unknown)} not. Look at it, then:")
    click.echo(f"goal17 ingest {files[0]} --map {target}")
    if len(tables) > 1:
        named = ", ".join(f"“{plain(name)}”" for name in guessed.mapping.sheet)
        others = ", ".join(f"“{plain(each.sheet)}”" for each in tables if each.sheet not in guessed.mapping.sheet)
        said = f"Of {len(tables)} sheets {named} {'looks' if len(guessed.mapping.sheet) == 1 else 'look'} most like a"
        click.echo(f"{said} register{f'; left out: {others}' if others else ''}. `sheet:` in the mapping says so.")


def _code(outcome: Outcome) -> int:
    failed = [each for each in outcome.files if each.error is not None]
    changed = outcome.before is not None and outcome.before != outcome.after
    if outcome.stopped is not None or (failed and (changed or len(failed) < len(outcome.files))):
        return PARTLY
    if failed:
        return 2
    return PARTLY if any(each.account.set_aside for each in outcome.files) else 0
