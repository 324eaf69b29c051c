"""What only a browser can tell of a page: faults, each with the rule that it breaks and the element."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request

KILO = 1024
HEAVIEST = 100 * KILO
HEAVIEST_NETWORK = 250 * KILO
HEAVIEST_PART = 12 * KILO
MOST_REQUESTS = 10
"""The budget of a page, gzipped; of its style sheets, and of its scripts, together."""

WIDTHS = (1280, 360, 320)
"""Of windows, in CSS pixels; the last is one of 1280 at 400 %."""

ALL: Mapping[str, object] = {"rules": {"target-size": {"enabled": True}}}
"""Every rule of axe-core, also the one of WCAG 2.2 that it leaves out by default."""

COLOURS: Mapping[str, object] = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""Those that look at colours; what the others look at is the same in the dark."""

_RULES = (Path(__file__).parent / "rules.js").read_text(encoding="utf-8")
_SERIOUS = {"serious", "critical"}


def looked_at(window: Page) -> Iterator[str]:
    """Everything about a page that is open: in the light and in the dark, by keyboard, at three widths, on paper."""
    yield from axe(window, ALL)
    # From here on the browser shows where the focus is.
    window.keyboard.press("Tab")
    yield from rule(window, "focus()")
    window.emulate_media(color_scheme="dark")
    yield from (f"in the dark: {each}" for each in axe(window, COLOURS))
    for width in WIDTHS:
        yield from wide(window, width)
    window.emulate_media(media="print")
    yield from rule(window, "print()")


def rule(window: Page, call: str) -> list[str]:
    """What one function of `rules.js` finds."""
    found: list[str] = window.evaluate(f"({_RULES.strip().rstrip(';')}).{call}")
    return found


def wide(window: Page, width: int) -> list[str]:
    """Whether a page has to be scrolled sideways in a window of some width, in CSS pixels."""
    window.set_viewport_size({"width": width, "height": 800})
    return rule(window, f"sideways({width})")


def axe(window: Page, options: Mapping[str, object]) -> list[str]:
    """What axe-core finds; it is put into the page past the page's own policy, which stays in force."""
    from axe_playwright_python.base import AXE_SCRIPT

    if not window.evaluate("'axe' in window"):
        window.evaluate(f"{AXE_SCRIPT}; null")
    result = window.evaluate("options => axe.run(options)", {"resultTypes": ["violations"], **options})
    return [
        f"axe {violation['id']} ({violation['impact']}): {node['html'][:160]} – {node['failureSummary']}"
        for violation in result["violations"]
        if violation["impact"] in _SERIOUS
        for node in violation["nodes"]
    ]


class Loading:
    """What happens while a page is loaded.

    Attributes:
        complaints: of the browser: errors of scripts, refusals by the policy, requests to other hosts.
        answered: the requests that were answered.
    """

    def __init__(self, window: Page, base: str) -> None:
        self.base = base
        self.complaints: list[str] = []
        self.answered: list[Request] = []
        window.set_default_timeout(60_000)
        window.on("console", lambda message: self._told(message.text) if message.type == "error" else None)
        window.on("pageerror", lambda error: self._told(str(error)))
        window.on("request", self._asked)
        window.on("requestfailed", lambda request: self._told(f"failed: {request.url}"))
        window.on("requestfinished", self._finished)

    def _finished(self, request: Request) -> None:
        self.answered.append(request)

    def _told(self, text: str) -> None:
        # A page that says that there is nothing is also called an error.
        if "the server responded with a status of" not in text:
            self.complaints.append(f"console: {text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.base}/", "data:")):
            self.complaints.append(f"another host: {request.url}")

    def faults(self, address: str) -> Iterator[str]:
        """What was complained of, and what of the budget was overdrawn."""
        yield from self.complaints
        weights: dict[str, int] = {}
        for request in self.answered:
            answer = request.response()
            kind = request.resource_type
            weights[kind] = weights.get(kind, 0) + request.sizes()["responseBodySize"]
            if kind != "document" and (answer is None or answer.status >= 400):
                yield f"asset: {request.url} isn't there"
        network = address.startswith("/network")
        most = HEAVIEST_NETWORK if network else HEAVIEST
        if len(self.answered) > MOST_REQUESTS:
            yield f"weight: {len(self.answered)} requests: {[each.url for each in self.answered]}"
        if sum(weights.values()) > most:
            yield f"weight: {sum(weights.values()):,} bytes: {weights}"
        for kind in ("stylesheet", "script"):
            # What draws a network is a library.
            if weights.get(kind, 0) > (most if network and kind == "script" else HEAVIEST_PART):
                yield f"weight: {weights[kind]:,} bytes of {kind}"
