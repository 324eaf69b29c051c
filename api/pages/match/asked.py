"""Questions of the matchmaker as an address writes them: read by the same models as the API's, so with its limits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from api.pages.asking import WrongFieldsError, read
from api.pages.links import Query
from api.problems import EnglishPart, ProblemPart
from api.routes.match import InviteRequest, JoinRequest, MatchRequest, OverlapRequest
from graph.errors import InputError
from graph.infer.typology.read import DIMENSIONS
from graph.matching.codes import no_country, read_code
from graph.model.vocabularies import read_country
from graph.text.signs import plain_signs

Request = TypeVar("Request", bound=MatchRequest)

PARTNER = ("id", "name", "text", "type", "country", "sdg", "brings")
"""What is said of a partner."""

PARTNERSHIP = ("id", "title", "text", "partner", "country", "sdg", "theme")
"""What is said of a partnership."""

OF_PARTNERS = ("type", "in-country", "bringing", "with-business")
OF_KIND = ("mechanism", "goal-type", "business-type", "funding-type", "non-cash")
OF_PARTNERSHIPS = ("on-sdg", "in-country", "on-theme", *OF_KIND, "with-business")
OVERLAPPING = OF_PARTNERSHIPS[:3]
"""Filters by the names that they have in an address: as options of the command line, where `country` is said of who
asks and `in-country` of what is answered."""

_FILTERS: Mapping[str, str] = {"on-sdg": "sdg", "in-country": "country", "on-theme": "theme", "bringing": "brings"}
"""A name in an address to that of the filter."""

_FIELDS: Mapping[str, str] = {"sdg": "sdgs", "partner": "partners", "theme": "themes"}
"""A name in an address to that of the description."""

_AT: Mapping[str, str] = {
    **{field: name for name, field in _FIELDS.items()},
    **{f"filter.{field}": name for name, field in _FILTERS.items()},
    "countries": "country",
    "partner": "id",
    "partnership": "id",
}
"""A part of a request to its name in an address."""

_VOCABULARIES: Mapping[str, str] = {
    "type": "types",
    "theme": "themes",
    "on-theme": "themes",
    "brings": "contributions",
    "bringing": "contributions",
    **{name: DIMENSIONS[name] for name in OF_KIND},
}
"""A name in an address to the vocabulary of its codes."""

_SEVERAL = {"sdg", "brings", "partner", "theme"}
_COUNTRIES = {"country", "in-country"}
_ONE_A_LINE = {"partner"}
_SEPARATORS = re.compile(r"[;,\n]")
_KEPT = ("exclude", "keep")


@dataclass(frozen=True, slots=True)
class Asked(Generic[Request]):
    """A question that was read.

    Attributes:
        query: the address with one value for each thing that was said, however it was typed.
        request: the question; None where nothing was said, or where something in it can't be.
        problems: what can't be.
    """

    query: Query
    request: Request | None = None
    problems: tuple[ProblemPart, ...] = ()


def to_join(query: Query) -> Asked[JoinRequest]:
    """What a partner should join."""
    query = _one_by_one(query)
    if not _any(query, PARTNER):
        return Asked(query)
    who, described = query.first("id"), {**_described(query, PARTNER[1:]), "country": query.first("country")}
    if who:
        # Of a known partner that also says something both count: its ties, and what it says.
        described["name"] = ""
        described = {**described, "name": who} if any(described.values()) else {}
    return _read(
        JoinRequest,
        query,
        OF_PARTNERSHIPS,
        {
            "partner": described or who,
            "as_of": query.first("as_of"),
            "include": ["ended"] if query.first("ended") else [],
            "joinable": bool(query.first("joinable")),
        },
    )


def to_invite(query: Query) -> Asked[InviteRequest]:
    """Whom a partnership should invite."""
    query = _one_by_one(query)
    return _read(InviteRequest, query, OF_PARTNERS, _partnership(query)) if _any(query, PARTNERSHIP) else Asked(query)


def to_compare(query: Query) -> Asked[OverlapRequest]:
    """What overlaps with a partnership."""
    query = _one_by_one(query)
    if not _any(query, PARTNERSHIP):
        return Asked(query)
    return _read(OverlapRequest, query, OVERLAPPING, {**_partnership(query), "as_of": query.first("as_of")})


def _any(query: Query, names: Sequence[str]) -> bool:
    return any(query.first(name).strip() for name in names)


def _partnership(query: Query) -> dict[str, Any]:
    described = {**_described(query, PARTNERSHIP[1:]), "countries": query.values("country")}
    return {"partnership": query.first("id") or described}


def _described(query: Query, names: Sequence[str]) -> dict[str, Any]:
    return {
        _FIELDS.get(name, name): query.values(name) if name in _SEVERAL else query.first(name)
        for name in names
        if name != "country"
    }


def _one_by_one(query: Query) -> Query:
    """The same with a value for each of several that were typed into one field, and without fields left empty."""
    made = []
    for name, value in query:
        if name in _COUNTRIES:
            made += [(name, each) for each in _countries(value)]
        elif name in _ONE_A_LINE:
            made += [(name, each.strip()) for each in value.splitlines()]
        else:
            made.append((name, value.strip() if name != "text" else value))
    return Query.of((name, value) for name, value in made if value.strip())


def _countries(written: str) -> list[str]:
    """One country, or several with commas, semicolons or line ends between them: some names have commas themselves."""
    if read_country(written.strip()) is not None:
        return [written.strip()]
    return [each.strip() for each in _SEPARATORS.split(plain_signs(written))]


def _read(model: type[Request], query: Query, filters: Sequence[str], said: Mapping[str, Any]) -> Asked[Request]:
    where = {_FILTERS.get(name, name): values for name in filters if (values := query.values(name))}
    body = {**said, "filter": where, "limit": query.first("limit"), "leave_out": bool(query.first("change"))}
    body |= {name: query.values(name) for name in _KEPT}
    parts = list(_refused(query, filters))
    try:
        request = read(model, body, _AT)
    except WrongFieldsError as error:
        return Asked(query, None, (*error.parts, *parts))
    return Asked(query, None, tuple(parts)) if parts else Asked(query, request)


def _refused(query: Query, filters: Sequence[str]) -> Iterator[ProblemPart]:
    """Codes and countries that there aren't, each at its field; a country that is only said is told in the answer."""
    for name, value in query:
        if name == "in-country" and name in filters and read_country(value) is None:
            yield EnglishPart(place=name, message=no_country(value))
        elif name in _VOCABULARIES:
            try:
                read_code(_VOCABULARIES[name], value)
            except InputError as error:
                yield EnglishPart(place=name, message=str(error))
