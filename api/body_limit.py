"""How long the body of a request may be, whatever it says: of a longer one no more is read."""

from __future__ import annotations

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST = 4 * 1024 * 1024
"""Bytes of a body: forty of the longest texts."""

_REFUSED = f"The body of a request can have {MOST:,} bytes; this one has more. Ask in parts."


class BodyLimit:
    """Refuses what is longer than any question, as soon as so much of it has come.

    A stated length alone refuses nothing: whoever is still sending when it is answered doesn't hear the answer.

    Args:
        app: the application.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; one that is too long becomes a problem with the status 413."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > MOST:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _REFUSED)
            return message

        await self._app(scope, counted, send)
