"""All vocabularies by name: what `GET /vocabularies/{name}` lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from graph.errors import NotFoundError
from graph.model.vocabularies.country_groups import groups
from graph.model.vocabularies.tables import table
from graph.model.vocabularies.terms import Term, Vocabulary, term_of
from graph.model.vocabularies.territories import countries, former_countries, read_country, regions
from graph.model.vocabularies.world_organisations import Organisation, organisations


def names() -> list[str]:
    """The names of all vocabularies, in the order of the catalogue."""
    return list(_catalogue())


@cache
def vocabulary(name: str) -> Vocabulary:
    """One vocabulary, read from its data file at the first call.

    Args:
        name: one of `names()`.

    Raises:
        NotFoundError: there is no vocabulary of this name.

    >>> vocabulary("scopes").label("national", "fr")
    'Nationale'
    """
    if name not in _catalogue():
        raise NotFoundError("vocabulary", name)
    about = _catalogue()[name]
    terms = _OTHERS[name]() if name in _OTHERS else [term_of(row, about["source"]) for row in table(name)]
    return Vocabulary(
        name=name,
        title=about["title"],
        source=about["source"],
        date=about["date"],
        url=about["url"],
        note=about["note"],
        terms={term.code: term for term in terms},
        reader=read_country if name == "countries" else None,
    )


@lru_cache(maxsize=1)
def _catalogue() -> Mapping[str, dict[str, str]]:
    return {row["name"]: row for row in table("lists")}


def _country_terms() -> list[Term]:
    return [
        Term(
            code=each.iso3,
            labels=each.names,
            source="user-assigned" if each.user_assigned else "ISO 3166-1",
            note=each.note,
            maps={"regions": (each.region,)} if each.region else {},
        )
        for each in countries().values()
    ]


def _former_country_terms() -> list[Term]:
    return [
        Term(
            code=each.code,
            labels={"en": each.name},
            source="ISO 3166-3",
            note=f"withdrawn {each.withdrawn}: {each.note}",
            maps={"countries": each.heirs},
        )
        for each in former_countries().values()
    ]


def _group_terms() -> list[Term]:
    return [
        Term(
            code=each.code, labels=each.labels, source=f"{each.source}, {each.date}", note=each.note, parent=each.parent
        )
        for each in groups().values()
    ]


def _organisation_terms() -> list[Term]:
    return [
        Term(
            code=each.code,
            labels={language: each.name(language) for language in _official_languages(each)},
            parent=each.parent,
            maps={"types": (each.type,)} | ({"countries": (each.country,)} if each.country else {}),
        )
        for each in organisations().values()
    ]


def _official_languages(organisation: Organisation) -> list[str]:
    return list(dict.fromkeys(name.language for name in organisation.names if name.kind == "name"))


# Lists that have a shape of their own.
_OTHERS: Mapping[str, Callable[[], list[Term]]] = {
    "countries": _country_terms,
    "former-countries": _former_country_terms,
    "regions": lambda: list(regions().values()),
    "groups": _group_terms,
    "organisations": _organisation_terms,
}
