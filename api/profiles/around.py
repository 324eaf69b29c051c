"""What stands around an entry: what overlaps it, whom to invite, what to join, who works with whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from api.wire_profiles import AroundPartner, AroundPartnership, CoPartnerAnswer, Tie
from graph.errors import NotFoundError

if TYPE_CHECKING:
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
    near = overlaps.matches(id, limit=FIRST, as_of=as_of)
    invited = service.invite(id, limit=FIRST)
    return AroundPartnership(
        id=id,
        name=entity.name,
        overlaps=near.matches,
        says=near.says,
        invite=invited.matches,
        doubts=doubts.about(service.view, entity),
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
    near, total, ties = _co_partners(snapshot, id)
    return AroundPartner(
        id=id,
        name=entity.name,
        co_partners=near,
        co_partners_total=total,
        ties=ties,
        join=joined.matches,
        doubts=doubts.about(service.view, entity),
        as_of=as_of.isoformat(),
        version=joined.version,
        registers=joined.registers,
    )


def _co_partners(snapshot: Snapshot, id: str) -> tuple[tuple[CoPartnerAnswer, ...], int, tuple[Tie, ...]]:
    """The co-partners with most shared partnerships, how many there are, and the ties among the first of them.

    A tie counts within the partner's own partnerships: who meets whom there, not elsewhere.
    """
    row = snapshot.partner_row.get(id)
    if row is None:
        return (), 0, ()
    own = snapshot.partnerships_of(row)
    lists = snapshot.by_partnership[own].astype(bool).astype("int32")
    shared = lists.sum(axis=0)
    shared[row] = 0
    others = sorted(shared.nonzero()[0].tolist(), key=lambda who: (-int(shared[who]), snapshot.partners[who]))
    shown = others[:CO_PARTNERS]
    answers = tuple(
        CoPartnerAnswer(snapshot.partners[who], snapshot.partner_names[who], int(shared[who])) for who in shown
    )
    first = shown[:PICTURED]
    among = lists[:, first]
    together = (among.T @ among).toarray()
    ties = tuple(
        Tie(snapshot.partners[a], snapshot.partners[b], int(together[i, j]))
        for i, a in enumerate(first)
        for j, b in enumerate(first)
        if i < j and together[i, j]
    )
    return answers, len(others), ties
