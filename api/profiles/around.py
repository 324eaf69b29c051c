"""What stands around an entry: what overlaps it, whom to invite, what to join, who works with whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from api.wire_profiles import AroundPartner, AroundPartnership, CoPartnerAnswer, Tie
from graph.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.network import NetworkService
    from api.overlaps import OverlapsService
    from api.profiles.doubts import Doubts
    from api.service import Service
    from graph.snapshot.snapshot import Snapshot

FIRST = 5
"""Matches that are shown of each question; the question's own page has more."""

CO_PARTNERS = 100
"""Co-partners in the table."""

PICTURED = 30
"""Co-partners in the picture: as many as stand on a circle without touching on a narrow screen."""


def around_partnership(
    service: Service,
    overlaps: OverlapsService,
    network: NetworkService,
    doubts: Doubts,
    id: str,
    *,
    desk: bool,
    as_of: date,
) -> AroundPartnership:
    """What stands around a partnership.

    Args:
        service: the service.
        overlaps: answers about overlaps.
        network: answers about health.
        doubts: the open questions.
        id: of the partnership.
        desk: whether the desk asks: nobody else is told of one partnership's health.
        as_of: the asking date.

    Raises:
        NotFoundError, MovedError: there is no such partnership.
    """
    entity = service.view.entity(id)
    if entity.kind != "partnership":
        raise NotFoundError("partnership", id)
    doubted, open_questions = doubts.about(service.view, entity)
    near = overlaps.matches(id, limit=FIRST, as_of=as_of)
    invited = service.invite(id, limit=FIRST)
    return AroundPartnership(
        id=id,
        name=entity.name,
        overlaps=near.matches,
        says=near.says,
        invite=invited.matches,
        doubts=doubted,
        doubts_total=open_questions,
        health=network.health(id, as_of) if desk else None,
        as_of=as_of.isoformat(),
        version=near.version,
        registers=near.registers,
    )


def around_partner(service: Service, doubts: Doubts, id: str, *, as_of: date) -> AroundPartner:
    """What stands around a partner.

    Raises:
        NotFoundError, MovedError: there is no such partner.
    """
    entity = service.view.entity(id)
    if entity.kind != "partner":
        raise NotFoundError("partner", id)
    joined = service.join(id, limit=FIRST, as_of=as_of)
    snapshot = service.snapshot(id)
    near = co_partners(snapshot, id)
    doubted, open_questions = doubts.about(service.view, entity)
    return AroundPartner(
        id=id,
        name=entity.name,
        co_partners=near[:CO_PARTNERS],
        co_partners_total=len(near),
        ties=_ties(snapshot, id, near[:PICTURED]),
        join=joined.matches,
        doubts=doubted,
        doubts_total=open_questions,
        as_of=as_of.isoformat(),
        version=joined.version,
        registers=joined.registers,
    )


def co_partners(snapshot: Snapshot, id: str) -> tuple[CoPartnerAnswer, ...]:
    """All with whom a partner shares partnerships, those with most first; none for one that is alone or isn't there."""
    row = snapshot.partner_row.get(id)
    if row is None:
        return ()
    shared = _lists(snapshot, row).sum(axis=0)
    shared[row] = 0
    others = sorted(shared.nonzero()[0].tolist(), key=lambda who: (-int(shared[who]), snapshot.partners[who]))
    return tuple(
        CoPartnerAnswer(snapshot.partners[who], snapshot.partner_names[who], int(shared[who])) for who in others
    )


def _lists(snapshot: Snapshot, row: int) -> Any:
    """The partnerships of a partner as rows with a 1 for each partner in them."""
    return snapshot.by_partnership[snapshot.partnerships_of(row)].astype(bool).astype("int32")


def _ties(snapshot: Snapshot, id: str, near: Sequence[CoPartnerAnswer]) -> tuple[Tie, ...]:
    """The ties among co-partners within the partner's own partnerships: who meets whom there, not elsewhere."""
    row = snapshot.partner_row.get(id)
    if row is None:
        return ()
    first = [snapshot.partner_row[each.id] for each in near]
    among = _lists(snapshot, row)[:, first]
    together = (among.T @ among).toarray()
    return tuple(
        Tie(snapshot.partners[a], snapshot.partners[b], int(together[i, j]))
        for i, a in enumerate(first)
        for j, b in enumerate(first)
        if i < j and together[i, j]
    )
