"""`/names.json`: names that begin so, for the suggestions under a field."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import Query
from fastapi.responses import JSONResponse

from api.dependencies import Asked
from api.pages.page import AskedPage, Pages
from api.reconciliation.prefixes import prefixes
from graph.model.entities import Entity
from graph.model.vocabularies import country, vocabulary

router = Pages()

MOST = 8
"""Suggestions in one answer: what a screen shows under a field."""


@dataclass(frozen=True, slots=True)
class NameSuggestion:
    """An entry whose name begins so.

    Attributes:
        id: its id.
        kind: what it is.
        name: its name.
        about: what tells it from its namesakes, in words.
    """

    id: str
    kind: str
    name: str
    about: str


@router.get("/names.json")
def names(
    page: AskedPage,
    service: Asked,
    prefix: Annotated[str, Query(max_length=500)] = "",
) -> JSONResponse:
    """The entries with a name that begins so; those that are called so first, then the best connected."""
    ids = prefixes(service.snapshot()).beginning(prefix)
    shown = [id for id, _ in zip(ids, range(MOST), strict=False)]
    language = page.language.code
    suggested = [NameSuggestion(e.id, e.kind, e.name, _about(e, language)) for e in service.view.get(shown)]
    return JSONResponse([asdict(each) for each in suggested], headers={"Cache-Control": "private, max-age=60"})


def _about(entity: Entity, language: str) -> str:
    kind = vocabulary("kinds").get(entity.kind)
    types = (vocabulary("types").get(code) for code in entity.facets.get("type", ()) if entity.kind == "partner")
    places = (country(code) for code in entity.facets.get("country", ()) if entity.kind == "partner")
    return " · ".join(
        [
            kind.label(language) if kind else entity.kind,
            *(each.label(language) for each in types if each),
            *(each.name(language) for each in places if each),
        ]
    )
