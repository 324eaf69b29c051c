"""Which pages there are, and example addresses of each: every file of `addresses/` tells those of its part."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

from fastapi import FastAPI
from starlette.routing import BaseRoute

from api.pages.page import Pages


def examples() -> dict[str, list[str]]:
    """Route as it is registered to example addresses, of all files together."""
    found: dict[str, list[str]] = {}
    for part in _parts():
        of_part: Mapping[str, Sequence[str]] = part.ADDRESSES
        for route, addresses in of_part.items():
            found[route] = list(dict.fromkeys([*found.get(route, []), *addresses]))
    return found


def answers_of_their_own() -> dict[str, str]:
    """Pages that show another answer than the API's route of the same path, and why: `OWN_ANSWERS` of the parts."""
    return {route: why for part in _parts() for route, why in getattr(part, "OWN_ANSWERS", {}).items()}


def _parts() -> list[ModuleType]:
    files = sorted((Path(__file__).parent / "addresses").glob("*.py"))
    return [importlib.import_module(f"tests.browser.addresses.{file.stem}") for file in files]


def every_address() -> list[str]:
    """All example addresses, each once."""
    return list(dict.fromkeys(address for addresses in examples().values() for address in addresses))


def page_routes(app: FastAPI) -> list[str]:
    """The routes that were registered with `Pages.page`, without those of their other forms."""
    # FastAPI keeps a router that was included as it is.
    routers = [getattr(route, "original_router", None) for route in app.routes]
    paths = list(_paths(route for router in routers if isinstance(router, Pages) for route in router.routes))
    return [path for path in dict.fromkeys(paths) if not re.search(r"\.[a-z]+$", path)]


def _paths(routes: Iterator[BaseRoute]) -> Iterator[str]:
    for route in routes:
        if "GET" in (getattr(route, "methods", None) or ()):
            yield str(getattr(route, "path", ""))


def fits(route: str, address: str) -> bool:
    """Whether an address is one of a route.

    >>> fits("/partners/{id}", "/partners/a%2Fb?lang=ar"), fits("/partners/{id}", "/partners/x/around")
    (True, False)
    >>> fits("/records/{record:path}", "/records/coast:1/2")
    True
    """
    pattern = re.sub(r"\\\{\w+:path\\\}", ".+", re.escape(route))
    pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", pattern)
    return re.fullmatch(pattern, urlsplit(address).path) is not None
