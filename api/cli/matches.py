"""Matches as a person reads them: who or what, in which role, and why."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from rich.text import Text

from api.cli.output import Page, label, name, number, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.wire import PartnerMatchAnswer, PartnerMatches, PartnershipMatchAnswer, PartnershipMatches
    from graph.matching.match import Gate, Reason, Role, Understood

BEST = 3
"""Reasons shown where not all are asked for."""

_STATUS = {"ended": "has ended", "not-stated": "status not stated"}


def print_partners(page: Page, found: PartnerMatches, asked: str, known: int, *, explain: bool) -> None:
    """Whom to invite.

    Args:
        page: where to.
        found: the answer.
        asked: id or title of the partnership.
        known: how many partners the store knows.
        explain: every reason with its evidence.
    """
    _headline(page, "Partners to invite", asked, len(found.matches), number(known, "partner"))
    _understood(page, found.understood)
    for place, each in enumerate(found.matches, start=1):
        _partner(page, place, each)
        _role(page, each.role)
        _reasons(page, each.reasons, explain=explain)
    page.sources(found.registers)


def print_partnerships(page: Page, found: PartnershipMatches, asked: str, known: int, *, explain: bool) -> None:
    """What to join; parameters as `print_partners`."""
    _headline(page, "Partnerships to join", asked, len(found.matches), number(known, "partnership"))
    page.line(f"As of {found.as_of}.")
    _understood(page, found.understood)
    for place, each in enumerate(found.matches, start=1):
        _partnership(page, place, each)
        _role(page, each.role)
        _reasons(page, each.reasons, explain=explain)
        _gates(page, each.gates, explain=explain)
    page.sources(found.registers)


def _headline(page: Page, what: str, asked: str, matches: int, known: str) -> None:
    page.line(f"{what}{f' for “{plain(asked)}”' if asked else ''}: {matches:,}", style="bold")
    if matches:
        return
    page.line(f"Nothing among {known} of this store fits.")
    if known.startswith("0 "):
        page.line("The store is empty: `goal17 ingest FILE` reads a register into it.")
    else:
        page.line("Say more (a text, names, goals, countries), or ask with fewer filters.")


def _understood(page: Page, understood: Understood) -> None:
    """What names and countries were taken for, where that isn't what was written."""
    for written, id in understood.names.items():
        page.line(f"“{name(written)}”: {f'taken for {id}' if id else 'nobody of this name is known'}.")
    for written, code in understood.countries.items():
        if code is None:
            page.line(f"“{name(written)}” is no country known by name or code; it was left out.")
        elif code != written:
            page.line(f"“{name(written)}”: taken for {label('country', code)} ({code}).")


def _partner(page: Page, place: int, match: PartnerMatchAnswer) -> None:
    page.line()
    page.item(f"{place:>3}.", Text(name(match.partner.name), "bold"))
    about = [
        label("type", match.partner.type) if match.partner.type else "",
        label("country", match.partner.country) if match.partner.country else "",
        f"score {match.score:.4f}",
    ]
    page.line(" · ".join(part for part in about if part), indent=5)
    page.exact(f"goal17 show {shlex.quote(match.partner.id)}", indent=5, style="dim")


def _partnership(page: Page, place: int, match: PartnershipMatchAnswer) -> None:
    page.line()
    mark = " [to learn from]" if match.mark == "learn-from" else ""
    page.item(f"{place:>3}.", Text(f"{name(match.partnership.name)}{mark}", "bold"))
    page.line(f"{_STATUS.get(match.status, match.status)} · score {match.score:.4f}", indent=5)
    page.exact(f"goal17 show {shlex.quote(match.partnership.id)}", indent=5, style="dim")


def _role(page: Page, role: Role) -> None:
    page.line(f"Role: {label('role', role.code).lower()}. {plain(role.why)}", indent=5)


def _reasons(page: Page, reasons: Sequence[Reason], *, explain: bool) -> None:
    shown = reasons if explain else reasons[:BEST]
    for reason in shown:
        page.rows([(f"+{reason.contribution:.4f}", plain(reason.text))], indent=5)
        if explain:
            page.line(f"{reason.feature}: value {reason.value:g}, weight {reason.weight:g}", indent=14)
            for evidence in reason.evidence:
                page.item("-", f"{label('kind', evidence.kind)}: {name(evidence.label)}  ({evidence.id})", indent=14)
    if len(reasons) > len(shown):
        page.line(f"{number(len(reasons) - len(shown), 'more reason')} with --explain", indent=5)


def _gates(page: Page, gates: Sequence[Gate], *, explain: bool) -> None:
    """The gates that a record says something about; the others in one line, unless all is asked for."""
    silent = [gate for gate in gates if gate.passed is None]
    for gate in gates:
        if gate.passed is not None or explain:
            said = {True: "yes", False: "no", None: "not stated"}[gate.passed]
            page.line(f"{label('gate', gate.code)}: {said}. {plain(gate.why)}", indent=5)
    if silent and not explain:
        page.line(f"Not stated: {', '.join(label('gate', gate.code).lower() for gate in silent)}.", indent=5)
