"""What a page's form sends: taken from this site's own pages only, and never longer than a person writes.

A browser says where a form was sent from (`Sec-Fetch-Site`, or `Origin` where it is older). A request that says
neither, or another site, is refused, whoever it is from: so no page elsewhere can decide or write through a visitor's
browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

MOST = 64 * 1024
"""Bytes of a form: a dozen pages of text."""

TEXTS = ("wrong", "right", "source", "note")
"""Fields that somebody has to think about."""

_FIELDS = 50
_LONGEST = 4000
_FORM = "application/x-www-form-urlencoded"


async def posted(request: Request) -> Mapping[str, str]:
    """The fields of a form with what was written, without spaces around it; of a name said twice the last.

    Raises:
        HTTPException: 403 for another site's page, 415 for what is no form, 413 for one that is too long, 400 for one
            that can't be read.
    """
    if from_elsewhere(request):
        raise HTTPException(HTTPStatus.FORBIDDEN, "Forms are taken from the pages of this site only.")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"A page takes forms ({_FORM}); programs ask the API.")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A form can have {MOST:,} bytes.")
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except ValueError as error:
        raise HTTPException(HTTPStatus.BAD_REQUEST, "The form can't be read.") from error
    fields = {name: value.replace("\r\n", "\n").strip() for name, value in pairs}
    request.state.posted = fields
    return fields


def from_elsewhere(request: Request) -> bool:
    """Whether a request wasn't sent by a page of this site, or doesn't say so."""
    # A page can't forge the first, and it holds behind a proxy that tells another Host than the browser asked for.
    if (site := request.headers.get("sec-fetch-site")) is not None:
        return site != "same-origin"
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc != request.headers.get("host", "")


def local_path(said: str) -> str:
    r"""Where to go on after a form: an address of this site as it was said, "/" for anything else.

    >>> local_path("/review?kind=partner"), local_path("https://elsewhere.example/"), local_path("//elsewhere.example")
    ('/review?kind=partner', '/', '/')
    >>> local_path("/\\elsewhere.example"), local_path("/a\nb"), local_path("")
    ('/', '/', '/')
    """
    own = said.startswith("/") and not said.startswith("//") and "\\" not in said and said.isprintable()
    return said if own and len(said) <= _LONGEST else "/"


def written_texts(request: Request) -> Mapping[str, str]:
    """What a person wrote into the long fields of a form that a request has sent, to be given back where it fails."""
    fields: Mapping[str, str] = getattr(request.state, "posted", {})
    return {name: fields[name] for name in TEXTS if fields.get(name)}


Posted = Annotated[Mapping[str, str], Depends(posted)]
"""The fields of a form, as a parameter of a route."""
