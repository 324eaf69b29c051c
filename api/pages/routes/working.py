"""`/working/{id}`: how far an answer is that takes longer than a second, and how to stop it.

It is no page by itself: it has no address that anybody could know beforehand, and is gone when the answer is there.
"""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import Response

from api.pages.page import AskedPage
from api.pages.working import AskedWorking

router = APIRouter(include_in_schema=False)


@router.get("/working/{id}")
@router.get("/working/{id}.json")  # before the other: an id could hold a dot
def working(page: AskedPage, works: AskedWorking, id: str) -> Response:
    """How far it is; once it is ready, the way to it."""
    work = works.work(id)
    if page.form == "html" and work.told(work.address).state == "ready":
        return page.moved(work.address)
    return works.told(page, work, HTTPStatus.OK)


# Nobody knows the id who wasn't told of the work, so no other site's page can stop it.
@router.post("/working/{id}/stop")
def stop(page: AskedPage, works: AskedWorking, id: str) -> Response:
    """Stop it at its next step."""
    return page.moved(f"/working/{works.stop(id).id}")
