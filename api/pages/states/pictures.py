"""Pictures of numbers."""

from __future__ import annotations

from collections.abc import Iterator

from api.pages.page import Page
from api.pages.states.state import State


def states(_: Page) -> Iterator[State]:
    """All of `components/pictures.html`."""
    yield State("bar", "a third of the most", 1, 3)
    yield State("bar", "nothing of nothing", 0, 0)
    yield State("bar", "speaks for it", 1.2, 2.4, signed=True)
    yield State("bar", "speaks against it", -0.6, 2.4, signed=True)
    yield State("bar", "more than the most", 5, 2.4, signed=True)
