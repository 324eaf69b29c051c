"""Profiles of partnerships and partners, what stands around them, their lists and their history; any other entry."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi.responses import Response

from api.dependencies import Asked
from api.pages import ego, timeline
from api.pages.links import path_of
from api.pages.page import AskedPage, Page, Pages
from api.pages.session import refusal
from api.profiles.around import PICTURED, around_partner, around_partnership, co_partners
from api.profiles.doubts import Doubts
from api.profiles.partner import PAGE as INITIATIVES
from api.profiles.partner import Wanted, initiatives, partner_page
from api.profiles.partnership import EVERY, members, partnership_page
from api.profiles.partnership import PAGE as MEMBERS
from api.profiles.records import PAGE as RECORDS
from api.profiles.records import history_answer
from api.service import Service, today
from graph.errors import MovedError
from graph.model.entities import Kind
from graph.text.csvtext import csv_text

router = Pages()

Offset = Annotated[int, Query(ge=0, le=10_000_000)]


def _doubts(request: Request) -> Doubts:
    doubts: Doubts = request.app.state.doubts
    return doubts


AskedDoubts = Annotated[Doubts, Depends(_doubts)]


@router.page("/partnerships/{id}")
def partnership(page: AskedPage, service: Asked, id: str, merged: str = "") -> Response:
    """A partnership: what it is, and whether one can trust it."""

    def answer() -> Response:
        found = partnership_page(service, id, merged)
        endless = any(fact.field == "open-ended" and fact.value for fact in found.entry.facts)
        picture = timeline.layout(found.moments, today(), open_ended=endless)
        return page.show("partnership.html", found, picture=picture)

    return _moved(page, "partnership", "", answer)


@router.page("/partnerships/{id}/partners", csv=True)
def partners_of(page: AskedPage, service: Asked, id: str, offset: Offset = 0) -> Response:
    """All partners of a partnership."""

    def answer() -> Response:
        found = members(service, id, offset)

        def table() -> str:
            rows = members(service, id, 0, EVERY).members
            return csv_text(
                ("partner", "name", "type", "country", "roles"),
                ((each.id, each.name, each.type, each.country, " ".join(each.roles)) for each in rows),
            )

        return page.show("members.html", found, csv=table, offset=offset, size=MEMBERS)

    return _moved(page, "partnership", "/partners", answer)


@router.page("/partnerships/{id}/around")
def around_a_partnership(page: AskedPage, service: Asked, doubts: AskedDoubts, id: str) -> Response:
    """What overlaps a partnership, and whom it should invite."""
    state = page.request.app.state
    desk = not refusal(page.request)

    def answer() -> Response:
        found = around_partnership(service, state.overlaps, state.network, doubts, id, desk=desk, as_of=today())
        return page.show("around_partnership.html", found, desk=desk)

    return _moved(page, "partnership", "/around", answer)


@router.page("/partners/{id}")
def partner(page: AskedPage, service: Asked, id: str, merged: str = "") -> Response:
    """A partner: who it is, and where it fits."""
    return _moved(page, "partner", "", lambda: page.show("partner.html", partner_page(service, id, merged)))


@router.page("/partners/{id}/initiatives", csv=True)
def initiatives_of(
    page: AskedPage,
    service: Asked,
    id: str,
    *,
    role: str = "",
    status: str = "",
    shared: str = "",
    sdg: str = "",
    theme: str = "",
    country: str = "",
    portfolio: str = "",
    sort: str = "start",
    offset: Offset = 0,
) -> Response:
    """All that a partner takes part in, in an order that can be chosen."""
    wanted = Wanted(role, status, shared, sort, sdg, theme, country, portfolio)

    def answer() -> Response:
        def table() -> str:
            rows = initiatives(service, id, wanted, 0, EVERY).initiatives
            return csv_text(
                ("partnership", "title", "roles", "status", "start", "end", "open_ended"),
                (
                    (
                        each.id,
                        each.name,
                        " ".join(each.roles),
                        each.status,
                        each.start,
                        each.end,
                        "yes" if each.open_ended else "no",
                    )
                    for each in rows
                ),
            )

        found = initiatives(service, id, wanted, offset)
        return page.show("initiatives.html", found, csv=table, sort=sort, offset=offset, size=INITIATIVES)

    return _moved(page, "partner", "/initiatives", answer)


@router.page("/partners/{id}/around", csv=True)
def around_a_partner(page: AskedPage, service: Asked, doubts: AskedDoubts, id: str) -> Response:
    """Who works with a partner, and what it could join."""

    def answer() -> Response:
        found = around_partner(service, doubts, id, as_of=today())
        picture = ego.layout([each.id for each in found.co_partners[:PICTURED]], found.ties)

        def table() -> str:
            every = co_partners(service.snapshot(id), id)
            return csv_text(("partner", "name", "shared"), ((each.id, each.name, each.count) for each in every))

        desk = not refusal(page.request)
        return page.show("around_partner.html", found, csv=table, picture=picture, desk=desk)

    return _moved(page, "partner", "/around", answer)


def _history(page: Page, service: Service, kind: Kind, id: str, offset: int) -> Response:
    def answer() -> Response:
        found = history_answer(service, id, offset)
        return page.show("history.html", found, desk=not refusal(page.request), offset=offset, size=RECORDS)

    return _moved(page, kind, "/history", answer)


@router.page("/partnerships/{id}/history")
def history_of_a_partnership(page: AskedPage, service: Asked, id: str, offset: Offset = 0) -> Response:
    """What changed in the records of a partnership, and what was decided about it."""
    return _history(page, service, "partnership", id, offset)


@router.page("/partners/{id}/history")
def history_of_a_partner(page: AskedPage, service: Asked, id: str, offset: Offset = 0) -> Response:
    """The records that name a partner, and what was decided about its names."""
    return _history(page, service, "partner", id, offset)


@router.page("/entries/{id:path}")
def entry(page: AskedPage, service: Asked, id: str) -> Response:
    """A need, an offer, or any other entry without a folder of its own; others are sent to theirs."""
    try:
        answer = service.show(id)
    except MovedError as moved:
        return page.moved(page.elsewhere(path_of("", moved.heir), page.query), HTTPStatus.PERMANENT_REDIRECT)
    own = path_of(answer.kind, answer.id)
    if not own.startswith("/entries/") or answer.id != id:
        return page.moved(page.elsewhere(own, page.query))
    return page.show("entry.html", answer)


def _moved(page: Page, kind: Kind, below: str, answer: Callable[[], Response]) -> Response:
    """An answer, or the way to the heir of the id that was asked for; its page says that it was merged."""
    try:
        return answer()
    except MovedError as moved:
        query = page.query if below else page.query.setting("merged", moved.wanted)
        return page.moved(page.elsewhere(f"{path_of(kind, moved.heir)}{below}", query), HTTPStatus.PERMANENT_REDIRECT)
