"""P6: how partner lists are split, which names are one organisation, what an organisation is."""

from __future__ import annotations

from collections.abc import Iterator

import click

from api.cli.protocols.given import Given, lines
from graph.evaluation.figures import Figure

FILES = {"splitting": "partner_split.jsonl", "pairs": "name_pairs.csv", "types": "partner_types.csv"}
OF_REGISTERS = "organisations.csv"
"""Judged names; measured on the registers that write them."""

GOLD = (*FILES.values(), OF_REGISTERS)
REGISTERS = "alone"
"""Of a reference register its own names are asked, mistyped, without any labelled rows."""


def figures(given: Given) -> Iterator[Figure]:
    """The figures of whatever labelled rows and registers there are."""
    from graph.evaluation import clusters, name_pairs, reference, splitting, types
    from graph.resolve.reference.organisations import organisations

    if file := given.gold_file(FILES["splitting"]):
        yield from splitting.figures(splitting.read_gold(lines(file), str(file)))
    if file := given.gold_file(FILES["pairs"]):
        yield from name_pairs.figures(name_pairs.read_gold(lines(file), str(file)))
    if file := given.gold_file(FILES["types"]):
        yield from types.figures(types.read_gold(lines(file), str(file)))
    file = given.gold_file(OF_REGISTERS)
    if given.has_registers and file:
        yield from clusters.figures(clusters.read_gold(lines(file), str(file)), given.drafts)
    elif given.gold is not None and any(draft.kind == "partnership" for draft in given.drafts):
        click.echo(f"Nothing is measured of the registers: there is no {OF_REGISTERS} in {given.gold}.", err=True)
    yield from reference.figures(list(organisations(given.drafts)), given.names)
