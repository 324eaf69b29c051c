"""Pictograms."""

from __future__ import annotations

from collections.abc import Iterator

from api.pages.page import Page
from api.pages.states.state import State

_NAMES = ("remove", "yes", "no", "unknown", "warning", "outside", "onwards", "download")


def states(_: Page) -> Iterator[State]:
    """All of `components/icons.html`."""
    for name in _NAMES:
        yield State("icon", name, name)
