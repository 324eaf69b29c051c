"""Reports of errors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from api.corrections import About, CorrectionAnswer
from api.pages.page import Page
from api.pages.states.state import State

SHEET = "desk.css"


def states(_: Page) -> Iterator[State]:
    """All of `components/corrections.html`."""
    for code in ("open", "done", "not-done"):
        yield State("state", code, code)
    about = About("coast-12", "partnership", "Reefs of the coast")
    said = CorrectionAnswer("1a2b", "2026-01-02", about, "error", "It ended.", "2031", "Its page", "open", "", "")
    yield State("report", "waits", said)
    arabic = replace(said, wrong="انتهى المشروع", right="", source="", state="done", settled_at="2026-01-05")
    yield State("report", "settled, written from right to left", replace(arabic, note="The register was asked."))
    yield State("report", "of an entry that is gone", replace(said, about=About("coast-9", "", ""), asked="redaction"))
    yield State("report", "of no entry", replace(said, about=About("", "", ""), asked="site"))
