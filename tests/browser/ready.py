"""Waiting for what takes longer than a second, as a visitor and a program would."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.api.conftest import Client

WORKING = "This takes longer than a second"


def ready(page: Page) -> Page:
    """The page when its answer is there."""
    while page.get_by_role("heading", level=1).inner_text() == WORKING:
        page.get_by_role("link", name="Refresh").click()
    return page


def told(site: Client, path: str, **query: object) -> Any:
    """What an address answers when it is there."""
    while (reply := site.ask(f"/{path}", **query)).status == HTTPStatus.ACCEPTED:
        pass
    return reply.body
