"""Who may write over HTTP: whoever has the token of the desk, or, where none is set, whoever sits at this machine.

A service that anybody can reach must not be written to by anybody, and a page on the web must not be able to write
through the browser of the person who runs a service for the own machine. So without a token a request is only taken
where the service listens on a loopback address, by a client on it, under a local name (a page can have its own name
point here), without a proxy in between, and from no other site's page.
"""

from __future__ import annotations

import hmac
import ipaddress
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

from api.problems import documented

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
"""Headers by which a proxy tells of itself."""

_JSON = "application/json"

_SET_ONE = "Set GOAL17_DESK_TOKEN for the service, and send it as `Authorization: Bearer <token>`."

_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="desk",
    description="The token of GOAL17_DESK_TOKEN; none is needed on a service for the own machine that has none set.",
)


def is_loopback(address: str | None) -> bool:
    """Whether an address, or the name for it, is this machine's own; of nothing it isn't known.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost")
    (True, True, True)
    >>> is_loopback("0.0.0.0"), is_loopback("goal17.example"), is_loopback(None)
    (False, False, False)
    """
    if not address:
        return False
    if address.rstrip(".").lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def is_desk(request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> None:
    """Refuse a request that isn't the desk's.

    Raises:
        HTTPException: 401 without the right token; 403 where no token is set and the request isn't this machine's own.
    """
    token: str = request.app.state.desk_token
    if token:
        sent = given.credentials if given is not None else ""
        if not hmac.compare_digest(sent.encode("utf-8", "surrogatepass"), token.encode("utf-8", "surrogatepass")):
            raise HTTPException(
                HTTPStatus.UNAUTHORIZED,
                "This needs the token of the desk: send `Authorization: Bearer <token>`.",
                {"WWW-Authenticate": "Bearer"},
            )
    elif refusal := not_local(request):
        raise HTTPException(HTTPStatus.FORBIDDEN, f"{refusal} {_SET_ONE}")


DESK = Depends(is_desk)
"""For a route that answers the desk alone."""

NOT_DESK = documented(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
"""What it answers to others."""


def may_write(request: Request, _: Annotated[None, DESK]) -> None:
    """Refuse a request that may not write, or that doesn't say that its body is JSON.

    Raises:
        HTTPException: as `is_desk`; 415 for another type of body: a form of a page can be sent without asking, JSON
            can't.
    """
    written = request.headers.get("content-type", "")
    if written.partition(";")[0].strip().lower() != _JSON:
        raise HTTPException(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            f"Send the body as JSON, with the header Content-Type: {_JSON}.",
        )


def not_local(request: Request) -> str:
    """Why a request without a token isn't taken; "" where it is."""
    if not is_loopback(request.app.state.listening):
        return "Writing is off: this service may be reached from other machines, and has no token."
    if not is_loopback(request.client.host if request.client else None) or any(
        header in request.headers for header in _FORWARDED
    ):
        return "Writing is off for requests that come from elsewhere, or through a proxy: the service has no token."
    if not is_loopback(request.url.hostname):
        return "Writing is off under this name: without a token the service has to be asked as localhost."
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host", ""):
        return "Writing is off for pages of other sites: the service has no token."
    if request.headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
        return "Writing is off for pages of other sites: the service has no token."
    return ""


WRITES = Depends(may_write)
"""For a route that writes."""

REFUSALS = documented(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
"""What it answers to those who may not."""
