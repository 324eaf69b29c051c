"""`/docs`: every route with its fields, to be tried in a browser.

Swagger UI (Apache-2.0) comes from the installed package fastapi-offline (MIT), so that no page asks another site.
"""

from __future__ import annotations

from http import HTTPStatus
from importlib.resources import files

from fastapi import APIRouter, Request
from fastapi.exceptions import HTTPException
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse, Response

router = APIRouter(include_in_schema=False)

_ASSETS = {"swagger-ui-bundle.js": "text/javascript", "swagger-ui.css": "text/css", "favicon.png": "image/png"}
"""Files of the page with their media types."""

_DAY = 86_400


@router.get("/docs")
def documentation(request: Request) -> HTMLResponse:
    """The page."""
    before = request.scope.get("root_path", "").rstrip("/")
    return get_swagger_ui_html(
        openapi_url=f"{before}/openapi.json",
        title=f"{request.app.title} – routes",
        swagger_js_url=f"{before}/docs/swagger-ui-bundle.js",
        swagger_css_url=f"{before}/docs/swagger-ui.css",
        swagger_favicon_url=f"{before}/docs/favicon.png",
    )


@router.get("/docs/{name}")
def asset(name: str) -> Response:
    """A file of the page."""
    if name not in _ASSETS:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    content = (files("fastapi_offline") / "static" / name).read_bytes()
    return Response(content, media_type=_ASSETS[name], headers={"Cache-Control": f"max-age={_DAY}"})
