"""The home page, search and profiles, and how errors look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files

FILES = sorted(file.name.removesuffix(".html") for file in (files("api.pages") / "templates" / "components").iterdir())

ADDRESSES: Mapping[str, Sequence[str]] = {
    "/": ("/",),
    "/search": (
        "/search",
        "/search?q=mangroves",
        "/search?q=sea&kind=partnership&sdg=14",
        "/search?q=xyzzy&sdg=1&country=KEN",
        "/search?sdg=77",
    ),
    "/components": ("/components",),
    "/components/{file}": (*(f"/components/{file}" for file in FILES), "/components/nothing"),
    "/partners/{id}": ("/partners/united-nations-environment-programme-6d0833fc", "/partners/nobody"),
    "/partnerships/{id}": ("/partnerships/coast-1", "/partnerships/harbour-hostile", "/partnerships/nothing"),
}
