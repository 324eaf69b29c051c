"""A field that suggests entries."""

from __future__ import annotations

from collections.abc import Iterator

from api.pages.page import Page
from api.pages.states.state import State


def states(_: Page) -> Iterator[State]:
    """All of `components/names.html`."""
    yield State("name_input", "a partner", "name", "Who you are", hint="As your partners call you.")
    yield State("name_input", "any entry, filled from right to left", "q", "About", "شبكة المدارس")
