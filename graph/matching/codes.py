"""Codes and countries of a question as somebody writes them: of what is none, the nearest is named."""

from __future__ import annotations

from difflib import get_close_matches

from graph.errors import InputError
from graph.model.vocabularies import country, vocabulary
from graph.model.vocabularies.territories import country_readings
from graph.text.fold import fold

_ALIKE = 0.75
"""Likeness (`difflib`) from which a slip may be meant: two letters of eight."""


def read_code(name: str, written: str) -> str:
    """A code of a vocabulary, written in any case.

    Args:
        name: of the vocabulary.
        written: the code.

    Raises:
        InputError: there is no such code; the message names the nearest, by its code or its label, if any is near.

    >>> read_code("types", "NGO")
    'ngo'
    """
    terms = vocabulary(name).terms
    if written in terms:
        return written
    folded = written.strip().casefold()
    if (code := next((code for code in terms if code.casefold() == folded), None)) is not None:
        return code
    spelled = {fold(term.label()): code for code, term in terms.items()} | {fold(code): code for code in terms}
    near = get_close_matches(fold(written), spelled, 1, _ALIKE)
    meant = f" Is `{spelled[near[0]]}` meant?" if near else ""
    raise InputError(f"There is no {written!r} in the vocabulary `{name}`.{meant or ' Choose one of its codes.'}")


def no_country(written: str) -> str:
    """The sentence on what is no country, with the one that may be meant.

    >>> no_country("Sengal"), no_country("Atlantis")[-10:]
    ("'Sengal' is no country known by name or ISO 3166 code. Is Senegal meant?", '3166 code.')
    """
    meant = country_meant(written)
    return f"{written!r} is no country known by name or ISO 3166 code." + (f" Is {meant} meant?" if meant else "")


def country_meant(written: str) -> str:
    """The name of the country that is written nearest to what is none; empty where none is near."""
    readings = country_readings()
    near = get_close_matches(fold(written), readings, 1, _ALIKE)
    found = country(readings[near[0]]) if near else None
    return found.name() if found else ""
