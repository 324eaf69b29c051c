"""The reasons of a match, as they are printed: what each adds, in words, and on demand what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from api.cli.output import Page, label, name, number, plain

if TYPE_CHECKING:
    from graph.matching.match import Reason

BEST = 3
"""Reasons shown where not all are asked for."""


def print_reasons(page: Page, reasons: Sequence[Reason], *, explain: bool) -> None:
    """Print reasons under their match.

    Args:
        page: to print on.
        reasons: those to be read first come first.
        explain: all of them, each with its value, weight and evidence, and their sum.
    """
    shown = reasons if explain else reasons[:BEST]
    for reason in shown:
        added = f"{reason.contribution:+.4f}" if explain else f"{reason.contribution:+.2f}"
        page.rows([(added, plain(reason.text))], indent=5)
        if explain:
            page.line(f"{reason.feature}: value {reason.value:g}, weight {reason.weight:g}", indent=14)
            for evidence in reason.evidence:
                page.item("-", f"{label('kind', evidence.kind)}: {name(evidence.label)}  ({evidence.id})", indent=14)
    if len(reasons) > len(shown):
        page.line(f"{number(len(reasons) - len(shown), 'more reason')} with --explain", indent=5)
    if explain and reasons:
        page.line(f"{sum(reason.contribution for reason in reasons):+.4f} in all", indent=5)
