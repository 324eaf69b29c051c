"""The conditions between a need and an offer: shown beside a match, never hidden in its score.

A gate is passed or failed only where a source says so whose date is known: of the register, of its reading, of a list.
What no source says is "not documented here", which is neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.matching.match import Gate
from graph.matching.needs.place import ELSEWHERE, HERE, NEAR, SPOKEN
from graph.model.records import Register
from graph.model.vocabularies import country_name, groups, members, memberships
from graph.text.dates import PartialDate
from graph.text.fold import fold
from graph.text.sentence import listed

OVER = frozenset(
    {
        "completed",
        "complete",
        "closed",
        "cancelled",
        "canceled",
        "ended",
        "finished",
        "finalised",
        "finalized",
        "dropped",
    }
    | {"terminated", "termine", "terminado", "cerrado", "cancelado", "annule", "withdrawn", "expired"}
)
"""Words of a register for what is over: what is over doesn't begin again."""

NOT_DOCUMENTED = "Not documented here."

_LDC_FUND = "least developed countries fund"
"""The fund that the Convention on climate change has for these countries (decision 5/CP.7), as its name is folded."""


@dataclass(frozen=True, slots=True)
class Offering:
    """What gates ask of an offer.

    Attributes:
        facts: its facts: `window`, `status`, `route`, `eligible`.
        register: the register that states them; None for a description.
        makers: names of those who make it.
        ended: the last day of a partnership that has ended; None otherwise.
    """

    facts: Mapping[str, Any]
    register: Register | None = None
    makers: tuple[str, ...] = ()
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class Needing:
    """What gates ask of a need.

    Attributes:
        country: alpha-3 code.
        sector: its sector in words, "" where it isn't stated.
        register: the register that states it; None for a description.
        sectors_stated: whether any need of the country in this sector is stated in the store, and by which register.
    """

    country: str
    sector: str = ""
    register: Register | None = None
    sectors_stated: Register | None = None


def gates(needing: Needing, offering: Offering, place: int, on: date) -> tuple[Gate, ...]:
    """All gates of a match.

    Args:
        needing: the need.
        offering: the offer.
        place: class of the place (`graph.matching.needs.place`).
        on: the asking date.
    """
    return (
        _place(needing, offering, place),
        window(offering, on),
        eligible(offering, needing.country, on),
        _sectors(needing),
        Gate("policy", None, "Whether the country's policies name it isn't documented here."),
        Gate("coordination", None, "A mechanism that coordinates the country's institutions isn't documented here."),
        _route(offering),
    )


def is_open(offering: Offering, on: date) -> bool:
    """Whether a window is stated and open on a day: only then it is an offer and not experience."""
    return window(offering, on).passed is True


def window(offering: Offering, on: date) -> Gate:
    """Whether it is open on a day."""
    stated = offering.facts.get("window")
    if isinstance(stated, Mapping):
        until = stated.get("until")
        if not until:
            return Gate("window", True, f"Open, without a stated end{_said_by(offering.register)}.")
        last = PartialDate.from_iso(str(until)).latest
        if last < on:
            return Gate("window", False, f"It was open until {until}{_said_by(offering.register)}.")
        return Gate("window", True, f"Open until {until}{_said_by(offering.register)}.")
    status = str(offering.facts.get("status") or "")
    if status and not OVER.isdisjoint(fold(status).split()):
        dated = _said_by(offering.register)
        why = f"“{status}”{dated}: experience to learn from; an open window isn't documented here."
        return Gate("window", False if dated else None, why)
    if offering.ended is not None:
        return Gate("window", False, f"It ended by its own word, at the latest on {offering.ended.isoformat()}.")
    return Gate("window", None, "Whether it takes requests, and until when, isn't documented here.")


def eligible(offering: Offering, country: str, on: date) -> Gate:
    """Whether it is for countries like this one.

    What the Least Developed Countries Fund makes is for those countries by its name. By a name a country is told to be
    eligible, never not to be: who else may ask is for the fund to say.
    """
    named = list(offering.facts.get("eligible") or ())
    why = _said_by(offering.register)
    fund = "" if named else next((maker for maker in offering.makers if fold(maker) == _LDC_FUND), "")
    if fund:
        named, why = ["ldc"], f" (as the name of {fund} says)"
    if not named:
        return Gate("eligible", None, "Which countries it is for isn't documented here.")
    lists = [groups()[code] for code in named if code in groups()]
    if not lists:
        return Gate("eligible", None, f"It is for {', '.join(named)}, which is no known list.")
    shown = " or ".join(each.dated_name() for each in lists)
    if any(country in members(each.code, on) for each in lists):
        return Gate("eligible", True, f"It is for: {shown}{why}; {country_name(country)} is on the list.")
    if not any(memberships(each.code) for each in lists):
        return Gate("eligible", None, f"It is for: {shown}{why}; no members are known here.")
    if fund:
        why = f"{why}; {country_name(country)} is not on the list. Whether others may ask isn't documented here."
        return Gate("eligible", None, f"It is for: {shown}{why}")
    return Gate("eligible", False, f"It is for: {shown}{why}; {country_name(country)} is not on the list.")


def _place(needing: Needing, offering: Offering, place: int) -> Gate:
    if not needing.country:
        return Gate("place", None, "Whose need it is isn't documented here.")
    name = country_name(needing.country)
    if place == HERE:
        return Gate("place", True, f"It states {name}, or its title does{_said_by(offering.register)}.")
    if place == NEAR:
        said = _said_by(offering.register)
        return Gate("place", True, f"It states a part of the world in which {name} lies, or its title does{said}.")
    if place == SPOKEN:
        return Gate("place", None, f"Its text speaks of {name}, or of where it lies; that it works there isn't stated.")
    if place == ELSEWHERE:
        return Gate("place", None, f"It names other places; that it may not work in {name} isn't documented here.")
    return Gate("place", None, f"It states no country; whether it may work in {name} isn't documented here.")


def _sectors(needing: Needing) -> Gate:
    register = needing.register or needing.sectors_stated
    if register is None or not needing.sector:
        return Gate("priority-sectors", None, "Whether the country has named this sector isn't documented here.")
    dated = f", as of {register.as_of}" if register.as_of else ""
    return Gate(
        "priority-sectors", True, f"The country has named the sector {needing.sector} ({register.title}{dated})."
    )


def _route(offering: Offering) -> Gate:
    stated = offering.facts.get("route")
    if isinstance(stated, Mapping) and (stated.get("asks") or stated.get("through")):
        asks, through = stated.get("asks") or "whoever needs it", stated.get("through")
        why = f"{str(asks)[:1].upper()}{str(asks)[1:]} must ask" + (f", through {through}" if through else "")
        return Gate("route", True, f"{why}{_said_by(offering.register)}.")
    makers = f" It was made by {listed(offering.makers)}." if offering.makers else ""
    return Gate("route", None, f"Who must ask whom isn't documented here.{makers}")


def _said_by(register: Register | None) -> str:
    """Who says so and as of when; empty where neither is known."""
    if register is None:
        return ""
    if register.as_of:
        return f" (as of {register.as_of})"
    return f" (as read on {register.read_at[:10]})" if register.read_at else ""
