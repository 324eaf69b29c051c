"""Matches as a person reads them: who or what, in which role, and why."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from rich.text import Text

from api.cli.filtered import left_out, print_filters, print_unknown, to_leave_out
from api.cli.output import Page, label, name, plain, some, status
from api.cli.reasons import print_reasons
from graph.text.sentence import number

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from api.wire import PartnerMatchAnswer, PartnerMatches, PartnershipMatchAnswer, PartnershipMatches
    from graph.matching.match import Bearer, Chosen, Gate, ReadName, Role, Statement, Understood


def print_partners(
    page: Page, found: PartnerMatches, asked: str, known: int, no_meaning: str, *, explain: bool
) -> None:
    """Whom to invite.

    Args:
        page: where to.
        found: the answer.
        asked: id or title of the partnership.
        known: how many partners the store knows.
        no_meaning: why nothing is weighed by meaning; empty where it is.
        explain: every reason with its evidence.
    """
    _headline(page, "Partners to invite", asked, len(found.matches), number(known, "partner"), found.understood)
    if no_meaning:
        page.line(no_meaning)
    _understood(page, found.understood, "partners")
    for place, each in enumerate(found.matches, start=1):
        _partner(page, place, each)
        _role(page, each.role)
        for mended in each.mends:
            page.line(f"Would mend: {plain(mended.text)}", indent=5)
        print_reasons(page, each.reasons, explain=explain)
    _near(page, found.understood, explain=explain)


def print_partnerships(
    page: Page, found: PartnershipMatches, asked: str, known: int, no_meaning: str, *, explain: bool
) -> None:
    """What to join; parameters as `print_partners`."""
    _headline(page, "Partnerships to join", asked, len(found.matches), number(known, "partnership"), found.understood)
    page.line(f"As of {found.as_of}.")
    if no_meaning:
        page.line(no_meaning)
    _understood(page, found.understood, "partnerships")
    unsaid = [{gate.code for gate in each.gates if not gate.is_told} for each in found.matches]
    silent = set[str]().union(*unsaid[:1]).intersection(*unsaid)
    for place, each in enumerate(found.matches, start=1):
        _partnership(page, place, each)
        _role(page, each.role)
        _chosen(page, each.chosen, explain=explain)
        print_reasons(page, each.reasons, explain=explain)
        _gates(page, each.gates, set() if explain else silent, explain=explain)
    if silent and not explain:
        codes = [gate.code for gate in found.matches[0].gates if gate.code in silent]
        page.line()
        page.line(f"Not stated {'by any of them' if len(found.matches) > 1 else 'by it'}: {_gate_labels(codes)}.")


def _headline(page: Page, what: str, asked: str, matches: int, known: str, understood: Understood) -> None:
    page.line(f"{what}{f' for “{plain(asked)}”' if asked else ''}: {matches:,}", style="bold")
    if known.startswith("0 "):
        page.line("The store is empty: `goal17 ingest FILE` reads a register into it.")
    elif understood.advice:
        page.line(understood.advice)
    elif not matches:
        page.line(f"Nothing among {known} of this store fits.")
        if understood.relax:
            page.line(to_leave_out(understood.relax, understood.together))
        else:
            page.line("Say more: a text, names, goals, countries.")


def _understood(page: Page, understood: Understood, entries: str) -> None:
    """What names and countries were taken for, where that isn't what was written; and the filters of `entries`."""
    for each in understood.named:
        page.line(f"“{name(each.written)}”: {_taken(each)}")
        for bearer in each.possible:
            page.item("-", _bearer(bearer), indent=2)
    for written, code in understood.countries.items():
        if code is None:
            page.line(left_out(written))
        elif code != written:
            page.line(f"“{name(written)}”: taken for {label('country', code)} ({code}).")
    for absent in understood.absent:
        counts = (
            "what names it in a text counts, and who is based there"
            if absent.kind == "country"
            else "it counts for nothing"
        )
        page.line(f"{label(absent.kind, absent.code)}: no partnership of this store states it; {counts}.")
    print_unknown(page, understood.unknown)
    print_filters(page, understood.filters, entries)
    for gate in understood.gates:
        page.line(
            f"{label('gate', gate.code)}: {gate.yes:,} yes, {gate.no:,} no and left out, {gate.not_stated:,} not stated"
            " and kept."
        )


