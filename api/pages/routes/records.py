"""`/records/{record}`: what a source wrote, cell by cell, as far as something rests on it."""

from __future__ import annotations

from fastapi.responses import Response

from api.dependencies import Asked
from api.pages.page import AskedPage, Pages
from api.profiles.records import record_answer

router = Pages()


# A register's key may hold a slash.
@router.page("/records/{record:path}")
def record(page: AskedPage, service: Asked, record: str) -> Response:
    """A record, with its versions."""
    return page.show("record.html", record_answer(service, record))
