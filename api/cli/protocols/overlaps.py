"""P5: which entries are the same, follow or overlap each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from api.cli.protocols.given import Given, lines
from graph.errors import NotReadyError
from graph.evaluation.figures import Figure
from graph.text.sentence import number

if TYPE_CHECKING:
    from graph.embed.embedder import Embedder

PAIRS = "overlap_pairs.jsonl"
"""Labelled pairs of records."""

GOLD = (PAIRS,)
REGISTERS = "too"


def figures(given: Given) -> Iterator[Figure]:
    """The figures of labelled pairs, and of entries of one title in the registers."""
    from graph.evaluation.overlaps import figures as of_pairs
    from graph.evaluation.overlaps import twins
    from graph.evaluation.overlaps.apart import apart
    from graph.evaluation.overlaps.gold import fingerprints, leak_groups, locate, read_gold
    from graph.evaluation.overlaps.learning import out_of_fold, values_of
    from graph.matching.overlaps.model import shipped

    file = given.gold_file(PAIRS)
    view = given.store.view()
    embedder: Embedder | None = None
    with suppress(NotReadyError):
        embedder = given.embedders.all[-1]
    snapshot = apart(view, embedder)
    model = shipped()
    weights = model.weights(snapshot.space)
    if file is not None:
        pairs = read_gold(lines(file), str(file))
        located = locate(pairs, snapshot)
        if located.missing:
            missing = number(located.missing, "pair")
            click.echo(f"P5: of {missing} in {file} an entry isn't there, or its key names several.", err=True)
        if located.pairs:
            values = values_of(located, snapshot)
            labels = [pair.label for pair in located.pairs]
            seen = fingerprints(located, snapshot) & model.learnt_on
            if seen:
                click.echo(
                    f"P5: the weights of goal17 were learnt on {number(len(seen), 'pair')} of these; measured are"
                    " weights that were learnt without the pair's entries and their campaign.",
                    err=True,
                )
                scores, relations = out_of_fold(values, labels, leak_groups(located, snapshot))
            else:
                scores, relations = of_pairs.said(values, weights)
            partnership = {record: entity.id for entity in view.entities("partnership") for record in entity.records}
            ids = [(snapshot.partnerships[a], snapshot.partnerships[b]) for a, b in located.rows]
            joined = [partnership.get(a, a) == partnership.get(b, b) for a, b in ids]
            measured = of_pairs.Measured(scores, relations, joined)
            yield from of_pairs.figures(located, measured, of_pairs.baselines(located, snapshot))
    pairs_of_twins = twins.twins(view)
    found = []
    for pairs_asked in (pairs_of_twins, [(b, a) for a, b in pairs_of_twins]):
        asked, wanted = [a for a, _ in pairs_asked], [b for _, b in pairs_asked]
        if asked:
            found.append(twins.hits(asked, wanted, apart(view, embedder, frozenset(asked)), weights))
    yield from twins.figures(found)