def _taken(read: ReadName) -> str:
    others = read.others
    if read.taken is not None:
        said = f"taken for {name(read.taken.name)} ({read.taken.id}): {' '.join(read.why)}"
        return said if not others else f"{said} {number(others, 'other')} of this name may be meant; ask by id for:"
    if not others:
        return "nobody of this name is known."
    if others == 1:
        return "not taken for the one that it may mean, as that isn't certain; if it is meant, ask by id:"
    which = "the one that is meant" if others == len(read.possible) else "the one that is meant, such as"
    return f"{others} partners may be meant, and none was taken; ask by id for {which}:"


def _bearer(bearer: Bearer) -> str:
    about = [
        name(bearer.name),
        label("type", bearer.type) if bearer.type else "",
        label("country", bearer.country) if bearer.country else "",
        number(bearer.partnerships, "partnership"),
    ]
    return f"{' · '.join(part for part in about if part)}  ({bearer.id})"


def _partner(page: Page, place: int, match: PartnerMatchAnswer) -> None:
    page.line()
    page.item(f"{place:>3}.", Text(name(match.partner.name), "bold"))
    about = [
        label("type", match.partner.type) if match.partner.type else "",
        label("country", match.partner.country) if match.partner.country else "",
        f"score {match.score:.2f}",
    ]
    page.line(" · ".join(part for part in about if part), indent=5)
    page.exact(f"goal17 show {shlex.quote(match.partner.id)}", indent=5, style="dim")


def _partnership(page: Page, place: int, match: PartnershipMatchAnswer) -> None:
    page.line()
    mark = " [to learn from]" if match.mark == "learn-from" else ""
    page.item(f"{place:>3}.", Text(f"{name(match.partnership.name)}{mark}", "bold"))
    about = [
        status(match.status),
        some([label("country", code) for code in match.partnership.countries], 3),
        f"led by {some([name(lead.label) for lead in match.partnership.leads], 2)}" if match.partnership.leads else "",
        f"score {match.score:.2f}",
    ]
    page.line(" · ".join(part for part in about if part), indent=5)
    if match.partnership.url:
        page.exact(plain(match.partnership.url), indent=5, style="dim")
    page.exact(f"goal17 show {shlex.quote(match.partnership.id)}", indent=5, style="dim")


def _near(page: Page, understood: Understood, *, explain: bool) -> None:
    """Who isn't offered because it is the whole or a part of one on the list."""
    if not understood.near:
        return
    page.line()
    if explain:
        page.line("Near already, and so not offered:")
        for each in understood.near:
            page.line(plain(each.why), indent=2)
    else:
        told = some([name(each.partner.label) for each in understood.near], 3)
        page.line(f"Near already, as the whole or a part of one on the list, and so not offered: {told}.")


def _role(page: Page, role: Role) -> None:
    page.line(f"Role: {label('role', role.code).lower()}. {plain(role.why)}", indent=5)


def _chosen(page: Page, chosen: Sequence[Chosen], *, explain: bool) -> None:
    """Why the filters kept it."""
    for each in chosen:
        page.line(f"Kept by {each.filter}: {plain(each.why)}", indent=5)
        if explain:
            _statements(page, each.evidence)


def _gates(page: Page, gates: Sequence[Gate], silent: Collection[str], *, explain: bool) -> None:
    """The gates that a record says something about; the others in one line, unless all is asked for.

    Args:
        page: where to.
        gates: of one match.
        silent: gates of which no match says anything, which is said once for all.
        explain: each gate with its why, and the words of its sources.
    """
    for gate in gates:
        if gate.is_told or explain:
            said = {True: "yes", False: "no", None: "for you to judge" if gate.is_told else "not stated"}[gate.passed]
            page.line(f"{label('gate', gate.code)}: {said}. {plain(gate.why)}", indent=5)
            if explain:
                _statements(page, gate.evidence)
    rest = [gate.code for gate in gates if not gate.is_told and gate.code not in silent]
    if rest and not explain:
        page.line(f"Not stated: {_gate_labels(rest)}.", indent=5)


def _statements(page: Page, statements: Sequence[Statement]) -> None:
    """The words of sources, and where they stand."""
    for each in statements:
        where = f"{each.record}, {each.column or each.field}" if each.record else each.field
        page.item("-", f"“{plain(each.passage)}”  ({where})", indent=14)


def _gate_labels(codes: Sequence[str]) -> str:
    return ", ".join(label("gate", code).lower() for code in codes)
