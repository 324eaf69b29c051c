"""P10: which role a partner plays, read from an entry's texts and list."""

from __future__ import annotations

from collections.abc import Iterator

import click

from api.cli.protocols.given import Given, lines
from graph.evaluation.figures import Figure

LABELLED = "partner_roles.jsonl"
JUDGED = "roles.csv"
"""Judged pairs of this project's own, by register and key."""

GOLD = (LABELLED, JUDGED)
REGISTERS = "too"
"""The labels name entries by their keys: the registers that hold them have to be there."""


def figures(given: Given) -> Iterator[Figure]:
    """The figures of the labelled roles whose entries are there; of the others it is said how many they are."""
    from graph.evaluation import roles

    labelled = []
    if file := given.gold_file(LABELLED):
        labelled += roles.read_gold(lines(file), str(file))
    if file := given.gold_file(JUDGED):
        labelled += roles.read_judged(lines(file), str(file))
    asked, missing = roles.ask(labelled, given.store.view())
    if missing:
        names = ", ".join(dict.fromkeys(each.entry for each in missing[:3]))
        click.echo(
            f"P10: {len(missing)} of {len(labelled)} labels are of entries that aren't here ({names} …).", err=True
        )
    if asked:
        yield from roles.figures(asked)
