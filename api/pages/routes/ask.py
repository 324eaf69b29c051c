"""`/ask`: the one box of the home page, read in every way that it can be."""

from __future__ import annotations

from fastapi.responses import Response

from api.dependencies import Asked
from api.pages.page import AskedPage, Pages
from api.pages.readings import read_text

router = Pages()

MOST_DROPPED = 100


@router.page("/ask")
def ask(page: AskedPage, service: Asked) -> Response:
    """What was read, to be let go of where it isn't meant, and every way to go on."""
    answer = read_text(service, page.query.first("q"), page.query.values("without")[:MOST_DROPPED])
    return page.show("ask.html", answer)
