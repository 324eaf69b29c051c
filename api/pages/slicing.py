"""The form by which a page of figures, gaps or measures is asked of a part of the store, and what it says of slips."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

from fastapi.responses import Response

from api.pages.languages import Language
from api.pages.links import Query
from api.pages.page import Page
from api.pages.working import Versioned, Working
from api.problems import Problem
from api.service import Service
from graph.errors import InputError
from graph.model.vocabularies import countries, goals, groups, regions, vocabulary
from graph.progress import Progress

T = TypeVar("T", bound=Versioned)

NAMES = ("register", "portfolio", "theme", "sdg", "country", "region", "since", "until", "record")
"""Parameters of a slice, in the order of the form."""

_PLACE_ON_A_PAGE = ("cursor", "offset")

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of the slice that was chosen.

    Attributes:
        name: of the parameter.
        words: what was chosen; of records by their ids "".
        without: the query that lets it go.
        number: of records that were named; 1 of all others.
    """

    name: str
    words: str
    without: Query
    number: int = 1


@dataclass(frozen=True, slots=True)
class Slicing:
    """What the form offers beside what is chosen.

    Attributes:
        chips: what is chosen.
        registers: code and title.
        portfolios: code and name.
        themes: scheme to the code and name of its themes.
        goals: number and name.
        countries: code and name of those that an entry states.
        regions: code and name of regions and groups of countries.
        kept: names and values that the form sends on as they are.
    """

    chips: tuple[Chip, ...]
    registers: Choices
    portfolios: Choices
    themes: Mapping[str, Choices]
    goals: Choices
    countries: Choices
    regions: Choices
    kept: Choices


def slicing(page: Page, service: Service) -> Slicing:
    """The form for a page, with what the store has to choose from."""
    language, query = page.language, page.query
    recorded = service.snapshot().recorded
    stated = {(kind, code) for kind, code, _ in recorded.ties}
    registers = {each.code: each.title or each.code for each in service.registers()}
    portfolios = {code: _label("portfolios", code, language) for code in recorded.portfolios if code}
    every = _places(language)
    known: Mapping[str, Mapping[str, str]] = {
        "register": registers,
        "portfolio": portfolios,
        "theme": {code: _label("themes", code, language) for code in vocabulary("themes").terms},
        "sdg": {str(number): f"{number} {goal.name(language.code)}" for number, goal in goals().items()},
        "country": {code: each.name(language.code) for code, each in countries().items()},
        "region": every,
    }
    themes: dict[str, list[tuple[str, str]]] = {}
    for code, label in known["theme"].items():
        if ("theme", code) in stated:
            themes.setdefault(code.partition(":")[0], []).append((code, label))
    here = [(code, name) for code, name in known["country"].items() if ("country", code) in stated]
    # Years stand in fields of their own; of all others a form adds one value to those that are kept.
    left = query.without("since", "until", "lang", *_PLACE_ON_A_PAGE)
    return Slicing(
        chips=tuple(_chips(query, known)),
        registers=tuple(registers.items()),
        portfolios=tuple(portfolios.items()),
        themes=themes,
        goals=tuple(known["sdg"].items()),
        countries=tuple(sorted(here, key=lambda each: each[1])),
        regions=tuple(every.items()),
        kept=tuple(left),
    )


def answered(
    page: Page,
    working: Working,
    service: Service,
    what: Hashable,
    make: Callable[[Progress], T],
    shown: Callable[[T], Response],
) -> Response:
    """Show an answer about a slice, how far it is, or the form again with what is wrong.

    Args:
        page: that was asked for.
        working: the works of the application.
        service: over the store.
        what: is asked: see `Working.show`.
        make: makes the answer, and tells how far it is.
        shown: writes it.

    Raises:
        Goal17Error: as `make`; InputError only to a program.
    """
    try:
        return working.show(page, what, make, shown)
    except InputError as error:
        if page.form != "html":
            raise
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        problem = Problem(title=status.phrase, status=status, detail=str(error))
        return page.show("slip.html", problem, status=status, slicing=slicing(page, service))


def _chips(query: Query, known: Mapping[str, Mapping[str, str]]) -> Iterator[Chip]:
    for name in NAMES:
        values = query.values(name)
        bare = query.without(*_PLACE_ON_A_PAGE)
        if name == "record":
            if values:
                yield Chip(name, "", bare.without(name), len(values))
            continue
        for value in values:
            if value:
                yield Chip(name, known.get(name, {}).get(value, value), bare.dropping(name, value))


def _label(name: str, code: str, language: Language) -> str:
    term = vocabulary(name).get(code)
    return term.label(language.code) if term else code


def _places(language: Language) -> dict[str, str]:
    named = {code: term.label(language.code) for code, term in regions().items()}
    return named | {code: group.dated_name(language.code) for code, group in groups().items()}
