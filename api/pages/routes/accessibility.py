"""`/accessibility`: what was done so that everybody can use these pages, what is not good yet, and whom to tell."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi.responses import Response

from api.pages.page import AskedPage, Pages
from api.pages.routes.review import KEYS

router = Pages()


@dataclass(frozen=True, slots=True)
class AccessibilityAnswer:
    """What the pages are held to.

    Attributes:
        standard: by which they are checked.
        level: of the standard.
        checked: how, in codes: `axe` (a program that looks for faults), `keyboard` (every journey without a mouse),
            `scripts` (every journey without scripts), `zoom` (at the width of a telephone), `validator` (HTML).
        report: where to say that something can't be used.
    """

    standard: str = "WCAG 2.2"
    level: str = "AA"
    checked: tuple[str, ...] = ("axe", "keyboard", "scripts", "zoom", "validator")
    report: str = "/corrections?asked=site"


@router.page("/accessibility")
def accessibility(page: AskedPage) -> Response:
    """The statement."""
    return page.show("accessibility.html", AccessibilityAnswer(), keys=page.request.cookies.get(KEYS) != "off")
