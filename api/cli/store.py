"""`goal17 store`: what is in the store; back it up, restore it, move it to another engine."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.cli.opened import opened_store, read_settings, sqlite_file
from api.cli.options import WithDefault, answers, stored
from api.cli.output import Page, print_json
from api.cli.progress import progress
from graph.errors import InputError
from graph.text.sentence import number

if TYPE_CHECKING:
    from api.settings import Settings
    from graph.store.interface import Status, Store


@click.group(cls=WithDefault)
def store() -> None:
    """Say what is in the store (that is what it does by itself); back it up, restore it, move it."""


@store.command(epilog="Example: goal17 store status --json")
@answers
def status(url: str | None, as_json: bool) -> None:
    """Say what is in the store, and whether its graph is whole."""
    with opened_store(read_settings(url)) as opened:
        found, shown = opened.view().status(), opened.url
    if as_json:
        print_json({"url": shown, "status": found})
    else:
        _print(Page(), shown, found)


def _print(page: Page, url: str, found: Status) -> None:
    page.exact(f"{url} ({found.engine})", style="bold")
    rows = [
        ("version", f"{found.version:,}, derived at {found.derived:,}"),
        ("records", f"{found.records:,}, understood {found.drafts:,}"),
        ("judgements", f"{found.judgements:,}"),
        *((kind, f"{count:,}") for kind, count in found.entities.items()),
        *((relation, f"{count:,}") for relation, count in found.relations.items()),
        ("passages", f"{found.passages:,}"),
        *((space.name, number(space.vectors, "vector")) for space in found.spaces),
    ]
    page.rows(rows)
    if not found.records:
        page.line("It is empty: `goal17 ingest FILE` reads a register into it.")
    elif found.pending:
        page.line("The graph isn't what the records give: `goal17 registers rebuild` finishes it.")
    else:
        page.line("The graph is whole: it is what the records and judgements give.")
    if any(0 < space.vectors < found.passages for space in found.spaces):
        page.line(
            "There are fewer vectors than passages: those of the same text share one, and a space has none of texts in"
            " languages that its model wasn't taught."
        )
    if found.records and not any(space.vectors for space in found.spaces):
        page.line("Nothing can be found by meaning: it holds no vectors. `goal17 ingest` makes them where models are.")


@store.command(epilog="Example: goal17 store backup goal17-2026-05-31.db")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--replace", is_flag=True, help="Replace FILE if it is there.")
@stored
def backup(file: Path, replace: bool, url: str | None) -> None:
    """Write everything, judgements included, into one SQLite file, from whatever engine."""
    if file.exists() and not replace:
        raise InputError(f"{file} is there already; --replace replaces it.")
    with opened_store(read_settings(url)) as source:
        from graph.store.sqlite.store import SqliteStore

        if isinstance(source, SqliteStore):
            source.backup(file)
        else:
            with SqliteStore.open("sqlite://") as copied:
                _copy(source, copied)
                copied.backup(file)
        shown, found = source.url, source.view().status()
    click.echo(
        f"{file}: {number(found.records, 'record')}, {number(found.judgements, 'judgement')} of {shown},"
        f" {file.stat().st_size / 1e6:,.1f} MB. `goal17 store restore {shlex.quote(str(file))}` puts it back."
    )


@store.command(epilog="Example: goal17 store restore goal17-2026-05-31.db --store sqlite:///restored.db")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--replace", is_flag=True, help="Replace what is in the store.")
@stored
def restore(file: Path, replace: bool, url: str | None) -> None:
    """Put a backup into the store: an empty one, unless --replace is given."""
    from graph.errors import UnreadableFileError, UnsupportedError
    from graph.store.sqlite.store import SqliteStore

    if not file.is_file():
        raise UnreadableFileError(f"There is no backup {file}.")
    settings = read_settings(url)
    if replace:
        _make_way(settings, file)
    with opened_store(settings, make=True) as target:
        before = target.view().status()
        if (before.records or before.judgements) and not replace:
            raise InputError(
                f"{target.url} holds {number(before.records, 'record')} and"
                f" {number(before.judgements, 'judgement')}; --replace replaces them with the backup."
            )
        if isinstance(target, SqliteStore):
            target.restore(file)
        elif before.version:
            raise UnsupportedError(f"{target.engine} restores into an empty database only: name one in --store.")
        else:
            with SqliteStore.open("sqlite://") as source:
                source.restore(file)
                _copy(source, target)
        found = target.view().status()
        _holds(target.url, found)


def _make_way(settings: Settings, backup: Path) -> None:
    """Move an SQLite store that can't be opened aside, if the backup is good: it is what a backup is kept for."""
    from graph.errors import StoreVersionError
    from graph.store.sqlite.store import SqliteStore

    file = sqlite_file(settings.store)
    if file is None or not file.exists():
        return
    try:
        with opened_store(settings) as target:
            target.view().status()
    except StoreVersionError as error:
        why = error
    else:
        return
    with SqliteStore.open("sqlite://") as trial:
        trial.restore(backup)
        trial.view().status()
    aside = next(name for name in _names_aside(file) if not name.exists())
    for end in ("-wal", "-shm", ""):
        beside = file.with_name(f"{file.name}{end}")
        if beside.exists():
            beside.rename(aside.with_name(f"{aside.name}{end}"))
    click.echo(f"{why} It was moved to {aside}.", err=True)


def _names_aside(file: Path) -> Iterator[Path]:
    yield file.with_name(f"{file.name}.damaged")
    yield from (file.with_name(f"{file.name}.damaged-{number}") for number in count(2))


@store.command(epilog="Example: goal17 store move neo4j://neo4j:secret@localhost:7687/neo4j")
@click.argument("target_url", metavar="URL")
@stored
def move(target_url: str, url: str | None) -> None:
    """Copy the store to another URL, which has to be empty; the old one stays as it is.

    Ids, histories, redactions, judgements and vectors are the same afterwards, and so are the answers.
    """
    from graph.store import open_store

    with opened_store(read_settings(url)) as source:
        if source.view().version() == 0:
            raise InputError(f"{source.url} is empty: there is nothing to move.")
        with open_store(target_url) as target:
            _copy(source, target)
            found, shown = target.view().status(), target.url
    _holds(shown, found)
    click.echo(f"To use it from now on: export GOAL17_STORE={shlex.quote(shown)}")
    if shown != target_url:
        click.echo("Write the user and the password into it, as you gave them here.")
    click.echo("The old store is left as it was; delete it when the new one has proved itself.")


def _holds(url: str, found: Status) -> None:
    click.echo(f"{url} now holds {number(found.records, 'record')}, {number(found.judgements, 'judgement')}.")


def _copy(source: Store, target: Store) -> None:
    from graph.store.copy import copy

    with progress() as bars:
        copy(source, target, (lambda what, done: bars(f"copying {what}", done, 0)) if bars else None)
