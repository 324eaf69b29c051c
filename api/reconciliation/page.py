"""The preview of an entity: a small page for a frame, and the flyouts beside a list of suggestions.

Whatever a register wrote is escaped; nothing is fetched, nothing runs, and any page may show it in a frame.
"""

from __future__ import annotations

import base64
import hashlib
from html import escape
from urllib.parse import quote

from api.reconciliation.candidates import type_names
from api.reconciliation.describe import describe
from api.reconciliation.properties import properties, values
from graph.model.entities import Entity
from graph.store.interface import View

_STYLE = """
body { margin: 0.75rem; font: 16px/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff; }
h1 { margin: 0; font-size: 1.2rem; line-height: 1.3; }
p { margin: 0.25rem 0; color: #4a5560; }
dl { margin: 0.5rem 0; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
a { color: #00589b; }
@media (prefers-color-scheme: dark) {
  body { color: #e6eaee; background: #12171c; }
  p { color: #a9b4bf; }
  a { color: #7cc4ff; }
}
"""

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; "
    f"style-src 'sha256-{base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}'"
)
"""Nothing but the page's own style. It says nothing of frames: the page is made for other people's."""

_SHOWN = 5
"""Values of one property on the page."""

_ROWS = ("alias", "acronym", "identifier", "partnerships", "partners", "sdg", "theme", "groups")

_ROUTES = {
    "partner": "partners",
    "partnership": "partnerships",
    "programme": "programmes",
    "country": "countries",
    "sdg": "sdgs",
    "target": "targets",
    "theme": "themes",
}


def page(view: View, entity: Entity, base: str) -> str:
    """An entity as a complete HTML page.

    Args:
        view: the store.
        entity: what the page is about.
        base: address of the API, to link to everything that is known, such as `https://example.org/api/v1`.
    """
    name = escape(entity.name)
    rows = "".join(_row(view, entity, each) for each in _ROWS)
    about = f"<dl>\n{rows}</dl>\n" if rows else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name} – goal17</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1 dir="auto">{name}</h1>\n<p>{escape(_line(entity))}</p>\n{about}'
        f"{_link(entity, base)}</main>\n</body>\n</html>\n"
    )


def flyout(entity: Entity) -> str:
    """An entity as a piece of HTML: its name, and what it is."""
    return f'<h1 dir="auto">{escape(entity.name)}</h1><p>{escape(_line(entity))}</p><p>{escape(entity.id)}</p>'


def flyout_of_term(name: str, description: str, id: str) -> str:
    """A type or a property as a piece of HTML."""
    return f"<h1>{escape(name)}</h1><p>{escape(description)}</p><p>{escape(id)}</p>"


def _line(entity: Entity) -> str:
    types = type_names(entity)[:1] if entity.kind in ("partner", "partnership") else ()
    return "; ".join([*(each.name for each in types), describe(entity)])


def _row(view: View, entity: Entity, property: str) -> str:
    asked = properties()[property]
    found = values(view, entity, asked, _SHOWN + 1)
    if not found:
        return ""
    shown = ", ".join(
        f"<bdi>{escape(str(each.get('name', each.get('str', each.get('int')))))}</bdi>" for each in found[:_SHOWN]
    )
    return f"<dt>{escape(asked.name)}</dt>\n<dd>{shown}{' …' if len(found) > _SHOWN else ''}</dd>\n"


def _link(entity: Entity, base: str) -> str:
    route = _ROUTES.get(entity.kind)
    if route is None:
        return ""
    code = entity.id if entity.kind in ("partner", "partnership") else entity.id.removeprefix(f"{entity.kind}-")
    address = escape(f"{base}/{route}/{quote(code, safe='')}")
    return f'<p><a href="{address}" target="_blank" rel="noopener">All that is known, with its sources (JSON)</a></p>\n'
