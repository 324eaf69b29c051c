"""Needs and offers in words, read and checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.errors import InputError
from graph.matching.codes import no_country
from graph.matching.needs.fields import fields, fields_of
from graph.matching.needs.questions import Asked, pieces
from graph.model.vocabularies import groups, read_country, vocabulary
from graph.model.vocabularies.region_names import regions_in
from graph.snapshot.making_exchange import Reading
from graph.text.dates import read_date


@dataclass(frozen=True, slots=True)
class NeedDescription:
    """A need in words.

    Attributes:
        country: whose need it is: a code or a name.
        text: what is needed; a list is read piece by piece.
        sdgs: goals that it serves.
        themes: codes of themes.
    """

    country: str = ""
    text: str = ""
    sdgs: tuple[int, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferDescription:
    """An offer in words.

    Attributes:
        text: what is offered.
        programme: code or name of the programme that offers it.
        partner: name of who offers it.
        sdgs: goals that it serves.
        themes: codes of themes.
        regions: where it can work: countries by code or name, parts of the world by name; none: anywhere.
        until: until when it is open: a date, possibly only a year or a month.
        eligible: groups of countries that it is for (codes of the vocabulary `groups`); none: all.
        asks: who must ask.
        through: through whom.
        capacity: how many needs it can serve; None: not stated.
    """

    text: str = ""
    programme: str = ""
    partner: str = ""
    sdgs: tuple[int, ...] = ()
    themes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    until: str = ""
    eligible: tuple[str, ...] = ()
    asks: str = ""
    through: str = ""
    capacity: int | None = None


WORLD = frozenset({"global", "world", "worldwide"})
"""Words for a need that is no country's: an item of a work plan that is for all."""


def read_need(described: NeedDescription, *, of_all: bool = False) -> Asked:
    """A need in words as it is asked.

    Args:
        described: the need.
        of_all: it may be no country's, called "global": then it is asked with an empty country.

    Raises:
        InputError: nothing is said, the country can't be read, or a goal or theme doesn't exist.
    """
    actions = pieces(described.text)
    if not actions:
        raise InputError("Say what is needed, in a few words.")
    if not described.country.strip():
        raise InputError("Say whose need it is: a country by code or name.")
    everywhere = of_all and described.country.strip().casefold() in WORLD
    country = "" if everywhere else read_country(described.country)
    if country is None:
        raise InputError(no_country(described.country))
    _check(described.sdgs, described.themes)
    return Asked(country, actions, described.themes, described.sdgs)


def read_offer(described: OfferDescription) -> tuple[Reading, Mapping[str, object], dict[str, str | None]]:
    """An offer in words: what it says of itself, the facts that gates rest on, and how its places were read.

    Raises:
        InputError: nothing is said, or a goal, theme, place, group or date can't be read.
    """
    if not described.text.strip():
        raise InputError("Say what is offered, in a sentence or two.")
    _check(described.sdgs, described.themes)
    places: dict[str, str | None] = {}
    for written in described.regions:
        parts = regions_in(written)
        places[written] = read_country(written) or (min(parts) if parts else None)
        if written.strip().casefold() in WORLD:
            places[written] = "~world"
        if places[written] is None:
            raise InputError(f"{written!r} is no country or part of the world that is known by name.")
    for group in described.eligible:
        if group not in groups():
            raise InputError(
                f"There is no group of countries {group!r}; the vocabulary `groups` lists those there are."
            )
    facts: dict[str, object] = {}
    if described.until:
        read = read_date(described.until)
        if read.value is None:
            raise InputError(f"{described.until!r} is no date.")
        facts["window"] = {"until": read.value.iso}
    if described.asks or described.through:
        facts["route"] = {"asks": described.asks, "through": described.through}
    if described.capacity is not None:
        if described.capacity < 0:
            raise InputError(f"An offer can't serve {described.capacity} needs.")
        facts["capacity"] = described.capacity
    if described.eligible:
        facts["eligible"] = list(described.eligible)
    title, _, rest = described.text.strip().partition("\n")
    reading = Reading(
        title=title if len(title) <= _LONGEST_TITLE else "",
        text=described.text if rest or len(title) > _LONGEST_TITLE else "",
        countries=[code for code in places.values() if code and not code.startswith("~")],
        coverage="; ".join(written for written, code in places.items() if code and code.startswith("~")),
        worldwide="~world" in places.values(),
        goals=described.sdgs or _goals(described.themes),
        themes=described.themes,
    )
    return reading, facts, places


_LONGEST_TITLE = 300
"""Characters of a first line that is taken for a title."""


def _goals(themes: Iterable[str]) -> list[int]:
    """The goals that the fields serve which themes name; nothing is read from the words of an offer."""
    return sorted({goal for code in fields_of(list(themes)) for goal in fields()[code].goals}) if themes else []


def _check(sdgs: Iterable[int], themes: Iterable[str]) -> None:
    for goal in sdgs:
        if vocabulary("goals").get(str(goal)) is None:
            raise InputError(f"There is no goal {goal}.")
    for theme in themes:
        if vocabulary("themes").get(theme) is None:
            raise InputError(f"There is no theme {theme!r}; the vocabulary `themes` lists those there are.")
