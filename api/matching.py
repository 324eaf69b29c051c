"""Whom to invite and what to join, over the service of all surfaces."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from api.wire import Model, PartnerMatches, PartnershipMatches, partner_matches, partnership_matches
from graph.matching.match import Evidence

if TYPE_CHECKING:
    from api.service import Service
    from graph.matching.match import LeftOut, PartnershipMatch
    from graph.matching.subject import PartnerDescription, PartnershipDescription

    D = TypeVar("D", PartnerDescription, PartnershipDescription)


@dataclass(frozen=True, slots=True)
class Further:
    """What is wanted beside the first answers.

    Attributes:
        keep: ids of entries whose match is wanted with its place, wherever it stands: a shortlist.
        why_not: id of an entry, to be told why it isn't among the first, or where it is.
        leave_out: what was said is left out, one thing after the other, to tell what carries the first answers.
    """

    keep: Sequence[str] = ()
    why_not: str = ""
    leave_out: bool = False


def invite(
    service: Service,
    asked: str | PartnershipDescription,
    *,
    limit: int,
    exclude: Sequence[str],
    where: Mapping[str, Sequence[str]] | None,
    spread: float | None,
    further: Further,
) -> PartnerMatches:
    """Whom a partnership should invite: see `graph.matching.matcher.Matcher.partners`."""
    asked = service.heir(asked, "partnership") if isinstance(asked, str) else asked
    wanted = service.heir(further.why_not, "partner") if further.why_not else ""
    matcher = service.matcher(asked if isinstance(asked, str) else "", wanted)
    left_out = service.heirs(exclude)
    invitations = matcher.invitations(asked, where=where, spread=spread)
    found = invitations.first(limit, left_out)

    def first(described: PartnershipDescription) -> list[Evidence]:
        again, _ = matcher.partners(described, limit=limit, exclude=left_out, where=where, spread=spread)
        return [Evidence("partner", each.id, each.name) for each in again]

    snapshot = matcher.snapshot
    return partner_matches(
        found,
        replace(invitations.understood, unknown=service.unknown(exclude), ranked=invitations.number(left_out)),
        Model(matcher.model.name, snapshot.space),
        snapshot.version,
        service.registers_with(snapshot),
        kept=invitations.placed(service.heirs(further.keep), left_out),
        why_not=invitations.why_not(wanted, limit, left_out) if wanted else None,
        left_out=without_each(
            asked, [Evidence("partner", each.id, each.name) for each in found], first, wanted=further.leave_out
        ),
    )


def join(
    service: Service,
    asked: str | PartnerDescription,
    *,
    limit: int,
    exclude: Sequence[str],
    where: Mapping[str, Sequence[str]] | None,
    as_of: date,
    ended: bool,
    joinable: bool,
    further: Further,
) -> PartnershipMatches:
    """What a partner should join: see `graph.matching.matcher.Matcher.partnerships`."""
    from graph.matching.evidence import with_evidence

    asked = service.heir(asked, "partner") if isinstance(asked, str) else asked
    wanted = service.heir(further.why_not, "partnership") if further.why_not else ""
    matcher = service.matcher(asked if isinstance(asked, str) else "", wanted)
    left_out = service.heirs(exclude)
    openings = matcher.openings(asked, where=where, as_of=as_of, ended=ended, joinable=joinable)
    found = openings.first(limit, left_out)
    kept = openings.placed(service.heirs(further.keep), left_out)

    def first(described: PartnerDescription) -> list[Evidence]:
        again, _ = matcher.partnerships(
            described, limit=limit, exclude=left_out, where=where, as_of=as_of, ended=ended, joinable=joinable
        )
        return [Evidence("partnership", each.id, each.name) for each in again]

    ids = dict.fromkeys([*(each.id for each in found), *(each.match.id for each in kept)])
    stored = {entity.id: entity for entity in service.view.get(list(ids))}
    held = {register.code: register.as_of for register in service.registers()}

    def told(match: PartnershipMatch) -> PartnershipMatch:
        return with_evidence(match, stored[match.id], where or {}, held) if match.id in stored else match

    snapshot = matcher.snapshot
    return partnership_matches(
        [told(each) for each in found],
        stored,
        replace(openings.understood, unknown=service.unknown(exclude), ranked=openings.number(left_out)),
        Model(matcher.model.name, snapshot.space),
        as_of.isoformat(),
        snapshot.version,
        service.registers_with(snapshot),
        kept=[replace(each, match=told(each.match)) for each in kept],
        why_not=openings.why_not(wanted, limit, left_out) if wanted else None,
        left_out=without_each(
            asked, [Evidence("partnership", each.id, each.name) for each in found], first, wanted=further.leave_out
        ),
    )


def without_each(
    asked: str | D, shown: Sequence[Evidence], first: Callable[[D], Sequence[Evidence]], *, wanted: bool
) -> tuple[LeftOut, ...] | None:
    """What each thing that was said carries; None where that isn't wanted, or where nothing was said but an id."""
    from graph.matching.leave_one_out import leave_one_out

    if not wanted or isinstance(asked, str):
        return None
    return leave_one_out(asked, shown, first)
