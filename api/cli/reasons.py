"""The reasons of a match, as they are printed: what each adds, in words, and on demand what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from api.cli.output import Page, label, name, plain
from graph.text.sentence import number

if TYPE_CHECKING:
    from graph.matching.match import Reason

BEST = 3
"""Reasons shown where not all are asked for."""


def print_reasons(page: Page, reasons: Sequence[Reason], *, explain: bool) -> None:
    """Print reasons under their match.

    Args:
        page: to print on.
        reasons: those to be read first come first.
        explain: all of them, each with its value, weight and evidence, and their sum; otherwise the first `BEST`, those
            that say the same as one.
    """
    if explain:
        for reason in reasons:
            page.rows([(f"{reason.contribution:+.4f}", plain(reason.text))], indent=5)
            page.line(f"{reason.feature}: value {reason.value:g}, weight {reason.weight:g}", indent=14)
            for evidence in reason.evidence:
                page.item("-", f"{label('kind', evidence.kind)}: {name(evidence.label)}  ({evidence.id})", indent=14)
        page.line(f"{sum(reason.contribution for reason in reasons):+.4f} in all", indent=5)
        return
    told: dict[str, float] = {}
    for reason in reasons:
        # Two features may say the same: all the words that a newcomer shares, and those of the nearest of its texts.
        told[reason.text] = told.get(reason.text, 0.0) + reason.contribution
    for text, added in list(told.items())[:BEST]:
        page.rows([(f"{added:+.2f}", plain(text))], indent=5)
    if len(told) > BEST:
        page.line(f"{number(len(told) - BEST, 'more reason')} with --explain", indent=5)
