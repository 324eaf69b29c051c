"""Pages that lead on."""

from __future__ import annotations

from collections.abc import Iterator

from api.pages.page import Page
from api.pages.states.state import State

SHEET = "find.css"


def states(_: Page) -> Iterator[State]:
    """All of `components/doors.html`."""
    yield State("door", "one", "/match/join", "What to join", "Partnerships that fit an organisation, with reasons.")
