"""What is new."""

from __future__ import annotations

from collections.abc import Iterator

from api.pages.news import NewRecord
from api.pages.page import Page
from api.pages.states.state import State

SHEET = "find.css"


def states(_: Page) -> Iterator[State]:
    """All of `components/news.html`."""
    known = NewRecord("coast:12", "coast", "2026-05-01T00:00:00Z", "partnership", "coast-12", "شعاب الساحل")
    yield State("new_record", "of an entry", known, "Register of the coast")
    yield State("new_record", "of no entry, read nobody knows when", NewRecord("coast:13", "coast", "", "", "", ""))
