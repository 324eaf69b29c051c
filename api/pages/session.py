"""Who is at the desk: a browser that was given the desk's token keeps a cookie, and no session is kept here.

The cookie says until when it holds, and is signed with the token (HMAC, RFC 2104): a token that is changed ends every
session, and nothing has to be stored or cleared. Where no token is set, whoever sits at this machine is the desk, as
for the API (`api.writing`).
"""

from __future__ import annotations

import hashlib
import hmac
import time
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, unquote

from fastapi import Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from api.writing import not_local

COOKIE = "desk"

NAME = "desk-name"
"""Cookie: the name that a person decided under last, so that it need not be written again."""

_A_YEAR = 31_536_000

LASTS = 12 * 3600
"""Seconds: a day's work."""


def signed_in(request: Request, now: float | None = None) -> bool:
    """Whether a request brings a session of the desk that holds still; never where the service has no token."""
    token: str = request.app.state.desk_token
    until, _, signature = request.cookies.get(COOKIE, "").partition(".")
    if not token or not until.isdecimal() or len(until) > 12:
        return False
    right = hmac.compare_digest(signature.encode("utf-8", "surrogatepass"), _signature(token, until).encode())
    return right and int(until) > (time.time() if now is None else now)


def refusal(request: Request) -> str:
    """Why a visitor isn't taken for the desk, in a sentence; "" for the desk."""
    if not request.app.state.desk_token:
        return not_local(request)
    if signed_in(request) or _brings_token(request):
        return ""
    return "This needs the token of the desk."


def only_desk(request: Request) -> None:
    """Refuse a visitor who isn't the desk.

    Raises:
        HTTPException: 401 where signing in helps, 403 where it doesn't.
    """
    if refused := refusal(request):
        has_token = bool(request.app.state.desk_token)
        raise HTTPException(
            HTTPStatus.UNAUTHORIZED if has_token else HTTPStatus.FORBIDDEN,
            refused,
            {"WWW-Authenticate": "Bearer"} if has_token else None,
        )


def at_desk(request: Request) -> dict[str, Any]:
    """What a page of the desk needs to know of its visitor: why they may only read, and their name of the last time."""
    return {"refusal": refusal(request), "who": unquote(request.cookies.get(NAME, ""))[:200]}


def remember(response: Response, by: str) -> None:
    """Keep a person's name in their browser."""
    response.set_cookie(NAME, quote(by), max_age=_A_YEAR, httponly=True, samesite="strict")


def sign_in(request: Request, response: Response, written: str) -> bool:
    """Begin a session, if the token is the right one; whether it was."""
    token: str = request.app.state.desk_token
    if not token or not _same(written.strip(), token):
        return False
    until = str(int(time.time()) + LASTS)
    response.set_cookie(
        COOKIE,
        f"{until}.{_signature(token, until)}",
        max_age=LASTS,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return True


def sign_out(response: Response) -> None:
    """End the session in this browser."""
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")


def _brings_token(request: Request) -> bool:
    """Whether a program says the token itself, as it does to the API; no page of another site can."""
    scheme, _, said = request.headers.get("authorization", "").partition(" ")
    return scheme.lower() == "bearer" and _same(said.strip(), request.app.state.desk_token)


def _same(written: str, token: str) -> bool:
    return hmac.compare_digest(written.encode("utf-8", "surrogatepass"), token.encode("utf-8", "surrogatepass"))


def _signature(token: str, until: str) -> str:
    said = f"goal17 desk until {until}".encode()
    return hmac.new(token.encode("utf-8", "surrogatepass"), said, hashlib.sha256).hexdigest()
