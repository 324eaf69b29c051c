"""Something is still being worked out: a page that says so, and is asked again by hand."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from fastapi.responses import Response

from api.pages.page import Page


@dataclass(frozen=True, slots=True)
class WaitingAnswer:
    """What is being worked out, to be asked for again.

    Attributes:
        doing: `names` are gathered for the review, or the store is gone through for the `desk`.
        again: where to ask.
    """

    doing: str
    again: str


def waiting(page: Page, doing: str) -> Response:
    """Say with 202 that an answer isn't there yet."""
    answer = WaitingAnswer(doing, page.at(page.query))
    made = page.show("waiting.html", answer, status=HTTPStatus.ACCEPTED)
    made.headers["Retry-After"] = "3"
    return made
