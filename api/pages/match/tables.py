"""The lists of the matchmaker as tables; `docs/matching.md` says what each column holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from api.wire import PartnerMatchAnswer, PartnershipMatchAnswer, PartnershipSummary
from api.wire_overlaps import OverlapMatchAnswer
from graph.matching.match import Gate, Placed, Reason
from graph.matching.overlaps.holdings import Holdings
from graph.text.csvtext import csv_text

_PARTNERSHIP = ("place", "id", "title", "status", "start", "end", "countries", "leads", "url")
_GATES = ("open", "eligible", "contribution", "how-to-apply")

TO_JOIN = (*_PARTNERSHIP, "role", "role_why", "score", "reasons", *_GATES, "gates_why")
TO_INVITE = ("place", "id", "name", "type", "country", "role", "role_why", "mends", "score", "reasons")
OVERLAPPING = (*_PARTNERSHIP, "relation", "why", "score", "reasons", "both", "only_asked", "only_match")

_STATES = {True: "met", False: "not met", None: "not stated"}


def to_join(matches: Iterable[Placed[PartnershipMatchAnswer]]) -> str:
    """What to join."""
    return csv_text(TO_JOIN, (_row_to_join(each.place, each.match) for each in matches))


def to_invite(matches: Iterable[Placed[PartnerMatchAnswer]]) -> str:
    """Whom to invite."""
    return csv_text(TO_INVITE, (_row_to_invite(each.place, each.match) for each in matches))


def overlapping(matches: Iterable[Placed[OverlapMatchAnswer]]) -> str:
    """What overlaps."""
    return csv_text(OVERLAPPING, (_row_of_overlap(each.place, each.match) for each in matches))


def _row_to_join(place: int, match: PartnershipMatchAnswer) -> Sequence[object]:
    gates = {gate.code: gate for gate in match.gates}
    return (
        *_partnership(place, match.partnership, match.status),
        match.role.code,
        match.role.why,
        round(match.score, 4),
        _told(match.reasons),
        *(_STATES[gates[code].passed] for code in _GATES),
        " ".join(_why(gates.values())),
    )


def _row_to_invite(place: int, match: PartnerMatchAnswer) -> Sequence[object]:
    who = match.partner
    mends = " ".join(each.text for each in match.mends)
    role = match.role
    score = round(match.score, 4)
    return place, who.id, who.name, who.type, who.country, role.code, role.why, mends, score, _told(match.reasons)


def _row_of_overlap(place: int, match: OverlapMatchAnswer) -> Sequence[object]:
    return (
        *_partnership(place, match.partnership, match.status),
        match.relation,
        match.why,
        round(match.score, 4),
        _told(match.reasons),
        *(_held(each) for each in (match.both, match.only_asked, match.only_match)),
    )


def _partnership(place: int, which: PartnershipSummary, status: str) -> Iterator[object]:
    yield from (place, which.id, which.name, status, which.start, which.end, " ".join(which.countries))
    yield from ("; ".join(lead.label for lead in which.leads), which.url)


def _told(reasons: Iterable[Reason]) -> str:
    """Every reason with what it adds."""
    return " ".join(f"{each.text} ({each.contribution:+.2f})" for each in reasons)


def _why(gates: Iterable[Gate]) -> Iterator[str]:
    return (gate.why for gate in gates if gate.is_told)


def _held(holdings: Holdings) -> str:
    """Partners, codes of countries and goals, themes and words."""
    goals = [f"SDG {code}" for code in holdings.sdgs]
    parts = ([each.label for each in holdings.partners], holdings.countries, goals, holdings.themes, holdings.words)
    return "; ".join(", ".join(part) for part in parts if part)
