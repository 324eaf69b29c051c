"""Style sheets and scripts: files of `static/`, with their digest in the address, so that a browser asks once.

Those of `static/vendor/` are of others, as they were published, each with its licence beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from importlib.resources import files

from fastapi import APIRouter
from fastapi.exceptions import HTTPException
from fastapi.responses import Response

router = APIRouter(include_in_schema=False)

_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
}
_YEAR = 31_536_000


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent."""

    content: bytes
    digest: str
    type: str


@cache
def assets() -> Mapping[str, Asset]:
    """The files by name, those of others as `vendor/NAME`, read once."""
    found = {}
    own = files("api.pages") / "static"
    for folder, before in ((own, ""), (own / "vendor", "vendor/")):
        for file in folder.iterdir():
            ending = file.name.rpartition(".")[2]
            if ending in _TYPES:
                content = file.read_bytes()
                found[before + file.name] = Asset(content, hashlib.sha256(content).hexdigest()[:12], _TYPES[ending])
    return found


def asset_path(name: str) -> str:
    """The address of a file, which changes with what is in it."""
    return f"/assets/{assets()[name].digest}/{name}"


@router.get("/assets/{digest}/{name:path}")
def asset(digest: str, name: str) -> Response:
    """A file; an address of another version gives this one's, to be asked again."""
    found = assets().get(name)
    if found is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    keep = f"public, max-age={_YEAR}, immutable" if digest == found.digest else "no-cache"
    headers = {"Cache-Control": keep, "X-Content-Type-Options": "nosniff"}
    return Response(found.content, media_type=found.type, headers=headers)


@router.get("/favicon.ico")
def favicon() -> Response:
    """What browsers ask for without being told to."""
    return asset("", "mark.svg")
