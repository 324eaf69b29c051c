"""What a derivation has changed in the graph, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.text.sentence import number

if TYPE_CHECKING:
    from graph.build.rebuild import Changes


def counted(changes: Changes) -> str:
    """How many entries and relations were written and removed."""
    return (
        f"{number(changes.put, 'entry', 'entries')} written and {changes.dropped:,} removed,"
        f" {number(changes.related, 'relation')} written and {changes.unrelated:,} removed"
    )


def in_graph(changes: Changes) -> str:
    """The same as a sentence, which says so where nothing changed."""
    return f"In the graph {counted(changes)}." if changes.any else "Nothing changed in the graph."
