"""`/match/join`, `/match/invite`, `/match/overlaps`, `/match/weights`: who fits with whom, in which role, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, TypeVar

from fastapi import Depends
from fastapi.responses import Response

from api.dependencies import Asked
from api.overlaps import OverlapsService
from api.pages.match import tables
from api.pages.match.answering import answered
from api.pages.match.answers import InvitePage, JoinPage, OverlapsPage
from api.pages.match.asked import (
    OF_PARTNERS,
    OF_PARTNERSHIPS,
    OVERLAPPING,
    PARTNER,
    PARTNERSHIP,
    to_compare,
    to_invite,
    to_join,
)
from api.pages.match.cells import Cells, cells_of, of_words
from api.pages.match.weights import weights_answer
from api.pages.page import AskedPage, Page, Pages
from api.routes import match as matchmaker
from api.routes.match import InviteRequest, JoinRequest, OverlapRequest, asked_overlaps
from api.service import Service
from api.wire import PartnerMatches, PartnershipMatches
from api.wire_overlaps import OverlapMatches
from graph.matching.match import Placed
from graph.model.vocabularies import vocabulary

router = Pages()

M = TypeVar("M")

LIMITS = (10, 25, 50, 100)
"""How many can be shown."""

_VOCABULARIES = (
    *("types", "contributions", "goals"),
    *("mechanisms", "goal-types", "business-types", "funding-types"),
)


@router.page("/match/join", csv=True)
def join(page: AskedPage, service: Asked) -> Response:
    """What should we join, in which role, and why."""

    def ask(request: JoinRequest) -> tuple[PartnershipMatches, list[str]]:
        found = matchmaker.partnerships(service, request)
        return found, [each.match.partnership.id for each in found.kept]

    answer, beside, status = answered(
        page,
        service,
        to_join(page.query),
        ("partner", "partnership"),
        ask,
    )
    return page.show(
        "match/join.html",
        JoinPage(answer, beside, _silent(answer), _cells(service, answer)) if answer else JoinPage(None, beside),
        csv=lambda: tables.to_join(_listed(page, answer.matches, answer.kept) if answer else ()),
        status=status,
        **_form(service, PARTNER, OF_PARTNERSHIPS, ("name",) if beside.about else ()),
    )


@router.page("/match/invite", csv=True)
def invite(page: AskedPage, service: Asked) -> Response:
    """Whom to invite into a partnership, and which balance it mends."""

    def ask(request: InviteRequest) -> tuple[PartnerMatches, list[str]]:
        found = matchmaker.partners(service, request)
        return found, [each.match.partner.id for each in found.kept]

    answer, beside, status = answered(
        page,
        service,
        to_invite(page.query),
        ("partnership", "partner"),
        ask,
    )
    return page.show(
        "match/invite.html",
        InvitePage(answer, beside),
        csv=lambda: tables.to_invite(_listed(page, answer.matches, answer.kept) if answer else ()),
        status=status,
        **_form(service, PARTNERSHIP, OF_PARTNERS, PARTNERSHIP if beside.about else ()),
    )


@router.page("/match/overlaps", csv=True)
def overlaps(
    page: AskedPage, service: Asked, comparing: Annotated[OverlapsService, Depends(asked_overlaps)]
) -> Response:
    """What overlaps with a partnership, or with one that is about to be registered."""

    def ask(request: OverlapRequest) -> tuple[OverlapMatches, list[str]]:
        found = matchmaker.overlaps(comparing, request)
        return found, [each.match.partnership.id for each in found.kept]

    answer, beside, status = answered(
        page,
        service,
        to_compare(page.query),
        ("partnership", "partnership"),
        ask,
    )
    return page.show(
        "match/overlaps.html",
        OverlapsPage(answer, beside),
        csv=lambda: tables.overlapping(_listed(page, answer.matches, answer.kept) if answer else ()),
        status=status,
        **_form(service, PARTNERSHIP, OVERLAPPING, PARTNERSHIP if beside.about else ()),
    )


@router.page("/match/weights")
def weights(page: AskedPage, service: Asked) -> Response:
    """What each feature of a match is, and how much it weighs."""
    matcher = service.matcher()
    snapshot = matcher.snapshot
    return page.show("match/weights.html", weights_answer(matcher.model, snapshot.space, snapshot.version))


def _listed(page: Page, matches: Sequence[M], kept: Iterable[Placed[M]]) -> Iterable[Placed[M]]:
    """The list, or with `table=kept` the shortlist."""
    if page.query.first("table") == "kept":
        return kept
    return [Placed(place, match) for place, match in enumerate(matches, start=1)]


def _silent(answer: PartnershipMatches) -> tuple[str, ...]:
    """Gates of which no match says anything: told once, and not with each."""
    said = {gate.code for match in answer.matches for gate in match.gates if gate.is_told}
    return tuple(gate.code for match in answer.matches[:1] for gate in match.gates if gate.code not in said)


def _cells(service: Service, answer: PartnershipMatches) -> Cells:
    """Where the words stand on which the reasons rest."""
    return cells_of(service.view, (id for match in answer.matches for id in of_words(match.reasons)))


def _form(
    service: Service, said: Sequence[str], filters: Sequence[str], without: Sequence[str]
) -> Mapping[str, object]:
    """What the form offers: codes of vocabularies, and the themes that entries of the store state.

    `without` names what isn't asked, as it is known of the stored entry that is asked about.
    """
    themes = sorted(code for kind, code in service.snapshot().tags if kind == "theme")
    codes = {name: list(vocabulary(name).terms) for name in _VOCABULARIES}
    return {
        "said": said,
        "filters": filters,
        "form_fields": [*(name for name in said if name not in {"id", *without}), *filters, "as_of"],
        "codes": {**codes, "themes": themes},
        "limits": LIMITS,
    }
