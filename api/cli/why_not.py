"""Why an entry isn't in an answer, or where in it it is, as it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.output import Page, name, plain

if TYPE_CHECKING:
    from graph.matching.why_not import WhyNot

SHOWN = 5
"""Features shown where not all are asked for: those that it lacks most."""


def print_why_not(page: Page, told: WhyNot | None, *, explain: bool) -> None:
    """Print it after an answer; nothing where it wasn't asked for.

    Args:
        page: to print on.
        told: the answer on the entry.
        explain: all features, each with what it says of either entry.
    """
    if told is None:
        return
    page.heading(f"Why not “{name(told.name)}”?  ({told.id})")
    page.line(plain(told.says))
    for each in told.compared if explain else told.compared[:SHOWN]:
        adds = each.here.contribution if each.here else 0.0
        beside = f", beside {each.there.contribution if each.there else 0.0:+.2f}" if told.last else ""
        page.rows([(f"{each.difference:+.2f}", f"{each.feature}: {adds:+.2f}{beside}")], indent=5)
        for reason in (each.here, each.there) if explain else ():
            if reason is not None:
                page.item("-", plain(reason.text), indent=14)
