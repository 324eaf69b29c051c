"""`goal17 registers`: what was read, from where; remove it, or derive the graph again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from api.cli.changes import in_graph
from api.cli.opened import opened_store, read_settings
from api.cli.options import WithDefault, agreed, answers
from api.cli.output import Page, plain, print_json
from api.cli.progress import progress
from api.references import is_reference
from graph.errors import NotFoundError
from graph.text.sentence import number

if TYPE_CHECKING:
    from graph.model.records import Register


@click.group(cls=WithDefault)
def registers() -> None:
    """List the registers of the store (that is what it does by itself), delete one, or derive the graph again."""


@registers.command("list", epilog="Example: goal17 registers list --json")
@answers
def list_(url: str | None, as_json: bool) -> None:
    """List what was read: rows, when, from where, under which licence."""
    settings = read_settings(url)
    with opened_store(settings) as store:
        found = store.view().registers()
        references = set() if as_json else {each.code for each in found if is_reference(store.view(), each.code)}
    if as_json:
        print_json({"registers": found})
        return
    page = Page()
    if not found:
        page.line(f"No register was read into {store.url} yet: `goal17 ingest FILE` reads one.")
    for place, register in enumerate(found):
        if place:
            page.line()
        _print(page, register, reference=register.code in references)


def _print(page: Page, register: Register, *, reference: bool) -> None:
    page.line(f"{register.code}{f': {plain(register.title)}' if register.title else ''}", style="bold")
    page.line(
        f"{number(register.rows, 'row')}, {register.read:,} read, {register.set_aside:,} set aside;"
        f" read at {register.read_at or 'an unknown time'} as {register.format or 'an unknown format'}",
        indent=2,
    )
    if reference:
        page.line("a reference register: its entries are no partners, and tell who is who among them", indent=2)
    about = (
        ("as of", register.as_of or "not stated"),
        ("licence", register.licence or "not stated"),
        ("attribution", register.attribution),
        ("from", register.url),
    )
    page.rows((what, plain(said)) for what, said in about if said)


@registers.command(epilog="Example: goal17 registers delete my-register")
@click.argument("name")
@agreed
@answers
def delete(name: str, yes: bool, url: str | None, as_json: bool) -> None:
    """Remove a register with its records, and derive the graph of what is left.

    Judgements and redactions stay, and hold when the file is read again.
    """
    settings = read_settings(url)
    with opened_store(settings) as store:
        known = {register.code: register for register in store.view().registers()}
        if name not in known:
            raise NotFoundError("register", name)
        if not yes:
            click.confirm(
                f"Remove {name} with {number(known[name].rows, 'row')} from {store.url}?", abort=True, err=True
            )
        from api.deriving import follow
        from graph.store.removal import remove_register

        remove_register(store, name)
        with progress() as bars:
            changes = follow(store, settings.models, progress=bars, weights=settings.weights)
    if as_json:
        print_json({"deleted": name, "graph": changes})
    else:
        click.echo(f"{name} was removed.")
        click.echo(in_graph(changes))


@registers.command(epilog="Example: goal17 registers rebuild")
@answers
def rebuild(url: str | None, as_json: bool) -> None:
    """Derive the graph again from all records and judgements; what is right already stays as it is."""
    settings = read_settings(url)
    with opened_store(settings) as store:
        from api.deriving import follow

        with progress() as bars:
            changes = follow(store, settings.models, progress=bars, weights=settings.weights)
    if as_json:
        print_json({"graph": changes})
    else:
        click.echo(in_graph(changes))
