"""Cross-origin requests, for the reconciliation service alone: the specification demands them of every endpoint.

The answers are open data and no request carries a credential, so any origin may read them.
"""

from __future__ import annotations

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send


class CrossOrigin:
    """Lets pages of any origin ask below one path of an application.

    Args:
        app: the application.
        path: the path, below the application's own.
    """

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app = app
        self._open = CORSMiddleware(app, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"])
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, below the path with the headers that a browser asks for."""
        path = str(scope.get("path", "")).removeprefix(str(scope.get("root_path", "")))
        below = path == self._path or path.startswith(f"{self._path}/")
        await (self._open if scope["type"] == "http" and below else self._app)(scope, receive, send)
