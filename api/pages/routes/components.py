"""`/components`: what pages are made of, for who makes pages; there only where the settings say so."""

from __future__ import annotations

from fastapi.responses import Response

from api.pages.components import gathered, gathered_file
from api.pages.page import AskedPage, Pages

router = Pages()


@router.page("/components")
def components(page: AskedPage) -> Response:
    """Every file of components, and how many states of each it shows."""
    return page.show("components.html", gathered(page))


@router.page("/components/{file}")
def file(page: AskedPage, file: str) -> Response:
    """The components of a file in all their states, as the pages look that use them."""
    return page.show("components-file.html", gathered_file(page, file))
