"""`goal17 redact`: take what a record should not say out of it, for good."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from api.cli.opened import opened_store, read_settings
from api.cli.options import agreed, answers
from api.cli.output import print_json
from api.cli.progress import progress
from graph.errors import InputError
from graph.text.sentence import number


@click.command(
    epilog='Example: goal17 redact my-register:17 "Contact" "Phone" --reason "asked by the person" --by "A. Desk"'
)
@click.argument("record")
@click.argument("columns", nargs=-1, required=True, metavar="COLUMN...")
@click.option("--reason", required=True, help="Why, in words; it is kept.")
@click.option("--by", required=True, metavar="WHO", help="Who does it; it is kept.")
@agreed
@answers
def redact(
    record: str, columns: tuple[str, ...], reason: str, by: str, yes: bool, url: str | None, as_json: bool
) -> None:
    """Empty columns of a RECORD (register:key) in all its versions, and note that and why it was done.

    It can't be undone, and reading the same row again doesn't bring the columns back. What the graph knew from the
    record goes with it until its register is read again; then the other columns count as before.
    """
    settings = read_settings(url)
    with opened_store(settings) as store:
        written = {column for version in store.view().history(record) for column in version.fields}
        unknown = [column for column in columns if column not in written]
        if unknown:
            there = ", ".join(f"“{column}”" for column in sorted(written))
            raise InputError(f"{record} has no column “{unknown[0]}”; it has {there}.")
        if not yes:
            question = f"Empty {number(len(columns), 'column')} of {record} for good?"
            click.confirm(question, abort=True, err=True)
        from ingest.run import derive

        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        with store.writer() as writer:
            writer.redact(record, columns, reason, by, at)
        with progress() as bars:
            changes = derive(store, bars, settings.weights)
        made = next(each for each in reversed(store.view().redactions()) if each.record == record)
    if as_json:
        print_json({"redaction": made, "graph": changes})
        return
    register = record.partition(":")[0]
    click.echo(f"{record}: {', '.join(columns)} emptied in all its versions.")
    click.echo(f"What it said otherwise counts again when {register} is read anew: `goal17 ingest FILE`.")
