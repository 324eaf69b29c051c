"""P7: the goals of an initiative from its text."""

from __future__ import annotations

from collections.abc import Iterator

from api.cli.protocols.given import Given
from graph.evaluation.figures import Figure

GOLD: tuple[str, ...] = ()
REGISTERS = "alone"
"""Goals that registrants declared are what is hidden and guessed; nothing else is labelled."""


def figures(given: Given) -> Iterator[Figure]:
    """The figures on the registers, or on the store, that were given."""
    from graph.evaluation import tagging
    from graph.evaluation.hidden.leaks import leak_groups

    snapshot = given.snapshot
    groups = dict(zip(snapshot.partnerships, leak_groups(snapshot).tolist(), strict=True))
    entries = tagging.read(given.store.view(), snapshot.space, groups)
    embedder = given.embedders.of_space(snapshot.space) if snapshot.space else None
    yield from tagging.figures(entries, embedder, given.tested)
