"""What a plan's page is asked, from its query: needs and offers, one a line or by ids, the limits, and pairs.

Every need and offer of a plan has a key, by which a pair is fixed or forbidden: its id where it is stored, otherwise
the line that describes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from api.pages.asking import WrongFieldsError
from api.pages.links import Query
from api.problems import ProblemPart
from graph.text.signs import plain_signs

POTS = ("global", "countries")
GROUPS = ("ldc", "lldc", "sids")
"""Groups of which the form asks how many needs to serve at least."""

BESIDE = "~"
"""Between the key of a need and that of an offer."""

EACH = 3
"""Offers proposed for each need where none is named."""


@dataclass(frozen=True, slots=True)
class Line:
    """A need or offer as it is written in a line: words, and a number behind an equals sign.

    Attributes:
        key: the words, or an id.
        number: what it costs, or how many needs it can serve; "" where not said.
    """

    key: str
    number: str = ""


def lines(written: str) -> list[Line]:
    r"""The lines of a text area, blank ones left out.

    >>> lines("Kenya: drip irrigation = 2\n\nTogo: solid waste")
    [Line(key='Kenya: drip irrigation', number='2'), Line(key='Togo: solid waste', number='')]
    """
    found = []
    for each in plain_signs(written).splitlines():
        words, equals, number = each.rpartition("=")
        if equals and number.strip().replace(".", "", 1).isdecimal():
            found.append(Line(words.strip(), number.strip()))
        elif each.strip():
            found.append(Line(each.strip()))
    return list(dict.fromkeys(each for each in found if each.key))


def need_of(line: Line, gettext: Callable[[str], str]) -> dict[str, object]:
    """A described need, as the API takes it: whose it is stands before the colon.

    >>> need_of(Line("Kenya: drip irrigation", "2"), str)
    {'country': 'Kenya', 'text': 'drip irrigation', 'cost': '2'}

    Args:
        line: the line.
        gettext: words in the language of the page.

    Raises:
        WrongFieldsError: the line doesn't say whose need it is.
    """
    country, colon, text = (part.strip() for part in line.key.partition(":"))
    if not (colon and country and text):
        said = gettext("“%(line)s”: write whose need it is, a colon, and what is needed.") % {"line": line.key}
        raise WrongFieldsError([ProblemPart(place="needs", message=said)])
    return {"country": country, "text": text, **({"cost": line.number} if line.number else {})}


def offer_of(line: Line) -> dict[str, object]:
    """A described offer, as the API takes it.

    >>> offer_of(Line("Training on recycling", "3"))
    {'text': 'Training on recycling', 'capacity': '3'}
    """
    return {"text": line.key, **({"capacity": line.number} if line.number else {})}


def limits(query: Query, gettext: Callable[[str], str]) -> dict[str, object]:
    """The limits of the form, as the API takes them.

    Args:
        query: of the page.
        gettext: words in the language of the page.

    Raises:
        WrongFieldsError: a share is no number.
    """
    pots: dict[str, float] = {}
    for pot in POTS:
        if written := query.first(f"pot_{pot}").strip():
            try:
                pots[pot] = float(written) / 100
            except ValueError as error:
                said = gettext("“%(written)s” is no number of per cent.") % {"written": written}
                raise WrongFieldsError([ProblemPart(place=f"pot_{pot}", message=said)]) from error
    least = {group: number for group in GROUPS if (number := query.first(f"least_{group}").strip())}
    return {
        "budget": query.first("budget").strip(),
        "pots": pots,
        "least": least,
        "per_country": query.first("per_country").strip(),
        "serve": query.first("serve").strip(),
        "open_only": query.first("open_only") == "yes",
    }


FIELDS: Mapping[str, str] = {"ldc": "least_ldc", "lldc": "least_lldc", "sids": "least_sids"} | {
    pot: f"pot_{pot}" for pot in POTS
}
"""Part of a request to the field of the form that says it."""


def pairs(written: Sequence[str], needs: Sequence[str], offers: Sequence[str]) -> list[dict[str, int]]:
    """Pairs by their places in the lists; those of what is no longer in the plan are left out.

    >>> pairs(["a~x", "a~gone"], ["b", "a"], ["x"])
    [{'need': 1, 'offer': 0}]

    Args:
        written: key of a need, ~, and key of an offer.
        needs: keys of the needs, in order.
        offers: keys of the offers, in order.
    """
    found = []
    for each in written:
        for place, need in enumerate(needs):
            offer = each.removeprefix(f"{need}{BESIDE}")
            if offer != each and offer in offers:
                found.append({"need": place, "offer": offers.index(offer)})
    return found
